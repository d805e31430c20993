import { clientDefaults } from '../../../ami/options.ts';
import { done, refused } from '../../../cti/command.ts';
import { agentLeg, type CallControl, type ControlResult } from '../control.ts';
import { agentLegAction } from './originate.ts';
import { refusalOf } from '../refusal.ts';
import { callEvent } from '../settled.ts';

/** A phone that obeys the auto-answer header lifts within 0.35 s of the click; one that does not only rings a second time. */
const liftsMs = 2_000;

/**
 * Answers: AMI has no Answer. A second leg of the agent's phone, told by header to lift by itself, runs PickupChan on the ringing
 * one. Works on 11, 16 and 22 with originate rights alone, for direct and for queue calls.
 */
export const pickUp = {
  name: 'pickUp',

  denial(context, story) {
    const { options, capabilities } = context;
    if (!capabilities.may('Originate')) return 'rightMissing';
    if (!options.autoAnswer || context.phone.ignoresAutoAnswer) return 'answerOnPhone';
    return story.call.state === 'ringing' ? undefined : 'answerOnPhone';
  },

  async run(context, story): Promise<ControlResult> {
    const { adapter } = context;
    const callId = story.call.id;
    const ringing = agentLeg(context, story);
    if (ringing === undefined) return refused('callEnded');
    const { action, channelId } = agentLegAction(context, { pickUp: ringing.name }, liftsMs * 2);
    const settled = callEvent(context, story, ['CommutationStarted', 'RingFinished'], liftsMs);
    adapter.expectLeg(callId, 'pickUp', channelId);
    try {
      const answer = await context.send(action);
      adapter.confirmLeg(callId, answer.actionId ?? '');
    } catch (error) {
      adapter.unexpectLeg(callId);
      return refusalOf(error, clientDefaults.actionTimeoutMs);
    }
    const event = await settled;
    adapter.unexpectLeg(callId);
    if (event !== undefined) return event.type === 'CommutationStarted' ? done : refused('callEnded');
    context.phone.ignoresAutoAnswer = true;
    const second = agentLeg(context, story);
    if (second !== undefined && second !== ringing) {
      await context.send({ name: 'Hangup', fields: [['Channel', second.name]] }).catch(() => undefined);
    }
    return 'unable';
  },
} satisfies CallControl<'AnswerCall'>;
