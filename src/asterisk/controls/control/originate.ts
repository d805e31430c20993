import type { AmiAction } from '../../../ami/wire/action.ts';
import { invitationHeader } from '../../../phone/phone.ts';
import type { LinePhone } from '../../../phone/softphone.ts';
import type { ControlContext } from './control.ts';

/** How long the agent's phone rings before Asterisk gives up, ms. */
export const phoneRingsMs = 30_000;

export interface AgentLegAction {
  readonly action: AmiAction;
  /** The Uniqueid that the new leg will have; AMI 1.x chooses its own. */
  readonly channelId?: string;
}

type Destination =
  | { readonly context: string; readonly exten: string }
  /** The only application: it takes the ringing channel named. */
  | { readonly pickUp: string };

/**
 * An Originate that makes a leg of the agent's phone. Always asynchronous: a synchronous one holds all events of the session back
 * until the phone is answered.
 */
export function agentLegAction(
  { options, edges, dialect, phone }: ControlContext,
  destination: Destination,
  timeoutMs = phoneRingsMs,
): AgentLegAction {
  const { device, autoAnswer, softphone } = options;
  const channelId = dialect.family === '1.x' ? undefined : `offhook-${edges.newId()}`;
  const where: AmiAction['fields'] =
    'pickUp' in destination
      ? [
          ['Application', 'PickupChan'],
          ['Data', destination.pickUp],
        ]
      : [
          ['Context', destination.context],
          ['Exten', destination.exten],
          ['Priority', 1],
        ];
  return {
    action: {
      name: 'Originate',
      fields: [
        ['Channel', device],
        ...where,
        ['CallerID', callerId(options)],
        ['Timeout', timeoutMs],
        ['Async', true],
        ...(channelId === undefined ? [] : [['ChannelId', channelId] as const]),
        ...(autoAnswer && !phone.ignoresAutoAnswer ? askToAnswer(device, softphone) : []),
      ],
    },
    ...(channelId === undefined ? {} : { channelId }),
  };
}

/** Quotes, commas and angle brackets would end the name early (callerid.c, `ast_callerid_parse`). */
function callerId({ agentName, extension }: { agentName: string; extension: string }): string {
  const name = agentName.replace(/["\\<>,\p{Cc}]/gu, ' ').trim();
  return name === '' ? extension : `"${name}" <${extension}>`;
}

/** Phones obey different ones, so all are sent; what each make obeys is not documented in one place. */
const headers: readonly (readonly [name: string, value: string])[] = [
  ['Call-Info', '<sip:127.0.0.1>;answer-after=0'],
  ['Alert-Info', '<http://127.0.0.1>;info=alert-autoanswer;delay=0'],
];

/** The phone in the app answers what brings an invitation of its own, and no header that anyone can send. */
function askToAnswer(device: string, softphone: LinePhone | undefined): (readonly ['Variable', string])[] {
  if (softphone === undefined) return autoAnswerHeaders(device);
  return [['Variable', `PJSIP_HEADER(add,${invitationHeader})=${softphone.invite()}`]];
}

function autoAnswerHeaders(device: string): (readonly ['Variable', string])[] {
  return headers.map(([name, value], index) => [
    'Variable',
    device.startsWith('PJSIP/')
      ? `PJSIP_HEADER(add,${name})=${value}`
      : `SIPADDHEADER${String(index + 1).padStart(2, '0')}=${name}: ${value}`,
  ]);
}
