import { userInfo } from 'node:os';
import type { LogEntry } from '../../src/world/edges.ts';
import { noPolicy, type PolicyPlace, type PolicyRead } from '../../src/settings/policy.ts';
import { policyPath, readPolicy } from './policyFile.ts';
import { runProgram } from '../os/programs.ts';
import { readSystemPolicy } from './systemPolicy.ts';

/**
 * What the administrator decided: by the means of the system where there is such a policy, else by the file. The log tells which it was and
 * what it decides, never how.
 * @param testFile a file that is read instead of both, in tests of an app that is not packaged
 */
export async function findPolicy(
  isPackaged: boolean,
  testFile: string | undefined,
  log: (entry: LogEntry) => void,
): Promise<PolicyRead> {
  const { env, platform } = process;
  const place: PolicyPlace = { user: userInfo().username, env };
  const isTest = !isPackaged && testFile !== undefined;
  const system = isTest ? undefined : await readSystemPolicy(platform, place, runProgram);
  const path = isTest ? testFile : policyPath(platform, env);
  const read = system ?? (await readPolicy(path, place, isPackaged));
  const from = system === undefined ? path : 'the system';
  if (!read.ok) log({ level: 'error', what: 'policy not read', from, detail: read.detail });
  else if (read.policy !== noPolicy) {
    const { by, preset, locked } = read.policy;
    log({
      level: 'info',
      what: 'policy',
      from,
      by,
      preset: Object.keys(preset),
      locked: Object.keys(locked),
    });
  }
  return read;
}
