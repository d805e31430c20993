import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const root = join(import.meta.dirname, '../..');

/**
 * A folder that every user of the machine may read: what is in it is started as an ordinary one. The session's own folder for temporary
 * files is private.
 */
export function publicFolder(): string {
  const parent = process.env.OFFHOOK_SESSION === undefined ? tmpdir() : '/tmp';
  const folder = mkdtempSync(join(parent, 'offhook-package-'));
  chmodSync(folder, 0o755);
  return folder;
}

/** Packs the app as `npm run package` does. */
export async function pack(
  folder: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<void> {
  const all = [join(root, 'scripts/release/package.mjs'), ...args, `-c.directories.output=${folder}`];
  await promisify(execFile)(process.execPath, all, { cwd: root, env: { ...process.env, ...env } });
}
