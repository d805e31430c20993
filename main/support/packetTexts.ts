import type { TracePacket } from '../../src/ipc/support.ts';
import type { Direction, WireChunk } from '../line/wireTrace.ts';

const packetEnd = /\r?\n\r?\n/;
/** The first line of a session has no empty line after it. */
const greeting = /^[^\n]*\n/;
/** More of one packet is not shown: a megabyte is not read, and a page that must lay it out stands still. */
const maxTextLength = 16 * 1024;

interface Stream {
  readonly decoder: InstanceType<typeof TextDecoder>;
  text: string;
}

/**
 * What went over the wire as packets that a person can read: cut at the empty lines, otherwise as they are, also where they are broken.
 * The parser that the line lives by would have refused those, and they are what one looks for here.
 */
export class PacketTexts {
  #session = 0;
  #isGreeted = false;
  #streams = newStreams();
  #id = 0;

  /** @returns the packets that this chunk completed */
  push({ session, at, direction, bytes }: WireChunk): TracePacket[] {
    if (session !== this.#session) {
      this.#session = session;
      this.#isGreeted = false;
      this.#streams = newStreams();
    }
    const stream = this.#streams[direction];
    stream.text += stream.decoder.decode(bytes, { stream: true });
    const texts = direction === 'in' ? this.#greeting(stream) : [];
    const parts = stream.text.split(packetEnd);
    stream.text = parts.pop() ?? '';
    return [...texts, ...parts]
      .filter((text) => text.trim() !== '')
      .map((text) => this.#packet(text, direction, at.wallMs));
  }

  #greeting(stream: Stream): string[] {
    const line = this.#isGreeted ? undefined : greeting.exec(stream.text)?.[0];
    if (line === undefined) return [];
    this.#isGreeted = true;
    // What is kept of a session may begin later than the session did.
    if (!line.startsWith('Asterisk Call Manager/')) return [];
    stream.text = stream.text.slice(line.length);
    return [line.trimEnd()];
  }

  #packet(text: string, direction: Direction, wallMs: number): TracePacket {
    this.#id += 1;
    const shown = text.length > maxTextLength ? `${text.slice(0, maxTextLength)}…` : text;
    return { id: this.#id, wallMs, direction, text: shown.replaceAll('\r\n', '\n') };
  }
}

function newStreams(): Record<Direction, Stream> {
  return {
    in: { decoder: new TextDecoder(), text: '' },
    out: { decoder: new TextDecoder(), text: '' },
  };
}
