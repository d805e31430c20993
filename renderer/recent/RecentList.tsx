import { type LucideIcon, PhoneIncoming, PhoneMissed, PhoneOutgoing } from 'lucide-react';
import type { ReactNode } from 'react';
import type { RecentCall } from '../../src/ipc/contract.ts';
import { clock } from '../../src/words/duration.ts';
import { whyNotCallable } from '../dial/callBack.ts';
import { useModel, useView } from '../state/model.ts';
import { Hidden } from '../parts/Hidden.tsx';
import { cx } from '../parts/cx.ts';
import { useRoving } from '../parts/useRoving.ts';
import { numberBeside, rang, whoOf } from '../parts/who.ts';
import { t } from '../parts/words.ts';
import styles from './RecentList.module.css';
import { useMidnight, when } from './when.ts';

interface RecentListProps {
  /** The number is in the field now: the focus goes there, where Enter calls it. */
  readonly onFilled: () => void;
}

/** Calls that are over, latest first; a press puts the number into the field. */
export function RecentList({ onFilled }: RecentListProps): ReactNode {
  const { dial, line } = useModel();
  const recent = useView(line, (view) => view.recent);
  const midnightMs = useMidnight();
  const { onKeyDown, item } = useRoving(recent.length);
  return (
    <section className={styles.recent}>
      <h2 className={styles.title}>{t('recent.title')}</h2>
      {recent.length === 0 ? (
        <p className={styles.none}>{t('recent.none')}</p>
      ) : (
        <ul onKeyDown={onKeyDown}>
          {recent.map((call, index) => (
            <li key={call.id}>
              <button
                type="button"
                className={styles.row}
                title={titleOf(call)}
                aria-disabled={whyNotCallable(call) !== undefined || undefined}
                {...item(index)}
                onClick={() => {
                  const why = whyNotCallable(call);
                  if (why === undefined) {
                    dial.setText(call.number);
                    onFilled();
                  } else dial.hint(why === 'call.cannotCallBack' ? 'dial.hint.withheld' : why);
                }}
              >
                <Row call={call} midnightMs={midnightMs} />
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Row({ call, midnightMs }: { readonly call: RecentCall; readonly midnightMs: number }): ReactNode {
  const { icon: Icon, word } = directionOf(call);
  const missed = isMissed(call);
  return (
    <>
      <Icon aria-hidden className={cx(missed && styles.missed)} />
      <Hidden>{word}</Hidden>
      <span className={styles.who}>{whoOf(call)}</span>
      <span className={cx(styles.outcome, missed && styles.missed)}>
        {call.connectedAt === undefined ? shortOutcome(call) : lengthOf(call)}
        {rang(call).map((text) => (
          <Hidden key={text}>{text}</Hidden>
        ))}
        {call.application === undefined ? null : <Hidden>{t(`application.${call.application}`)}</Hidden>}
      </span>
      <time className={styles.time} dateTime={new Date(call.startedAt).toISOString()}>
        {when(call.startedAt, midnightMs)}
      </time>
    </>
  );
}

function lengthOf({ talkMs, holdMs, approximate }: RecentCall): string {
  const length = clock(talkMs + holdMs);
  return approximate === true ? t('call.about', { length }) : length;
}

function titleOf(call: RecentCall): string | undefined {
  const why = whyNotCallable(call);
  const facts = [why === undefined ? numberBeside(call) : t(why), ...rang(call)];
  return facts.filter((fact) => fact !== undefined).join(', ') || undefined;
}

/** An incoming call that nobody took, here or elsewhere. */
function isMissed({ direction, outcome }: RecentCall): boolean {
  return (
    direction === 'incoming' &&
    (outcome === 'noAnswer' || outcome === 'cancelled' || outcome === 'busy' || outcome === 'failed')
  );
}

function directionOf(call: RecentCall): { readonly icon: LucideIcon; readonly word: string } {
  if (isMissed(call)) return { icon: PhoneMissed, word: t('recent.incoming') };
  return call.direction === 'incoming'
    ? { icon: PhoneIncoming, word: t('recent.incoming') }
    : { icon: PhoneOutgoing, word: t('recent.outgoing') };
}

function shortOutcome(call: RecentCall): string {
  return t(isMissed(call) ? 'recent.missed' : `recent.outcome.${call.outcome ?? 'answered'}`);
}
