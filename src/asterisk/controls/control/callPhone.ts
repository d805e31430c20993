import { clientDefaults } from '../../../ami/options.ts';
import type { CommandResult } from '../../../cti/command.ts';
import { type CallEvent, type CtiEvent, isCallEvent } from '../../../cti/event.ts';
import type { CallStory } from '../../calls/story/callStory.ts';
import type { ControlContext } from './control.ts';
import { agentLegAction, phoneRingsMs } from './originate.ts';
import { refusalOf } from './refusal.ts';
import { confirmed, confirmMs } from './settled.ts';

/** How long a phone is called to take a call back, and until that is reported, ms. */
export const phoneAnswersMs = phoneRingsMs + confirmMs;

type Outcome =
  | { readonly refusal: CommandResult }
  /** `undefined`: none came in time. */
  | { readonly event: CallEvent | undefined };

/**
 * Calls the agent's phone for a call on hold that has no leg there, and waits for what becomes of it. Meanwhile the call is
 * `resuming`; the caller of this function puts it on hold again if nothing came of it.
 */
export async function callPhone(
  context: ControlContext,
  story: CallStory,
  destination: { readonly context: string; readonly exten: string },
  isSettled: (event: CallEvent) => boolean,
): Promise<Outcome> {
  const { adapter, edges } = context;
  const callId = story.call.id;
  const { action, channelId } = agentLegAction(context, destination);
  adapter.expectLeg(callId, 'resume', channelId);
  adapter.setPhase(callId, 'resuming', edges.clock.now());
  const isWanted = (heard: CtiEvent): boolean =>
    isCallEvent(heard) && heard.call.id === callId && isSettled(heard);
  let event: CtiEvent | undefined;
  try {
    event = await confirmed(context, isWanted, phoneAnswersMs, async () => {
      const answer = await context.send(action);
      adapter.confirmLeg(callId, answer.actionId ?? '');
    });
  } catch (error) {
    adapter.unexpectLeg(callId);
    adapter.setPhase(callId, 'onHold', edges.clock.now());
    return { refusal: refusalOf(error, clientDefaults.actionTimeoutMs) };
  }
  adapter.unexpectLeg(callId);
  return { event: event !== undefined && isCallEvent(event) ? event : undefined };
}
