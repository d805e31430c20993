/** More names than there are events in any Asterisk; a stream that makes names up does not fill the memory. */
const namesMax = 512;
const slots = 1024;

/** Names that come again and again, found by their bytes: each is decoded once, and is the same text every time. */
export class NameTable {
  readonly #names = new Array<string | undefined>(slots).fill(undefined);
  #count = 0;

  /** Undefined for what is not ASCII, and for a new name once there are too many. */
  find(bytes: Buffer, start: number, end: number): string | undefined {
    let hash = end - start;
    for (let at = start; at < end; at += 1) hash = (hash * 31 + (bytes[at] ?? 0)) | 0;
    for (let slot = hash & (slots - 1); ; slot = (slot + 1) & (slots - 1)) {
      const name = this.#names[slot];
      if (name === undefined) return this.#learn(slot, bytes, start, end);
      if (isThat(name, bytes, start, end)) return name;
    }
  }

  #learn(slot: number, bytes: Buffer, start: number, end: number): string | undefined {
    if (this.#count >= namesMax || bytes.subarray(start, end).some((byte) => byte > 0x7f)) return undefined;
    const name = bytes.toString('latin1', start, end);
    this.#names[slot] = name;
    this.#count += 1;
    return name;
  }
}

function isThat(name: string, bytes: Buffer, start: number, end: number): boolean {
  if (name.length !== end - start) return false;
  for (let index = 0; index < name.length; index += 1)
    if (name.charCodeAt(index) !== bytes[start + index]) return false;
  return true;
}
