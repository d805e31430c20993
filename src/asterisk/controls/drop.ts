import { type CommandResult, done, refused } from '../../cti/command.ts';
import type { CtiEvent } from '../../cti/event.ts';
import type { CallStory } from '../calls/story/callStory.ts';
import { agentLeg, agentLegs, type CallControl, type ControlContext, remoteLeg } from './control/control.ts';
import { cancelAtxfer } from './transfer/cancelTransfer.ts';
import { during } from './control/during.ts';
import { hangUp, hangupCause } from './control/legs.ts';
import type { AsteriskChannel } from '../pbx/channel.ts';
import { isByAtxfer, type Pair, pairOf } from './transfer/pair.ts';
import { callEvent, confirmMs } from './control/settled.ts';

/**
 * Ends a call by hanging up the leg whose end is the call's: the agent's own, or, where the other party waits without one, theirs.
 * On a ringing incoming call it ends the agent's legs alone, all of them: a queue's caller goes on to the next agent.
 */
export const drop = {
  name: 'hangup',

  denial(context) {
    return context.capabilities.may('Hangup') ? undefined : 'rightMissing';
  },

  run: (context, story) => during(context, story, { to: 'end' }, () => end(context, story)),
} satisfies CallControl<'DropCall'>;

async function end(context: ControlContext, story: CallStory): Promise<CommandResult> {
  const { adapter, edges } = context;
  const callId = story.call.id;
  // Asked for before the PBX has told of the leg that its Originate makes.
  if (story.agentLegs.size === 0 && !story.isWaitingAlone) {
    await context.waitFor(
      (event) => isOf(event, callId) && (story.agentLegs.size > 0 || event.type === 'RingFinished'),
      confirmMs,
    );
  }
  if (story.call.state === 'ended') return done;
  const own = agentLeg(context, story);
  const pair = pairOf(context, story);
  const byAtxfer = pair !== undefined && isByAtxfer(pair) ? pair : undefined;
  if (byAtxfer?.second === story) return leaveConsultation(context, byAtxfer);
  // The agent's leg serves another call, too: its end would be the end of that, or a transfer.
  const isShared =
    byAtxfer !== undefined || adapter.stories().some((other) => other !== story && sharesLeg(other, story));
  // With the agent's leg there, the end of the other party would end both calls (measured on 16 and 22).
  if (byAtxfer !== undefined && own !== undefined) {
    const swapped = await context.perform({ type: 'SwapCalls', callId: byAtxfer.second.call.id });
    if (swapped.status !== 'done') return swapped;
  }
  const legs = (): AsteriskChannel[] => legsToEnd(context, story, isShared);
  if (legs().length === 0) {
    // The phone has passed it on, and the PBX does not tell yet to whom.
    if (isOnItsWay(story)) return refused('phoneDiverted');
    // An Originate without an answer whose leg never came: there is nothing to hang up, but a call to end.
    adapter.end(callId, edges.clock.now());
    return done;
  }
  return endByLegs(context, story, legs);
}

function legsToEnd(context: ControlContext, story: CallStory, isShared: boolean): AsteriskChannel[] {
  const own = agentLeg(context, story);
  const other = remoteLeg(context, story);
  const isAlone = story.isWaitingAlone || story.call.phase === 'resuming' || own?.conference !== undefined;
  const legs = isShared
    ? [other]
    : isAlone
      ? [other, own]
      : story.isConnected
        ? [own]
        : agentLegs(context, story);
  return legs.filter((leg) => leg !== undefined);
}

/**
 * The agent's leg may be replaced in the very moment in which it is hung up, a Local channel that Asterisk optimises away say (seen on 16
 * and 22): the hang-up goes with it, and the one in its place is hung up, too. Never a leg that comes in place of the other party's: that
 * is somebody else.
 */
async function endByLegs(
  context: ControlContext,
  story: CallStory,
  legs: () => readonly AsteriskChannel[],
): Promise<CommandResult> {
  const cause = story.call.state === 'ringing' ? hangupCause.reject : hangupCause.end;
  const asked = new Set<string>();
  const replaced = (): AsteriskChannel[] =>
    legs().filter(({ name, uniqueId }) => !asked.has(name) && story.agentLegs.has(uniqueId));
  let standing = legs();
  for (;;) {
    for (const { name } of standing) asked.add(name);
    const settled = await callEvent(
      context,
      story,
      ['RingFinished'],
      confirmMs,
      async () => {
        for (const leg of standing) await hangUp(context, leg, cause);
      },
      () => replaced().length > 0,
    );
    if (settled === undefined) return { status: 'timedOut', afterMs: confirmMs };
    standing = replaced();
    if (standing.length === 0 || settled.type === 'RingFinished') return done;
  }
}

/** The phone was called for it and is called no more, and whether the PBX has got somebody in its place is not told. */
function isOnItsWay({ origination, call }: CallStory): boolean {
  if (origination === undefined || origination.lifted || origination.failure !== undefined) return false;
  return call.uniqueId !== '' && origination.actionId !== undefined && origination.actionId !== '';
}

function sharesLeg(one: CallStory, other: CallStory): boolean {
  return [...one.agentLegs].some((uniqueId) => other.agentLegs.has(uniqueId));
}

/** Of a consultation that Atxfer made the end of the agent's leg would complete the transfer. */
async function leaveConsultation(context: ControlContext, pair: Pair): Promise<CommandResult> {
  const ended = await callEvent(context, pair.second, ['RingFinished'], confirmMs, () =>
    cancelAtxfer(context, pair),
  );
  return ended === undefined ? { status: 'timedOut', afterMs: confirmMs } : done;
}

function isOf(event: CtiEvent, callId: string): boolean {
  return 'call' in event && event.call.id === callId;
}
