import type { AsteriskChannel } from './channel.ts';
import type { AsteriskChannels } from './channels.ts';

/**
 * Another leg of the same dial, or of one that the same caller's dial plan made before, has ended with this cause: then the channel
 * may have it from there. What a Local channel has from the phone behind it is its own. A queue tells its members apart.
 */
export function isBorrowed(channels: AsteriskChannels, channel: AsteriskChannel, cause: number): boolean {
  if (channel.causesBehind.has(cause)) return false;
  return channels
    .diallersOf(channel)
    .some(({ causesBehind, queue }) => queue === undefined && causesBehind.has(cause));
}

export function keepCause(channels: AsteriskChannels, channel: AsteriskChannel, cause: number): void {
  for (const dialler of channels.diallersOf(channel)) dialler.causesBehind.add(cause);
}
