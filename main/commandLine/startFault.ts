import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemCode } from '../../src/world/atomicFile.ts';

/** Why there is neither an app that could be asked nor one that could start. Stable codes. */
export type StartFault =
  | {
      /** The lock is in the data folder, and its socket in the temporary one (Chromium, process_singleton_posix.cc). */
      readonly code: 'dataFolderNotWritable' | 'temporaryFolderNotWritable';
      readonly folder: string;
      /** The system's code, e.g. `EACCES`. */
      readonly detail: string;
    }
  /** Another Offhook has the lock, and does not answer. */
  | { readonly code: 'runningNotAnswering' };

/** Why the single-instance lock could not be had, where that can be seen in the folders that it needs. */
export function startFaultOf(data: string, temporary: string): StartFault | undefined {
  for (const [code, folder] of [
    ['dataFolderNotWritable', data],
    ['temporaryFolderNotWritable', temporary],
  ] as const) {
    const detail = writeFault(folder);
    if (detail !== undefined) return { code, folder, detail };
  }
  return undefined;
}

/** By trying it: rights, read-only file systems, quotas and what stands in the place of the folder are not all seen otherwise. */
function writeFault(folder: string): string | undefined {
  const probe = join(folder, `.probe.${randomBytes(6).toString('hex')}.tmp`);
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(probe, '', { flag: 'wx', mode: 0o600 });
    rmSync(probe);
    return undefined;
  } catch (error) {
    return systemCode(error);
  }
}
