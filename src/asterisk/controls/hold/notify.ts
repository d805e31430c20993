import { clientDefaults } from '../../../ami/options.ts';
import type { AmiAction } from '../../../ami/wire/action.ts';
import { done, refused } from '../../../cti/command.ts';
import type { DenialCode } from '../../../cti/denial.ts';
import type { CallEvent } from '../../../cti/event.ts';
import type { CallStory } from '../../calls/story/callStory.ts';
import { agentLeg, type CallControl, type ControlContext, type ControlResult } from '../control/control.ts';
import { refusalOf } from '../control/refusal.ts';
import { callEvent, type Settlement } from '../control/settled.ts';

/** A phone that obeys does so within some 100 ms; the others answer the NOTIFY just the same, and nothing happens. */
const obeysMs = 2_000;

/**
 * The phone itself is asked to talk or to hold, by SIP NOTIFY (Broadsoft's event packages): no leg is replaced, the phone shows what
 * it does. Needs a `system` right, and a phone that obeys.
 */
export const notifyAnswer = {
  name: 'notify',

  denial(context, story) {
    const rings = story.call.state === 'ringing' && story.agentLegs.size > 0;
    return rings ? phoneDenial(context, 'answerOnPhone') : 'answerOnPhone';
  },
  run: (context, story) => tell(context, story, 'talk', 'CommutationStarted'),
} satisfies CallControl<'AnswerCall'>;

export const notifyHold = {
  name: 'notify',

  denial(context, story) {
    if (story.call.conference !== undefined) return 'inConference';
    if (story.agentLegs.size === 0) return 'notYetAnswered';
    return phoneDenial(context, 'holdOnPhone');
  },
  run: (context, story) => tell(context, story, 'hold', 'PutHoldAction'),
} satisfies CallControl<'HoldCall'>;

/** Ends a hold that the phone made, by whatever key or NOTIFY. */
export const notifyResume = {
  name: 'notify',

  appliesTo: (story) => !story.isWaitingAlone,
  // A hold made on the phone can be taken back there: saying so helps more than a missing right.
  denial: (context) => (phoneDenial(context, 'resumeOnPhone') === undefined ? undefined : 'resumeOnPhone'),
  run: (context, story) => tell(context, story, 'talk', 'EndHoldAction'),
} satisfies CallControl<'ResumeCall'>;

function phoneDenial(context: ControlContext, onPhone: DenialCode): DenialCode | undefined {
  if (!context.capabilities.may(actionOf(context))) return 'rightMissing';
  return context.phone.ignoresNotify ? onPhone : undefined;
}

async function tell(
  context: ControlContext,
  story: CallStory,
  event: 'talk' | 'hold',
  success: CallEvent['type'],
): Promise<ControlResult> {
  const leg = agentLeg(context, story);
  if (leg === undefined) return refused('callEnded');
  // Whether the phone holds the call is not known: then it may have nothing to do, and tells nothing of itself.
  const inDoubt = story.call.holdUnknown === true;
  const news = inDoubt ? (['CallInfoChanged'] as const) : [];
  let outcome: Settlement | undefined;
  try {
    outcome = await callEvent(context, story, [success, 'RingFinished', ...news], obeysMs, () =>
      context.send(notifyAction(context, leg.name, event)),
    );
  } catch (error) {
    const result = refusalOf(error, clientDefaults.actionTimeoutMs);
    const isLost = result.status === 'refused' && ['connectionLost', 'callEnded'].includes(result.code);
    return isLost ? result : 'unable';
  }
  if (outcome?.type === success || (inDoubt && outcome?.call.state === 'talking')) return done;
  if (outcome !== undefined) return refused('callEnded');
  // Obeyed, and then the event was lost with the link: that says nothing of the phone.
  if (context.line().link.state !== 'online') return refused('connectionLost');
  if (inDoubt) return event === 'talk' ? refused('resumeOnPhone') : 'unable';
  context.phone.ignoresNotify = true;
  return 'unable';
}

function actionOf({ options }: ControlContext): 'PJSIPNotify' | 'SIPnotify' {
  return options.device.startsWith('PJSIP/') ? 'PJSIPNotify' : 'SIPnotify';
}

/** With PJSIP within the call's own dialog, which is all that some phones obey; chan_sip names the phone (manager action of each). */
function notifyAction(context: ControlContext, leg: string, event: 'talk' | 'hold'): AmiAction {
  const name = actionOf(context);
  return {
    name,
    fields: [
      ['Channel', name === 'PJSIPNotify' ? leg : context.options.device],
      ['Variable', `Event=${event}`],
    ],
  };
}
