import { ArrowLeft, ArrowRight } from 'lucide-react';
import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { ListBox, ListBoxItem } from 'react-aria-components';
import type { TracePacket } from '../../src/ipc/support.ts';
import { cx } from '../parts/cx.ts';
import hidden from '../parts/hidden.module.css';
import { locale, t } from '../parts/words.ts';
import styles from './PacketList.module.css';
import { summary } from './trace.ts';

interface PacketListProps {
  readonly packets: readonly TracePacket[];
  /** Said where there are none. */
  readonly empty: string;
  readonly chosen: TracePacket | undefined;
  readonly onChosen: (packet: TracePacket | undefined) => void;
}

const time = new Intl.DateTimeFormat(locale, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
  hourCycle: 'h23',
});
const nearEndPx = 40;

/** One line per packet. It follows the latest until one scrolls up to read. */
export function PacketList({ packets, empty, chosen, onChosen }: PacketListProps): ReactNode {
  const list = useRef<HTMLDivElement>(null);
  const follows = useRef(true);
  useLayoutEffect(() => {
    const box = list.current;
    if (box !== null && follows.current) box.scrollTop = box.scrollHeight;
  }, [packets]);
  return (
    <ListBox
      ref={list}
      className={styles.list ?? ''}
      aria-label={t('support.trace.list')}
      items={packets}
      selectionMode="single"
      selectionBehavior="replace"
      selectedKeys={chosen === undefined ? [] : [chosen.id]}
      onSelectionChange={(keys) => {
        const [key] = keys === 'all' ? [] : keys;
        onChosen(packets.find(({ id }) => id === key));
      }}
      onScroll={({ currentTarget: box }) => {
        follows.current = box.scrollHeight - box.scrollTop - box.clientHeight < nearEndPx;
      }}
      renderEmptyState={() => <p className={styles.empty}>{empty}</p>}
    >
      {({ id, wallMs, direction, text }) => {
        const { title, rest } = summary(text);
        const Arrow = direction === 'in' ? ArrowLeft : ArrowRight;
        return (
          <ListBoxItem
            id={id}
            className={cx(styles.packet, direction === 'out' && styles.out)}
            textValue={title}
          >
            <span className={styles.time}>{time.format(wallMs)}</span>
            <Arrow aria-hidden />
            <span className={hidden.hidden}>{t(`support.trace.${direction}`)}</span>
            <span className={styles.title}>{title}</span>
            <span className={styles.rest}>{rest}</span>
          </ListBoxItem>
        );
      }}
    </ListBox>
  );
}
