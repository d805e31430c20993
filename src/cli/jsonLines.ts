import type { Writable } from 'node:stream';
import { jsonForTerminal } from '../cti/text.ts';

/** One JSON value per line, each written as a whole; nothing in it steers a terminal. */
export class JsonLineWriter {
  readonly #output: Writable;

  constructor(output: Writable) {
    this.#output = output;
  }

  write(value: unknown): void {
    if (!this.#output.destroyed) this.#output.write(`${jsonForTerminal(value)}\n`);
  }

  /** Resolves when all that was written has been handed to the system, or cannot be any more. */
  flushed(): Promise<void> {
    if (this.#output.destroyed) return Promise.resolve();
    return new Promise((resolve) => {
      this.#output.once('close', resolve);
      this.#output.write('', () => resolve());
    });
  }
}

/** Longer than any command; a line beyond it is no command, and is not kept. */
const maxLineBytes = 64 * 1024;

export type InputLine = { readonly text: string } | { readonly tooLong: true };

/** Bytes in, lines out, ended by LF or CR LF. Never keeps more than one line. */
export class LineReader {
  #pending: Buffer[] = [];
  #bytes = 0;
  #tooLong = false;

  push(chunk: Uint8Array): InputLine[] {
    const lines: InputLine[] = [];
    let rest = Buffer.from(chunk);
    for (let end = rest.indexOf(0x0a); end >= 0; end = rest.indexOf(0x0a)) {
      this.#keep(rest.subarray(0, end));
      lines.push(this.#take());
      rest = rest.subarray(end + 1);
    }
    this.#keep(rest);
    return lines;
  }

  /** The last line, where the input ended without a line end. */
  end(): InputLine[] {
    return this.#bytes === 0 && !this.#tooLong ? [] : [this.#take()];
  }

  #keep(part: Buffer): void {
    this.#bytes += part.length;
    if (this.#bytes > maxLineBytes) {
      this.#tooLong = true;
      this.#pending = [];
    } else if (part.length > 0) this.#pending.push(Buffer.from(part));
  }

  #take(): InputLine {
    const line: InputLine = this.#tooLong
      ? { tooLong: true }
      : { text: Buffer.concat(this.#pending).toString('utf8').replace(/\r$/, '') };
    this.#pending = [];
    this.#bytes = 0;
    this.#tooLong = false;
    return line;
  }
}
