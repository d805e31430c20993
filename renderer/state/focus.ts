import type { Call, Phase } from '../../src/cti/call.ts';

/** Which phase wants the agent's hand first. */
const urgency: Readonly<Record<Phase, number>> = {
  talking: 6,
  conference: 6,
  heldByRemote: 6,
  agentRinging: 5,
  calling: 5,
  ringing: 4,
  resuming: 3,
  onHold: 2,
  queued: 1,
  ended: 0,
};

/**
 * The call that the buttons and keys are for. The one that the agent picked, while it stands; otherwise the most urgent, the oldest of
 * equals: a call that rings while another is talked on does not take the buttons from under the hand.
 */
export function focusOf(calls: readonly Call[], picked?: string): Call | undefined {
  const chosen = calls.find(({ id }) => id === picked);
  if (chosen !== undefined) return chosen;
  return calls.reduce<Call | undefined>(
    (best, call) => (best === undefined || urgency[call.phase] > urgency[best.phase] ? call : best),
    undefined,
  );
}

/** The neighbour of the call in focus, in order of arrival; the ends do not meet. */
export function neighbourOf(calls: readonly Call[], id: string | undefined, step: 1 | -1): Call | undefined {
  const index = calls.findIndex((call) => call.id === id);
  return calls[Math.min(calls.length - 1, Math.max(0, index + step))];
}
