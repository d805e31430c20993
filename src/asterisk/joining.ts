import type { Instant } from '../cti/instant.ts';
import { CallStory, newCall } from './callStory.ts';
import type { AsteriskChannel } from './channel.ts';
import type { LineCalls } from './lineCalls.ts';
import { announceIncoming } from './dialling.ts';

export function joined(calls: LineCalls, channel: AsteriskChannel, bridgeId: string, at: Instant): void {
  calls.channels.enter(channel, bridgeId);
  for (const member of [channel, ...calls.channels.peers(channel)]) noticePickUp(calls, member, at);
  for (const story of calls.all()) connect(calls, story, at);
}

/**
 * The agent's phone talks without ever having been seen to dial or be dialled: it picked a call up, or a queue of Asterisk 11
 * called it without telling (`eventwhencalled=no`).
 */
function noticePickUp(calls: LineCalls, leg: AsteriskChannel, at: Instant): void {
  if (!calls.isOurs(leg) || leg.isZombie || calls.storyOfAgentLeg(leg.uniqueId) !== undefined) return;
  const far = calls.channels.farEnd(leg);
  if (far === undefined || calls.isRemote(far)) return;
  const { extension: line, newId } = calls.options;
  const seed = { id: newId(), direction: 'incoming', line, number: '', linkedId: leg.linkedId } as const;
  const story = new CallStory(newCall(seed, at));
  calls.add(story);
  calls.attach(story, leg, at);
  announceIncoming(calls, story, far, at);
}

/** Looks whether the agent and the other party hear each other now. */
export function connect(calls: LineCalls, story: CallStory, at: Instant): void {
  for (const uniqueId of story.agentLegs) {
    const leg = calls.channels.get(uniqueId);
    const far = leg === undefined ? undefined : calls.channels.farEnd(leg);
    if (leg === undefined || far === undefined || story.agentLegs.has(far.uniqueId)) continue;
    const wasWaiting = story.parkedAt !== undefined || story.call.phase === 'resuming';
    story.remote = far.uniqueId;
    if (!story.isConnected) {
      if (story.call.ringingAt === undefined) calls.tell(story, { type: 'RingStarted' }, at);
      calls.tell(story, { type: 'CommutationStarted' }, at, calls.ownFacts(story));
      calls.identify(story, at);
    } else if (wasWaiting) {
      story.parkedAt = undefined;
      calls.tell(story, { type: 'EndHoldAction', by: 'agent' }, at, calls.ownFacts(story));
    }
    return;
  }
  leaveIfTakenAway(calls, story, at);
}

/** A waiting party that talks to somebody else now has left this call. */
function leaveIfTakenAway(calls: LineCalls, story: CallStory, at: Instant): void {
  if (!story.isConnected || story.agentLegs.size > 0 || story.parking) return;
  const remote = calls.channels.get(story.remote);
  if (remote !== undefined && calls.channels.farEnd(remote) !== undefined)
    calls.finish(story, at, undefined, true);
}

export function renamed(calls: LineCalls, uniqueId: string, to: string, at: Instant): void {
  const channel = calls.channels.get(uniqueId);
  if (channel === undefined) return;
  const before = calls.channels.rename(channel, to);
  if (before === undefined) return;
  for (const story of calls.all()) {
    story.swap(channel.uniqueId, before.uniqueId);
    const own = calls.ownLeg(story);
    if (own !== undefined && own.uniqueId !== story.call.uniqueId)
      calls.inform(story, calls.ownFacts(story), at);
  }
}
