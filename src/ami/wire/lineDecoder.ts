import { isUtf8 } from 'node:buffer';

/** Stands in decoded text for bytes that are no character. */
const broken = '\uFFFD';

export interface LineDecoderOptions {
  /** What lines are written in that are no UTF-8: a label of the Encoding Standard, e.g. `windows-1251`. */
  readonly charset: string;
  /** A line is no UTF-8. */
  readonly onForeign: () => void;
}

/**
 * Bytes of a line to text. Asterisk hands names on as the phone, the trunk or its own files wrote them, which need not be UTF-8, and
 * cuts them by bytes (chan_pjsip after 79), in the middle of a character as well.
 */
export class LineDecoder {
  readonly #charset: TextDecoder;
  readonly #onForeign: () => void;

  /** @throws RangeError for a charset that there is no decoder for */
  constructor({ charset, onForeign }: LineDecoderOptions) {
    this.#charset = new TextDecoder(charset);
    this.#onForeign = onForeign;
  }

  decode(bytes: Buffer, start: number, end: number): string {
    const text = bytes.toString('utf8', start, end);
    // Free for what is ASCII: V8 does not look for it in a text of one byte per character.
    return text.includes(broken) ? this.#mend(text, bytes.subarray(start, end)) : text;
  }

  #mend(text: string, line: Buffer): string {
    if (isUtf8(line)) return text;
    const [before = '', after, ...more] = text.split(broken);
    // One broken place among other characters of UTF-8: it was cut there.
    if (after !== undefined && more.length === 0 && /\P{ASCII}/u.test(before + after)) return before + after;
    this.#onForeign();
    return this.#charset.decode(line);
  }
}
