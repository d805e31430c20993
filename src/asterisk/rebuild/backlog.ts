import type { AsteriskChannels } from '../channels.ts';
import type { ChannelEvent, ChannelFacts } from '../channelEvent.ts';

/**
 * Of the events that came while the snapshot was asked for, those that can still be followed. Part of them is older than the snapshot:
 * a channel that is not in it, and whose beginning was not told since the login either, had ended by then, and must not be taken for
 * one that begins.
 */
export class Backlog {
  readonly #channels: AsteriskChannels;
  readonly #created = new Set<string>();

  constructor(channels: AsteriskChannels) {
    this.#channels = channels;
  }

  /** To be asked of each event in order, and before the next is followed. */
  isAlive(event: ChannelEvent): boolean {
    if (event.type === 'created') {
      this.#created.add(event.channel.uniqueId);
      return true;
    }
    return subjectsOf(event).every(
      ({ uniqueId }) => this.#created.has(uniqueId) || this.#channels.get(uniqueId) !== undefined,
    );
  }
}

/** The channels that the event brings into being where they are not known. */
function subjectsOf(event: ChannelEvent): readonly ChannelFacts[] {
  switch (event.type) {
    case 'dialBegun':
    case 'dialEnded':
      return [event.caller, event.dest].flatMap((facts) => facts ?? []);
    case 'parked':
    case 'unparked':
      return [event.parkee];
    default:
      return 'channel' in event ? [event.channel] : [];
  }
}
