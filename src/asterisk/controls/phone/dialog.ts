import { AmiError } from '../../../ami/wire/error.ts';
import type { CommandResult } from '../../../cti/command.ts';
import { refused } from '../../../cti/command.ts';
import type { PhoneAct, PhoneOutcome } from '../../../phone/phone.ts';
import type { LinePhone } from '../../../phone/softphone.ts';
import type { CallStory } from '../../calls/story/callStory.ts';
import type { AsteriskChannel } from '../../pbx/channel.ts';
import { agentLegs, type ControlContext } from '../control/control.ts';

/** The name by which these controls are chosen and shown. */
export const softphone = 'softphone';

/** What the phone in the app made of an order for a call. */
export interface PhoneDeed {
  readonly outcome: PhoneOutcome;
  /** The leg that is the phone's. */
  readonly leg?: AsteriskChannel;
}

/** Has the phone in the app do something with its leg of a call. Never rejects. */
export async function phoneDoes(
  context: ControlContext,
  story: CallStory,
  act: PhoneAct,
): Promise<PhoneDeed> {
  const { softphone: phone } = context.options;
  const own = phone && (await ownLeg(context, phone, story));
  if (phone === undefined || own === undefined) return { outcome: 'noSuchCall' };
  return { outcome: await phone.order(own.sipCallId, act), leg: own.leg };
}

/** What it means where the phone did not do it: another control may. */
export function withoutPhone(outcome: PhoneOutcome): CommandResult | 'unable' {
  return outcome === 'noMicrophone' ? refused('microphoneMissing') : 'unable';
}

interface OwnLeg {
  readonly sipCallId: string;
  readonly leg: AsteriskChannel;
}

/**
 * The leg that is this phone's: another one of the agent's may have the same call. The PBX and the phone both know its SIP Call-ID. One
 * that the phone has not reported yet may still be on its way to it.
 */
async function ownLeg(
  context: ControlContext,
  phone: LinePhone,
  story: CallStory,
): Promise<OwnLeg | undefined> {
  let unknown: OwnLeg | undefined;
  for (const leg of agentLegs(context, story).toReversed()) {
    const sipCallId = await sipCallIdOf(context, leg);
    if (sipCallId === '') continue;
    if (phone.view.dialogs.some((dialog) => dialog.sipCallId === sipCallId)) return { sipCallId, leg };
    unknown ??= { sipCallId, leg };
  }
  return unknown;
}

/** Empty where it has none, or has ended. */
async function sipCallIdOf(context: ControlContext, { name }: AsteriskChannel): Promise<string> {
  try {
    const answer = await context.send({
      name: 'Getvar',
      fields: [
        ['Channel', name],
        ['Variable', 'CHANNEL(pjsip,call-id)'],
      ],
    });
    return answer.get('Value') ?? '';
  } catch (error) {
    if (error instanceof AmiError) return '';
    throw error;
  }
}
