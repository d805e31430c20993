/** `5:hello,` (D. J. Bernstein's netstrings): the length counts bytes. */
export function writeNetstring(text: string): Buffer {
  const body = Buffer.from(text, 'utf8');
  return Buffer.concat([Buffer.from(`${body.length}:`), body, Buffer.from(',')]);
}

export class NetstringReader {
  readonly #onText: (text: string) => void;
  #buffer = Buffer.alloc(0);

  constructor(onText: (text: string) => void) {
    this.#onText = onText;
  }

  push(data: Buffer): void {
    this.#buffer = Buffer.concat([this.#buffer, data]);
    for (;;) {
      const colon = this.#buffer.indexOf(':');
      if (colon < 0) return;
      const start = colon + 1;
      const end = start + Number(this.#buffer.toString('latin1', 0, colon));
      if (Number.isNaN(end)) throw new Error('not a netstring');
      if (this.#buffer.length <= end) return;
      const text = this.#buffer.toString('utf8', start, end);
      this.#buffer = this.#buffer.subarray(end + 1);
      this.#onText(text);
    }
  }
}
