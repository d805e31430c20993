import type { Direction } from '../../../cti/call.ts';
import type { Instant } from '../../../cti/instant.ts';
import type { CallFacts } from '../../../cti/transition.ts';
import { CallStory, newCall } from '../story/callStory.ts';
import { answererOf } from '../../pbx/application.ts';
import type { AsteriskChannel } from '../../pbx/channel.ts';
import { lookAround, membersOf } from '../conferring.ts';
import { consultedBy } from '../consulting.ts';
import { announceIncoming, callsOut, ringingFor } from '../dialling.ts';
import { putApart } from '../holding.ts';
import { connect } from '../joining.ts';
import { nameApartFrom } from '../story/identity.ts';
import type { LineCalls } from '../story/lineCalls.ts';
import { byArrival } from '../../pbx/channels.ts';
import type { ChannelSnapshot, ParkedSnapshot } from '../../dialect/snapshot.ts';
import { isCalling } from './callers.ts';
import { type Found, parkeeOf } from './foundChannels.ts';
import { freeLegs, isBy } from './recognition.ts';

/** What an adoption works with. */
export interface Nursery {
  readonly calls: LineCalls;
  readonly found: Found;
  /** Dial-plan context of the lines that come with Offhook. */
  readonly pen: string;
  readonly at: Instant;
  readonly parked: readonly ParkedSnapshot[];
}

/**
 * Makes calls of the legs and parked parties that belong to no call that was known. What makes them is what makes calls of live
 * events; but no step is emitted, as the snapshot reports the whole.
 */
export function adoptAll(nursery: Nursery): void {
  const { calls, parked } = nursery;
  for (const leg of freeLegs(calls)) {
    // An earlier one may have been a part of the same.
    if (calls.storyOfAgentLeg(leg.uniqueId) !== undefined) continue;
    if (joinRinging(nursery, leg)) continue;
    if (!adoptConference(nursery, leg) && !adoptConsultation(nursery, leg)) adoptLeg(nursery, leg);
  }
  for (const item of parked) {
    const parkee = parkeeOf(calls.channels, item);
    if (parkee === undefined || calls.isRemote(parkee) || !isBy(item, calls.options.device)) continue;
    adoptParked(nursery, parkee, item.space);
  }
}

/** Another phone of the agent's rings for a call that is known, or has just been found. */
function joinRinging({ calls, at }: Nursery, leg: AsteriskChannel): boolean {
  const dialler = leg.state === 'up' ? undefined : calls.channels.get(leg.dialledBy);
  const story = dialler === undefined ? undefined : ringingFor(calls, dialler);
  if (story?.call.state !== 'ringing') return false;
  calls.attach(story, leg, at);
  return true;
}

function adoptLeg(nursery: Nursery, leg: AsteriskChannel): void {
  const { calls, found } = nursery;
  const item = found.get(leg.uniqueId);
  if (item === undefined) return;
  const waiting = apartFrom(nursery, leg, item);
  const far = calls.channels.farEnd(leg) ?? waiting;
  if (far === undefined && isBetween(nursery, leg, item)) return;
  const direction =
    isUntold(leg) && waiting !== undefined ? whoCalled(waiting, leg) : directionOf(leg, item, far);
  const began = momentOf(nursery, leg, far);
  const story = begin(nursery, { direction, leg, ...partyOf(leg, direction, waiting) }, began);
  if (direction === 'incoming') {
    story.dialler = leg.dialledBy;
    const dialler = calls.channels.get(leg.dialledBy);
    announceIncoming(calls, story, dialler === undefined ? far : calls.channels.origin(dialler), began);
  } else if (leg.state === 'ringing' || leg.state === 'down') {
    // A phone that dials is never rung itself: an Originate has called this one.
    story.origination = { actionId: undefined, lifted: false, failure: undefined };
  } else {
    calls.inform(
      story,
      {
        phase: 'calling',
        name:
          leg.connectedNumber === leg.callerNumber ? story.call.name : nameApartFrom(leg, leg.connectedName),
      },
      began,
    );
    callOut(nursery, story);
  }
  if (waiting !== undefined) pen(nursery, story, waiting, began);
  else if (far === undefined && isAnswering(item) && story.dialled.size === 0) {
    answer(calls, story, began, { application: answererOf(item)?.application });
  } else connect(calls, story, began);
}

/** Who is at the other end of a leg, where live events would tell when it is joined with them. */
function partyOf(
  leg: AsteriskChannel,
  direction: Direction,
  waiting: AsteriskChannel | undefined,
): { readonly number: string; readonly name?: string } {
  // Where it is by now in the dial plan is our own extension; chan_sip reports the leg's own number as that of the other end, too.
  const saysNothing = ['', leg.callerNumber].includes(leg.connectedNumber);
  if (waiting !== undefined && (isUntold(leg) || (direction === 'outgoing' && saysNothing)))
    return partyAt(waiting, direction, leg);
  return { number: direction === 'outgoing' ? numberOf(leg) : '' };
}

/** What a party's own channel says of it. One that was called may have the agent's own name, which is then its connected line's, too. */
function partyAt(
  { callerNumber: number, callerName, connectedName }: AsteriskChannel,
  direction: Direction,
  leg?: AsteriskChannel,
): { readonly number: string; readonly name: string } {
  if (direction === 'incoming') return { number, name: callerName };
  return { number, name: callerName === connectedName ? '' : nameApartFrom(leg, callerName) };
}

/**
 * A leg on its way from one thing to the next, or to its end: it has just been made and is not called yet, or the channel it was
 * joined with has just left. If a call comes of it, live events will tell.
 */
function isBetween({ calls, found, parked }: Nursery, leg: AsteriskChannel, item: ChannelSnapshot): boolean {
  const waiting = parked.flatMap((each) => parkeeOf(calls.channels, each) ?? []);
  if (waiting.some(({ uniqueId, dialledBy }) => uniqueId === leg.dialledBy || dialledBy === leg.uniqueId))
    return true;
  const isRung = leg.state !== 'up' && leg.state !== 'ring';
  if (isRung) return !item.called && item.originated !== true;
  if (!item.called) return !isCalling(item) && !isAnswering(item) && item.application !== undefined;
  const dialler = found.get(leg.dialledBy ?? '');
  return (
    leg.bridgeId !== undefined ||
    dialler === undefined ||
    calls.channels.get(dialler.facts.uniqueId)?.bridgeId !== undefined
  );
}

/** Whom the agent's call has called, for one that is not answered yet. */
function callOut({ calls, found, at }: Nursery, story: CallStory): void {
  for (const dest of byArrival(calls.channels.related(story.agentLegs))) {
    const dialler = calls.channels.get(dest.dialledBy);
    if (dialler === undefined || calls.storyBehind(dialler) !== story || story.agentLegs.has(dest.uniqueId))
      continue;
    callsOut(calls, story, dialler, dest, before(at, found.get(dest.uniqueId)?.seconds));
  }
}

/** Of a call that was parked, fetched or picked up, the application tells nothing; whose leg was there first does (AMI 2.x). */
function directionOf(
  leg: AsteriskChannel,
  item: ChannelSnapshot,
  far: AsteriskChannel | undefined,
): Direction {
  if (item.called) return 'incoming';
  const { application } = item;
  const isOwnDialling = item.originated === true || isCalling(item) || application === undefined;
  if (isOwnDialling || far?.linkedId === undefined || leg.linkedId === leg.uniqueId) return 'outgoing';
  return far.linkedId === far.uniqueId ? 'incoming' : 'outgoing';
}

/** AMI 1.x tells neither which channels belong together nor what they execute. */
function isUntold(channel: AsteriskChannel): boolean {
  return channel.linkedId === undefined;
}

/** Two of one call; on AMI 1.x each has the other as its connected line, or had. */
function belongTogether(one: AsteriskChannel, other: AsteriskChannel): boolean {
  if (one.linkedId !== other.linkedId) return false;
  if (!isUntold(one)) return true;
  const isToldOf = (leg: AsteriskChannel, { callerNumber }: AsteriskChannel): boolean =>
    callerNumber !== '' && leg.connectedNumber === callerNumber;
  return isToldOf(one, other) || isToldOf(other, one);
}

/** The party that was there first called: the Linkedid is theirs; on AMI 1.x a Uniqueid is a time and a count. */
function whoCalled(remote: AsteriskChannel, leg: AsteriskChannel): Direction {
  const isFirst = isUntold(remote)
    ? isOlder(remote.uniqueId, leg.uniqueId)
    : remote.linkedId === remote.uniqueId;
  return isFirst ? 'incoming' : 'outgoing';
}

function isOlder(one: string, other: string): boolean {
  const [seconds = 0, count = 0] = one.split('.').map(Number);
  const [otherSeconds = 0, otherCount = 0] = other.split('.').map(Number);
  return seconds === otherSeconds ? count < otherCount : seconds < otherSeconds;
}

/** `s` is where an Originate's leg is until it is lifted; its connected line is until then the text of the Originate. */
function numberOf(leg: AsteriskChannel): string {
  const dialled = leg.exten === 's' ? '' : leg.firstExten || leg.exten;
  return leg.connectedNumber === leg.callerNumber ? dialled : leg.connectedNumber || dialled;
}

/** What others only pass through may be on the way to something else: it is looked at again. */
function isAnswering(item: ChannelSnapshot): boolean {
  return answererOf(item)?.lasts === false;
}

/** Connected without anybody seen to be joined: the dial plan itself has answered, or the two are apart at present. */
function answer(calls: LineCalls, story: CallStory, at: Instant, facts: CallFacts = {}): void {
  if (story.call.ringingAt === undefined) calls.tell(story, { type: 'RingStarted' }, at);
  calls.tell(story, { type: 'CommutationStarted' }, at, facts);
}

/** Who waits in music while this leg waits in silence: a hold by dual Redirect to our lines of the dial plan. */
function apartFrom(
  { calls, found, pen }: Nursery,
  leg: AsteriskChannel,
  item: ChannelSnapshot,
): AsteriskChannel | undefined {
  if (item.context !== pen || leg.exten !== 'silence' || leg.bridgeId !== undefined) return undefined;
  return [...calls.channels.all()].find(
    (channel) =>
      channel.hearsMusic &&
      belongTogether(channel, leg) &&
      channel.bridgeId === undefined &&
      found.get(channel.uniqueId)?.context === pen,
  );
}

function pen({ calls, at }: Nursery, story: CallStory, waiting: AsteriskChannel, began: Instant): void {
  const half = waiting.isLocal ? calls.channels.otherHalf(waiting) : undefined;
  const remote = half === undefined ? waiting : (calls.channels.farEnd(half) ?? waiting);
  story.remote = remote.uniqueId;
  story.neighbour = waiting.uniqueId;
  story.intent = { to: 'sendApart' };
  answer(calls, story, began);
  putApart(calls, story, at);
}

/** A consultation by Atxfer: the agent's leg talks to a colleague, and the party of the first call waits alone. */
function adoptConsultation(nursery: Nursery, leg: AsteriskChannel): boolean {
  const { calls, found, at } = nursery;
  const { channels } = calls;
  const dialler = diallerOfConsultation(calls, leg);
  if (dialler === undefined) return false;
  const waiting = [...channels.all()].filter(
    (channel) =>
      belongTogether(channel, leg) &&
      // On AMI 1.x one who waits alone is in no bridge.
      (channel.bridgeId !== undefined) !== isUntold(channel) &&
      channel.state === 'up' &&
      !channel.isLocal &&
      !calls.isOurs(channel) &&
      channels.peers(channel).length === 0,
  );
  const [remote] = waiting;
  if (remote === undefined || waiting.length > 1) return false;
  const half = channels.otherHalf(dialler);
  if (half !== undefined) half.firstPeer = leg.uniqueId;
  const direction = isUntold(leg)
    ? found.get(leg.uniqueId)?.called === true
      ? 'incoming'
      : 'outgoing'
    : whoCalled(remote, leg);
  const began = momentOf(nursery, leg, remote);
  // The first call may have been known by its party, though the consultation was not.
  const known = [...calls.all()].find((story) => story.remote === remote.uniqueId);
  const first = known ?? begin(nursery, { direction, leg, ...partyAt(remote, direction, leg) }, began);
  first.agentLegs.add(leg.uniqueId);
  first.remote = remote.uniqueId;
  if (known === undefined) answer(calls, first, began);
  const begun = consultedBy(calls, dialler, at);
  if (begun === undefined) return true;
  callOut(nursery, begun);
  connect(calls, begun, at);
  return true;
}

/** Half `;2` of the Local channel that Atxfer made with this leg. */
function diallerOfConsultation({ channels }: LineCalls, leg: AsteriskChannel): AsteriskChannel | undefined {
  for (const peer of channels.peers(leg)) {
    const dialler = channels.otherHalf(peer);
    if (dialler !== undefined && channels.transferer(dialler) === leg) return dialler;
  }
  if (!isUntold(leg) || leg.bridgeId !== undefined || leg.state !== 'up' || leg.callerNumber === '')
    return undefined;
  // While the colleague rings, AMI 1.x reports no bridge; the half that dials has the agent's number.
  return [...channels.all()].find(
    (dialler) =>
      dialler.name.endsWith(';2') &&
      dialler.callerNumber === leg.callerNumber &&
      channels.otherHalf(dialler)?.connectedNumber === leg.callerNumber,
  );
}

/** A conference of ours: each party in it is a call, and the agent's leg is in all of them. */
function adoptConference(nursery: Nursery, leg: AsteriskChannel): boolean {
  const { calls, at } = nursery;
  const { conference } = leg;
  if (conference?.startsWith('conference-') !== true) return false;
  const parties = membersOf(calls, conference).filter((member) => member !== leg && !calls.isRemote(member));
  for (const party of parties) {
    const direction = whoCalled(party, leg);
    const began = momentOf(nursery, party, undefined);
    const story = begin(nursery, { direction, leg, ...partyAt(party, direction, leg) }, began);
    story.remote = party.uniqueId;
    answer(calls, story, began);
  }
  lookAround(calls, conference, at);
  return parties.length > 0;
}

/** A party that waits in a space where this line's phone has put it: a call on hold, no matter who held it. */
function adoptParked(nursery: Nursery, parkee: AsteriskChannel, space: string): void {
  const { calls, at } = nursery;
  const item = nursery.found.get(parkee.uniqueId);
  const isCalled =
    item?.called === true || (parkee.linkedId !== undefined && parkee.linkedId !== parkee.uniqueId);
  const began = momentOf(nursery, parkee, undefined);
  const direction = isCalled ? 'outgoing' : 'incoming';
  const story = begin(nursery, { direction, leg: parkee, ...partyAt(parkee, direction) }, began);
  story.agentLegs.delete(parkee.uniqueId);
  story.remote = parkee.uniqueId;
  story.away = { how: 'parked', space };
  answer(calls, story, began);
  // How long they talked before is not known: both clocks begin now.
  story.call = { ...story.call, countedAtMonoMs: at.monoMs };
  calls.tell(story, { type: 'PutHoldAction', by: 'agent' }, at);
}

interface Seed {
  readonly direction: Direction;
  readonly leg: AsteriskChannel;
  readonly number: string;
  readonly name?: string;
}

function begin({ calls, at }: Nursery, seed: Seed, began: Instant): CallStory {
  const { extension: line, newId } = calls.options;
  const { leg, ...others } = seed;
  const { uniqueId, linkedId } = leg;
  const story = new CallStory(newCall({ id: newId(), line, uniqueId, linkedId, ...others }, began));
  story.announced = true;
  story.isQuiet = true;
  story.sinceMonoMs = at.monoMs;
  story.agentLegs.add(uniqueId);
  calls.add(story);
  return story;
}

/** Asterisk 11 tells no age of a leg that was called: then it is that of the other end. */
function momentOf({ found, at }: Nursery, leg: AsteriskChannel, far: AsteriskChannel | undefined): Instant {
  return before(at, found.get(leg.uniqueId)?.seconds ?? found.get(far?.uniqueId ?? '')?.seconds);
}

function before({ monoMs, wallMs }: Instant, seconds = 0): Instant {
  return { monoMs: monoMs - seconds * 1_000, wallMs: wallMs - seconds * 1_000 };
}
