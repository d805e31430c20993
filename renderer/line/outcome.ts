import type { Call } from '../../src/cti/call.ts';
import { t } from '../parts/words.ts';

/** How a call ended, in words; the reason on this side where there was one. */
export function outcomeOf(call: Pick<Call, 'direction' | 'outcome' | 'endReason' | 'application'>): string {
  if (call.endReason !== undefined) return t(`endReason.${call.endReason}`);
  if (call.outcome === 'answered' && call.application !== undefined) {
    return t('outcome.answeredBy', { what: t(`application.${call.application}`) });
  }
  return call.outcome === undefined ? t('phase.ended') : t(`outcome.${call.direction}.${call.outcome}`);
}
