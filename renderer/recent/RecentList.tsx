import { Copy, type LucideIcon, Phone, PhoneIncoming, PhoneMissed, PhoneOutgoing } from 'lucide-react';
import { type ReactNode, useMemo } from 'react';
import { isMissed } from '../../src/cti/outcome.ts';
import type { RecentCall } from '../../src/ipc/line.ts';
import { clock } from '../../src/words/duration.ts';
import { whyNotCallable } from '../dial/callBack.ts';
import { useModel, useView } from '../model/panelModel.ts';
import { tell } from '../parts/bridge.ts';
import { Hidden } from '../parts/Hidden.tsx';
import { cx } from '../parts/cx.ts';
import { useRoving } from '../parts/useRoving.ts';
import { numberBeside, rang, whoOf } from '../parts/who.ts';
import { t } from '../parts/words.ts';
import { usePress } from '../model/usePress.ts';
import { permission } from '../state/actions.ts';
import styles from './RecentList.module.css';
import { type RecentRow, recentRows } from '../state/recentRows.ts';
import { useMidnight, when } from './when.ts';

interface RecentListProps {
  /** The number is in the field now: the focus goes there, where Enter calls it. */
  readonly onFilled: () => void;
}

/** Calls that are over, latest first; a press puts the number into the field, and each can be called and copied at once. */
export function RecentList({ onFilled }: RecentListProps): ReactNode {
  const { line } = useModel();
  const recent = useView(line, (view) => view.recent);
  const rows = useMemo(() => recentRows(recent), [recent]);
  const midnightMs = useMidnight();
  const { onKeyDown, item } = useRoving(rows.length);
  return (
    <section className={styles.recent}>
      <h2 className={styles.title}>{t('recent.title')}</h2>
      {recent.length === 0 ? (
        <p className={styles.none}>{t('recent.none')}</p>
      ) : (
        <ul onKeyDown={onKeyDown}>
          {rows.map((row, index) => (
            <RecentItem key={row.call.id} {...{ row, index, midnightMs, onFilled }} focusable={item(index)} />
          ))}
        </ul>
      )}
    </section>
  );
}

interface RecentItemProps extends RecentListProps {
  readonly row: RecentRow;
  readonly index: number;
  readonly midnightMs: number;
  readonly focusable: ReturnType<ReturnType<typeof useRoving>['item']>;
}

function RecentItem({ row, index, midnightMs, focusable, onFilled }: RecentItemProps): ReactNode {
  const { dial } = useModel();
  const { call, isOpen } = row;
  const why = whyNotCallable(call);
  return (
    <li className={cx(styles.item, isOpen && styles.open)} data-open={isOpen || undefined}>
      <button
        type="button"
        className={styles.row}
        title={titleOf(call)}
        aria-disabled={why !== undefined || undefined}
        data-number={call.number}
        {...focusable}
        onClick={() => {
          if (why === undefined) {
            dial.setText(call.number);
            onFilled();
          } else dial.hint(why === 'call.cannotCallBack' ? 'dial.hint.withheld' : why);
        }}
      >
        <Row row={row} midnightMs={midnightMs} />
      </button>
      {why !== undefined ? null : <RecentActions row={row} index={index} />}
    </li>
  );
}

/** Calls the party, or copies the number. The rows are one Tab stop; from the keyboard Enter fills in and Ctrl+C copies. */
function RecentActions({ row, index }: Pick<RecentItemProps, 'row' | 'index'>): ReactNode {
  const { bridge, dial, line } = useModel();
  const { call, isOpen } = row;
  const { press } = usePress(`recent:${index}`, 'dial');
  const features = useView(line, (view) => view.line.features);
  const link = useView(line, (view) => view.line.link);
  const { allowed, reason } = permission(features, 'MakeCall', link);
  const who = whoOf(call);
  const again = t(isOpen ? 'recent.callBack' : 'recent.call', { who });
  return (
    <span className={styles.actions}>
      <button
        type="button"
        tabIndex={-1}
        data-beside
        className={styles.action}
        aria-label={again}
        aria-disabled={!allowed || undefined}
        title={reason === undefined ? again : t(`refusal.${reason}`)}
        onClick={() => {
          if (allowed) press(() => dial.call(call.number));
        }}
      >
        <Phone aria-hidden />
      </button>
      <button
        type="button"
        tabIndex={-1}
        data-beside
        className={cx(styles.action, styles.copy)}
        aria-label={t('recent.copy', { who })}
        title={t('recent.copy', { who })}
        onClick={() => {
          tell(bridge.request('app:copy', call.number), () => undefined);
          dial.hint('dial.hint.copied');
        }}
      >
        <Copy aria-hidden />
      </button>
    </span>
  );
}

function Row({ row, midnightMs }: { readonly row: RecentRow; readonly midnightMs: number }): ReactNode {
  const { call, count } = row;
  const { icon: Icon, word } = directionOf(call);
  const missed = isMissed(call);
  const number = numberBeside(call);
  return (
    <>
      <Icon aria-hidden className={cx(missed && styles.missed)} />
      <Hidden>{word}</Hidden>
      <span className={styles.who}>{whoOf(call)}</span>
      <span className={cx(styles.outcome, missed && styles.missed)}>
        {call.connectedAt === undefined ? shortOutcome(call) : lengthOf(call)}
        {count > 1 ? ` (${count})` : null}
        {rang(call).map((text) => (
          <Hidden key={text}>{text}</Hidden>
        ))}
        {call.application === undefined ? null : <Hidden>{t(`application.${call.application}`)}</Hidden>}
      </span>
      <time className={styles.time} dateTime={new Date(call.startedAt).toISOString()}>
        {when(call.startedAt, midnightMs)}
      </time>
      {number === undefined ? null : <span className={styles.number}>{number}</span>}
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

function directionOf(call: RecentCall): { readonly icon: LucideIcon; readonly word: string } {
  if (isMissed(call)) return { icon: PhoneMissed, word: t('recent.incoming') };
  return call.direction === 'incoming'
    ? { icon: PhoneIncoming, word: t('recent.incoming') }
    : { icon: PhoneOutgoing, word: t('recent.outgoing') };
}

function shortOutcome(call: RecentCall): string {
  return t(isMissed(call) ? 'recent.missed' : `recent.outcome.${call.outcome ?? 'answered'}`);
}
