import { createHash } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  copyFileSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { UpdateFault } from './fault.ts';

/**
 * Puts a fetched AppImage in the place of the one that runs, whole or not at all: a full disk, or bytes that changed since they were
 * fetched, leave the old one as it is. The file keeps its name, for it is named in menus and in what is started with the session.
 * @param sha512 of what was fetched, Base64
 */
export function replaceImage(fetched: string, image: string, sha512: string): void {
  const staged = `${image}.new`;
  try {
    rmSync(staged, { force: true });
    copyFileSync(fetched, staged);
    // 100 MB; at this moment nothing else is waited for.
    const found = createHash('sha512').update(readFileSync(staged)).digest('base64');
    if (found !== sha512) throw new UpdateFault('updateWrongBytes', `${fetched}: not what was fetched`);
    chmodSync(staged, 0o755);
    const file = openSync(staged, 'r+');
    try {
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(staged, image);
  } catch (error) {
    rmSync(staged, { force: true });
    throw error;
  }
  rmSync(fetched, { force: true });
}
