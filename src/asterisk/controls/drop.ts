import { clientDefaults } from '../../ami/options.ts';
import { type CommandResult, done } from '../../cti/command.ts';
import { AmiError } from '../../ami/error.ts';
import type { CtiEvent } from '../../cti/event.ts';
import type { CallStory } from '../callStory.ts';
import { agentLeg, type CallControl, type ControlContext, remoteLeg } from './control.ts';
import { cancelAtxfer } from './cancelTransfer.ts';
import { isByAtxfer, type Pair, pairOf } from './pair.ts';
import { refusalOf } from './refusal.ts';

/** Q.850: normal clearing, and call rejected. */
const cause = { end: 16, reject: 21 } as const;
const confirmMs = 5_000;

/**
 * Ends a call by hanging up the leg whose end is the call's: the agent's own, or, where the other party waits without one, theirs.
 * On a ringing incoming call it ends the agent's leg alone: a queue's caller goes on to the next agent.
 */
export const drop = {
  name: 'hangup',

  denial(context) {
    return context.capabilities.may('Hangup') ? undefined : 'rightMissing';
  },

  async run(context, story): Promise<CommandResult> {
    const { adapter, edges } = context;
    const callId = story.call.id;
    adapter.setDropped(callId);
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
    const other = remoteLeg(context, story);
    const isAlone = story.isWaitingAlone || story.call.phase === 'resuming' || own?.conference !== undefined;
    const legs = isShared ? [other] : isAlone ? [other, own] : [own];
    const names = legs.flatMap((leg) => (leg === undefined ? [] : [leg.name]));
    if (names.length === 0) {
      // An Originate without an answer whose leg never came: there is nothing to hang up, but a call to end.
      adapter.end(callId, edges.clock.now());
      return done;
    }
    const code = story.call.state === 'ringing' ? cause.reject : cause.end;
    const ended = context.waitFor((event) => event.type === 'RingFinished' && isOf(event, callId), confirmMs);
    try {
      for (const name of names) {
        await context
          .send({
            name: 'Hangup',
            fields: [
              ['Channel', name],
              ['Cause', code],
            ],
          })
          .catch(unlessGone);
      }
    } catch (error) {
      return refusalOf(error, clientDefaults.actionTimeoutMs);
    }
    return (await ended) === undefined ? { status: 'timedOut', afterMs: confirmMs } : done;
  },
} satisfies CallControl<'DropCall'>;

function sharesLeg(one: CallStory, other: CallStory): boolean {
  return [...one.agentLegs].some((uniqueId) => other.agentLegs.has(uniqueId));
}

/** Of a consultation that Atxfer made the end of the agent's leg would complete the transfer. */
async function leaveConsultation(context: ControlContext, pair: Pair): Promise<CommandResult> {
  const ended = context.waitFor(
    (event) => event.type === 'RingFinished' && isOf(event, pair.second.call.id),
    confirmMs,
  );
  try {
    await cancelAtxfer(context, pair);
  } catch (error) {
    return refusalOf(error, clientDefaults.actionTimeoutMs);
  }
  return (await ended) === undefined ? { status: 'timedOut', afterMs: confirmMs } : done;
}

function isOf(event: CtiEvent, callId: string): boolean {
  return 'call' in event && event.call.id === callId;
}

/** It ended by itself in the same moment: just what was asked for. */
function unlessGone(error: unknown): void {
  if (error instanceof AmiError && /no such channel/iu.test(error.serverMessage ?? '')) return;
  throw error;
}
