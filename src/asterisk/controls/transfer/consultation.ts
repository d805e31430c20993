import { isHeldByAgent } from '../../../cti/call.ts';
import type { CommandResult } from '../../../cti/command.ts';
import type { DenialCode } from '../../../cti/denial.ts';
import type { CallStory } from '../../calls/story/callStory.ts';
import type { CallCommandOf, CallControl, ControlContext } from '../control/control.ts';
import { dial } from '../dial/dial.ts';
import { targetRefusal } from './target.ts';

/**
 * Consults by a call of its own: the first is put on hold as the agent would, then the agent's phone is called and dials the number.
 * Works wherever the agent can hold and dial. When the colleague cannot be reached, or hangs up, the first call comes back
 * (`followUp.ts`).
 */
export const consultation = {
  name: 'consultation',
  needsParty: true,

  denial(context, story) {
    if (!context.capabilities.may('Originate')) return 'rightMissing';
    const denial = consultationDenial(context, story);
    if (denial !== undefined || isHeldByAgent(story.call)) return denial;
    return context.denial('HoldCall', story);
  },

  async run(context, story, { number, keys }: CallCommandOf<'MakeConsultCall'>): Promise<CommandResult> {
    const refusal = await targetRefusal(context, number);
    if (refusal !== undefined) return refusal;
    const wasOnHold = isHeldByAgent(story.call);
    const held = wasOnHold ? undefined : await context.perform({ type: 'HoldCall', callId: story.call.id });
    if (held !== undefined && held.status !== 'done') return held;
    const consultFor = story.call.id;
    const begun = await dial(context, number, keys === undefined ? { consultFor } : { consultFor, keys });
    if (begun.status === 'refused' && !wasOnHold) {
      await context.perform({ type: 'ResumeCall', callId: story.call.id });
    }
    return begun;
  },
} satisfies CallControl<'MakeConsultCall'>;

/** Why no consultation can be begun from the call, by any control. */
export function consultationDenial({ adapter }: ControlContext, story: CallStory): DenialCode | undefined {
  const { call } = story;
  if (!story.isConnected) return 'notYetAnswered';
  if (call.conference !== undefined) return 'inConference';
  const isOpen = adapter.stories().some((other) => other.call.consultFor === call.id);
  return isOpen || (call.consultFor !== undefined && adapter.story(call.consultFor) !== undefined)
    ? 'consultationOpen'
    : undefined;
}
