import type { Call, Phase } from '../cti/call.ts';

type PhaseWord = Phase | 'checking' | 'ringing.there' | 'ringing.busy';

/** What a call does now, as `phase.*` says it. What rings here and what rings at the other end are two words. */
export function phaseWord({ checking, direction, phase, remoteBusy }: Call): PhaseWord {
  if (checking === true) return 'checking';
  if (remoteBusy === true && (phase === 'ringing' || phase === 'calling')) return 'ringing.busy';
  return phase === 'ringing' && direction === 'outgoing' ? 'ringing.there' : phase;
}
