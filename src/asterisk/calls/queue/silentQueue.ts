import type { AsteriskChannel } from '../../pbx/channel.ts';
import type { LineCalls } from '../story/lineCalls.ts';

/**
 * Asterisk 11 does not tell whom a queue calls unless queues.conf says `eventwhencalled=yes` (app_queue.c, `ring_entry`). The caller is
 * known all the same: it waits in a queue, and its number is the connected line of the agent's leg.
 * @param leg of the agent's phone, ringing or answered, that no dial was reported for
 */
export function callerInSilentQueue(calls: LineCalls, leg: AsteriskChannel): AsteriskChannel | undefined {
  if (leg.linkedId !== undefined) return undefined;
  for (const caller of calls.channels.withNumber(leg.connectedNumber)) {
    const { queue, bridgeId, isZombie } = caller;
    if (queue === undefined || bridgeId !== undefined || isZombie || calls.isOurs(caller)) continue;
    calls.silentQueue = queue;
    return caller;
  }
  return undefined;
}
