import { Link2, MousePointerClick, PhoneMissed, X } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { type ReactNode, type RefObject, useEffect } from 'react';
import { kindOf } from '../../src/cti/number/number.ts';
import { likeliest } from '../state/actions.ts';
import { useModel, useView } from '../model/panelModel.ts';
import { ActionButton } from '../parts/ActionButton.tsx';
import { t } from '../parts/words.ts';
import styles from './OfferNote.module.css';
import type { Offer } from '../state/offer.ts';

const icons: Readonly<Record<Offer['from'], LucideIcon>> = {
  link: Link2,
  selection: MousePointerClick,
  missedCall: PhoneMissed,
};

/** Where the number in the field came from, if it was not typed, and what it waits for. */
export function OfferNote(): ReactNode {
  const { line, offer: model } = useModel();
  const offer = useView(model, (view) => view.offer);
  // Enter answers while it rings.
  const ringing = useView(line, (view) => view.line.calls.some((call) => likeliest(call) === 'AnswerCall'));
  const Icon = icons[offer?.from ?? 'link'];
  return (
    <div className={styles.place} role="status">
      {offer === undefined ? null : (
        <div className={styles.note}>
          <Icon aria-hidden />
          <p>{told(offer, ringing)}</p>
          <ActionButton label={t('offer.dismiss')} icon={X} tone="quiet" compact onPress={model.dismiss} />
        </div>
      )}
    </div>
  );
}

/** Whole sentences, one behind the other. */
function told({ state, from, number, context }: Offer, ringing: boolean): string {
  const now = t(ringing ? `offer.${from}.ringing` : `offer.${from}`);
  const sentences = [
    kindOf(number) === 'code' ? t('pages.dial.aboutCode') : undefined,
    state === 'waiting' ? t('offer.waiting') : now,
    context === undefined ? undefined : t('offer.context', { context }),
  ];
  return sentences.filter((sentence) => sentence !== undefined).join(' ');
}

/** The number field takes the focus when a number is put into it from outside: Then Enter is all it takes. */
export function useOfferedFocus(inputRef: RefObject<HTMLInputElement | null>): void {
  const { offer } = useModel();
  const focus = useView(offer, (view) => view.focus);
  useEffect(() => {
    if (focus > 0) inputRef.current?.focus();
  }, [focus, inputRef]);
}
