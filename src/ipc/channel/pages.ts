/** The pages of the app, as the file names that the custom protocol serves. */
export const pageNames = [
  'index.html',
  'settings.html',
  'ringing.html',
  'support.html',
  'palette.html',
  'history.html',
  'phone.html',
] as const;
export type Page = (typeof pageNames)[number];

export const panel: readonly Page[] = ['index.html'];
export const settingsWindow: readonly Page[] = ['settings.html'];
export const ringingWindow: readonly Page[] = ['ringing.html'];
export const paletteWindow: readonly Page[] = ['palette.html'];
export const supportWindow: readonly Page[] = ['support.html'];
export const historyWindow: readonly Page[] = ['history.html'];
export const phonePage: readonly Page[] = ['phone.html'];
export const panelAndSettings: readonly Page[] = [...panel, ...settingsWindow];
export const panelAndHistory: readonly Page[] = [...panel, ...historyWindow];
export const everyPage: readonly Page[] = [...pageNames];

/** An argument of the phone's page: its bridge has the channels of the phone alone. */
export const onlyForPhone = '--offhook-phone';
