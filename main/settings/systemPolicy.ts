import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { systemCode } from '../../src/world/atomicFile.ts';
import { type PolicyPlace, type PolicyRead, toPolicy } from '../../src/settings/policy.ts';
import { parseRegistryPolicy } from '../../src/settings/registryPolicy.ts';
import { isWrittenByAdministratorOnly } from './policyFile.ts';
import type { RunProgram } from '../os/programs.ts';

const registryKey = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Offhook';
const managedFolder = '/Library/Managed Preferences';
const domainFile = 'org.offhook.panel.plist';

/**
 * What the administrator decided by the system's own means: group policies on Windows, a configuration profile on macOS.
 * @returns undefined where there is none, and on other systems
 */
export async function readSystemPolicy(
  platform: NodeJS.Platform,
  place: PolicyPlace,
  run: RunProgram,
  managed = managedFolder,
): Promise<PolicyRead | undefined> {
  if (platform === 'win32') return readRegistry(place, run);
  if (platform === 'darwin') return readProfile(place, run, managed);
  return undefined;
}

async function readRegistry(place: PolicyPlace, run: RunProgram): Promise<PolicyRead | undefined> {
  // By its whole path: Windows would look for it in the current folder first.
  const program = join(place.env.SystemRoot ?? 'C:\\Windows', 'System32', 'reg.exe');
  let output: string;
  try {
    output = await run(program, ['query', registryKey, '/s', '/reg:64']);
  } catch (error) {
    // Its one code for everything, above all for a key that is not there; the message is in the system's language.
    return exitCodeOf(error) === 1 ? undefined : refused('registry', systemCode(error));
  }
  return named('registry', parseRegistryPolicy(output, registryKey, place));
}

/** The person's own profile goes before the computer's, as everywhere on macOS. */
async function readProfile(
  place: PolicyPlace,
  run: RunProgram,
  managed: string,
): Promise<PolicyRead | undefined> {
  for (const path of [join(managed, place.user, domainFile), join(managed, domainFile)]) {
    try {
      if (!isWrittenByAdministratorOnly(await stat(path))) return refused('profile', 'others may write it');
    } catch (error) {
      const code = systemCode(error);
      if (code === 'ENOENT' || code === 'ENOTDIR') continue;
      return refused('profile', code);
    }
    try {
      const json = await run('/usr/bin/plutil', ['-convert', 'json', '-o', '-', path]);
      return named('profile', toPolicy(withoutPayload(JSON.parse(json)), place));
    } catch {
      return refused('profile', 'not JSON');
    }
  }
  return undefined;
}

/** macOS puts keys of its own beside those of a payload, such as `PayloadUUID`. */
function withoutPayload(json: unknown): unknown {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return json;
  return Object.fromEntries(Object.entries(json).filter(([key]) => !key.startsWith('Payload')));
}

function exitCodeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

type Source = 'registry' | 'profile';

function refused(source: Source, detail: string): PolicyRead {
  return { ok: false, detail: `${source}: ${detail}` };
}

function named(source: Source, read: PolicyRead | undefined): PolicyRead | undefined {
  return read?.ok === false ? refused(source, read.detail) : read;
}
