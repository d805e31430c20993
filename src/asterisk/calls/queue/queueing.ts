import type { Instant } from '../../../cti/instant.ts';
import type { AsteriskChannel } from '../../pbx/channel.ts';
import type { CallStory } from '../story/callStory.ts';
import type { LineCalls } from '../story/lineCalls.ts';

/**
 * One caller is one call, however often a queue or the dial plan (memory hunt, follow-me) rings the agent: between two rings the call
 * is `queued`. It ends when the caller has left the queue, or is answered; and how it ended is the last ring's doing, unless a
 * colleague has got the caller.
 */

/** The last of the agent's legs has ceased to ring. */
export function endRing(calls: LineCalls, story: CallStory, at: Instant): void {
  story.awaitsDialEndOf = undefined;
  const caller = calls.channels.get(story.origin);
  if (mayRingAgain(calls, story)) {
    story.isCallerUp = caller?.state === 'up';
    calls.inform(story, { phase: 'queued' }, at);
  } else if (caller?.queue !== undefined && isServed(calls, caller)) finishQueued(calls, story, true, at);
  else calls.finish(story, at);
}

/** The next ring may begin before the hangup of the leg that rang before is reported. */
export function endRingBefore(calls: LineCalls, story: CallStory, at: Instant): void {
  const { agentLegs, dialEnds, call, isConnected } = story;
  if (agentLegs.size === 0 || isConnected || call.state !== 'ringing') return;
  if (![...agentLegs].every((uniqueId) => dialEnds.has(uniqueId))) return;
  agentLegs.clear();
  story.isCallerUp = calls.channels.get(story.origin)?.state === 'up';
  calls.inform(story, { phase: 'queued' }, at);
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

/** The caller may have left the queue, or the dial plan's hands: answered by a colleague, by a mailbox, or not at all. */
export function leaveQueued(calls: LineCalls, caller: AsteriskChannel, at: Instant): void {
  for (const story of [...calls.all()]) {
    if (story.call.state !== 'queued' || story.origin !== caller.uniqueId) continue;
    const served = isServed(calls, caller);
    if (!served && isWaiting(story, caller)) continue;
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

export function finishQueued(calls: LineCalls, story: CallStory, served: boolean, at: Instant): void {
  story.servedElsewhere = served;
  calls.finish(story, at);
}

/**
 * In a queue, or in a dial plan that has not answered: no mailbox and no menu has got the caller. Where one had answered before, the PBX
 * is asked (`CallerWatch`); Asterisk 11 does not tell.
 */
function isWaiting(
  story: CallStory,
  { queue, state, isLocal, linkedId, bridgeId }: AsteriskChannel,
): boolean {
  if (queue !== undefined) return true;
  if (isLocal || bridgeId !== undefined) return false;
  const wasUp = story.call.state !== 'queued' || story.isCallerUp;
  return state === 'ring' || (state === 'up' && wasUp && linkedId !== undefined);
}

/** Time was up. A decline of the agent's is the end of the call (a 603 is NOANSWER with cause 21 on PJSIP), and so is the caller's giving up. */
function isRungOut({ verdict: { status, cause }, dropped }: CallStory): boolean {
  return status === 'NOANSWER' && cause !== 21 && !dropped;
}

/** The caller waits on, and no agent has got them. */
export function mayRingAgain(calls: LineCalls, story: CallStory): boolean {
  const caller = calls.channels.get(story.origin);
  const { call } = story;
  if (call.direction !== 'incoming' || story.isConnected || !story.announced || call.state === 'ended')
    return false;
  if (caller === undefined || !isWaiting(story, caller) || story.verdict.cause === 26) return false;
  if (caller.queue === undefined && !isRungOut(story)) return false;
  return calls.channels.farEnd(caller) === undefined && !isServed(calls, caller);
}

/**
 * One of those that were called for the caller has lifted, and is with the caller or about to be. Behind a Local channel that is so once
 * the channel itself is up: a party that is asked to press a key first has not taken the call.
 * @param except legs of the agent's in the call that is asked about
 */
export function isServed(
  calls: LineCalls,
  caller: AsteriskChannel,
  except: ReadonlySet<string> = new Set(),
): boolean {
  return calls.channels.dialledFrom(caller.uniqueId).some(
    ({ uniqueId, state, hasMet, bridgeId }) =>
      uniqueId !== caller.uniqueId &&
      !except.has(uniqueId) &&
      state === 'up' &&
      // Of the two that are joined, one is reported first.
      (!hasMet || (bridgeId !== undefined && bridgeId === caller.bridgeId)),
  );
}

/** The queue gave up ringing this member; the caller waits on. */
export function giveUpRinging(calls: LineCalls, caller: string): void {
  for (const story of calls.all()) story.rangOut ||= story.origin === caller;
}
