import type { Instant } from '../../cti/instant.ts';
import { CallStory, newCall } from './story/callStory.ts';
import type { AsteriskChannel } from '../pbx/channel.ts';
import type { LineCalls } from './story/lineCalls.ts';
import { consultationIn, endConsultations } from './consulting.ts';
import { announceIncoming, callsOut } from './dialling.ts';
import { connectToPbx } from './pbxParty.ts';
import { noticeServed } from './queue/queueing.ts';
import { identifyRemote } from './story/remoteIdentity.ts';

export function joinBridge(calls: LineCalls, channel: AsteriskChannel, at: Instant): void {
  for (const story of calls.all()) {
    if (story.agentLegs.has(channel.uniqueId) || story.remote === channel.uniqueId)
      story.sinceMonoMs = at.monoMs;
  }
  for (const member of [channel, ...calls.channels.peers(channel)]) {
    noticeConsultation(calls, member, at);
    noticePickUp(calls, member, at);
  }
  endConsultations(calls, at);
  noticeServed(calls, at);
  for (const story of calls.all()) connect(calls, story, at);
}

function noticeConsultation(calls: LineCalls, leg: AsteriskChannel, at: Instant): void {
  if (!calls.isOurs(leg)) return;
  const begun = consultationIn(calls, leg, at);
  if (begun === undefined) return;
  // Events come from several threads: the colleague may have been dialled before.
  for (const dest of calls.channels.dialledFrom(begun.dialler.uniqueId))
    callsOut(calls, begun.story, begun.dialler, dest, at);
  if (begun.story.dialled.size === 0) begun.story.cause = [...begun.dialler.causesBehind].at(-1);
}

/**
 * The agent's phone talks without ever having been seen to dial or be dialled: it picked a call up, or a queue of Asterisk 11
 * called it without telling (`eventwhencalled=no`).
 */
function noticePickUp(calls: LineCalls, leg: AsteriskChannel, at: Instant): void {
  if (!calls.isOurs(leg) || leg.isZombie || calls.storyOfAgentLeg(leg.uniqueId) !== undefined) return;
  if (leg.conference !== undefined && !leg.called) return connectToPbx(calls, leg, 'conference', at);
  const far = calls.channels.farEnd(leg);
  if (far === undefined) return;
  for (const story of calls.all()) {
    // Fetched on the phone, and how began before the link was made.
    if (story.remote !== far.uniqueId || !story.isWaitingAlone || story.agentLegs.size > 0) continue;
    story.helperLegs.set(leg.uniqueId, 'resume');
    calls.attach(story, leg, at);
    return;
  }
  for (const story of calls.all()) {
    // The agent took a caller who waited for them in a queue.
    if (story.origin !== far.uniqueId || story.call.state !== 'queued' || story.agentLegs.size > 0) continue;
    calls.attach(story, leg, at);
    return;
  }
  if (calls.isRemote(far)) return;
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
    if (leg === undefined || leg.isZombie) continue;
    if (isInRoom(story, leg)) {
      connectToPbx(calls, leg, 'conference', at);
      return;
    }
    const heard = calls.channels.farEnds(leg).filter((end) => !story.agentLegs.has(end.uniqueId));
    // In a conference it is not known who comes for whom.
    const isRoom = story.isConferring || leg.conference !== undefined;
    const known = heard.find((end) => end.uniqueId === story.remote);
    if (isRoom && story.isConnected && known === undefined) continue;
    const far = (isRoom ? known : undefined) ?? partyAmong(calls, story, leg, heard) ?? known ?? heard[0];
    if (far === undefined) continue;
    const wasWaiting =
      story.parkedAt !== undefined ||
      story.penned !== undefined ||
      story.isConsulting ||
      story.call.phase === 'resuming';
    if (story.isConnected && far.uniqueId !== story.remote) replaced(calls, story, far, at);
    story.remote = far.uniqueId;
    story.neighbour = calls.channels.towards(leg, far)?.uniqueId;
    if (!story.isConnected) {
      if (story.call.ringingAt === undefined) ringLate(calls, story, far, at);
      calls.tell(story, { type: 'CommutationStarted' }, at, calls.ownFacts(story));
      calls.identify(story, at);
      // Somebody else's Originate took a call that rang elsewhere: no number was dialled.
      const isUnknown = story.call.number === '' && !story.isWithheld;
      if (isUnknown || isUntoldAnother(story, far)) identifyRemote(calls, story, far, at);
    } else if (story.call.application !== undefined) {
      story.hasMovedOn = true;
      calls.inform(story, { application: undefined }, at);
      calls.identify(story, at);
    } else if (wasWaiting) {
      story.wait(undefined);
      calls.tell(story, { type: 'EndHoldAction', by: 'agent' }, at, calls.ownFacts(story));
    }
    return;
  }
  leaveIfTakenAway(calls, story, at);
}

/** Answered before its ringing was reported: who calls is said with it all the same. */
function ringLate(calls: LineCalls, story: CallStory, far: AsteriskChannel, at: Instant): void {
  if (story.call.direction === 'outgoing') {
    calls.tell(story, { type: 'RingStarted' }, at);
    return;
  }
  const dialler = calls.channels.get(story.dialler);
  const origin = dialler && calls.channels.origin(dialler);
  announceIncoming(calls, story, origin?.isLocal === false ? origin : far, at);
}

/** A person was dialled, and another one answers; Asterisk 11 does not tell the agent's leg. */
function isUntoldAnother(
  { isToPerson, call }: CallStory,
  { linkedId, callerNumber }: AsteriskChannel,
): boolean {
  return isToPerson && linkedId === undefined && callerNumber !== call.number;
}

/** The agent has dialled into a conference room: who else is in it comes and goes, and is not whom the agent called. */
function isInRoom(story: CallStory, leg: AsteriskChannel): boolean {
  if (leg.conference === undefined || story.isConferring) return false;
  return !story.isConnected || story.call.application !== undefined;
}

/** Of those who are heard the one who called, or was called; not who entered the bridge first. */
function partyAmong(
  calls: LineCalls,
  story: CallStory,
  leg: AsteriskChannel,
  heard: readonly AsteriskChannel[],
): AsteriskChannel | undefined {
  if (heard.length < 2) return undefined;
  const isParty = ({ uniqueId }: AsteriskChannel): boolean =>
    uniqueId === story.origin || story.dialled.has(uniqueId);
  return heard.find(isParty) ?? heard.find((end) => calls.channels.areOneCall(leg, end));
}

/** The agent goes on with another party: the call was passed on to, or by, the party that was there. */
function replaced(calls: LineCalls, story: CallStory, far: AsteriskChannel, at: Instant): void {
  story.isConsulted = false;
  // A party that is gone no longer holds the agent; Asterisk 11 does not report it.
  calls.tell(story, { type: 'EndHoldAction', by: 'remote' }, at);
  story.hasMovedOn = true;
  identifyRemote(calls, story, far, at);
  calls.identify(story, at);
}

/** A waiting party that talks to somebody else now has left this call. */
export function leaveIfTakenAway(calls: LineCalls, story: CallStory, at: Instant): void {
  if (!story.isConnected || story.agentLegs.size > 0 || story.away?.how === 'parking' || story.isConferring)
    return;
  const remote = calls.channels.get(story.remote);
  if (remote !== undefined && calls.channels.farEnd(remote) !== undefined)
    calls.finish(story, at, undefined, true);
}

/** Q.850 cause by which later versions end such a leg (`ast_do_pickup`). */
const answeredElsewhere = 26;

/** Another phone has taken the place of the agent's that rang: on Asterisk 11 a pick-up is a masquerade, and what is left tells no cause. */
function isTakenOver(calls: LineCalls, story: CallStory, left: AsteriskChannel): boolean {
  return (
    !story.isConnected &&
    story.call.direction === 'incoming' &&
    story.agentLegs.has(left.uniqueId) &&
    calls.ownLeg(story) === undefined &&
    !calls.isOurs(left)
  );
}

/** The channel has taken the place of another one, by a masquerade. */
export function takeOver(calls: LineCalls, uniqueId: string, before: AsteriskChannel, at: Instant): void {
  for (const story of calls.all()) {
    story.swap(uniqueId, before.uniqueId);
    if (isTakenOver(calls, story, before)) {
      story.cause = answeredElsewhere;
      story.verdict = { cause: answeredElsewhere };
    }
    const own = calls.ownLeg(story);
    if (own !== undefined && own.uniqueId !== story.call.uniqueId)
      calls.inform(story, calls.ownFacts(story), at);
  }
  for (const story of calls.all()) connect(calls, story, at);
}
