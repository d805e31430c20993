/** A power of two. What does not fit in takes the place of what was there. */
const slots = 2048;
/** Longer values are not names that come again, bytes. */
const lengthMax = 96;

/**
 * Texts that came lately, found by their bytes: the ids and names of what happens on a PBX come in event after event, and each is decoded
 * once. The same text also has its hash already when it is looked up.
 */
export class TextCache {
  readonly #texts = new Array<string>(slots).fill('');

  /** Undefined for what is not ASCII, or is too long. */
  find(bytes: Buffer, start: number, end: number): string | undefined {
    if (end - start > lengthMax) return undefined;
    let hash = end - start;
    let bits = 0;
    for (let at = start; at < end; at += 1) {
      const byte = bytes[at] ?? 0;
      bits |= byte;
      hash = (hash * 31 + byte) | 0;
    }
    if (bits > 0x7f) return undefined;
    const slot = (hash ^ (hash >>> 15)) & (slots - 1);
    const known = this.#texts[slot] ?? '';
    if (isThat(known, bytes, start, end)) return known;
    return (this.#texts[slot] = bytes.toString('latin1', start, end));
  }
}

function isThat(text: string, bytes: Buffer, start: number, end: number): boolean {
  if (text.length !== end - start) return false;
  for (let index = 0; index < text.length; index += 1)
    if (text.charCodeAt(index) !== bytes[start + index]) return false;
  return true;
}
