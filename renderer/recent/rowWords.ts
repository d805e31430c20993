import { type LucideIcon, PhoneIncoming, PhoneMissed, PhoneOutgoing } from 'lucide-react';
import type { Call } from '../../src/cti/call.ts';
import { isMissed } from '../../src/cti/outcome.ts';
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
