// @ts-check
// The fuse wire in an Electron binary: a sentinel, a version byte (1), the number of fuses, then one character per fuse.
// https://www.electronjs.org/docs/latest/tutorial/fuses
import fs from 'node:fs';

const SENTINEL = Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX');

export const FUSE = { nodeCliInspectArguments: 3, loadBrowserProcessSpecificV8Snapshot: 6 };

/**
 * @param {string} binary path, changed in place
 * @param {Record<number, boolean>} wanted
 */
export function setFuses(binary, wanted) {
  const bytes = fs.readFileSync(binary);
  const at = bytes.indexOf(SENTINEL) + SENTINEL.length;
  if (at < SENTINEL.length || bytes[at] !== 1) throw new Error(`no Electron fuse wire in ${binary}`);
  for (const [fuse, on] of Object.entries(wanted))
    bytes[at + 2 + Number(fuse)] = (on ? '1' : '0').charCodeAt(0);
  fs.writeFileSync(binary, bytes);
}
