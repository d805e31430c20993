import { type Call, isHeldByAgent } from '../../src/cti/call.ts';
import type { CtiCommand } from '../../src/cti/command.ts';
import type { DenialCode } from '../../src/cti/denial.ts';
import { can } from '../../src/cti/features.ts';
import type { Line } from '../../src/cti/line.ts';
import { inTheWay, isInTalk } from '../../src/cti/secondCall.ts';

/** What a hotkey or a script wants done, without saying to which call. */
export const wishes = ['answer', 'hangUp', 'hold', 'mute'] as const;
export type Wish = (typeof wishes)[number];

/** Why it is not done: what the line denies, or that no call, or none for certain, is meant. */
export type WishDenial = DenialCode | 'noSuchCall' | 'whichCall';

export type WishChoice =
  { readonly ok: true; readonly command: CtiCommand } | { readonly ok: false; readonly code: WishDenial };

/**
 * The call that a wish without a call means, and the command for it. Nothing that hurts when it was meant otherwise: with two calls
 * on hold and none talked on, neither is taken back nor ended.
 * @param holdOthers the call that is talked on is put on hold when another one is answered
 */
export function commandFor(wish: Wish, line: Line, { holdOthers }: { holdOthers: boolean }): WishChoice {
  if (line.link.state !== 'online') return { ok: false, code: 'notConnected' };
  const meant = callMeant(wish, line.calls);
  if (meant === undefined) return { ok: false, code: 'noSuchCall' };
  if (meant === 'which') return { ok: false, code: 'whichCall' };
  const command = commandOn(wish, meant, holdOthers && inTheWay(line.calls).length > 0);
  if (can(meant.features, command.type)) return { ok: true, command };
  return { ok: false, code: meant.features.denied[command.type] ?? 'commandInProgress' };
}

type Meant = Call | 'which' | undefined;

const callFor: Readonly<Record<Wish, (calls: readonly Call[]) => Meant>> = {
  answer: (calls) => calls.find(isRingingIn),
  hangUp: (calls) => talked(calls) ?? calls.find(isGoingOut) ?? calls.find(isRingingIn) ?? single(calls),
  hold: (calls) => talked(calls) ?? single(calls.filter(isHeldByAgent)),
  mute: talked,
};

/** The call that a wish without a call means, whether it can be done or not. */
export function callMeant(wish: Wish, calls: readonly Call[]): Call | 'which' | undefined {
  return callFor[wish](calls);
}

export function isRingingIn({ direction, state }: Call): boolean {
  return direction === 'incoming' && state === 'ringing';
}

function isGoingOut({ direction, state }: Call): boolean {
  return direction === 'outgoing' && (state === 'dialing' || state === 'ringing');
}

function talked(calls: readonly Call[]): Call | undefined {
  return calls.find(isInTalk);
}

function single(calls: readonly Call[]): Meant {
  return calls.length > 1 ? 'which' : calls[0];
}

function commandOn(wish: Wish, call: Call, holdOthers: boolean): CtiCommand & { readonly callId: string } {
  const callId = call.id;
  switch (wish) {
    case 'answer':
      return { type: 'AnswerCall', callId, ...(holdOthers ? { holdOthers } : {}) };
    case 'hangUp':
      return { type: 'DropCall', callId };
    case 'hold':
      return { type: isHeldByAgent(call) ? 'ResumeCall' : 'HoldCall', callId };
    case 'mute':
      return { type: call.muted === true ? 'UnmuteCall' : 'MuteCall', callId };
  }
}
