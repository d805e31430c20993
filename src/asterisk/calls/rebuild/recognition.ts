import type { Instant } from '../../../cti/instant.ts';
import type { CallStory } from '../story/callStory.ts';
import type { AsteriskChannel } from '../../pbx/channel.ts';
import { deviceOfChannel } from '../../pbx/channel.ts';
import { divertedFrom } from '../diversion.ts';
import type { LineCalls } from '../story/lineCalls.ts';
import { mayRingAgain } from '../queue/queueing.ts';
import type { ParkedSnapshot } from '../../dialect/snapshot.ts';
import { type Found, parkeeOf } from './foundChannels.ts';

/** Asterisk tells ages in whole seconds, and two clocks are compared. */
const slackMs = 5_000;

/**
 * Is the call that was known before the gap among the channels found? By the Uniqueids of its ends; a party that waits may also be
 * known by the leg of the agent's that has come back to it meanwhile.
 */
export function recognise(
  calls: LineCalls,
  story: CallStory,
  found: Found,
  parked: readonly ParkedSnapshot[],
  at: Instant,
): boolean {
  const { channels } = calls;
  for (const uniqueId of [...story.agentLegs]) {
    const leg = channels.get(uniqueId);
    if (leg !== undefined && (calls.isOurs(leg) || story.origination?.divertedTo !== undefined)) continue;
    story.agentLegs.delete(uniqueId);
    story.helperLegs.delete(uniqueId);
  }
  if (isAnother(calls, story, found, at)) return false;
  // Answered and parked in the gap: then it is known as the one who called, or was called.
  const isParty = ({ uniqueId, dialledBy = '' }: AsteriskChannel): boolean =>
    story.isConnected
      ? uniqueId === story.remote
      : uniqueId === story.origin || story.dialled.has(uniqueId) || story.agentLegs.has(dialledBy);
  const waits = parked.find((item) => {
    const parkee = parkeeOf(channels, item);
    return parkee !== undefined && isParty(parkee);
  });
  const isOurs = waits !== undefined && (waits.space === story.parkedAt || isBy(waits, calls.options.device));
  if (isOurs) story.away = { how: 'parked', space: waits.space };
  else if (story.away?.how === 'parking') story.away = undefined;
  if (isOurs) story.remote = parkeeOf(channels, waits)?.uniqueId;
  if (story.isConnected ? !standsConnected(calls, story, isOurs) : !standsUnanswered(calls, story, isOurs))
    return false;
  const { checking: _checking, ...call } = story.call;
  story.call = call;
  return true;
}

function standsUnanswered(calls: LineCalls, story: CallStory, waits: boolean): boolean {
  if (story.agentLegs.size > 0 || waits) return true;
  // The queue, or the caller, rings the agent's phone again.
  return (
    story.call.direction === 'incoming' &&
    (legCalledBy(calls, story.origin) !== undefined || mayRingAgain(calls, story))
  );
}

function standsConnected(calls: LineCalls, story: CallStory, waits: boolean): boolean {
  const { channels } = calls;
  // An application answered: no party is at the other end.
  if (story.remote === undefined) return story.agentLegs.size > 0;
  const remote = channels.get(story.remote);
  // As long as the agent's leg lasts the call does: it may have been passed on to somebody else by the other party.
  if (story.agentLegs.size > 0) return true;
  // What a masquerade has left of a channel is no party (AMI 1.x).
  if (remote === undefined || remote.isZombie) return false;
  // One who has left the lot and talks to no one yet may be on the way back to the agent's phone.
  if (waits || (story.parkedAt !== undefined && remote.bridgeId === undefined)) return true;
  if (channels.get(story.penned)?.hearsMusic === true) return true;
  if (story.isConsulting && consultationOf(calls, story) !== undefined) return true;
  const back = legHearing(calls, remote);
  if (back === undefined) return legCalledBy(calls, story.remote) !== undefined;
  story.helperLegs.set(back.uniqueId, 'resume');
  story.agentLegs.add(back.uniqueId);
  return true;
}

/** The agent's leg is away in that call, and it stands. */
function consultationOf(calls: LineCalls, first: CallStory): CallStory | undefined {
  for (const story of calls.all()) {
    if (story.call.consultFor !== first.call.id) continue;
    for (const uniqueId of story.agentLegs) if (calls.channels.get(uniqueId) !== undefined) return story;
  }
  return undefined;
}

/** A leg of the agent's phone that no call has yet, and that hears this party. */
function legHearing(calls: LineCalls, party: AsteriskChannel): AsteriskChannel | undefined {
  return freeLegs(calls).find((leg) => calls.channels.farEnds(leg).includes(party));
}

/** A leg of the agent's phone that no call has yet, and that this party makes ring. */
export function legCalledBy(calls: LineCalls, uniqueId: string | undefined): AsteriskChannel | undefined {
  return freeLegs(calls).find((leg) => {
    const dialler = leg.bridgeId === undefined ? calls.channels.get(leg.dialledBy) : undefined;
    return dialler !== undefined && calls.channels.origin(dialler).uniqueId === uniqueId;
  });
}

/** Legs of the agent's phone that no call has yet, and none has left: the phone has diverted that one. */
export function freeLegs(calls: LineCalls): AsteriskChannel[] {
  return calls.channels
    .ofDevice(calls.options.device)
    .filter(
      (channel) =>
        !channel.isZombie &&
        calls.storyOfAgentLeg(channel.uniqueId) === undefined &&
        divertedFrom(calls, channel.uniqueId) === undefined,
    );
}

/**
 * After a restart of a PBX whose clock stood still, Uniqueids come again. Then the channel is younger than our knowledge of the call;
 * where its age is not told (AMI 1.x), the numbers decide.
 */
function isAnother(calls: LineCalls, story: CallStory, found: Found, at: Instant): boolean {
  const ends = [...story.agentLegs, ...(story.isConnected ? [story.remote] : [])].flatMap(
    (uniqueId) => calls.channels.get(uniqueId) ?? [],
  );
  const ages = ends.flatMap(({ uniqueId }) => found.get(uniqueId)?.seconds ?? []);
  if (ages.length > 0) {
    const knownMs = story.sinceMonoMs === undefined ? 0 : at.monoMs - story.sinceMonoMs;
    return ages.some((age) => age * 1_000 + slackMs < knownMs);
  }
  const { number } = story.call;
  const told = ends
    .map((end) => (calls.isOurs(end) ? end.connectedNumber : end.callerNumber))
    .filter((text) => text !== '' && text !== story.call.line);
  return number !== '' && told.length > 0 && !told.includes(number);
}

export function isBy({ parker }: ParkedSnapshot, device: string): boolean {
  return parker === device || deviceOfChannel(parker) === device;
}

/** Lost for this line, but not over: the other party talks to somebody else now. */
export function wentOn(calls: LineCalls, story: CallStory): boolean {
  const remote = calls.channels.get(story.remote);
  if (!story.isConnected || remote === undefined) return false;
  return story.movingOn || calls.channels.farEnds(remote).some((end) => !calls.isOurs(end));
}
