import { clientDefaults } from '../../../ami/options.ts';
import { done, refused } from '../../../cti/command.ts';
import type { AsteriskChannel } from '../../pbx/channel.ts';
import { agentLegs, type CallControl, type ControlResult } from '../control/control.ts';
import { agentLegAction } from '../control/originate.ts';
import { refusalOf } from '../control/refusal.ts';
import { callEvent, type Settlement } from '../control/settled.ts';

/** A phone that obeys the auto-answer header lifts within 0.35 s of the click; one that does not only rings a second time. */
const liftsMs = 2_000;

/**
 * Answers: AMI has no Answer. A second leg of the agent's phone, asked by header to pick up automatically, runs PickupChan on the ringing
 * one. Works on 11, 16 and 22 with originate rights alone, for direct and for queue calls.
 */
export const pickUp = {
  name: 'pickUp',

  denial(context, story) {
    const { options, capabilities } = context;
    if (!capabilities.may('Originate')) return 'rightMissing';
    if (!options.autoAnswer || context.phone.ignoresAutoAnswer) return 'answerOnPhone';
    // A leg that has just ended is not there to be picked up.
    return story.call.state === 'ringing' && story.agentLegs.size > 0 ? undefined : 'answerOnPhone';
  },

  async run(context, story): Promise<ControlResult> {
    const { adapter } = context;
    const callId = story.call.id;
    // Any of several that ring: the one picked up takes the call from all.
    const legs = agentLegs(context, story);
    const isRinging = ({ state, uniqueId }: AsteriskChannel): boolean =>
      state === 'ringing' && !story.dialEnds.has(uniqueId);
    const ringing = legs.find(isRinging) ?? legs.at(-1);
    if (ringing === undefined) return refused('callEnded');
    const { action, channelId } = agentLegAction(context, { pickUp: ringing.name }, liftsMs * 2);
    let event: Settlement | undefined;
    adapter.expectLeg(callId, 'pickUp', channelId);
    try {
      event = await callEvent(context, story, ['CommutationStarted', 'RingFinished'], liftsMs, async () => {
        const answer = await context.send(action);
        adapter.confirmLeg(callId, answer.actionId ?? '');
      });
    } catch (error) {
      return refusalOf(error, clientDefaults.actionTimeoutMs);
    } finally {
      adapter.unexpectLeg(callId);
    }
    if (event !== undefined) return event.type === 'CommutationStarted' ? done : refused('callEnded');
    context.phone.ignoresAutoAnswer = true;
    for (const leg of agentLegs(context, story)) {
      if (story.helperLegs.get(leg.uniqueId) !== 'pickUp') continue;
      await context.send({ name: 'Hangup', fields: [['Channel', leg.name]] }).catch(() => undefined);
    }
    return 'unable';
  },
} satisfies CallControl<'AnswerCall'>;
