/** What files are written in that are neither marked nor UTF-8: spreadsheets and mail programs of Western Windows. */
const fallback = 'windows-1252';

/**
 * The text of a file. A byte order mark says what it is written in; without one it is UTF-8, or else Windows-1252, in which every byte
 * is a character. Never throws.
 */
export function textOf(bytes: Uint8Array): string {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return decode('utf-8', bytes);
  if (a === 0xff && b === 0xfe) return decode('utf-16le', bytes);
  if (a === 0xfe && b === 0xff) return decode('utf-16be', bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return decode(fallback, bytes);
  }
}

/** By a charset that a file names itself; one that is not known reads as in `textOf`. */
export function decoded(charset: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return textOf(bytes);
  }
}

function decode(charset: string, bytes: Uint8Array): string {
  return new TextDecoder(charset).decode(bytes);
}
