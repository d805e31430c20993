import { done, refused } from '../../../cti/command.ts';
import type { CallEvent } from '../../../cti/event.ts';
import type { PhoneAct, PhoneOutcome } from '../../../phone/phone.ts';
import type { CallStory } from '../../calls/story/callStory.ts';
import type { CallControl, ControlContext, ControlResult } from '../control/control.ts';
import { callEvent, confirmMs } from '../control/settled.ts';
import { phoneDoes, softphone, withoutPhone } from './dialog.ts';

/** The phone in the app takes the call, and holds and resumes it by a re-INVITE, as any phone does at its keys. */
export const phoneAnswer = {
  name: softphone,
  bySoftphone: true,

  denial({ options }, story) {
    if (story.call.state !== 'ringing' || story.agentLegs.size === 0) return 'answerOnPhone';
    return options.softphone?.view.hasMicrophone === false ? 'microphoneMissing' : undefined;
  },
  run: (context, story) => carryOut(context, story, { do: 'answer' }, 'CommutationStarted'),
} satisfies CallControl<'AnswerCall'>;

export const phoneHold = {
  name: softphone,
  bySoftphone: true,

  denial(_context, story) {
    if (story.call.conference !== undefined) return 'inConference';
    return story.agentLegs.size === 0 ? 'notYetAnswered' : undefined;
  },
  run: (context, story) => carryOut(context, story, { do: 'hold' }, 'PutHoldAction'),
} satisfies CallControl<'HoldCall'>;

export const phoneResume = {
  name: softphone,
  bySoftphone: true,

  // What waits without the agent's leg is brought back by whichever control sent it there.
  appliesTo: (story) => !story.isWaitingAlone,
  denial: () => undefined,
  run: (context, story) => carryOut(context, story, { do: 'resume' }, 'EndHoldAction'),
} satisfies CallControl<'ResumeCall'>;

/** Settles by what the PBX reports: the phone and the PBX are two witnesses of one call. */
async function carryOut(
  context: ControlContext,
  story: CallStory,
  act: PhoneAct,
  success: CallEvent['type'],
): Promise<ControlResult> {
  const deeds: PhoneOutcome[] = [];
  const settled = await callEvent(context, story, [success, 'RingFinished'], confirmMs, async () => {
    const { outcome } = await phoneDoes(context, story, act);
    deeds.push(outcome);
    return outcome === 'done';
  });
  if (settled?.type === success) return done;
  if (settled !== undefined) return refused('callEnded');
  const [outcome = 'noSuchCall'] = deeds;
  if (outcome !== 'done') return withoutPhone(outcome);
  if (context.line().link.state !== 'online') return refused('connectionLost');
  return { status: 'timedOut', afterMs: confirmMs };
}
