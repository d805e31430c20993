import type { Call } from '../../../cti/call.ts';
import type { Instant } from '../../../cti/instant.ts';
import type { AsteriskAdapter } from '../adapter.ts';
import type { CallStory } from '../story/callStory.ts';
import type { AsteriskChannel } from '../../pbx/channel.ts';
import { lookAround } from '../conferring.ts';
import { endConsultations } from '../consulting.ts';
import { updateChannel, claimLeg, beginDial } from '../dialling.ts';
import { putApart } from '../holding.ts';
import { connect } from '../joining.ts';
import type { LineCalls } from '../story/lineCalls.ts';
import { endRing, mayRingAgain } from '../queue/queueing.ts';
import { adoptAll } from './adoption.ts';
import { type Found, learnChannels } from './foundChannels.ts';
import { settleHold } from './holdStates.ts';
import { legCalledBy, recognise, wentOn } from './recognition.ts';
import type { PbxSnapshot } from '../../dialect/snapshot.ts';

export interface RebuildOptions {
  /** Dial-plan context of the lines that come with Offhook. */
  readonly pen: string;
  /** When calls that are gone ended, as far as anybody knows; without it they ended now. */
  readonly lostAt?: Instant;
}

/**
 * Finds out, after a link was made, which calls of the line stand. Those that were known and provably are the same go on under
 * their id; those that are gone are ended; those that were begun meanwhile are new.
 * @returns the calls that stand
 */
export function rebuild(
  adapter: AsteriskAdapter,
  snapshot: PbxSnapshot,
  { pen, lostAt }: RebuildOptions,
  at: Instant,
): readonly Call[] {
  const found = learnChannels(adapter.channels, snapshot, pen);
  return rebuildLine(adapter, { snapshot, found }, { pen, ...(lostAt === undefined ? {} : { lostAt }) }, at);
}

/** What stands on the PBX; the channels know of it already. */
export interface Standing {
  readonly snapshot: PbxSnapshot;
  readonly found: Found;
}

/** The same for one of several lines of a PBX, whose channels were learnt once for all. */
export function rebuildLine(
  { calls }: AsteriskAdapter,
  { snapshot, found }: Standing,
  { pen, lostAt }: RebuildOptions,
  at: Instant,
): readonly Call[] {
  // A leg that was asked for before the gap may have come in it.
  for (const leg of calls.channels.ofDevice(calls.options.device)) {
    if (calls.storyOfAgentLeg(leg.uniqueId) === undefined) claimLeg(calls, leg, at);
  }
  for (const story of [...calls.all()]) {
    if (!recognise(calls, story, found, snapshot.parked, at)) lose(calls, story, lostAt ?? at);
  }
  for (const story of [...calls.all()]) {
    ringAgain(calls, story, at);
    if (story.agentLegs.size === 0 && story.call.state === 'ringing' && mayRingAgain(calls, story))
      endRing(calls, story, at);
  }
  adoptAll({ calls, found, pen, at, parked: snapshot.parked });
  catchUp(calls, at);
  for (const story of [...calls.all()]) {
    settleHold(calls, story, snapshot.onHold ?? new Map<string, boolean>(), at);
    story.isQuiet = false;
  }
  return [...calls.all()].map(({ call }) => call);
}

/** A call that was not found again. */
function lose(calls: LineCalls, story: CallStory, at: Instant): void {
  story.endedUnseen = true;
  if (story.isConnected) calls.finish(story, at, undefined, wentOn(calls, story));
  else calls.finish(story, at, 'connectionLost');
}

/** The party of a call that was known makes a new leg of the agent's phone ring: a queue's next try, a parking whose time was up. */
function ringAgain(calls: LineCalls, story: CallStory, at: Instant): void {
  if (story.agentLegs.size > 0) return;
  const leg = legCalledBy(calls, story.isConnected ? story.remote : story.origin);
  const dialler = calls.channels.get(leg?.dialledBy);
  if (leg !== undefined && dialler !== undefined) beginDial(calls, dialler, leg, at);
}

/** What happened in the gap to the calls that were known, told as if it happened now. */
function catchUp(calls: LineCalls, at: Instant): void {
  const { channels } = calls;
  for (const channel of calls.related()) {
    if (calls.storyOfAgentLeg(channel.uniqueId) !== undefined) updateChannel(calls, channel, at);
    const dialler = channels.get(channel.dialledBy);
    // A leg of which no call was made is on its way to its end.
    const isPassing = (leg: AsteriskChannel): boolean =>
      calls.isOurs(leg) && calls.storyOfAgentLeg(leg.uniqueId) === undefined;
    if (dialler === undefined || isPassing(dialler) || isPassing(channel)) continue;
    beginDial(calls, dialler, channel, at);
  }
  endConsultations(calls, at);
  for (const story of [...calls.all()]) {
    connect(calls, story, at);
    missedTalk(calls, story, at);
    if (story.parkedAt !== undefined) {
      if (!story.isConnected) calls.tell(story, { type: 'CommutationStarted' }, at);
      calls.tell(story, { type: 'PutHoldAction', by: 'agent' }, at);
    }
    putApart(calls, story, at);
  }
  const ours = channels.ofDevice(calls.options.device);
  const around = ours.flatMap((leg) => [leg, ...channels.peers(leg)]);
  const conferences = new Set(around.map(({ conference }) => conference));
  for (const conference of conferences) if (conference !== undefined) lookAround(calls, conference, at);
}

/** The agent's leg is alone in a bridge: it was answered in the gap, and the other party has just gone elsewhere. */
function missedTalk(calls: LineCalls, story: CallStory, at: Instant): void {
  const leg = calls.ownLeg(story);
  if (story.isConnected || leg?.bridgeId === undefined || leg.state !== 'up') return;
  if (calls.channels.peers(leg).length > 0) return;
  story.remote = [story.origin, ...story.dialled].find((id) => calls.channels.get(id) !== undefined);
  if (story.call.ringingAt === undefined) calls.tell(story, { type: 'RingStarted' }, at);
  calls.tell(story, { type: 'CommutationStarted' }, at, calls.ownFacts(story));
}
