import type { AmiPacket } from '../../ami/packet.ts';
import type { Instant } from '../../cti/instant.ts';
import type { AsteriskAdapter } from './adapter.ts';
import type { ChannelEvent } from '../dialect/channelEvent.ts';
import type { Dialect } from '../dialect/dialect.ts';
import { dialect2 } from '../dialect/dialect2.ts';
import { fieldsOf, subjectOf } from '../dialect/packetFields.ts';
import { Backlog } from './rebuild/backlog.ts';

export interface LiveEventsOptions {
  readonly adapter: AsteriskAdapter;
  /** Names of the packet fields that are handed on with the call events. */
  readonly fieldNames: readonly string[];
  readonly now: () => Instant;
  /** The facts of a channel are other than before. */
  readonly onChanged: (uniqueId: string) => void;
  /** After the calls have heard it. */
  readonly onHeard: (packet: AmiPacket, events: readonly ChannelEvent[], dialect: Dialect) => void;
}

/** What the PBX tells by itself: kept while the calls are being found out, then heard as it comes. */
export class LiveEvents {
  readonly #options: LiveEventsOptions;
  /** How this PBX says things. */
  dialect: Dialect = dialect2;
  /** Packets that came while the calls were found out; `undefined` when they are followed as they come. */
  #held: AmiPacket[] | undefined = [];
  /** How many of them came before the calls were asked for. */
  #older = 0;

  constructor(options: LiveEventsOptions) {
    this.#options = options;
  }

  get areHeld(): boolean {
    return this.#held !== undefined;
  }

  /** The calls are to be found out. */
  hold(): void {
    this.#held = [];
  }

  /** The calls are asked for now: what came before cannot be news to the answer. */
  asked(): void {
    this.#older = this.#held?.length ?? 0;
  }

  /** The calls are known: of what came meanwhile that is heard which is news to them. */
  release(): void {
    const packets = this.#held ?? [];
    this.#held = undefined;
    const backlog = new Backlog(this.#options.adapter.channels);
    for (const [index, packet] of packets.entries()) {
      this.#hear(packet, (event) => backlog.isNews(event, index < this.#older));
    }
  }

  take(packet: AmiPacket): void {
    if (this.#held === undefined) this.#hear(packet);
    else this.#held.push(packet);
  }

  #hear(packet: AmiPacket, isNews?: (event: ChannelEvent) => boolean): void {
    const read = this.dialect.read(packet);
    const events = isNews === undefined ? read : read.filter(isNews);
    if (events.length > 0) this.#follow(packet, events);
    this.#options.onHeard(packet, events, this.dialect);
  }

  #follow(packet: AmiPacket, events: readonly ChannelEvent[]): void {
    const { adapter, fieldNames, now, onChanged } = this.#options;
    const at = now();
    for (const event of events) {
      adapter.handle(event, at);
      if (event.type === 'changed') onChanged(event.channel.uniqueId);
      const subject = fieldNames.length === 0 ? undefined : subjectOf(event);
      if (subject !== undefined) adapter.note(subject, fieldsOf(packet, fieldNames), at);
    }
  }
}
