import { AmiError } from '../../ami/wire/error.ts';
import { AmiParser } from '../../ami/wire/parser.ts';
import type { AmiPacket } from '../../ami/wire/packet.ts';
import type { LinkFault } from '../../cti/link.ts';
import type { Clock, Timer } from '../../world/edges.ts';
import type { RecordingSource } from '../options/lineOptions.ts';

export interface PlayerHandlers {
  readonly onGreeting: (greeting: string) => void;
  readonly onPacket: (packet: AmiPacket) => void;
  /** The recording is over, or is no manager's stream, or a broken one. */
  readonly onEnd: (fault: LinkFault) => void;
}

/** Plays a recorded server stream, in its own time or at once, through the same parser as a live one. */
export class RecordingPlayer {
  readonly #source: RecordingSource;
  readonly #clock: Clock;
  readonly #handlers: PlayerHandlers;
  readonly #parser: AmiParser;
  #timer: Timer | undefined;
  #greeted = false;

  constructor(source: RecordingSource, clock: Clock, handlers: PlayerHandlers) {
    this.#source = source;
    this.#parser = new AmiParser(source.charset === undefined ? {} : { charset: source.charset });
    this.#clock = clock;
    this.#handlers = handlers;
  }

  start(): void {
    const { timing, bytes } = this.#source;
    if (timing === undefined) {
      this.#timer = this.#clock.setTimeout(() => {
        if (this.#feed(bytes)) this.#finish();
      }, 0);
    } else this.#play(0, 0);
  }

  stop(): void {
    this.#clock.clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #play(index: number, playedS: number): void {
    const chunk = this.#source.timing?.[index];
    if (chunk === undefined) {
      this.#finish();
      return;
    }
    const delayMs = Math.max(0, (chunk.t - playedS) * 1000);
    this.#timer = this.#clock.setTimeout(() => {
      const bytes = this.#source.bytes.subarray(chunk.off, chunk.off + chunk.len);
      if (this.#feed(bytes)) this.#play(index + 1, chunk.t);
    }, delayMs);
  }

  /** @returns whether to go on */
  #feed(bytes: Uint8Array): boolean {
    try {
      this.#hear(this.#parser.push(bytes));
      return true;
    } catch (error) {
      this.#handlers.onEnd(unreadable(error));
      return false;
    }
  }

  #finish(): void {
    this.#handlers.onEnd(this.#lastFault());
  }

  #lastFault(): LinkFault {
    try {
      this.#hear(this.#parser.end());
    } catch (error) {
      return unreadable(error);
    }
    return this.#greeted
      ? { code: 'recordingEnded' }
      : { code: 'recordingUnreadable', detail: 'There is no greeting of an Asterisk in it.' };
  }

  #hear(packets: readonly AmiPacket[]): void {
    const { greeting } = this.#parser;
    if (greeting !== undefined && !this.#greeted) {
      this.#greeted = true;
      this.#handlers.onGreeting(greeting);
    }
    for (const packet of packets) if (packet.event !== undefined) this.#handlers.onPacket(packet);
  }
}

/** By its code alone: a file that is no recording may hold anything, so its text is not repeated. */
function unreadable(error: unknown): LinkFault {
  return { code: 'recordingUnreadable', detail: error instanceof AmiError ? error.code : 'internal' };
}
