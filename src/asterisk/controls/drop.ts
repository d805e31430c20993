import { clientDefaults } from '../../ami/options.ts';
import { type CommandResult, done } from '../../cti/command.ts';
import { AmiError } from '../../ami/error.ts';
import type { CtiEvent } from '../../cti/event.ts';
import { agentLeg, type CallControl, remoteLeg } from './control.ts';
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
    const legs =
      story.isWaitingAlone || story.call.phase === 'resuming' ? [remoteLeg(context, story), own] : [own];
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

function isOf(event: CtiEvent, callId: string): boolean {
  return 'call' in event && event.call.id === callId;
}

/** It ended by itself in the same moment: just what was asked for. */
function unlessGone(error: unknown): void {
  if (error instanceof AmiError && /no such channel/iu.test(error.serverMessage ?? '')) return;
  throw error;
}
