import type { Instant } from '../../src/cti/instant.ts';

export type Direction = 'in' | 'out';

/** What one read brought, or one write sent; secrets are masked by the session that hands it over. */
export interface WireChunk {
  /** Counts the connections, from 1. */
  readonly session: number;
  readonly at: Instant;
  readonly direction: Direction;
  readonly bytes: Buffer;
}

/** What is kept of one connection to the PBX. */
export interface WireSession {
  /** The first line that the PBX sent, with its line end. It stays when what follows it was let go. */
  readonly greeting: Buffer;
  readonly chunks: readonly WireChunk[];
  /** Earlier chunks than these were let go. */
  readonly isCut: boolean;
}

interface Greeting {
  bytes: Buffer;
  isWhole: boolean;
  isCut: boolean;
}

const lineFeed = 0x0a;

/**
 * Keeps the last of what went over the wire, to be looked at when something went wrong. Nothing is read of it before somebody asks: a busy
 * PBX sends hundreds of packets a second, and most of them are never looked at.
 */
export class WireTrace {
  readonly #maxBytes: number;
  readonly #now: () => Instant;
  readonly #greetings = new Map<number, Greeting>();
  #chunks: WireChunk[] = [];
  #bytes = 0;
  #session = 0;
  #begins = true;
  #listener: ((chunk: WireChunk) => void) | undefined;

  /** @param maxBytes what it keeps at most; a single read that is larger is kept whole */
  constructor(maxBytes: number, now: () => Instant) {
    this.#maxBytes = maxBytes;
    this.#now = now;
  }

  /** What comes from now on is of another connection. */
  begin(): void {
    this.#begins = true;
  }

  readonly take = (direction: Direction, read: Uint8Array): void => {
    if (this.#begins) {
      this.#begins = false;
      this.#session += 1;
      this.#greetings.set(this.#session, { bytes: Buffer.alloc(0), isWhole: false, isCut: false });
    }
    // A copy: a socket's buffer is cut from a larger one, which would be held back with it.
    const bytes = Buffer.from(read);
    const chunk: WireChunk = { session: this.#session, at: this.#now(), direction, bytes };
    if (direction === 'in') this.#greet(bytes);
    this.#chunks.push(chunk);
    this.#bytes += bytes.length;
    if (this.#bytes > this.#maxBytes) this.#letGo();
    this.#listener?.(chunk);
  };

  /** Everything that is kept, in order. */
  chunks(): readonly WireChunk[] {
    return [...this.#chunks];
  }

  /** The same by connection, the latest last. */
  sessions(): readonly WireSession[] {
    return [...this.#greetings].map(([session, { bytes, isCut }]) => ({
      greeting: bytes,
      chunks: this.#chunks.filter((chunk) => chunk.session === session),
      isCut,
    }));
  }

  /** Tells of every chunk from now on; one listener at a time. @returns the function that ends it */
  listen(listener: (chunk: WireChunk) => void): () => void {
    this.#listener = listener;
    return () => {
      if (this.#listener === listener) this.#listener = undefined;
    };
  }

  #greet(bytes: Buffer): void {
    const greeting = this.#greetings.get(this.#session);
    if (greeting === undefined || greeting.isWhole) return;
    const end = bytes.indexOf(lineFeed);
    greeting.bytes = Buffer.concat([greeting.bytes, end < 0 ? bytes : bytes.subarray(0, end + 1)]);
    greeting.isWhole = end >= 0;
  }

  /** A fifth at once: shifting an array one by one costs more than the packet itself. */
  #letGo(): void {
    let freed = 0;
    let count = 0;
    for (const { session, bytes } of this.#chunks.slice(0, -1)) {
      if (freed >= this.#maxBytes / 5 && this.#bytes - freed <= this.#maxBytes) break;
      freed += bytes.length;
      count += 1;
      const greeting = this.#greetings.get(session);
      if (greeting !== undefined) greeting.isCut = true;
    }
    this.#chunks = this.#chunks.slice(count);
    this.#bytes -= freed;
    const oldest = this.#chunks[0]?.session ?? this.#session;
    for (const session of this.#greetings.keys()) if (session < oldest) this.#greetings.delete(session);
  }
}
