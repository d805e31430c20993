import { Ellipsis } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, Menu, MenuItem, MenuTrigger, Popover, Text } from 'react-aria-components';
import type { NativeMenuItem } from '../../src/ipc/panel.ts';
import { permission } from '../state/actions.ts';
import { labelOfItem, lookOfItem } from '../call/commandLook.ts';
import { type DockItem, itemKey } from '../press/dockItems.ts';
import buttons from '../parts/ActionButton.module.css';
import { barMedia } from '../parts/bar.ts';
import { cx } from '../parts/cx.ts';
import { keyCaps } from '../parts/keyCaps.ts';
import { escaped, openNativeMenu } from '../parts/nativeMenu.ts';
import { useMedia } from '../parts/hooks/useMedia.ts';
import { t } from '../parts/words.ts';
import styles from '../parts/menu.module.css';
import { useModel, useView } from '../model/panelModel.ts';
import { pressItem, toolPermission } from '../model/pressItem.ts';

interface MoreMenuProps {
  readonly items: readonly DockItem[];
  /** Those that have a button of their own among them. */
  readonly all: readonly DockItem[];
}

/** What there is no room for. What would not work says why below its name. */
export function MoreMenu({ items, all }: MoreMenuProps): ReactNode {
  const model = useModel();
  const isBar = useMedia(barMedia);
  const link = useView(model.line, (view) => view.line.link);
  if (items.length === 0) return null;
  const reasonOf = (item: DockItem): string | undefined => {
    if (item.kind === 'endAll') return undefined;
    const { allowed, reason } =
      item.kind === 'command'
        ? permission(item.call.features, item.command, link)
        : toolPermission(item.kind, item.call, link);
    return allowed || reason === undefined ? undefined : t(`refusal.${reason}`);
  };
  const press = (key: unknown): void => {
    const item = items.find((one) => itemKey(one) === key);
    if (item !== undefined) pressItem(item, model, `further:${all.indexOf(item)}`);
  };
  const look = cx(buttons.button, buttons.secondary, buttons.small, buttons.compact);
  if (isBar) {
    // The bar is lower than a menu is.
    const entries = items.map((item): NativeMenuItem => {
      const reason = reasonOf(item);
      const label = labelOfItem(item) + (reason === undefined ? '' : `: ${reason}`);
      return { type: 'item', id: itemKey(item), label: escaped(label), enabled: reason === undefined };
    });
    return (
      <button
        type="button"
        className={look}
        aria-haspopup="menu"
        aria-label={t('command.more')}
        onClick={({ currentTarget }) => void openNativeMenu(model.bridge, entries, currentTarget).then(press)}
      >
        <Ellipsis aria-hidden />
      </button>
    );
  }
  return (
    <MenuTrigger>
      <Button className={look} aria-label={t('command.more')}>
        <Ellipsis aria-hidden />
      </Button>
      <Popover className={styles.popover ?? ''} placement="top end" offset={6}>
        <Menu
          className={styles.menu ?? ''}
          aria-label={t('command.more')}
          disabledKeys={items.filter((item) => reasonOf(item) !== undefined).map(itemKey)}
          onAction={press}
        >
          {items.map((item) => {
            const { icon: Icon, shortcut } = lookOfItem(item);
            const reason = reasonOf(item);
            return (
              <MenuItem
                key={itemKey(item)}
                id={itemKey(item)}
                className={styles.item ?? ''}
                textValue={labelOfItem(item)}
              >
                <Icon aria-hidden />
                <Text slot="label">{labelOfItem(item)}</Text>
                {shortcut === undefined ? null : <kbd aria-hidden>{keyCaps(shortcut).join(' ')}</kbd>}
                {reason === undefined ? null : <Text slot="description">{reason}</Text>}
              </MenuItem>
            );
          })}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
