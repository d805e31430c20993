import { AmiError } from '../../ami/wire/error.ts';
import type { AmiPacket } from '../../ami/wire/packet.ts';
import type { Instant } from '../../cti/instant.ts';
import type { AsteriskChannels } from '../pbx/channels.ts';
import type { ChannelEvent } from '../dialect/channelEvent.ts';
import type { Dialect } from '../dialect/dialect.ts';
import { dialect2 } from '../dialect/dialect2.ts';
import type { Clock, Timer } from '../../world/edges.ts';
import { Backlog } from '../calls/rebuild/backlog.ts';

/** Longest wait for the calls to be found out, over all tries. A list of 100,000 channels takes a few seconds. */
const holdMaxMs = 60_000;
/** Most that is kept meanwhile, characters: some 50,000 events. */
const heldMaxChars = 32 * 1024 * 1024;

export interface LiveEventsOptions {
  readonly channels: AsteriskChannels;
  readonly clock: Clock;
  /** Each event that a packet tells, in order. */
  readonly onEvent: (packet: AmiPacket, event: ChannelEvent, at: Instant) => void;
  /** After its events; most packets tell none. */
  readonly onPacket: (packet: AmiPacket, events: readonly ChannelEvent[], dialect: Dialect) => void;
  /** The calls are not found out in time, or too much happened meanwhile: this login comes to nothing. */
  readonly onStuck: (reason: AmiError) => void;
}

/** What the PBX reports unasked: kept while the calls are being read, then heard as it comes. */
export class LiveEvents {
  readonly #options: LiveEventsOptions;
  /** How this PBX says things. */
  dialect: Dialect = dialect2;
  /** Packets that came while the calls were found out; `undefined` when they are followed as they come. */
  #held: AmiPacket[] | undefined = [];
  #heldChars = 0;
  #deadline: Timer | undefined;
  /** How many of them came before the calls were asked for. */
  #older = 0;

  constructor(options: LiveEventsOptions) {
    this.#options = options;
  }

  get areHeld(): boolean {
    return this.#held !== undefined;
  }

  /** There is no link: what came is void. */
  reset(): void {
    this.stop();
    this.#held = [];
    this.#heldChars = 0;
    this.#older = 0;
  }

  /** Reads the calls, within the time limit. */
  hold(): void {
    this.reset();
    this.#deadline = this.#options.clock.setTimeout(() => this.#giveUp('timeout'), holdMaxMs);
  }

  /** Nothing is waited for any more. */
  stop(): void {
    this.#options.clock.clearTimeout(this.#deadline);
  }

  /** The calls are asked for now: what came before cannot be news to the answer. */
  asked(): void {
    this.#older = this.#held?.length ?? 0;
  }

  /** The calls are known: of what came meanwhile that is heard which is news to them. */
  release(): void {
    const packets = this.#held ?? [];
    const older = this.#older;
    this.reset();
    this.#held = undefined;
    const backlog = new Backlog(this.#options.channels);
    for (const [index, packet] of packets.entries()) {
      this.#hear(packet, (event) => backlog.isNews(event, index < older));
    }
  }

  take(packet: AmiPacket): void {
    if (this.#held === undefined) {
      this.#hear(packet);
      return;
    }
    this.#held.push(packet);
    for (const [name, value] of packet.headers) this.#heldChars += name.length + value.length;
    if (this.#heldChars > heldMaxChars) this.#giveUp('tooLarge');
  }

  #giveUp(code: 'timeout' | 'tooLarge'): void {
    this.reset();
    const text =
      code === 'timeout'
        ? `Asterisk did not list its calls within ${holdMaxMs} ms.`
        : 'Asterisk sent too many events before it had listed its calls.';
    this.#options.onStuck(new AmiError(code, text));
  }

  #hear(packet: AmiPacket, isNews?: (event: ChannelEvent) => boolean): void {
    const read = this.dialect.read(packet);
    const events = isNews === undefined ? read : read.filter(isNews);
    const { clock, onEvent, onPacket } = this.#options;
    if (events.length > 0) {
      const at = clock.now();
      for (const event of events) onEvent(packet, event, at);
    }
    onPacket(packet, events, this.dialect);
  }
}
