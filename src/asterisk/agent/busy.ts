import type { Call } from '../../cti/call.ts';

export function isConnected({ state }: Call): boolean {
  return state === 'talking' || state === 'held';
}

/** The agent talks to somebody or waits for them to answer. */
export function isBusy(calls: readonly Call[]): boolean {
  return calls.some((call) => isConnected(call) || call.state === 'dialing');
}
