import type { Call } from '../cti/call.ts';
import type { CallMoment } from './moments.ts';

/** When the page of a call is opened; `button`: only when the agent says so. */
export const popChoices = ['never', 'ringing', 'answered', 'ended', 'button'] as const;

export type PopChoice = (typeof popChoices)[number];

export const popDirections = ['incoming', 'outgoing', 'both'] as const;

/** Which calls, and when. */
export interface PopRule {
  readonly when: PopChoice;
  readonly direction: (typeof popDirections)[number];
  /** Only calls of these queues; empty: all calls. */
  readonly queues: readonly string[];
}

/** Whether this is the moment. Another party at the other end is shown where the agent has been shown the first. */
export function isDue({ moment, call }: CallMoment, rule: PopRule): boolean {
  if (!isMeant(call, rule)) return false;
  if (moment !== 'changed') return moment === rule.when;
  return rule.when === 'ringing' || (rule.when === 'answered' && call.connectedAt !== undefined);
}

function isMeant({ direction, queue }: Call, rule: PopRule): boolean {
  if (rule.direction !== 'both' && rule.direction !== direction) return false;
  return rule.queues.length === 0 || (queue !== undefined && rule.queues.includes(queue));
}
