import { type AmiHeader, toHeader, valuesOf } from './header.ts';
import type { LineDecoder } from './lineDecoder.ts';
import { type HeaderNames, wantedFor } from './headerNames.ts';
import { NameTable } from './nameTable.ts';
import { TextCache } from './textCache.ts';

const COLON = 0x3a;
const SPACE = 0x20;

/** Capital letters to small ones, everything else to itself: names are compared without regard to case. */
const folded = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte >= 0x41 && byte <= 0x5a ? byte + 32 : byte,
);
/** 1: white space by ASCII. */
const blank = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte === SPACE || (byte >= 9 && byte <= 13) ? 1 : 0,
);

/** A packet with more is decoded as a whole where all values of a name are asked for. */
const manyLines = 64;

const events = new NameTable();
const ids = new TextCache();
const eventName = wantedFor('Event');

/** Where the lines of a packet are. Each ends with CR LF, right before the next. */
export interface LinePlaces {
  /** Where each begins, from `first` on: the packet shares them with others. */
  readonly starts: Int32Array;
  readonly first: number;
  readonly count: number;
  /** Behind the line end of the last one. */
  readonly end: number;
}

/**
 * The lines of one packet as the bytes that came: a header becomes text when it is asked for, and most are never asked for. The bytes are
 * not written again; a packet that is kept keeps them, and up to 64 KiB around them.
 */
export class WireLines {
  readonly #bytes: Buffer;
  readonly #starts: Int32Array;
  readonly #first: number;
  readonly #count: number;
  readonly #end: number;
  readonly #isAscii: boolean;
  readonly #decoder: LineDecoder;

  /** @param isAscii all that is in them */
  constructor(
    bytes: Buffer,
    { starts, first, count, end }: LinePlaces,
    isAscii: boolean,
    decoder: LineDecoder,
  ) {
    this.#bytes = bytes;
    this.#starts = starts;
    this.#first = first;
    this.#count = count;
    this.#end = end;
    this.#isAscii = isAscii;
    this.#decoder = decoder;
  }

  /** The first value under that name. */
  get(name: string): string | undefined {
    const wanted = wantedFor(name);
    if (wanted.bytes === undefined) return valuesOf(this.headers(), name).next().value;
    for (let line = 0; line < this.#count; line += 1) {
      const colon = this.#colonAfter(wanted.bytes, line);
      if (colon === -1) continue;
      const [start, end] = this.#span(colon + 1, this.#endOf(line), wanted.isOutput);
      return this.#value(start, end, wanted.isOutput);
    }
    return undefined;
  }

  /** As `get`, without a new text for a value that came lately. */
  id(name: string): string | undefined {
    const wanted = wantedFor(name);
    if (wanted.bytes === undefined) return this.get(name);
    for (let line = 0; line < this.#count; line += 1) {
      const colon = this.#colonAfter(wanted.bytes, line);
      if (colon === -1) continue;
      const [start, end] = this.#trimmed(colon + 1, this.#endOf(line));
      return ids.find(this.#bytes, start, end) ?? this.#value(start, end, false);
    }
    return undefined;
  }

  /** Whether all of these are among its headers. */
  hasAll(names: HeaderNames): boolean {
    return names.areIn(this.#count, (name, line) => this.#colonAfter(name, line) !== -1);
  }

  /** The piece of memory that is kept as long as the packet is. */
  get memory(): object {
    return this.#bytes;
  }

  all(name: string): string[] {
    const wanted = wantedFor(name);
    if (wanted.bytes === undefined) return [...valuesOf(this.headers(), name)];
    const values: string[] = [];
    // What a command printed: decoded in one go, as it may have 80,000 lines.
    const whole = this.#isAscii && this.#count > manyLines ? this.#wholeText() : undefined;
    for (let line = 0; line < this.#count; line += 1) {
      const colon = this.#colonAfter(wanted.bytes, line);
      if (colon === -1) continue;
      const [start, end] = this.#span(colon + 1, this.#endOf(line), wanted.isOutput);
      values.push(whole === undefined ? this.#value(start, end, wanted.isOutput) : whole(start, end));
    }
    return values;
  }

  /** As `get('Event')`, without a new text for a name that came before. */
  event(): string | undefined {
    // Asterisk puts it first.
    const colon = eventName.bytes === undefined ? -1 : this.#colonAfter(eventName.bytes, 0);
    if (colon === -1) return this.get('Event');
    const [start, end] = this.#trimmed(colon + 1, this.#endOf(0));
    return events.find(this.#bytes, start, end) ?? this.#value(start, end, false);
  }

  headers(): AmiHeader[] {
    const lines = { length: this.#count };
    if (!this.#isAscii)
      return Array.from(lines, (_, line) => toHeader(this.#text(this.#startOf(line), this.#endOf(line))));
    const text = this.#wholeText();
    return Array.from(lines, (_, line) => toHeader(text(this.#startOf(line), this.#endOf(line))));
  }

  /** All of it decoded in one go; returns what gives a piece of it. For ASCII only. */
  #wholeText(): (start: number, end: number) => string {
    const from = this.#startOf(0);
    const text = this.#bytes.toString('latin1', from, this.#end);
    return (start, end) => text.slice(start - from, end - from);
  }

  /** Where the colon is in a line of that name; -1 in another. */
  #colonAfter(name: Uint8Array, line: number): number {
    const bytes = this.#bytes;
    let at = this.#startOf(line);
    // Its end first: many names begin alike.
    const behind = bytes[at + name.length] ?? 0;
    if (behind !== COLON && blank[behind] !== 1) return -1;
    for (let index = 0; index < name.length; index += 1, at += 1) {
      if (folded[bytes[at] ?? 0] !== name[index]) return -1;
    }
    while (blank[bytes[at] ?? 0] === 1) at += 1;
    return bytes[at] === COLON && at < this.#endOf(line) ? at : -1;
  }

  #value(start: number, end: number, isOutput: boolean): string {
    const text = this.#text(start, end);
    return this.#isAscii || isOutput ? text : text.trim();
  }

  /** Of a value, without the blanks that do not count. */
  #span(start: number, end: number, isOutput: boolean): readonly [start: number, end: number] {
    if (!isOutput) return this.#trimmed(start, end);
    return [this.#bytes[start] === SPACE ? start + 1 : start, end];
  }

  #trimmed(start: number, end: number): readonly [start: number, end: number] {
    let [from, to] = [start, end];
    while (from < to && blank[this.#bytes[from] ?? 0] === 1) from += 1;
    while (to > from && blank[this.#bytes[to - 1] ?? 0] === 1) to -= 1;
    return [from, to];
  }

  #text(start: number, end: number): string {
    if (start === end) return '';
    return this.#isAscii || isAscii(this.#bytes, start, end)
      ? this.#bytes.toString('latin1', start, end)
      : this.#decoder.decode(this.#bytes, start, end);
  }

  #startOf(line: number): number {
    return this.#starts[this.#first + line] ?? 0;
  }

  #endOf(line: number): number {
    return (line + 1 < this.#count ? this.#startOf(line + 1) : this.#end) - 2;
  }
}

/** Most values are, also in a packet that has a name in another script. */
function isAscii(bytes: Buffer, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) if ((bytes[at] ?? 0) > 0x7f) return false;
  return true;
}
