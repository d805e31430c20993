/** What Asterisk takes in one line and in one message (`manager.c`: its buffer of 1,025 bytes, AST_MAX_MANHEADERS). */
const maxLineBytes = 1024;
const maxHeaders = 128;
const LF = 0x0a;

/** An action as a client sent it. Keys in any case, repeated keys in order. */
export class Request {
  readonly headers: readonly (readonly [name: string, value: string])[];

  constructor(headers: readonly (readonly [string, string])[]) {
    this.headers = headers;
  }

  /** The first value under that name; an empty text where there is none. */
  get(name: string): string {
    return this.headers.find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1] ?? '';
  }

  all(name: string): string[] {
    return this.headers.filter(([key]) => key.toLowerCase() === name.toLowerCase()).map(([, value]) => value);
  }

  get actionId(): string | undefined {
    return this.get('ActionID') === '' ? undefined : this.get('ActionID');
  }
}

/** A message that could not be read, with the answer that Asterisk gives to it. */
export interface BadRequest {
  readonly error: string;
}

const lineTooLong: BadRequest = { error: 'Failed to parse message: line too long' };
const tooManyLines: BadRequest = { error: 'Too many lines in message or allocation failure' };

/**
 * Bytes from a client in, actions out. It takes what Asterisk takes: CR LF or LF, keys without a blank after the colon, lines
 * that are no header at all; and keeps no more than one line and one message of whatever it is sent.
 */
export class RequestReader {
  #line: number[] = [];
  #headers: (readonly [string, string])[] = [];
  #bad: BadRequest | undefined;

  push(bytes: Uint8Array): (Request | BadRequest)[] {
    const requests: (Request | BadRequest)[] = [];
    for (const byte of bytes) {
      if (byte !== LF) {
        if (this.#line.length <= maxLineBytes) this.#line.push(byte);
        else this.#bad ??= lineTooLong;
        continue;
      }
      const line = Buffer.from(this.#line).toString('utf8').replace(/\r$/, '');
      this.#line = [];
      if (line === '') requests.push(this.#end());
      else this.#take(line);
    }
    return requests;
  }

  #take(line: string): void {
    if (this.#headers.length >= maxHeaders) {
      this.#bad ??= tooManyLines;
      return;
    }
    const colon = line.indexOf(':');
    if (colon > 0) this.#headers.push([line.slice(0, colon).trim(), line.slice(colon + 1).trim()]);
  }

  #end(): Request | BadRequest {
    const request = this.#bad ?? new Request(this.#headers);
    this.#headers = [];
    this.#bad = undefined;
    return request;
  }
}
