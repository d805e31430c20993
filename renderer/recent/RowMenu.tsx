import type { LucideIcon } from 'lucide-react';
import type { ReactNode, RefObject } from 'react';
import { Menu, MenuItem, Popover, Text } from 'react-aria-components';
import styles from '../parts/menu.module.css';

/** Something that can be done with a row. */
export interface RowAction {
  readonly key: string;
  readonly label: string;
  readonly icon: LucideIcon;
  /** Why it is not possible now. */
  readonly reason?: string | undefined;
  /** @param by the menu belongs to its row, wherever the list has moved that; a button is pressed where it stands */
  readonly act: (by: 'button' | 'menu') => void;
}

interface RowMenuProps {
  readonly label: string;
  readonly trigger: RefObject<HTMLElement | null>;
  readonly actions: readonly RowAction[];
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
}

/** The row's actions for the keyboard and for screen readers; Escape goes back to the row. */
export function RowMenu({ label, trigger, actions, isOpen, onOpenChange }: RowMenuProps): ReactNode {
  if (actions.length === 0) return null;
  return (
    <Popover
      className={styles.popover ?? ''}
      triggerRef={trigger}
      placement="bottom start"
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      // Without a trigger of its own it is a dialog, which wants a name.
      aria-label={label}
    >
      <Menu
        className={styles.menu ?? ''}
        aria-label={label}
        ref={focusFirst}
        autoFocus="first"
        disabledKeys={actions.filter(({ reason }) => reason !== undefined).map(({ key }) => key)}
        onAction={(key) => actions.find((action) => action.key === key)?.act('menu')}
        onClose={() => onOpenChange(false)}
      >
        {actions.map(({ key, label: text, icon: Icon, reason }) => (
          <MenuItem key={key} id={key} className={styles.item ?? ''} textValue={text}>
            <Icon aria-hidden />
            <Text slot="label">{text}</Text>
            {reason === undefined ? null : <Text slot="description">{reason}</Text>}
          </MenuItem>
        ))}
      </Menu>
    </Popover>
  );
}

/** The popover takes the focus itself where nothing in it has got it by then. */
function focusFirst(menu: HTMLElement | null): void {
  queueMicrotask(() => menu?.querySelector<HTMLElement>('[role="menuitem"]')?.focus());
}
