import { isHeldByAgent } from '../../cti/call.ts';
import type { Instant } from '../../cti/instant.ts';
import { CallStory, newCall } from './story/callStory.ts';
import type { AsteriskChannel } from '../pbx/channel.ts';
import { distrust } from './story/identity.ts';
import type { LineCalls } from './story/lineCalls.ts';
import { endUnanswered } from './unanswered.ts';

/**
 * Atxfer, asked for by an action or by its feature code, takes the agent's leg out of the call and calls the colleague with it
 * (bridge_basic.c): to the agent that is a second call, with the first one on hold.
 */

/** A `;2` half dials: for one of our legs? @returns the consultation */
export function consultedBy(calls: LineCalls, dialler: AsteriskChannel, at: Instant): CallStory | undefined {
  const leg = calls.channels.transferer(dialler);
  return leg === undefined ? undefined : beginConsultation(calls, leg, dialler, at);
}

/** One of our legs came into a bridge: with the Local channel of an Atxfer? @returns the consultation, and the half that dials */
export function consultationIn(
  calls: LineCalls,
  leg: AsteriskChannel,
  at: Instant,
): { readonly story: CallStory; readonly dialler: AsteriskChannel } | undefined {
  for (const peer of calls.channels.peers(leg)) {
    const dialler = calls.channels.otherHalf(peer);
    if (dialler === undefined || calls.channels.transferer(dialler) !== leg) continue;
    const story = beginConsultation(calls, leg, dialler, at);
    if (story !== undefined) return { story, dialler };
  }
  return undefined;
}

function beginConsultation(
  calls: LineCalls,
  leg: AsteriskChannel,
  dialler: AsteriskChannel,
  at: Instant,
): CallStory | undefined {
  const first = calls.storyOfAgentLeg(leg.uniqueId);
  const remote = calls.channels.get(first?.remote);
  if (first?.isConnected !== true || remote === undefined) return undefined;
  // Brought into a conference, or put through in another way: then the two still hear each other.
  if (first.isConsulting || waitingBeside(calls, first) !== undefined) return undefined;
  if (calls.channels.farEnds(leg).includes(remote)) return undefined;
  // It is not the agent who transfers: the other party left this bridge, and sends somebody else in its place.
  if (leg.linkedId !== undefined && remote.bridgeId === undefined) return undefined;
  // Found in the very moment: the half that dials has the number of the one who transfers.
  const { callerNumber } = dialler;
  if (callerNumber !== leg.callerNumber && callerNumber === remote.callerNumber) return undefined;
  const { extension: line, newId } = calls.options;
  // `Local/102@from-internal-00000001;2`: what was dialled stands in the name.
  const number = /^Local\/([^@]*)@/u.exec(dialler.name)?.[1] ?? '';
  const { uniqueId, linkedId } = leg;
  const call = newCall({ id: newId(), direction: 'outgoing', line, number, uniqueId, linkedId }, at);
  const story = new CallStory({ ...call, phase: 'calling', consultFor: first.call.id });
  story.staleNumber = leg.connectedNumber;
  first.agentLegs.delete(uniqueId);
  first.wait({ how: 'consulting' });
  story.agentLegs.add(uniqueId);
  calls.add(story);
  // On Asterisk 11 no event tells of the hold.
  calls.tell(first, { type: 'PutHoldAction', by: 'agent' }, at);
  calls.tell(story, { type: 'CallInfoChanged' }, at);
  return story;
}

/** Looks whether the leg that was away is back with the party that waits: for good, or because the agent changes between the two. */
export function endConsultations(calls: LineCalls, at: Instant): void {
  for (const story of [...calls.all()]) {
    const first = firstOf(calls, story);
    if (first === undefined) continue;
    takeBack(calls, first, story, at);
    takeBack(calls, story, first, at);
  }
}

function takeBack(calls: LineCalls, waiting: CallStory, away: CallStory, at: Instant): void {
  const remote = calls.channels.get(waiting.remote);
  if (!waiting.isConsulting || remote === undefined) return;
  for (const uniqueId of [...away.agentLegs]) {
    const leg = calls.channels.get(uniqueId);
    const heard = leg === undefined ? [] : calls.channels.farEnds(leg);
    if (leg === undefined || !heard.includes(remote)) continue;
    waiting.agentLegs.add(uniqueId);
    distrust(waiting, leg);
    // All three in one bridge (feature code `atxferthreeway`): the leg is both calls'.
    if (heard.some((end) => end.uniqueId === away.remote)) continue;
    away.agentLegs.delete(uniqueId);
    if (away.isConferring) continue;
    // Who was put on hold before the leg left waits in turn (feature code `atxferswap`).
    if (isHeldByAgent(away.call) && calls.channels.get(away.remote) !== undefined) {
      away.wait({ how: 'consulting' });
      continue;
    }
    if (away.isConsulting) away.wait(undefined);
    if (away.isConnected || away.dropped) calls.finish(away, at);
    else {
      away.rangOut = true;
      endUnanswered(calls, away, at);
    }
  }
}

/** The call that a consultation was begun from, while it stands. */
function firstOf(calls: LineCalls, story: CallStory): CallStory | undefined {
  const { consultFor } = story.call;
  return consultFor === undefined ? undefined : calls.get(consultFor);
}

/** The other call of a consultation that Atxfer made, while the agent's leg is with this one. */
function waitingBeside(calls: LineCalls, story: CallStory): CallStory | undefined {
  for (const other of calls.all()) {
    const isPair = firstOf(calls, other) === story || firstOf(calls, story) === other;
    if (isPair && other.isConsulting) return other;
  }
  return undefined;
}

/** The owner of these legs is out of the calls; the others keep talking. */
export function passOn(calls: LineCalls, legs: readonly string[], at: Instant): void {
  for (const story of [...calls.all()]) {
    if (!legs.some((uniqueId) => story.agentLegs.has(uniqueId))) continue;
    story.isPassedOn = true;
    const waiting = waitingBeside(calls, story);
    if (waiting === undefined) continue;
    waiting.isPassedOn = true;
    if (story.isConnected && waiting.isConnected) continue;
    // The colleague still rings, now for the customer: until they answer, Asterisk keeps a leg that has no phone any more.
    calls.finish(story, at);
    calls.finish(waiting, at);
  }
}

/** The agent's leg has ended: does the other party talk on, with somebody else? */
export function goesOn(calls: LineCalls, story: CallStory): boolean {
  if (story.movingOn) return true;
  const remote = calls.channels.get(story.remote);
  if (remote === undefined) return false;
  if (remote.sentElsewhere) return true;
  // The end of the agent's leg in a consultation is what completes the transfer.
  if (story.isConnected && waitingBeside(calls, story)?.isConnected === true) return true;
  // A colleague who goes back to their own call has left us.
  return !story.isConsulted && calls.channels.farEnds(remote).some((end) => !calls.isOurs(end));
}
