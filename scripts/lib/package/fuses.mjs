// @ts-check
// The fuse wire in an Electron binary: a sentinel, a version byte (1), the number of fuses, then one character per fuse.
// https://www.electronjs.org/docs/latest/tutorial/fuses
import fs from 'node:fs';

const SENTINEL = Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX');

/** The places on the wire, as @electron/fuses numbers them. */
export const FUSE = {
  runAsNode: 0,
  cookieEncryption: 1,
  nodeOptionsEnvironmentVariable: 2,
  nodeCliInspectArguments: 3,
  embeddedAsarIntegrityValidation: 4,
  onlyLoadAppFromAsar: 5,
  loadBrowserProcessSpecificV8Snapshot: 6,
  grantFileProtocolExtraPrivileges: 7,
};

/** @param {Buffer} bytes of the binary @param {string} binary @returns {number} where the wire begins */
function wireIn(bytes, binary) {
  const at = bytes.indexOf(SENTINEL) + SENTINEL.length;
  if (at < SENTINEL.length || bytes[at] !== 1) throw new Error(`no Electron fuse wire in ${binary}`);
  return at + 2;
}

/**
 * @param {string} binary path, changed in place
 * @param {Record<number, boolean>} wanted
 */
export function setFuses(binary, wanted) {
  const bytes = fs.readFileSync(binary);
  const wire = wireIn(bytes, binary);
  for (const [fuse, on] of Object.entries(wanted))
    bytes[wire + Number(fuse)] = (on ? '1' : '0').charCodeAt(0);
  fs.writeFileSync(binary, bytes);
}

/**
 * Every fuse of a binary by its name; one that this Electron does not have is undefined.
 * @param {string} binary
 * @returns {Record<keyof typeof FUSE, boolean | undefined>}
 */
export function readFuses(binary) {
  const bytes = fs.readFileSync(binary);
  const wire = wireIn(bytes, binary);
  const count = bytes[wire - 1] ?? 0;
  const entries = Object.entries(FUSE).map(([name, fuse]) => {
    const state = fuse < count ? String.fromCharCode(bytes[wire + fuse] ?? 0) : '';
    return [name, state === '1' ? true : state === '0' ? false : undefined];
  });
  return Object.fromEntries(entries);
}
