import type { Instant } from '../../../cti/instant.ts';
import type { AsteriskChannel } from '../../pbx/channel.ts';
import type { CallStory } from '../callStory.ts';
import type { LineCalls } from '../lineCalls.ts';

/**
 * One caller is one call, however often a queue rings the agent: between two rings the call is `queued`. It ends when the caller has
 * left the queue, and how it ended is the last ring's doing, unless a colleague has got the caller.
 */

/** The last of the agent's legs has ceased to ring. */
export function endRing(calls: LineCalls, story: CallStory, at: Instant): void {
  story.awaitsDialEndOf = undefined;
  const caller = calls.channels.get(story.origin);
  if (mayRingAgain(calls, story)) calls.inform(story, { phase: 'queued' }, at);
  else if (caller?.queue !== undefined && isServed(calls, caller)) finishQueued(calls, story, true, at);
  else calls.finish(story, at);
}

/** The agent's phone rings, for a caller for whom it has rung before. */
export function ringOnceMore(calls: LineCalls, story: CallStory, at: Instant): void {
  if (story.call.state !== 'queued') return;
  story.verdict = {};
  story.cause = undefined;
  story.dropped = false;
  story.rangOut = false;
  calls.inform(story, { ...calls.ownFacts(story), phase: 'ringing', rings: (story.call.rings ?? 1) + 1 }, at);
}

/** The caller has left the queue: answered by a colleague, or not at all. */
export function leaveQueued(calls: LineCalls, caller: AsteriskChannel, at: Instant): void {
  for (const story of [...calls.all()]) {
    if (story.call.state !== 'queued' || story.origin !== caller.uniqueId) continue;
    const served = isServed(calls, caller);
    // A silent queue does not tell whom it called: the colleague is known when the two are joined, or the caller hangs up.
    const isUnknown = !served && calls.silentQueue !== undefined && story.call.queue === calls.silentQueue;
    if (story.agentLegs.size === 0 && !isUnknown) finishQueued(calls, story, served, at);
  }
}

/** Somebody entered a bridge: a caller who waits for the agent may be with a colleague now. */
export function noticeServed(calls: LineCalls, at: Instant): void {
  for (const story of [...calls.all()]) {
    if (story.call.state !== 'queued' || story.agentLegs.size > 0) continue;
    const caller = calls.channels.get(story.origin);
    const far = caller === undefined ? undefined : calls.channels.farEnd(caller);
    if (far !== undefined && !calls.isOurs(far)) finishQueued(calls, story, true, at);
  }
}

function finishQueued(calls: LineCalls, story: CallStory, served: boolean, at: Instant): void {
  story.servedElsewhere = served;
  calls.finish(story, at);
}

/** The caller waits on in the queue, and nobody has got them. */
export function mayRingAgain(calls: LineCalls, story: CallStory): boolean {
  const caller = calls.channels.get(story.origin);
  const { call } = story;
  if (call.direction !== 'incoming' || story.isConnected || !story.announced || call.state === 'ended')
    return false;
  if (caller?.queue === undefined || story.verdict.cause === 26) return false;
  return calls.channels.farEnd(caller) === undefined && !isServed(calls, caller);
}

/** One of those that were called for the caller has lifted. */
function isServed(calls: LineCalls, caller: AsteriskChannel): boolean {
  return [...calls.channels.all()].some(
    (channel) =>
      channel !== caller &&
      channel.called &&
      channel.state === 'up' &&
      !channel.isLocal &&
      calls.channels.origin(channel) === caller,
  );
}
