/** Texts of the main process: tray, notifications, menus, dialogs. */
export const desktop = {
  'tray.quit': 'Quit Offhook',
  'menu.file': 'File',
  'menu.edit': 'Edit',
  'menu.view': 'View',
  'chooser.tlsCaFile': 'Choose the certificate of the authority',
  'chooser.filePath': 'Choose a recording',
  'chooser.certificates': 'Certificates (PEM)',
  'chooser.recordings': 'Recordings',
  'chooser.allFiles': 'All files',
} as const;
