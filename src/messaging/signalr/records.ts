/** Ends each message of the JSON hub protocol: RS of ASCII, which JSON has only escaped. */
export const recordSeparator = '\u001e';

/** Cuts a stream of texts into records, wherever the pieces were cut. */
export class RecordReader {
  readonly #bytesMax: number;
  #rest = '';
  #restBytes = 0;

  /** @param bytesMax of one record, UTF-8 */
  constructor(bytesMax: number) {
    this.#bytesMax = bytesMax;
  }

  /**
   * @returns the records that are complete now, without their separators
   * @throws {RangeError} for a record that is too long; nothing can be read after it
   */
  push(text: string): readonly string[] {
    const [first = '', ...others] = text.split(recordSeparator);
    const last = others.pop();
    this.#grow(first);
    if (last === undefined) return [];
    const complete = [this.#rest, ...others];
    this.#rest = '';
    this.#restBytes = 0;
    for (const record of others) this.#check(Buffer.byteLength(record));
    this.#grow(last);
    return complete;
  }

  /** Counted, not measured again: a page that sends it byte by byte must not cost the square of it. */
  #grow(text: string): void {
    this.#restBytes += Buffer.byteLength(text);
    this.#check(this.#restBytes);
    this.#rest += text;
  }

  #check(bytes: number): void {
    if (bytes > this.#bytesMax) throw new RangeError('a record is too long');
  }
}
