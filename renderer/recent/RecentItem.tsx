import { Check, Copy, Phone, Star, Undo2 } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { isMissed } from '../../src/cti/outcome.ts';
import type { RecentCall } from '../../src/ipc/line.ts';
import { whyNotCallable } from '../dial/callBack.ts';
import { lengthOf, shortOutcome } from '../line/outcome.ts';
import { useModel, useView } from '../model/panelModel.ts';
import { usePress } from '../model/usePress.ts';
import { tell } from '../parts/bridge.ts';
import { cx } from '../parts/cx.ts';
import { Hidden } from '../parts/Hidden.tsx';
import type { useRoving } from '../parts/hooks/useRoving.ts';
import { numberBeside, rang, takenBy, whoOf } from '../parts/who.ts';
import { t } from '../parts/words.ts';
import { permission } from '../state/actions.ts';
import type { RecentRow } from '../state/recentRows.ts';
import styles from './RecentList.module.css';
import { type RowAction, RowMenu } from './RowMenu.tsx';
import { directionOf } from './rowWords.ts';
import { when } from './when.ts';

interface RecentItemProps {
  readonly row: RecentRow;
  readonly index: number;
  readonly midnightMs: number;
  readonly focusable: ReturnType<ReturnType<typeof useRoving>['item']>;
  readonly onFilled: () => void;
  /** The missed calls of the row are dealt with, or after all not yet. */
  readonly onDone: (isDone: boolean) => void;
}

/** One row. It is no button element, for what stands in one cannot be selected with the mouse. */
export function RecentItem({
  row,
  index,
  midnightMs,
  focusable,
  onFilled,
  onDone,
}: RecentItemProps): ReactNode {
  const { dial } = useModel();
  const element = useRef<HTMLDivElement>(null);
  const [menuOpen, setMenuOpen] = useState(false);
  const { call, isOpen } = row;
  const why = whyNotCallable(call);
  const actions = useRowActions(row, index, onDone);
  const fillIn = (): void => {
    if (why === undefined) {
      dial.setText(call.number);
      onFilled();
    } else dial.hint(why === 'call.cannotCallBack' ? 'dial.hint.withheld' : why);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) setMenuOpen(true);
    else if (event.key === 'Enter' || event.key === ' ') {
      if (!event.repeat) fillIn();
    } else if (event.key === 'Delete' && isOpen) onDone(true);
    else return;
    event.preventDefault();
  };
  return (
    <li className={cx(styles.item, isOpen && styles.open)} data-open={isOpen || undefined}>
      <div
        ref={element}
        role="button"
        className={styles.row}
        title={titleOf(call)}
        aria-disabled={why !== undefined || undefined}
        aria-haspopup="menu"
        data-number={call.number}
        {...focusable}
        onKeyDown={onKeyDown}
        onContextMenu={(event) => {
          event.preventDefault();
          setMenuOpen(true);
        }}
        onClick={() => {
          // The end of a selection is no press.
          if ((getSelection()?.toString() ?? '') === '') fillIn();
        }}
      >
        <Row row={row} midnightMs={midnightMs} />
      </div>
      <RowButtons actions={besides(actions)} />
      <RowMenu
        label={t('recent.menu', { who: whoOf(call) })}
        trigger={element}
        actions={actions}
        isOpen={menuOpen}
        onOpenChange={setMenuOpen}
      />
    </li>
  );
}

/** The same beside the row, for the pointer. The rows are one Tab stop; from the keyboard they are in the row's menu. */
function RowButtons({ actions }: { readonly actions: readonly RowAction[] }): ReactNode {
  return (
    <span className={styles.actions}>
      {actions.map(({ key, label, icon: Icon, reason, act }) => (
        <button
          key={key}
          type="button"
          tabIndex={-1}
          data-beside
          data-action={key}
          className={styles.action}
          aria-label={label}
          aria-disabled={reason !== undefined || undefined}
          title={reason ?? label}
          onClick={() => {
            if (reason === undefined) act('button');
          }}
        >
          <Icon aria-hidden />
        </button>
      ))}
    </span>
  );
}

/** Those that are wanted now and then are in the menu alone. */
function besides(actions: readonly RowAction[]): readonly RowAction[] {
  return actions.filter(({ key }) => key !== 'favourite');
}

/** What can be done with a row, the likeliest first. */
function useRowActions(
  row: RecentRow,
  index: number,
  onDone: RecentItemProps['onDone'],
): readonly RowAction[] {
  const { bridge, dial, favourites, line } = useModel();
  const mayAdd = useView(favourites, () => favourites.mayAdd(row.call.number));
  const { press } = usePress(`recent:${index}`, 'dial');
  const features = useView(line, (view) => view.line.features);
  const link = useView(line, (view) => view.line.link);
  const { call, isOpen } = row;
  const who = whoOf(call);
  const { allowed, reason } = permission(features, 'MakeCall', link);
  const ofNumber: readonly RowAction[] = [
    {
      key: 'call',
      label: t(isOpen ? 'recent.callBack' : 'recent.call', { who }),
      icon: Phone,
      reason: allowed || reason === undefined ? undefined : t(`refusal.${reason}`),
      act: (by) => {
        const dialIt = (): void => dial.call(call.number);
        if (!allowed) return;
        // The menu was opened on this party and names them: no one else comes under the hand there.
        if (by === 'menu') dialIt();
        else press(dialIt);
      },
    },
    {
      key: 'copy',
      label: t('recent.copy', { who }),
      icon: Copy,
      act: () => {
        tell(bridge.request('app:copy', call.number), () => undefined);
        dial.hint('dial.hint.copied');
      },
    },
  ];
  const favourite: RowAction = {
    key: 'favourite',
    label: t('favourites.add', { who }),
    icon: Star,
    act: () => favourites.add({ number: call.number, name: call.name }),
  };
  const done: RowAction = {
    key: 'done',
    label: t('recent.done', { who }),
    icon: Check,
    act: () => onDone(true),
  };
  const notDone: RowAction = {
    key: 'notDone',
    label: t('recent.notDone', { who }),
    icon: Undo2,
    act: () => onDone(false),
  };
  return [
    ...(whyNotCallable(call) === undefined ? ofNumber : []),
    ...(isOpen ? [done] : call.done === true ? [notDone] : []),
    ...(whyNotCallable(call) === undefined && mayAdd ? [favourite] : []),
  ];
}

function Row({ row, midnightMs }: { readonly row: RecentRow; readonly midnightMs: number }): ReactNode {
  const { call, ids } = row;
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
        {ids.length > 1 ? ` (${ids.length})` : null}
        {[...rang(call), ...takenBy(call)].map((text) => (
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

function titleOf(call: RecentCall): string | undefined {
  const why = whyNotCallable(call);
  const facts = [why === undefined ? numberBeside(call) : t(why), ...rang(call), ...takenBy(call)];
  return facts.filter((fact) => fact !== undefined).join(', ') || undefined;
}
