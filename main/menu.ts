import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import type { Words } from '../src/words/words.ts';

/**
 * The menu that is nowhere seen but on macOS, for its keys: editing and zoom. No key of the panel's own (Ctrl+H, E, T, M) may be in it:
 * a menu's key never reaches the page. That is why Electron's ready-made menus are not used; they have Ctrl+M.
 */
export function installMenu({ t }: Words): void {
  const mac = process.platform === 'darwin';
  const hidden = (
    role: MenuItemConstructorOptions['role'],
    accelerator: string,
  ): MenuItemConstructorOptions => ({
    ...(role === undefined ? {} : { role }),
    accelerator,
    visible: false,
    acceleratorWorksWhenHidden: true,
  });
  const template: MenuItemConstructorOptions[] = [
    ...(mac
      ? [{ role: 'appMenu' } as const]
      : [{ label: t('menu.file'), submenu: [{ role: 'quit' } as const] }]),
    {
      label: t('menu.edit'),
      submenu: [
        { role: 'undo' },
        { role: 'redo' },
        { type: 'separator' },
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'selectAll' },
      ],
    },
    {
      label: t('menu.view'),
      submenu: [
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        // Plus without the shift key, and the keys of the number pad.
        hidden('zoomIn', 'CommandOrControl+='),
        hidden('zoomIn', 'CommandOrControl+numadd'),
        hidden('zoomOut', 'CommandOrControl+numsub'),
        hidden('resetZoom', 'CommandOrControl+num0'),
        ...(app.isPackaged ? [] : [{ role: 'toggleDevTools' } as const]),
      ],
    },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
