import { type BrowserWindow, Menu, type MenuItemConstructorOptions } from 'electron';
import type { MenuPlace, NativeMenuItem } from '../../src/ipc/panel.ts';

/** Opens a menu of the system's own. @param at px of the page @returns the id that was chosen; `null`: none */
export function popUpMenu(
  window: BrowserWindow,
  items: readonly NativeMenuItem[],
  at: MenuPlace,
): Promise<string | null> {
  return new Promise((resolve) => {
    let chosen: string | null = null;
    const choose = (id: string): void => {
      chosen = id;
    };
    const menu = Menu.buildFromTemplate(menuTemplate(items, choose));
    // The click comes before or after the menu closes, depending on the system.
    const scale = window.webContents.zoomFactor;
    const [x, y] = [Math.round(at.x * scale), Math.round(at.y * scale)];
    menu.popup({ window, x, y, callback: () => setImmediate(() => resolve(chosen)) });
  });
}

/** The menu as Electron wants it. */
function menuTemplate(
  items: readonly NativeMenuItem[],
  choose: (id: string) => void,
): MenuItemConstructorOptions[] {
  return items.map((item) => {
    if (item.type === 'separator') return { type: 'separator' };
    const { id, label, enabled, checked, items: behind } = item;
    const common = { label, enabled };
    if (behind !== undefined) return { ...common, submenu: menuTemplate(behind, choose) };
    const click = (): void => choose(id);
    return checked === undefined ? { ...common, click } : { ...common, click, type: 'checkbox', checked };
  });
}
