import { NotebookPen, Phone } from 'lucide-react';
import type { ReactNode } from 'react';
import { isOpenMissed } from '../../src/cti/record/history.ts';
import { isMissed } from '../../src/cti/outcome.ts';
import { withoutTurns } from '../../src/cti/text.ts';
import type { HistoryCall } from '../../src/ipc/history.ts';
import { whyNotCallable } from '../dial/callBack.ts';
import { Hidden } from '../parts/Hidden.tsx';
import { cx } from '../parts/cx.ts';
import { numberBeside, rang, takenBy, whoOf } from '../parts/who.ts';
import { locale, t } from '../parts/words.ts';
import { lengthOf, shortOutcome } from '../line/outcome.ts';
import { directionOf } from '../recent/rowWords.ts';
import styles from './CallRow.module.css';

const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short' });

interface CallRowProps {
  readonly call: HistoryCall;
  readonly onDial: () => void;
}

/** What a call of the list says in two lines; it can be called at once. */
export function CallRow({ call, onDial }: CallRowProps): ReactNode {
  const { icon: Icon, word } = directionOf(call);
  const missed = isMissed(call);
  const isOpen = isOpenMissed(call);
  const who = whoOf(call);
  const beside = [numberBeside(call), ...via(call), ...rang(call), ...takenBy(call)].filter(
    (text) => text !== undefined,
  );
  return (
    <>
      <span role="gridcell" className={styles.direction}>
        <Icon aria-hidden className={cx(styles.icon, missed && styles.missed)} />
        <Hidden>{word}</Hidden>
      </span>
      <span role="rowheader" className={styles.texts}>
        <span className={cx(styles.who, isOpen && styles.open)} title={who}>
          {who}
        </span>
        <span className={styles.beside} title={beside.join(' · ') || undefined}>
          {beside.map((text) => (
            <span key={text}>{text}</span>
          ))}
        </span>
      </span>
      <span role="gridcell" className={styles.marks}>
        {call.note === undefined ? null : (
          <>
            <NotebookPen aria-hidden />
            <Hidden>{t('history.hasNote')}</Hidden>
          </>
        )}
        {isOpen ? (
          <>
            <span className={styles.dot} aria-hidden />
            <Hidden>{t('history.open')}</Hidden>
          </>
        ) : null}
      </span>
      <span role="gridcell" className={styles.times}>
        <time dateTime={new Date(call.startedAt).toISOString()}>{time.format(call.startedAt)}</time>
        <span className={cx(styles.outcome, missed && styles.missed)}>{endOf(call)}</span>
      </span>
      <span role="gridcell" className={cx(styles.actions, isOpen && styles.stays)}>
        {whyNotCallable(call) !== undefined ? null : (
          // The list is one Tab stop; the keys of the list and the details do the same.
          <button
            type="button"
            tabIndex={-1}
            className={styles.dial}
            aria-label={t(call.direction === 'incoming' ? 'recent.callBack' : 'recent.call', { who })}
            title={t(call.direction === 'incoming' ? 'recent.callBack' : 'recent.call', { who })}
            onClick={(event) => {
              event.stopPropagation();
              onDial();
            }}
          >
            <Phone aria-hidden />
          </button>
        )}
      </span>
    </>
  );
}

function via({ queue, application, disposition }: HistoryCall): readonly string[] {
  return [
    ...(disposition === undefined ? [] : [disposition]),
    ...(queue === undefined ? [] : [t('call.via', { queue: withoutTurns(queue) })]),
    ...(application === undefined ? [] : [t(`application.${application}`)]),
  ];
}

/** How long they talked, or why they did not. */
function endOf(call: HistoryCall): string {
  if (call.endedAt === undefined && call.outcome === undefined) return t('history.noEnd');
  return call.connectedAt === undefined ? shortOutcome(call) : lengthOf(call);
}

/** A call that is on its way into the page. */
export function EmptyRow(): ReactNode {
  return (
    <span role="gridcell" className={styles.empty}>
      <Hidden>{t('history.loading')}</Hidden>
    </span>
  );
}
