import type { Call } from '../../src/cti/call.ts';
import type { Person } from '../../src/cti/people/abandoned.ts';
import { isMissed } from '../../src/cti/outcome.ts';
import { clock } from '../../src/words/duration.ts';
import { shortWho } from '../parts/who.ts';
import { t } from '../parts/words.ts';

/** How a call ended, in words; the reason on this side where there was one. */
export function outcomeOf(call: Pick<Call, 'direction' | 'outcome' | 'endReason' | 'application'>): string {
  if (call.endReason !== undefined) return t(`endReason.${call.endReason}`);
  if (call.outcome === 'answered' && call.application !== undefined) {
    return t('outcome.answeredBy', { what: t(`application.${call.application}`) });
  }
  return call.outcome === undefined ? t('phase.ended') : t(`outcome.${call.direction}.${call.outcome}`);
}

/** What became of it in a word: as long as a column of a list is wide. */
export function shortOutcome(
  call: Pick<Call, 'direction' | 'outcome'> & { readonly answeredBy?: Person },
): string {
  const { answeredBy } = call;
  if (answeredBy !== undefined)
    return t('recent.takenBy', { who: shortWho({ name: answeredBy.name, number: answeredBy.extension }) });
  return t(isMissed(call) ? 'recent.missed' : `recent.outcome.${call.outcome ?? 'answered'}`);
}

/** How long the two were connected, held time included. */
export function lengthOf({
  talkMs,
  holdMs,
  approximate,
}: Pick<Call, 'talkMs' | 'holdMs' | 'approximate'>): string {
  const length = clock(talkMs + holdMs);
  return approximate === true ? t('call.about', { length }) : length;
}
