import { type CommandResult, refused } from '../../../cti/command.ts';
import { isDialable } from '../../../cti/number/number.ts';
import { clientDefaults } from '../../../ami/options.ts';
import { isCallEvent } from '../../../cti/event.ts';
import type { CallBeginning } from '../../calls/adapter.ts';
import type { ControlContext, LineControl } from '../control/control.ts';
import { agentLegAction, phoneRingsMs } from '../control/originate.ts';
import { refusalOf } from '../control/refusal.ts';

/** When a phone that was to be called has rung long enough, and the PBX had time to say so. */
const reportedWithinMs = phoneRingsMs + 15_000;

/**
 * Dials: `Originate` to the agent's device, then the number in `originateContext`. Settles when the PBX has taken it; what becomes
 * of the call is reported by its events.
 */
export async function dial(
  context: ControlContext,
  number: string,
  known: Pick<CallBeginning, 'consultFor' | 'keys'> = {},
): Promise<CommandResult> {
  if (!isDialable(number)) return refused('invalidNumber');
  const destination = { context: context.options.originateContext, exten: number };
  return originateCall(context, destination, number, known);
}

/** The agent's phone, then that extension: a call with the party there. */
export async function originateCall(
  context: ControlContext,
  destination: { readonly context: string; readonly exten: string },
  number: string,
  known: CallBeginning = {},
): Promise<CommandResult> {
  const { adapter, edges } = context;
  const callId = edges.newId();
  const { action, channelId } = agentLegAction(context, destination);
  adapter.beginCall(callId, number, edges.clock.now(), known);
  adapter.expectLeg(callId, 'dial', channelId);
  try {
    const answer = await context.send(action);
    adapter.taken(callId, answer.actionId ?? '', edges.clock.now());
    void limit(context, callId);
    return { status: 'done', callId };
  } catch (error) {
    const result = refusalOf(error, clientDefaults.actionTimeoutMs);
    // Without an answer the PBX may have taken it all the same: then its events will tell.
    if (result.status === 'timedOut') {
      adapter.taken(callId, '', edges.clock.now());
      void limit(context, callId);
    } else adapter.forget(callId);
    return result;
  }
}

/** Asterisk ends the ringing after `phoneRingsMs` and reports it. One that does neither must not have the agent wait for ever. */
async function limit(context: ControlContext, callId: string): Promise<void> {
  const { adapter, edges } = context;
  const began = edges.clock.now().monoMs;
  await context.waitFor(
    (event) => isCallEvent(event) && event.call.id === callId && event.call.phase !== 'agentRinging',
    reportedWithinMs,
  );
  const at = edges.clock.now();
  // Where the link is gone meanwhile the wait ends early, and the next login finds out what stands.
  if (at.monoMs - began >= reportedWithinMs) adapter.giveUp(callId, at);
}

export const makeCall: LineControl<'MakeCall'> = {
  denial: ({ capabilities }) => (capabilities.may('Originate') ? undefined : 'rightMissing'),
  run: (context, { number, keys }) => dial(context, number, keys === undefined ? {} : { keys }),
};
