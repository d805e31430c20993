import { type CommandResult, refused } from '../../cti/command.ts';
import { clientDefaults } from '../../ami/options.ts';
import type { ControlContext, LineControl } from './control.ts';
import { agentLegAction } from './originate.ts';
import { refusalOf } from './refusal.ts';

/** Digits, `+ * #`: a number is all that may reach the dial plan from outside. */
export const dialable = /^\+?[0-9*#]{1,40}$/u;

/**
 * Dials: `Originate` to the agent's device, then the number in `originateContext`. Settles when the PBX has taken it; what becomes
 * of the call is told by its events.
 */
export async function dial(
  context: ControlContext,
  number: string,
  consultFor?: string,
): Promise<CommandResult> {
  if (!dialable.test(number)) return refused('invalidNumber');
  const { adapter, edges, options } = context;
  const callId = edges.newId();
  const { action, channelId } = agentLegAction(context, { context: options.originateContext, exten: number });
  adapter.beginCall(callId, number, edges.clock.now(), consultFor);
  adapter.expectLeg(callId, 'dial', channelId);
  try {
    const answer = await context.send(action);
    adapter.taken(callId, answer.actionId ?? '', edges.clock.now());
    return { status: 'done', callId };
  } catch (error) {
    const result = refusalOf(error, clientDefaults.actionTimeoutMs);
    // Without an answer the PBX may have taken it all the same: then its events will tell.
    if (result.status === 'timedOut') adapter.taken(callId, '', edges.clock.now());
    else adapter.forget(callId);
    return result;
  }
}

export const makeCall: LineControl<'MakeCall'> = {
  denial: ({ capabilities }) => (capabilities.may('Originate') ? undefined : 'rightMissing'),
  run: (context, { number }) => dial(context, number),
};
