import { type LucideIcon, PhoneIncoming, PhoneMissed, PhoneOutgoing } from 'lucide-react';
import type { Call } from '../../src/cti/call.ts';
import { isMissed } from '../../src/cti/outcome.ts';
import { clock } from '../../src/words/duration.ts';
import { t } from '../parts/words.ts';

/** Which way a call that is over went, and whether it was missed. */
export function directionOf(call: Pick<Call, 'direction' | 'outcome'>): {
  readonly icon: LucideIcon;
  readonly word: string;
} {
  if (isMissed(call)) return { icon: PhoneMissed, word: t('recent.incoming') };
  return call.direction === 'incoming'
    ? { icon: PhoneIncoming, word: t('recent.incoming') }
    : { icon: PhoneOutgoing, word: t('recent.outgoing') };
}

/** What became of it in a word: as long as a column of a list is wide. */
export function shortOutcome(call: Pick<Call, 'direction' | 'outcome'>): string {
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
