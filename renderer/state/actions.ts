import type { Call } from '../../src/cti/call.ts';
import { isHeldByAgent } from '../../src/cti/call.ts';
import type { CallCommandType, CtiCommandType } from '../../src/cti/command.ts';
import type { DenialCode } from '../../src/cti/denial.ts';
import type { Features } from '../../src/cti/features.ts';
import { can } from '../../src/cti/features.ts';
import type { Link } from '../../src/cti/link.ts';

/** Commands that need nothing but the call: one press of a button. */
export type PressCommandType = Exclude<CallCommandType, 'BlindTransferCall' | 'MakeConsultCall' | 'SendDtmf'>;

/** Whether a button works, and if not, why. */
export interface Permission {
  readonly allowed: boolean;
  readonly reason?: DenialCode | undefined;
}

/** What features say, and nothing else. Where they are silent, the link's state is the reason. */
export function permission(features: Features, command: CtiCommandType, link: Link): Permission {
  if (can(features, command)) return { allowed: true };
  return { allowed: false, reason: features.denied[command] ?? silentReason(link) };
}

function silentReason({ state }: Link): DenialCode | undefined {
  return state === 'online' ? undefined : state === 'checking' ? 'checkingCall' : 'notConnected';
}

/** Whether a button is there at all: it works, or it says why not. */
export function isOffered({ features }: Pick<Call, 'features'>, command: CtiCommandType): boolean {
  return can(features, command) || command in features.denied;
}

/** The likeliest command for a call, on the left of the dock and on its one-line card. */
export function likeliest(call: Call): PressCommandType {
  if (call.state === 'ringing' && call.direction === 'incoming') return 'AnswerCall';
  if (isHeldByAgent(call) || call.phase === 'resuming') {
    // Taking it back while another is talked on means changing places with that one.
    return can(call.features, 'SwapCalls') && !can(call.features, 'ResumeCall') ? 'SwapCalls' : 'ResumeCall';
  }
  return 'HoldCall';
}
