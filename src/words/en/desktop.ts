/** Texts of the main process: tray, notifications, menus, dialogs. */
export const desktop = {
  'tray.quit': 'Quit Offhook',
  'menu.file': 'File',
  'menu.edit': 'Edit',
  'menu.view': 'View',
} as const;
