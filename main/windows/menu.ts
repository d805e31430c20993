import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import type { Words } from '../../src/words/words.ts';

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
    // Electron's own labels are English everywhere.
    ...(mac
      ? [
          {
            label: t('app.name'),
            submenu: [
              { role: 'about', label: t('menu.about') } as const,
              { type: 'separator' } as const,
              { role: 'hide', label: t('menu.hide') } as const,
              { role: 'hideOthers', label: t('menu.hideOthers') } as const,
              { role: 'unhide', label: t('menu.showAll') } as const,
              { type: 'separator' } as const,
              { role: 'quit', label: t('tray.quit') } as const,
            ],
          },
        ]
      : [{ label: t('menu.file'), submenu: [{ role: 'quit', label: t('tray.quit') } as const] }]),
    {
      label: t('menu.edit'),
      submenu: [
        { role: 'undo', label: t('menu.undo') },
        { role: 'redo', label: t('menu.redo') },
        { type: 'separator' },
        { role: 'cut', label: t('menu.cut') },
        { role: 'copy', label: t('menu.copy') },
        { role: 'paste', label: t('menu.paste') },
        { role: 'selectAll', label: t('menu.selectAll') },
      ],
    },
    {
      label: t('menu.view'),
      submenu: [
        { role: 'resetZoom', label: t('menu.resetZoom') },
        { role: 'zoomIn', label: t('menu.zoomIn') },
        { role: 'zoomOut', label: t('menu.zoomOut') },
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
