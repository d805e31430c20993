import { type KeyboardEvent, type ReactNode, type RefObject, useId, useMemo } from 'react';
import { cx } from '../parts/cx.ts';
import { t } from '../parts/words.ts';
import { useMidnight } from '../recent/when.ts';
import { CallRow, EmptyRow } from './CallRow.tsx';
import styles from './CallTable.module.css';
import { dayName } from './dayName.ts';
import { headPx, type Layout, rowPx, type Section, sectionOf } from './model/layout.ts';
import { useHistory, useList } from './model/model.ts';
import { callAt, type Span } from './model/state.ts';
import { useWindowing } from './useWindowing.ts';

interface CallTableProps {
  readonly grid: RefObject<HTMLDivElement | null>;
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  readonly onOpen: (index: number) => void;
  /** Where the menu of a call is asked for, px of the window. */
  readonly onMenu: (index: number, at: { readonly x: number; readonly y: number }) => void;
}

/** The calls by day. Those in view are in the page, and the one that the keys act on; each has its place from the beginning. */
export function CallTable({ grid, onKeyDown, onOpen, onMenu }: CallTableProps): ReactNode {
  const id = useId();
  const layout = useList((list) => list.layout);
  const active = useList((list) => list.active);
  const isOpen = useList((list) => list.isOpen);
  const { span, onScroll } = useWindowing(grid);
  const midnightMs = useMidnight();
  const days = useMemo(() => inView(layout, span, active), [layout, span, active]);
  return (
    <div
      ref={grid}
      role="grid"
      tabIndex={0}
      className={styles.grid}
      aria-label={t('history.list')}
      aria-rowcount={layout.total + layout.sections.length}
      aria-activedescendant={active === undefined ? undefined : `${id}-${active}`}
      onScroll={onScroll}
      onKeyDown={onKeyDown}
    >
      <div role="presentation" className={styles.whole} style={{ blockSize: layout.heightPx }}>
        {days.map(({ section, at, rows }) => (
          <div
            key={section.day}
            role="rowgroup"
            className={styles.day}
            aria-labelledby={`${id}-day-${section.day}`}
            style={{ insetBlockStart: section.topPx, blockSize: headPx + section.count * rowPx }}
          >
            <div role="row" className={styles.head} aria-rowindex={section.first + at + 1}>
              <div role="columnheader" id={`${id}-day-${section.day}`}>
                <h2>{dayName(section.day, midnightMs)}</h2>
              </div>
            </div>
            {rows.map((index) => (
              <Row
                key={index}
                id={`${id}-${index}`}
                index={index}
                rowIndex={index + at + 2}
                topPx={headPx + (index - section.first) * rowPx}
                isActive={index === active}
                isShown={index === active && isOpen}
                onOpen={onOpen}
                onMenu={onMenu}
              />
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}

interface RowProps extends Pick<CallTableProps, 'onOpen' | 'onMenu'> {
  readonly id: string;
  readonly index: number;
  readonly rowIndex: number;
  readonly topPx: number;
  readonly isActive: boolean;
  readonly isShown: boolean;
}

function Row({ id, index, rowIndex, topPx, isActive, isShown, onOpen, onMenu }: RowProps): ReactNode {
  const { actions } = useHistory();
  const call = useList((list) => callAt(list, index));
  return (
    <div
      id={id}
      role="row"
      className={cx(styles.row, isShown && styles.shown)}
      aria-rowindex={rowIndex}
      aria-selected={isActive}
      aria-busy={call === undefined || undefined}
      data-call={call?.id}
      style={{ insetBlockStart: topPx, blockSize: rowPx }}
      onClick={() => onOpen(index)}
      onContextMenu={(event) => {
        event.preventDefault();
        onMenu(index, { x: event.clientX, y: event.clientY });
      }}
    >
      {call === undefined ? <EmptyRow /> : <CallRow call={call} onDial={() => void actions.dial(call)} />}
    </div>
  );
}

interface DayInView {
  readonly section: Section;
  /** Its number among the days. */
  readonly at: number;
  readonly rows: readonly number[];
}

function inView(layout: Layout, { first, last }: Span, active: number | undefined): readonly DayInView[] {
  if (layout.total === 0) return [];
  const from = sectionOf(layout, first);
  const to = sectionOf(layout, last);
  const sections = new Set(Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at));
  const chosen = active === undefined || active >= layout.total ? undefined : active;
  if (chosen !== undefined) sections.add(sectionOf(layout, chosen));
  return [...sections]
    .sort((one, other) => one - other)
    .flatMap((at) => {
      const section = layout.sections[at];
      if (section === undefined) return [];
      const end = section.first + section.count - 1;
      const begin = Math.max(first, section.first);
      const rows = Array.from(
        { length: Math.max(0, Math.min(last, end) - begin + 1) },
        (_, row) => begin + row,
      );
      const isHere = chosen !== undefined && chosen >= section.first && chosen <= end;
      if (isHere && !rows.includes(chosen)) rows.push(chosen);
      return [{ section, at, rows: rows.sort((one, other) => one - other) }];
    });
}
