import { Check, Copy, NotebookPen, Phone, Trash2, Undo2 } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import { Menu, MenuItem, Popover, Text } from 'react-aria-components';
import { isMissed } from '../../src/cti/outcome.ts';
import type { HistoryCall } from '../../src/ipc/history.ts';
import { whyNotCallable } from '../dial/callBack.ts';
import { keyCaps } from '../parts/keyCaps.ts';
import { t } from '../parts/words.ts';
import menus from '../parts/menu.module.css';
import { useHistory } from './model/model.ts';
import styles from './RowMenu.module.css';

export interface MenuPlace {
  readonly call: HistoryCall;
  readonly index: number;
  readonly x: number;
  readonly y: number;
}

interface RowMenuProps {
  readonly place: MenuPlace;
  readonly onClose: () => void;
  readonly onNote: () => void;
}

interface Item {
  readonly id: string;
  readonly label: string;
  readonly icon: LucideIcon;
  readonly keys?: string;
  readonly reason?: string | undefined;
  readonly act: () => void;
}

/** What can be done with one call, where it was asked for. */
export function RowMenu({ place, onClose, onNote }: RowMenuProps): ReactNode {
  const anchor = useRef<HTMLSpanElement>(null);
  const items = useItems(place, onNote);
  return (
    <>
      <span ref={anchor} className={styles.anchor} style={{ left: place.x, top: place.y }} />
      <Popover
        className={menus.popover ?? ''}
        triggerRef={anchor}
        isOpen
        onOpenChange={(isOpen) => {
          if (!isOpen) onClose();
        }}
        placement="bottom start"
        offset={2}
        aria-label={t('history.more')}
      >
        <Menu
          className={menus.menu ?? ''}
          aria-label={t('history.more')}
          autoFocus="first"
          disabledKeys={items.filter(({ reason }) => reason !== undefined).map(({ id }) => id)}
          onAction={(key) => {
            onClose();
            items.find(({ id }) => id === key)?.act();
          }}
        >
          {items.map(({ id, label, icon: Icon, keys, reason }) => (
            <MenuItem key={id} id={id} className={menus.item ?? ''} textValue={label}>
              <Icon aria-hidden />
              <Text slot="label">{label}</Text>
              {keys === undefined ? null : (
                // Drawn, so that what is read of the item is its name.
                <kbd aria-hidden className={styles.keys} data-keys={keyCaps(keys).join(' ')} />
              )}
              {reason === undefined ? null : <Text slot="description">{reason}</Text>}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </>
  );
}

function useItems({ call, index }: MenuPlace, onNote: () => void): readonly Item[] {
  const { actions } = useHistory();
  const why = whyNotCallable(call);
  const isDone = call.doneAt !== undefined;
  const done: Item = {
    id: 'done',
    label: t(isDone ? 'history.notDone' : 'history.done'),
    icon: isDone ? Undo2 : Check,
    act: () => void actions.setDone(call, !isDone),
  };
  return [
    {
      id: 'dial',
      label: t(call.direction === 'incoming' ? 'command.callBack' : 'command.MakeCall'),
      icon: Phone,
      reason: why === undefined ? undefined : t(why),
      act: () => void actions.dial(call),
    },
    ...(call.number === ''
      ? []
      : [
          {
            id: 'copy',
            label: t('history.copy'),
            icon: Copy,
            keys: 'CommandOrControl+C',
            act: () => void actions.copy(call),
          },
        ]),
    { id: 'note', label: t('history.note'), icon: NotebookPen, act: onNote },
    ...(isMissed(call) ? [done] : []),
    {
      id: 'delete',
      label: t('history.delete'),
      icon: Trash2,
      keys: 'Delete',
      act: () => void actions.remove(call, index),
    },
  ];
}
