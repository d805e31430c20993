import type { Call } from '../../src/cti/call.ts';
import { likeliest } from '../state/actions.ts';
import { focusOf } from '../state/focus.ts';
import type { SecondCallView } from '../state/secondCall.ts';
import type { DialView } from '../state/dialling.ts';

/** Who has changed the number this shortly before a call begins to ring is still at it, ms: Enter is meant for the number. */
export const typingMs = 10_000;

export interface EnterFacts {
  readonly calls: readonly Call[];
  readonly picked: string | undefined;
  readonly dial: Pick<DialView, 'text' | 'editedMonoMs' | 'answersAgain'>;
  readonly question: SecondCallView['question'];
}

/** What Enter does outside of buttons and of fields of its own. */
export type EnterDeed =
  | { readonly kind: 'question' }
  | { readonly kind: 'answer'; readonly call: Call }
  /** Dials what is in the field, or puts the last number in; a call that rings meanwhile is answered by the next one. */
  | { readonly kind: 'dial'; readonly ringing?: Call | undefined };

/** Answers what rings, else dials; a number that is being typed goes first. */
export function enterDeed({ calls, picked, dial, question }: EnterFacts): EnterDeed {
  if (question !== undefined) return { kind: 'question' };
  const again = calls.find((call) => call.id === dial.answersAgain && rings(call));
  if (again !== undefined) return { kind: 'answer', call: again };
  const focused = focusOf(calls, picked);
  if (focused === undefined || !rings(focused)) return { kind: 'dial' };
  return isBeingTyped(dial, focused) ? { kind: 'dial', ringing: focused } : { kind: 'answer', call: focused };
}

function rings(call: Call): boolean {
  return likeliest(call) === 'AnswerCall';
}

/** A number that has stood in the field for long is not what Enter is pressed for when the phone rings. */
function isBeingTyped({ text, editedMonoMs }: EnterFacts['dial'], ringing: Call): boolean {
  return text !== '' && editedMonoMs !== undefined && editedMonoMs >= ringing.phaseSinceMonoMs - typingMs;
}
