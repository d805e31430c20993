import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { systemCode } from '../../src/world/atomicFile.ts';
import { noPolicy, parsePolicy, type PolicyPlace, type PolicyRead } from '../../src/settings/policy.ts';

/** Where the administrator's file is; only they may write there. */
export function policyPath(platform: NodeJS.Platform, env: PolicyPlace['env']): string {
  if (platform === 'win32') return join(env.ProgramData ?? 'C:\\ProgramData', 'Offhook', 'policy.json');
  if (platform === 'darwin') return '/Library/Application Support/Offhook/policy.json';
  return '/etc/offhook/policy.json';
}

/**
 * Reads the administrator's file; there need not be one.
 * @param isChecked a file that others than the administrator can change is refused (not on Windows, where the folder's rights say it)
 */
export async function readPolicy(path: string, place: PolicyPlace, isChecked: boolean): Promise<PolicyRead> {
  try {
    if (isChecked && process.platform !== 'win32') {
      if (!isWrittenByAdministratorOnly(await stat(path)))
        return { ok: false, detail: 'others may write it' };
    }
    return parsePolicy(await readFile(path, 'utf8'), place);
  } catch (error) {
    const code = systemCode(error);
    return code === 'ENOENT' || code === 'ENOTDIR'
      ? { ok: true, policy: noPolicy }
      : { ok: false, detail: code };
  }
}

export function isWrittenByAdministratorOnly({ uid, mode }: { uid: number; mode: number }): boolean {
  return uid === 0 && (mode & 0o022) === 0;
}
