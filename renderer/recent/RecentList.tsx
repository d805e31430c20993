import { History } from 'lucide-react';
import { type ReactNode, useMemo, useRef } from 'react';
import { useModel, useView } from '../model/panelModel.ts';
import { ActionButton } from '../parts/ActionButton.tsx';
import { tell } from '../parts/bridge.ts';
import { useRoving } from '../parts/hooks/useRoving.ts';
import { t } from '../parts/words.ts';
import { recentRows } from '../state/recentRows.ts';
import { RecentItem } from './RecentItem.tsx';
import styles from './RecentList.module.css';
import { useMidnight } from './when.ts';

interface RecentListProps {
  /** The number is in the field now: the focus goes there, where Enter calls it. */
  readonly onFilled: () => void;
}

/**
 * Calls that are over: missed ones until they are dealt with, then the rest, the latest first. A press puts the number into the field; what else can
 * be done is beside each row, in its menu (right click, Shift+F10), and by keys: Ctrl+C copies, Delete says that it is done, Ctrl+Z takes that back.
 */
export function RecentList({ onFilled }: RecentListProps): ReactNode {
  const { bridge, dial, line } = useModel();
  const recent = useView(line, (view) => view.recent);
  const rows = useMemo(() => recentRows(recent), [recent]);
  const midnightMs = useMidnight();
  /** The row that was said to be done last. */
  const lastDone = useRef<readonly string[]>([]);
  const { onKeyDown, item } = useRoving(rows.length);

  const mark = (ids: readonly string[], isDone: boolean): void => {
    lastDone.current = isDone ? ids : [];
    tell(bridge.request('recent:done', ids, isDone), () => undefined);
    if (isDone) dial.hint('dial.hint.done');
  };

  return (
    <section className={styles.recent}>
      <h2 className={styles.title}>{t('recent.title')}</h2>
      {recent.length === 0 ? (
        <p className={styles.none}>{t('recent.none')}</p>
      ) : (
        <ul
          onKeyDown={(event) => {
            onKeyDown(event);
            const isUndo = event.ctrlKey && !event.shiftKey && event.key.toLowerCase() === 'z';
            if (!isUndo || lastDone.current.length === 0) return;
            event.preventDefault();
            mark(lastDone.current, false);
          }}
        >
          {rows.map((row, index) => (
            <RecentItem
              // The oldest: a row that the same party rings again in stays the one that it is, with the menu that is open on it.
              key={row.ids.at(-1)}
              {...{ row, index, midnightMs, onFilled }}
              focusable={item(index)}
              onDone={(isDone) => mark(row.ids, isDone)}
            />
          ))}
        </ul>
      )}
      <span className={styles.all}>
        <ActionButton
          label={t('recent.all')}
          icon={History}
          tone="quiet"
          compact
          shortcut="Control+Y"
          onPress={() => tell(bridge.request('history:open'), () => undefined)}
        />
      </span>
    </section>
  );
}
