import { AmiError } from './error.ts';
import { LineDecoder } from './lineDecoder.ts';
import { type AmiHeader, toHeader } from './header.ts';
import { AmiPacket } from './packet.ts';
import { type AmiParserOptions, parserDefaults } from './parserOptions.ts';
import { WireLines } from './wireLines.ts';

const greetingPrefix = 'Asterisk Call Manager/';

const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const greetingBytes = Buffer.from(greetingPrefix);
const endOfCommand = '--END COMMAND--';
/** Longer input is taken in pieces, so that the buffer stays small whatever comes in one push. */
const sliceBytes = 64 * 1024;
const bufferBytes = 64 * 1024;
/** Lines in a full buffer, as most are. */
const linesMin = 3 * 1024;

const lineFeeds = 0x0a0a0a0a;
const ones = 0x01010101;
const tops = 0x80808080 | 0;

/**
 * Bytes in, packets out. It knows no socket and no clock, and gives the same packets however the bytes are cut.
 *
 * Lines end with CR LF; a lone LF belongs to the value (Asterisk 16 and 22 answer `Message: Park successful\n`). Only inside the
 * raw output of a 1.x `Command` a lone LF ends a line (manager.c of Asterisk 11, `action_command`). Takes linear time: a byte is copied
 * and looked at once, and becomes text when somebody asks for it.
 */
export class AmiParser {
  readonly #options: AmiParserOptions;
  readonly #decoder: LineDecoder;
  #greeting: string | undefined;
  #error: AmiError | undefined;
  /** What came is `#buffer[0, #end)`. It is never written over, as packets read from it; a full one is followed by another. */
  #buffer = Buffer.allocUnsafeSlow(4 * 1024);
  #end = 0;
  /** Of the packet and of the line that are not complete yet. */
  #packetStart = 0;
  #lineStart = 0;
  /** No line end of the line before here. */
  #scanned = 0;
  /** `#buffer`, four bytes at a time. */
  #words = new Int32Array(this.#buffer.buffer);
  /** All that came of the packet, one over the other: it is ASCII when no highest bit of a byte is set. */
  #bits = 0;
  /** Where the lines of the packets in `#buffer` begin; those of the packet that is not complete from `#firstLine` on. */
  #lines = new Int32Array(linesMin);
  #firstLine = 0;
  #lineCount = 0;
  /** Behind the last of them. */
  #linesEnd = 0;
  /** A name with something strange before it, which only the text shows. */
  #isOdd = false;
  /** In place of the lines in a packet that is not made of lines alone: the answer of AMI 1.x to `Command`. */
  #headers: AmiHeader[] | undefined;
  /** Between `Response: Follows` and `--END COMMAND--`. */
  #inCommandOutput = false;

  constructor(options: Partial<AmiParserOptions> = {}) {
    this.#options = { ...parserDefaults, ...options };
    this.#decoder = new LineDecoder(this.#options);
  }

  /** The line with which the server introduced itself, once it is complete. */
  get greeting(): string | undefined {
    return this.#greeting;
  }

  /** Set when the stream broke a limit. The packets before it were given; the next `push` or `end` throws it. */
  get error(): AmiError | undefined {
    return this.#error;
  }

  /** Whether the last bytes were the beginning of a line whose end did not come yet. */
  get isMidLine(): boolean {
    return this.#end > this.#lineStart;
  }

  /**
   * Takes the next bytes and returns the packets that they completed. The bytes are copied, so the caller may reuse them.
   * @throws AmiError `lineTooLong`, `tooManyHeaders`, `tooLarge`, `notAsterisk`: on the push after the one that broke the limit
   */
  push(bytes: Uint8Array): AmiPacket[] {
    if (this.#error) throw this.#error;
    const packets: AmiPacket[] = [];
    try {
      for (let offset = 0; offset < bytes.length; offset += sliceBytes) {
        this.#append(bytes.subarray(offset, offset + sliceBytes));
        this.#takeLines(packets);
      }
    } catch (error) {
      if (!(error instanceof AmiError)) throw error;
      this.#error = error;
    }
    return packets;
  }

  /** The stream is over: returns the last packet if its empty line never came. */
  end(): AmiPacket[] {
    if (this.#error) throw this.#error;
    const packets: AmiPacket[] = [];
    const [start, end] = [this.#lineStart, this.#end];
    if (end > start) {
      // As if its line end had come.
      this.#lineStart = end + 2;
      this.#takeLine(start, end, false, packets);
    }
    this.#finishPacket(packets);
    this.#scanned = this.#lineStart = this.#packetStart = this.#end;
    return packets;
  }

  #append(bytes: Uint8Array): void {
    if (this.#end + bytes.length > this.#buffer.length) {
      this.#renew(bytes.length);
    }
    this.#buffer.set(bytes, this.#end);
    this.#end += bytes.length;
  }

  /** Another buffer, with what came of the packet that is not complete, and room for as much again. */
  #renew(more: number): void {
    const from = this.#packetStart;
    const rest = this.#buffer.subarray(from, this.#end);
    const size = Math.max(bufferBytes, 2 * (rest.length + more));
    this.#buffer = Buffer.allocUnsafeSlow(size + (-size & 3));
    this.#words = new Int32Array(this.#buffer.buffer);
    this.#buffer.set(rest);
    const lines = this.#lines
      .subarray(this.#firstLine, this.#firstLine + this.#lineCount)
      .map((at) => at - from);
    this.#lines = new Int32Array(Math.max(linesMin, 2 * lines.length));
    this.#lines.set(lines);
    this.#firstLine = 0;
    this.#lineStart -= from;
    this.#scanned -= from;
    this.#linesEnd -= from;
    this.#packetStart = 0;
    this.#end = rest.length;
  }

  #takeLines(packets: AmiPacket[]): void {
    const end = this.#end;
    let at = this.#scanned;
    while (at < end) {
      if (this.#isPlain) at = this.#takePlainLines(at, packets);
      if (at < end) at = this.#takeAnyLine(at, packets);
    }
    this.#scanned = end;
    this.#checkRest();
  }

  /** Lines are headers and nothing else: behind the greeting, and not in the output of a 1.x `Command`. */
  get #isPlain(): boolean {
    return this.#headers === undefined && (this.#greeting !== undefined || !this.#options.expectGreeting);
  }

  /**
   * Nearly every line: a header that begins with a letter, within the limits, or the empty line behind headers. Four bytes at a time, which
   * takes half the time.
   * @returns the line feed of a line that is of another kind, or `#end`
   */
  #takePlainLines(from: number, packets: AmiPacket[]): number {
    const [bytes, words, end] = [this.#buffer, this.#words, this.#end];
    let [start, bits] = [this.#lineStart, this.#bits];
    // What was looked at already is not looked for again.
    let hidden = ~0 << (8 * (from & 3));
    for (let at = from & ~3; at < end; at += 4) {
      const word = words[at >> 2] ?? 0;
      bits |= word;
      const feeds = word ^ lineFeeds;
      // A byte of `feeds` that is nought borrows from the one above: "Determine if a word has a zero byte" (Bit Twiddling Hacks).
      let found = (feeds - ones) & ~feeds & tops & hidden;
      hidden = ~0;
      for (; found !== 0; found &= found - 1) {
        const feed = at + ((31 - Math.clz32(found & -found)) >> 3);
        if (feed >= end) break;
        if (bytes[feed] !== LF || bytes[feed - 1] !== CR || feed === start) continue;
        this.#bits = bits;
        if (!this.#takePlainLine(start, feed - 1, packets)) return feed;
        if (feed - 1 === start) bits = word;
        start = feed + 1;
      }
    }
    this.#bits = bits;
    return end;
  }

  /** @returns false for a line that is of another kind */
  #takePlainLine(start: number, end: number, packets: AmiPacket[]): boolean {
    const count = this.#lineCount;
    if (start === end) {
      if (count === 0) return false;
      this.#linesEnd = start;
      this.#lineStart = end + 2;
      this.#finishPacket(packets);
      return true;
    }
    const first = this.#buffer[start] ?? 0;
    if (first <= SPACE || first >= 0x80 || isR(first) || this.#isOdd) return false;
    const { maxLineBytes, maxPacketBytes, maxHeaders } = this.#options;
    if (end - start > maxLineBytes || end - this.#packetStart > maxPacketBytes || count >= maxHeaders)
      return false;
    const index = this.#firstLine + count;
    if (index === this.#lines.length) this.#growLines();
    this.#lines[index] = start;
    this.#lineCount = count + 1;
    this.#lineStart = this.#linesEnd = end + 2;
    return true;
  }

  /** @param from the line feed, or where it is looked for. @returns where the next line feed is looked for */
  #takeAnyLine(from: number, packets: AmiPacket[]): number {
    const [bytes, end] = [this.#buffer, this.#end];
    let at = from;
    for (; at < end; at += 1) {
      const byte = bytes[at] ?? 0;
      if (byte === LF) break;
      this.#bits |= byte;
    }
    if (at === end) return end;
    const start = this.#lineStart;
    const hasCr = at > start && bytes[at - 1] === CR;
    if (hasCr || this.#inCommandOutput) {
      const lineEnd = hasCr ? at - 1 : at;
      this.#checkLine(start, lineEnd);
      this.#lineStart = at + 1;
      this.#takeLine(start, lineEnd, hasCr, packets);
    }
    return at + 1;
  }

  /** Of the line that is not complete. */
  #checkRest(): void {
    const [bytes, start, end] = [this.#buffer, this.#lineStart, this.#end];
    if (this.#greeting === undefined && this.#options.expectGreeting) {
      const known = Math.min(end - start, greetingBytes.length);
      if (bytes.compare(greetingBytes, 0, known, start, start + known) !== 0) {
        throw notAsterisk(bytes.toString('latin1', start, end));
      }
    }
    // A CR at the very end may be half of the line end.
    this.#checkLine(start, end > start && bytes[end - 1] === CR ? end - 1 : end);
  }

  #checkLine(start: number, end: number): void {
    const { maxLineBytes, maxPacketBytes } = this.#options;
    if (end - start > maxLineBytes) {
      throw new AmiError('lineTooLong', `The server sent a line of more than ${maxLineBytes} bytes.`);
    }
    if (end - this.#packetStart > maxPacketBytes) {
      throw new AmiError('tooLarge', `The server sent a message of more than ${maxPacketBytes} bytes.`);
    }
  }

  /** `#lineStart` is the next line's already. */
  #takeLine(start: number, end: number, hasCr: boolean, packets: AmiPacket[]): void {
    const first = this.#buffer[start] ?? 0;
    if (this.#greeting === undefined && this.#options.expectGreeting) {
      this.#greet(this.#decoder.decode(this.#buffer, start, end));
    } else if (this.#inCommandOutput) {
      this.#takeCommandLine(this.#decoder.decode(this.#buffer, start, end), hasCr, packets);
    } else if (start === end) {
      this.#finishPacket(packets);
    } else if (first > SPACE && first < 0x80) {
      this.#addLine(start, end);
    } else if (this.#decoder.decode(this.#buffer, start, end).trim() === '') {
      this.#finishPacket(packets);
    } else {
      this.#isOdd = true;
      this.#addLine(start, end);
    }
  }

  #greet(line: string): void {
    if (!line.startsWith(greetingPrefix)) throw notAsterisk(line);
    this.#greeting = line.trim();
    this.#beginPacket();
  }

  #addLine(start: number, end: number): void {
    if (this.#headers !== undefined) {
      this.#addHeader(toHeader(this.#decoder.decode(this.#buffer, start, end)));
      return;
    }
    this.#checkCount(this.#lineCount);
    const index = this.#firstLine + this.#lineCount;
    if (index === this.#lines.length) this.#growLines();
    this.#lines[index] = start;
    this.#lineCount += 1;
    this.#linesEnd = end + 2;
    if (!this.#isOdd && !isR(this.#buffer[start])) return;
    if (isFollows(toHeader(this.#decoder.decode(this.#buffer, start, end)))) this.#beginCommandOutput();
  }

  #growLines(): void {
    // Packets keep those that they have.
    const more = new Int32Array(2 * this.#lines.length);
    more.set(this.#lines);
    this.#lines = more;
  }

  #beginCommandOutput(): void {
    const headers = this.#wire().headers();
    // An event may carry a header of any name (UserEvent), so it never opens a command's output.
    if (headers[0]?.[0].toLowerCase() === 'event') return;
    this.#headers = headers;
    this.#inCommandOutput = true;
  }

  /** Answer of AMI 1.x to `Command`: two headers, then raw text, then the end mark, which need not begin a line. */
  #takeCommandLine(line: string, hasCr: boolean, packets: AmiPacket[]): void {
    const isFirst = this.#headers?.at(-1)?.[0] !== 'Output';
    if (isFirst && hasCr && /^(Privilege|ActionID):/i.test(line)) {
      this.#addHeader(toHeader(line));
    } else if (hasCr && line.endsWith(endOfCommand)) {
      if (line.length > endOfCommand.length) this.#addHeader(['Output', line.slice(0, -endOfCommand.length)]);
      this.#inCommandOutput = false;
    } else if (isFirst && hasCr && line === '') {
      this.#finishPacket(packets);
    } else {
      this.#addHeader(['Output', line]);
    }
  }

  #addHeader(header: AmiHeader): void {
    const headers = (this.#headers ??= []);
    this.#checkCount(headers.length);
    if (isFollows(header)) this.#inCommandOutput = true;
    headers.push(header);
  }

  #checkCount(count: number): void {
    const { maxHeaders } = this.#options;
    if (count >= maxHeaders)
      throw new AmiError('tooManyHeaders', `The server sent a message of more than ${maxHeaders} lines.`);
  }

  #finishPacket(packets: AmiPacket[]): void {
    // Asterisk sends surplus empty lines now and then; they are no packets.
    if (this.#headers !== undefined) packets.push(new AmiPacket(this.#headers));
    else if (this.#lineCount > 0)
      packets.push(new AmiPacket(this.#isOdd ? this.#wire().headers() : this.#wire()));
    this.#beginPacket();
  }

  #wire(): WireLines {
    const lines = {
      starts: this.#lines,
      first: this.#firstLine,
      count: this.#lineCount,
      end: this.#linesEnd,
    };
    return new WireLines(this.#buffer, lines, (this.#bits & tops) === 0, this.#decoder);
  }

  #beginPacket(): void {
    this.#packetStart = this.#lineStart;
    this.#bits = 0;
    this.#firstLine += this.#lineCount;
    this.#lineCount = 0;
    this.#isOdd = false;
    this.#headers = undefined;
    this.#inCommandOutput = false;
  }
}
function isFollows([name, value]: AmiHeader): boolean {
  return name.length === 8 && value.length === 7 && /^response:follows$/i.test(`${name}:${value}`);
}

function isR(byte: number | undefined): boolean {
  return byte === 0x52 || byte === 0x72;
}

function notAsterisk(text: string): AmiError {
  const shown = text
    .replaceAll(/[^\x20-\x7e]+/g, ' ')
    .trim()
    .slice(0, 60);
  return new AmiError(
    'notAsterisk',
    `This is not an Asterisk manager port: it answered with ${shown === '' ? 'something unreadable' : JSON.stringify(shown)}.`,
  );
}
