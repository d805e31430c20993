import type { Instant } from '../../cti/instant.ts';
import type { CallFacts } from '../../cti/transition.ts';
import { CallStory, newCall } from './story/callStory.ts';
import type { AsteriskChannel } from '../pbx/channel.ts';
import type { ChannelEvent } from '../dialect/channelEvent.ts';
import { consultedBy } from './consulting.ts';
import { divert, followDiversion } from './diversion.ts';
import { identityOf } from './story/identity.ts';
import { endRing, endRingBefore, isServed, leaveQueued, ringOnceMore } from './queue/queueing.ts';
import { hasCalledLeg, learnDialEnd } from './story/verdict.ts';
import type { LineCalls } from './story/lineCalls.ts';
import { callerInSilentQueue } from './queue/silentQueue.ts';
import { identifyRemote } from './story/remoteIdentity.ts';

export function claimLeg(calls: LineCalls, channel: AsteriskChannel, at: Instant): void {
  const expected = calls.isOurs(channel) ? calls.expected.claim(channel) : undefined;
  const story = expected && calls.get(expected.callId);
  if (expected === undefined || story === undefined) return;
  calls.attach(story, channel, at);
  const { purpose } = expected;
  // What the leg that takes a colleague's call says of the other party is our own text, too.
  if (purpose !== 'dial') story.helperLegs.set(channel.uniqueId, purpose === 'resume' ? 'resume' : 'pickUp');
}

export function updateChannel(calls: LineCalls, channel: AsteriskChannel, at: Instant): void {
  if (calls.size === 0 && !calls.isOurs(channel)) return;
  const story = calls.storyOfAgentLeg(channel.uniqueId);
  if (story === undefined) otherChanged(calls, channel, at);
  else agentLegChanged(calls, story, channel, at);
}

/** A channel that is no leg of the agent's in any call yet. */
function otherChanged(calls: LineCalls, channel: AsteriskChannel, at: Instant): void {
  leaveQueued(calls, channel, at);
  if (channel.state === 'busy') busyOnPhone(calls, channel, at);
  if (calls.isOurs(channel) && channel.state === 'ringing') {
    const caller = callerInSilentQueue(calls, channel);
    if (caller !== undefined) {
      channel.dialledBy = caller.uniqueId;
      dialFromQueue(calls, caller.uniqueId, channel, at);
    }
  }
  for (const other of calls.all()) {
    if (other.remote === channel.uniqueId && other.staleNumber !== undefined) {
      identifyRemote(calls, other, channel, at);
    }
    if (!other.dialled.has(channel.uniqueId) || other.isConnected) continue;
    if (channel.state === 'ringing') showRinging(calls, other, at);
  }
}

function agentLegChanged(calls: LineCalls, story: CallStory, channel: AsteriskChannel, at: Instant): void {
  const { call } = story;
  story.hasRung ||= channel.state === 'ringing';
  if (channel.state === 'ringing' || channel.state === 'up') ringOnceMore(calls, story, at);
  if (call.direction === 'incoming' && call.ringingAt === undefined) ring(calls, story, channel, at);
  if (channel.state === 'up' && story.origination?.lifted === false) {
    story.origination.lifted = true;
    if (call.phase === 'agentRinging') calls.inform(story, { phase: 'calling' }, at);
  }
  // Lifted, to be joined with the one who waits apart.
  const bringsBack = story.penned !== undefined && story.helperLegs.get(channel.uniqueId) === 'resume';
  if (bringsBack && channel.state === 'up') calls.inform(story, calls.ownFacts(story), at);
  calls.identify(story, at);
}

export function beginDial(
  calls: LineCalls,
  caller: AsteriskChannel | undefined,
  dest: AsteriskChannel,
  at: Instant,
): void {
  if (caller !== undefined) {
    const story = consultedBy(calls, caller, at) ?? calls.storyBehind(caller);
    if (story?.call.direction === 'outgoing' && !story.agentLegs.has(dest.uniqueId)) {
      callsOut(calls, story, caller, dest, at);
      return;
    }
    if (story === undefined && calls.isOurs(caller)) {
      callsOut(calls, beginOnPhone(calls, caller, at), caller, dest, at);
      return;
    }
  }
  if (caller === undefined && dest.isLocal) followDiversion(calls, dest, at);
  if (calls.isOurs(dest)) callIn(calls, caller, dest, at);
  else if (dest.isLocal) ringNow(calls, at);
}

/** Of calls that ring already it may be known only now where they come from, or that the phone that lifted for the caller has not taken them. */
export function ringNow(calls: LineCalls, at: Instant): void {
  for (const story of [...calls.all()]) {
    const leg = calls.ownLeg(story);
    if (story.call.direction !== 'incoming' || story.announced || leg === undefined) continue;
    ring(calls, story, leg, at);
  }
}

/** The other party of an outgoing call is dialled. */
export function callsOut(
  calls: LineCalls,
  story: CallStory,
  caller: AsteriskChannel,
  dest: AsteriskChannel,
  at: Instant,
): void {
  story.dialled.add(dest.uniqueId);
  story.verdict = {};
  story.cause = undefined;
  // One was busy, and the dial plan goes on to somebody else.
  if (story.call.remoteBusy === true) calls.inform(story, { remoteBusy: undefined }, at);
  const { number, name } = identityOf(story, calls.channels, { caller, dest });
  story.isToPerson ||= !dest.isLocal && dest.callerNumber === number;
  const facts: CallFacts = { number, name, uniqueId: calls.ownLeg(story)?.uniqueId ?? story.call.uniqueId };
  if (story.call.ringingAt === undefined) calls.tell(story, { type: 'RingStarted' }, at, facts);
  // Events come from several threads of Asterisk: the ringing may have been told before the dial.
  if (dest.state === 'ringing') showRinging(calls, story, at);
}

function showRinging(calls: LineCalls, story: CallStory, at: Instant): void {
  if (story.call.phase === 'calling') calls.inform(story, { phase: 'ringing' }, at);
}

/** The line's phone is dialled. */
function callIn(
  calls: LineCalls,
  caller: AsteriskChannel | undefined,
  dest: AsteriskChannel,
  at: Instant,
): void {
  const claimed = calls.storyOfAgentLeg(dest.uniqueId);
  if (caller === undefined) {
    // The dial of an Originate: ours, then it is claimed; or somebody else's.
    if (claimed !== undefined) return;
    const pager = pagerOf(calls, dest);
    if (pager === undefined) beginForeign(calls, dest, at);
    else beginIncoming(calls, pager, dest, at);
    return;
  }
  if (claimed !== undefined) {
    // A leg that was taken for ours by guess, and is in truth called by somebody (AMI 1.x).
    if (!calls.expected.release(dest)) return;
    claimed.agentLegs.delete(dest.uniqueId);
    claimed.helperLegs.delete(dest.uniqueId);
  }
  const story = ringingFor(calls, caller);
  if (story === undefined) {
    beginIncoming(calls, caller, dest, at);
    return;
  }
  endRingBefore(calls, story, at);
  calls.attach(story, dest, at);
  story.dialler = caller.uniqueId;
  if (dest.state === 'ringing' || !calls.options.sendRingStartedOnRingingState)
    ringOnceMore(calls, story, at);
  // Another phone of the agent's, which may ring before the one that was dialled first.
  if (!story.announced) ring(calls, story, dest, at);
  if (!story.isConnected) return;
  if (story.parkedAt !== undefined) story.wait(undefined);
  calls.inform(story, { phase: 'resuming' }, at);
}

/**
 * The call of the party that dials a leg of the agent's: a parked or queued party rings the agent again, or another phone of the agent's
 * rings for the same caller. Still the same call.
 */
export function ringingFor(calls: LineCalls, caller: AsteriskChannel): CallStory | undefined {
  const origin = calls.channels.origin(caller);
  for (const story of calls.all()) {
    const dialler = calls.channels.get(story.dialler);
    const isSame =
      story.remote === origin.uniqueId ||
      story.origin === origin.uniqueId ||
      (dialler !== undefined && calls.channels.origin(dialler) === origin);
    if (isSame && (story.agentLegs.size === 0 || !story.isConnected)) return story;
  }
  return undefined;
}

export function joinQueue(calls: LineCalls, caller: AsteriskChannel, at: Instant): void {
  const { queue, uniqueId } = caller;
  for (const story of ringingOf(calls, caller)) {
    // Events come from several threads of Asterisk: the member's phone may have been told of before.
    if (story.call.queue === undefined) calls.inform(story, { queue }, at);
  }
  const own = calls.storyOfAgentLeg(uniqueId);
  // A menu has led to it; a queue that is called at once may ring somebody at once, too.
  if (own?.call.application !== undefined) calls.inform(own, { application: 'queue' }, at);
}

/** @param queue that the caller was in */
export function leaveQueue(calls: LineCalls, caller: AsteriskChannel, queue: string, at: Instant): void {
  for (const story of ringingOf(calls, caller)) {
    // Answered so fast that the call was not reported yet: it came through the queue all the same.
    if (!story.announced) calls.inform(story, { queue }, at);
  }
  leaveQueued(calls, caller, at);
}

/** The line's calls that come from the channel and are not answered yet. */
function ringingOf(calls: LineCalls, caller: AsteriskChannel): readonly CallStory[] {
  return [...calls.all()].filter((story) => {
    const dialler = calls.channels.get(story.dialler);
    const origin = dialler === undefined ? undefined : calls.channels.origin(dialler);
    return !story.isConnected && (story.origin === caller.uniqueId || origin === caller);
  });
}

/** The queue's caller has `dest` rung. */
export function dialFromQueue(calls: LineCalls, callerId: string, dest: AsteriskChannel, at: Instant): void {
  const caller = calls.channels.get(callerId);
  // A phone that is itself the queue's member: AMI 1.x has no Dial event for that either.
  if (caller !== undefined && calls.isOurs(dest)) callIn(calls, caller, dest, at);
}

export function endDial(
  calls: LineCalls,
  event: Extract<ChannelEvent, { type: 'dialEnded' }>,
  at: Instant,
): void {
  const { dest, status, forward } = event;
  const caller = calls.channels.get(event.caller?.uniqueId);
  for (const story of calls.all()) {
    if (forward !== undefined && dest !== undefined && story.agentLegs.has(dest.uniqueId))
      divert(calls, story, dest.uniqueId, forward, at);
    const outgoing =
      story.call.direction === 'outgoing' &&
      (dest === undefined
        ? caller !== undefined && calls.storyBehind(caller) === story
        : story.dialled.has(dest.uniqueId));
    const incoming =
      story.call.direction === 'incoming' &&
      (dest === undefined
        ? event.caller?.uniqueId === story.dialler
        : story.awaitsDialEndOf === dest.uniqueId ||
          (story.agentLegs.has(dest.uniqueId) && !story.helperLegs.has(dest.uniqueId)));
    if (!outgoing && !incoming) continue;
    learnDialEnd(story, dest?.uniqueId, status);
    if (outgoing) sayBusy(calls, story, at);
    if (story.awaitsDialEndOf !== undefined) endRing(calls, story, at);
  }
}

/** Busy is who was called only where the whole dial is: all its legs are gone, and the last one said so. */
export function sayBusy(calls: LineCalls, story: CallStory, at: Instant): void {
  const { status, cause } = story.verdict;
  if (story.saidBusy || hasCalledLeg(story, calls.channels) || status !== 'BUSY' || cause === 21) return;
  story.saidBusy = calls.tell(story, { type: 'AbonentBusy' }, at);
}

/** `Page` calls the phone for no caller, but in the call of the one who pages; an Originate begins a call of its own. */
function pagerOf(calls: LineCalls, dest: AsteriskChannel): AsteriskChannel | undefined {
  if (dest.linkedId === dest.uniqueId || dest.connectedNumber === '') return undefined;
  const pager = calls.channels.get(dest.linkedId);
  return pager?.callerNumber === dest.connectedNumber && !calls.isOurs(pager) ? pager : undefined;
}

/** What the agent dialled on the phone is answered by the dial plan's `Busy`; no phone is called (pbx_builtins.c). */
function busyOnPhone(calls: LineCalls, leg: AsteriskChannel, at: Instant): void {
  if (!calls.isOurs(leg) || leg.called || leg.isZombie) return;
  const story = beginOnPhone(calls, leg, at);
  calls.tell(story, { type: 'RingStarted' }, at, { ...calls.ownFacts(story), number: leg.firstExten });
  learnDialEnd(story, undefined, 'BUSY');
  sayBusy(calls, story, at);
}

function beginIncoming(calls: LineCalls, caller: AsteriskChannel, leg: AsteriskChannel, at: Instant): void {
  const { extension: line, newId } = calls.options;
  const seed = { id: newId(), direction: 'incoming', line, number: '', linkedId: leg.linkedId } as const;
  const story = new CallStory(newCall(seed, at));
  story.dialler = caller.uniqueId;
  calls.add(story);
  calls.attach(story, leg, at);
  ring(calls, story, leg, at);
}

/** The phone is dialled or rings: by now it is known who calls. */
function ring(calls: LineCalls, story: CallStory, leg: AsteriskChannel, at: Instant): void {
  const rings = leg.state === 'ringing' || leg.state === 'up';
  const dialler = calls.channels.get(story.dialler);
  const origin = dialler === undefined ? undefined : calls.channels.origin(dialler);
  // A queue of Asterisk 11 may tell that it dialled the Local channel only after what that has dialled in turn.
  if (!rings && (calls.options.sendRingStartedOnRingingState || origin?.isLocal === true)) return;
  // Events come from several threads: the queue's dial of its Local channel may be told after what that has dialled in turn.
  if (origin?.isLocal === true && origin.linkedId !== undefined && !origin.called) return;
  const caller = origin?.isLocal === true ? callerInSilentQueue(calls, leg) : undefined;
  if (origin !== undefined && caller !== undefined) {
    origin.dialledBy = caller.uniqueId;
    origin.called = true;
    announceIncoming(calls, story, caller, at);
    return;
  }
  if (origin?.isLocal === true) {
    // It was not dialled by hand: an Originate through the dial plan, as FreePBX does it.
    calls.remove(story.call.id);
    beginForeign(calls, leg, at);
    return;
  }
  // Somebody has lifted for this caller in the same moment: what begins to ring now is cut off at once, and is no call of ours.
  if (origin !== undefined && isServed(calls, origin, story.agentLegs)) return;
  if (dialler !== undefined && joinKnown(calls, story, leg, dialler, at)) return;
  announceIncoming(calls, story, origin, at);
}

/** Only now it is known that the caller is one for whom it rings, or has rung, already: the queue's dial was told late. */
function joinKnown(
  calls: LineCalls,
  story: CallStory,
  leg: AsteriskChannel,
  dialler: AsteriskChannel,
  at: Instant,
): boolean {
  const known = ringingFor(calls, dialler);
  if (known === undefined || known === story) return false;
  endRingBefore(calls, known, at);
  calls.attach(known, leg, at);
  known.dialler = dialler.uniqueId;
  known.hasRung ||= story.hasRung;
  ringOnceMore(calls, known, at);
  return true;
}

export function announceIncoming(
  calls: LineCalls,
  story: CallStory,
  origin: AsteriskChannel | undefined,
  at: Instant,
): void {
  story.origin = origin?.uniqueId;
  const dialler = calls.channels.get(story.dialler);
  story.isConsulted = dialler !== undefined && calls.channels.transferer(dialler) !== undefined;
  // What a colleague who consults us has dialled before is no number of ours.
  const did = story.isConsulted ? '' : (origin?.firstExten ?? '');
  const facts = {
    ...calls.ownFacts(story),
    ...(origin?.queue === undefined ? {} : { queue: origin.queue }),
    ...(did === '' || did === 's' || did === calls.options.extension ? {} : { did }),
  };
  calls.tell(story, { type: 'RingStarted' }, at, { ...identityOf(story, calls.channels), ...facts });
}

/** The agent dials on the phone itself. */
export function beginOnPhone(calls: LineCalls, leg: AsteriskChannel, at: Instant): CallStory {
  const { extension: line, newId } = calls.options;
  const seed = { id: newId(), direction: 'outgoing', line, number: '', linkedId: leg.linkedId } as const;
  const story = new CallStory(newCall(seed, at));
  calls.add(story);
  calls.attach(story, leg, at);
  return story;
}

/** Another program's Originate of the line's phone. */
function beginForeign(calls: LineCalls, leg: AsteriskChannel, at: Instant): void {
  const story = beginOnPhone(calls, leg, at);
  const lifted = leg.state === 'up';
  story.origination = { actionId: undefined, lifted, failure: undefined };
  calls.tell(story, { type: 'CallInfoChanged' }, at, {
    ...calls.ownFacts(story),
    phase: lifted ? 'calling' : 'agentRinging',
  });
}
