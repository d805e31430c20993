import { AmiError } from './error.ts';
import { LineDecoder } from './lineDecoder.ts';
import { AmiPacket, type AmiHeader } from './packet.ts';

export interface AmiParserOptions {
  /** Longest line, without its line end, in bytes. The longest seen from a real Asterisk has 910. */
  readonly maxLineBytes: number;
  /** Most headers in one packet, `Output` lines included. */
  readonly maxHeaders: number;
  /** Largest packet in bytes. The output of a CLI command on a big PBX can have megabytes. */
  readonly maxPacketBytes: number;
  /** Whether the stream begins with the greeting line. False for a piece cut out of a stream. */
  readonly expectGreeting: boolean;
  /** Of lines that are no UTF-8. */
  readonly charset: string;
  /** A line is no UTF-8. */
  readonly onForeign: () => void;
}

export const parserDefaults: AmiParserOptions = {
  maxLineBytes: 64 * 1024,
  maxHeaders: 250_000,
  maxPacketBytes: 16 * 1024 * 1024,
  expectGreeting: true,
  charset: 'utf-8',
  onForeign: () => undefined,
};

const greetingPrefix = 'Asterisk Call Manager/';

const LF = 0x0a;
const CR = 0x0d;
const greetingBytes = Buffer.from(greetingPrefix);
const endOfCommand = '--END COMMAND--';
/** Longer input is taken in pieces, so that the buffer stays small whatever comes in one push. */
const sliceBytes = 64 * 1024;

/**
 * Bytes in, packets out. It knows no socket and no clock, and gives the same packets however the bytes are cut.
 *
 * Lines end with CR LF; a lone LF belongs to the value (Asterisk 16 and 22 answer `Message: Park successful\n`). Only inside the
 * raw output of a 1.x `Command` a lone LF ends a line (manager.c of Asterisk 11, `action_command`). Takes linear time: every
 * byte is copied and scanned once.
 */
export class AmiParser {
  readonly #options: AmiParserOptions;
  readonly #decoder: LineDecoder;
  #greeting: string | undefined;
  #error: AmiError | undefined;
  /** The bytes of the line that is not complete yet are `#buffer[0, #end)`; no line end among the first `#scanned`. */
  #buffer = Buffer.allocUnsafe(4 * 1024);
  #end = 0;
  #scanned = 0;
  #headers: AmiHeader[] = [];
  #packetBytes = 0;
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
    return this.#end > 0;
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
    if (this.#end > 0) this.#takeLine(this.#decoder.decode(this.#buffer, 0, this.#end), false, packets);
    this.#end = this.#scanned = 0;
    this.#finishPacket(packets);
    return packets;
  }

  #append(bytes: Uint8Array): void {
    const needed = this.#end + bytes.length;
    if (needed > this.#buffer.length) {
      const larger = Buffer.allocUnsafe(Math.max(needed, 2 * this.#buffer.length));
      this.#buffer.copy(larger, 0, 0, this.#end);
      this.#buffer = larger;
    }
    this.#buffer.set(bytes, this.#end);
    this.#end = needed;
  }

  #takeLines(packets: AmiPacket[]): void {
    const bytes = this.#buffer.subarray(0, this.#end);
    let start = 0;
    let lineFeed = bytes.indexOf(LF, this.#scanned);
    while (lineFeed !== -1) {
      const hasCr = lineFeed > start && bytes[lineFeed - 1] === CR;
      if (hasCr || this.#inCommandOutput) {
        const end = hasCr ? lineFeed - 1 : lineFeed;
        this.#checkLine(end - start);
        this.#packetBytes += lineFeed + 1 - start;
        this.#takeLine(this.#decoder.decode(bytes, start, end), hasCr, packets);
        start = lineFeed + 1;
      }
      lineFeed = bytes.indexOf(LF, lineFeed + 1);
    }
    this.#keepRest(bytes, start);
  }

  #keepRest(bytes: Buffer, start: number): void {
    const rest = bytes.length - start;
    if (this.#greeting === undefined && this.#options.expectGreeting) {
      const known = Math.min(rest, greetingBytes.length);
      if (bytes.compare(greetingBytes, 0, known, start, start + known) !== 0) {
        throw notAsterisk(bytes.toString('latin1', start));
      }
    }
    // A CR at the very end may be half of the line end.
    this.#checkLine(bytes[bytes.length - 1] === CR ? rest - 1 : rest);
    bytes.copyWithin(0, start);
    this.#end = rest;
    this.#scanned = rest;
  }

  #checkLine(lineBytes: number): void {
    const { maxLineBytes, maxPacketBytes } = this.#options;
    if (lineBytes > maxLineBytes) {
      throw new AmiError('lineTooLong', `The server sent a line of more than ${maxLineBytes} bytes.`);
    }
    if (this.#packetBytes + lineBytes > maxPacketBytes) {
      throw new AmiError('tooLarge', `The server sent a message of more than ${maxPacketBytes} bytes.`);
    }
  }

  #takeLine(line: string, hasCr: boolean, packets: AmiPacket[]): void {
    if (this.#greeting === undefined && this.#options.expectGreeting) {
      if (!line.startsWith(greetingPrefix)) throw notAsterisk(line);
      this.#greeting = line.trim();
      this.#packetBytes = 0;
    } else if (this.#inCommandOutput) {
      this.#takeCommandLine(line, hasCr, packets);
    } else if (line.trim() === '') {
      this.#finishPacket(packets);
    } else {
      this.#addHeader(toHeader(line));
    }
  }

  /** Answer of AMI 1.x to `Command`: two headers, then raw text, then the end mark, which need not begin a line. */
  #takeCommandLine(line: string, hasCr: boolean, packets: AmiPacket[]): void {
    const isFirst = this.#headers.at(-1)?.[0] !== 'Output';
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
    if (this.#headers.length >= this.#options.maxHeaders) {
      const { maxHeaders } = this.#options;
      throw new AmiError('tooManyHeaders', `The server sent a message of more than ${maxHeaders} lines.`);
    }
    // An event may carry a header of any name (UserEvent), so it never opens a command's output.
    if (isFollows(header) && !isEvent(this.#headers[0])) this.#inCommandOutput = true;
    this.#headers.push(header);
  }

  #finishPacket(packets: AmiPacket[]): void {
    // Asterisk sends surplus empty lines now and then; they are no packets.
    if (this.#headers.length > 0) packets.push(new AmiPacket(this.#headers));
    this.#headers = [];
    this.#packetBytes = 0;
    this.#inCommandOutput = false;
  }
}

function isFollows([name, value]: AmiHeader): boolean {
  return name.length === 8 && value.length === 7 && /^response:follows$/i.test(`${name}:${value}`);
}

function isEvent(header: AmiHeader | undefined): boolean {
  return header?.[0].toLowerCase() === 'event';
}

function toHeader(line: string): AmiHeader {
  const colon = line.indexOf(':');
  if (colon === -1) return ['', line.trim()];
  const name = line.slice(0, colon).trim();
  // What a command printed keeps its indentation: only the blank after the colon goes.
  if (name.length === 6 && name.toLowerCase() === 'output') {
    return ['Output', line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1)];
  }
  return [name, line.slice(colon + 1).trim()];
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
