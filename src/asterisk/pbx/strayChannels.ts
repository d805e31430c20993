import { AmiPacket } from '../../ami/wire/packet.ts';
import type { Clock } from '../../world/edges.ts';
import type { AsteriskChannel } from './channel.ts';
import type { AsteriskChannels } from './channels.ts';

/** A PBX is asked at most once in this time, and for a call without any event that long, ms. */
const silenceMs = 3_600_000;

export interface StrayChannelsOptions {
  readonly channels: AsteriskChannels;
  readonly clock: Clock;
  /** The Uniqueids of the channels that stand; `undefined` where the PBX does not tell. Never rejects. */
  readonly standing: () => Promise<ReadonlySet<string> | undefined>;
  /** The hangup that was not reported. */
  readonly onHangup: (packet: AmiPacket) => void;
}

/**
 * Hangups may be lost: by an `eventfilter` in manager.conf, or by Asterisk under load. What is silent for an hour is looked up in the list
 * of channels, and what is not there has hung up. It has no timer: channels become more only while events come.
 */
export class StrayChannels {
  readonly #options: StrayChannelsOptions;
  #lookedMs: number;

  constructor(options: StrayChannelsOptions) {
    this.#options = options;
    this.#lookedMs = options.clock.now().monoMs;
  }

  /** Call it after each event. */
  hear(): void {
    const { clock, channels } = this.#options;
    const { monoMs } = clock.now();
    if (monoMs - this.#lookedMs < silenceMs) return;
    this.#lookedMs = monoMs;
    const silent = channels.nextEra();
    if (silent.length > 0) void this.#lookUp(silent);
  }

  async #lookUp(silent: readonly AsteriskChannel[]): Promise<void> {
    const { channels, standing, onHangup } = this.#options;
    const found = await standing();
    if (found === undefined) return;
    for (const channel of silent) {
      const { uniqueId, name } = channel;
      if (found.has(uniqueId) || channels.get(uniqueId) !== channel || !channels.isSilent(channel)) continue;
      // 0 is Asterisk's "not defined" (causes.h).
      onHangup(new AmiPacket([['Event', 'Hangup'], ['Channel', name], ['Uniqueid', uniqueId], ['Cause', '0']])); // prettier-ignore
    }
  }
}
