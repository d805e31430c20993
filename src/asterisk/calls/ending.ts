import type { Instant } from '../../cti/instant.ts';
import type { EndReason } from '../../cti/outcome.ts';
import type { CallStory } from './story/callStory.ts';
import type { AsteriskChannel } from '../pbx/channel.ts';
import type { ChannelEvent } from '../dialect/channelEvent.ts';
import { isOverInConference, lookAroundOurs } from './conferring.ts';
import { goesOn } from './consulting.ts';
import { leaveIfTakenAway } from './joining.ts';
import { ringNow, sayBusy } from './dialling.ts';
import type { LineCalls } from './story/lineCalls.ts';
import { divertedFrom, goesOnBehind, liftElsewhere } from './diversion.ts';
import { endRing } from './queue/queueing.ts';
import { learnCause } from './story/verdict.ts';
import { endUnanswered, isRefused } from './unanswered.ts';

type Originated = Extract<ChannelEvent, { type: 'originated' }>;

export function settleOriginate(
  calls: LineCalls,
  event: Originated,
  leg: AsteriskChannel | undefined,
  at: Instant,
): void {
  if (event.success) lifted(calls, event, leg, at);
  else notLifted(calls, event, at);
}

/** The leg was answered, by the phone or by what the phone diverts to. */
function lifted(calls: LineCalls, event: Originated, leg: AsteriskChannel | undefined, at: Instant): void {
  const { exten, actionId, uniqueId } = event;
  const toNumber = (story: CallStory | undefined): void => {
    if (story?.call.number === '' && exten !== undefined) calls.inform(story, { number: exten }, at);
  };
  const followed = divertedFrom(calls, uniqueId);
  if (followed !== undefined) {
    toNumber(followed);
    return;
  }
  const { expected, story } = originatedBy(calls, event);
  if (leg !== undefined) toNumber(calls.storyBehind(leg));
  if (expected === undefined || story === undefined || leg === undefined) return;
  if (calls.isOurs(leg)) {
    exchange(calls, story, leg, calls.expected.settle(actionId, leg.uniqueId), at);
    calls.attach(story, leg, at);
  } else if (expected.purpose === 'dial' && leg.isLocal) liftElsewhere(calls, story, leg, at);
}

function notLifted(calls: LineCalls, event: Originated, at: Instant): void {
  const { expected, story } = originatedBy(calls, event);
  if (story === undefined) return;
  if (expected?.purpose === 'resume' && story.agentLegs.size === 0)
    calls.inform(story, { phase: 'onHold' }, at);
  if (expected?.purpose === 'resume' || expected?.purpose === 'pickUp') return;
  if (story.origination === undefined) return;
  story.origination.failure = event.reason;
  finishUnlifted(calls, story, at);
}

function originatedBy(
  calls: LineCalls,
  { actionId, uniqueId }: Originated,
): {
  readonly expected: ReturnType<LineCalls['expected']['byAction']>;
  readonly story: CallStory | undefined;
} {
  const expected = calls.expected.byAction(actionId);
  const story = expected === undefined ? calls.storyOfAgentLeg(uniqueId) : calls.get(expected.callId);
  return { expected, story };
}

/** Of two calls dialled at once on AMI 1.x each may have been given the other's leg by guess: now it is known whose it is. */
function exchange(
  calls: LineCalls,
  story: CallStory,
  leg: AsteriskChannel,
  guessed: string | undefined,
  at: Instant,
): void {
  const other = calls.storyOfAgentLeg(leg.uniqueId);
  if (other === undefined || other === story) return;
  other.agentLegs.delete(leg.uniqueId);
  if (guessed !== undefined && story.agentLegs.delete(guessed)) other.agentLegs.add(guessed);
  for (const [each, own] of [
    [story, leg],
    [other, calls.channels.get(guessed)],
  ] as const) {
    if (each.origination === undefined || each.call.ringingAt !== undefined) continue;
    each.origination.lifted = own?.state === 'up';
    const phase = each.origination.lifted ? 'calling' : 'agentRinging';
    if (each.call.phase !== phase) calls.inform(each, { phase }, at);
  }
}

/** @param hangup its cause, and whether that may be another leg's */
export function hangUp(
  calls: LineCalls,
  channel: AsteriskChannel,
  { cause, isBorrowed }: { readonly cause: number; readonly isBorrowed: boolean },
  at: Instant,
): void {
  calls.expected.gone(channel.uniqueId);
  for (const story of calls.all()) {
    const { uniqueId } = channel;
    if (story.agentLegs.delete(uniqueId)) {
      const helped = story.helperLegs.get(uniqueId);
      story.helperLegs.delete(uniqueId);
      if (story.mutedLeg === uniqueId) {
        story.mutedLeg = undefined;
        if (story.agentLegs.size > 0 || story.isWaitingAlone) calls.inform(story, { muted: undefined }, at);
      }
      // A leg that only tried to help tells nothing of the call; one that the call went on with, or that was to begin it, does.
      const carried =
        helped === undefined || (story.isConnected ? !story.isWaitingAlone : story.origination !== undefined);
      if (!channel.isZombie && carried) {
        story.cause = cause;
        if (story.call.direction === 'incoming') learnCause(story, channel, cause, isBorrowed);
      } else if (story.movingOn) story.cause ??= cause;
      agentLegGone(calls, story, channel, helped, at);
    } else if (story.remote === uniqueId && !channel.isZombie) {
      const waits = story.agentLegs.size === 0 || story.parkedAt !== undefined || story.penned !== undefined;
      if (story.isConnected && (waits || isOverInConference(calls, story))) {
        story.cause = cause;
        calls.finish(story, at);
      }
    } else if (story.penned === uniqueId && !channel.isZombie) {
      // The half of a Local channel that waited: the party behind it is gone, or with somebody else.
      story.cause = cause;
      calls.finish(story, at, undefined, goesOn(calls, story));
    } else if (story.dialled.has(uniqueId)) {
      if (!story.isConnected) story.cause = cause;
      learnCause(story, channel, cause, isBorrowed);
      sayBusy(calls, story, at);
      if (story.isLeft) endUnanswered(calls, story, at);
    } else if (story.origin === uniqueId && story.call.state === 'queued') {
      calls.finish(story, at);
    } else if (
      story.awaitsDialEndOf !== undefined &&
      (story.dialler === uniqueId || story.origin === uniqueId)
    ) {
      endRing(calls, story, at);
    }
  }
  ringNow(calls, at);
  lookAroundOurs(calls, at);
}

function agentLegGone(
  calls: LineCalls,
  story: CallStory,
  leg: AsteriskChannel,
  helped: 'resume' | 'pickUp' | undefined,
  at: Instant,
): void {
  if (story.agentLegs.size > 0) {
    calls.inform(story, calls.ownFacts(story), at);
    return;
  }
  if (goesOnBehind(calls, story, leg, at)) return;
  if (story.isConnected) {
    const remoteIsThere = calls.channels.get(story.remote) !== undefined;
    if (story.isWaitingAlone) leaveIfTakenAway(calls, story, at);
    if (story.call.state === 'ended') return;
    if (!story.isWaitingAlone || !remoteIsThere) calls.finish(story, at, undefined, goesOn(calls, story));
    else if (helped === 'resume' || story.penned !== undefined) calls.inform(story, { phase: 'onHold' }, at);
    return;
  }
  if (story.origination !== undefined && !story.origination.lifted) {
    finishUnlifted(calls, story, at);
    return;
  }
  const dialler = calls.channels.get(story.dialler);
  const isKnown = story.dropped || isDialOver(story, leg, helped !== undefined);
  if (story.call.direction === 'incoming' && !isKnown && dialler !== undefined) {
    story.awaitsDialEndOf = leg.uniqueId;
  } else if (isRefused(story)) endUnanswered(calls, story, at);
  else endRing(calls, story, at);
}

/** Whether it is known how the dial of the agent's leg came out; DialEnd and Hangup come in either order. */
function isDialOver(story: CallStory, leg: AsteriskChannel, isHelper: boolean): boolean {
  if (leg.linkedId !== undefined && !isHelper) return story.dialEnds.has(leg.uniqueId) || story.cause === 26;
  // AMI 1.x tells it after the end of the leg, of the whole dial, and not at all of one that was answered elsewhere.
  const isOwnCause = story.cause === undefined || story.cause === 0 || story.cause === story.verdict.cause;
  return story.verdict.status !== undefined || (isOwnCause && story.cause !== 16);
}

/** A click-to-call whose agent never lifted: the hangup of the leg and OriginateResponse come in either order, or one alone. */
function finishUnlifted(calls: LineCalls, story: CallStory, at: Instant): void {
  const { origination } = story;
  if (origination === undefined || story.agentLegs.size > 0) return;
  if (story.dropped) return calls.finish(story, at);
  // What the phone's own leg ended with tells nothing of the phone that it diverts to.
  if (origination.divertedTo !== undefined) {
    if (origination.failure !== undefined) calls.finish(story, at, 'phoneDiverted');
    return;
  }
  const byCause: Readonly<Record<number, EndReason>> = {
    17: 'phoneBusy',
    19: 'phoneNotAnswered',
    20: 'phoneUnreachable',
    21: 'phoneRejected',
  };
  const told = story.cause === undefined ? undefined : byCause[story.cause];
  if (told !== undefined) return calls.finish(story, at, told);
  if (origination.failure === undefined) {
    if (origination.actionId === undefined) calls.finish(story, at, 'phoneNotAnswered');
    return;
  }
  const byReason: Readonly<Record<number, EndReason>> = { 3: 'phoneNotAnswered', 5: 'phoneBusy' };
  calls.finish(story, at, byReason[origination.failure] ?? 'phoneUnreachable');
}
