import type { Pushes, Requests } from './contract.ts';

/** The pages of the app, as the file names that the custom protocol serves. */
export type Page = 'index.html' | 'settings.html';

const panel: readonly Page[] = ['index.html'];
const settings: readonly Page[] = ['settings.html'];
const both: readonly Page[] = [...panel, ...settings];

/** Every request, and the pages that may make it: the panel cannot change settings, the settings window cannot dial. */
export const requestPages: Readonly<Record<keyof Requests, readonly Page[]>> = {
  'line:snapshot': both,
  'line:command': panel,
  'line:connectNow': both,
  'settings:open': panel,
  'settings:read': both,
  'settings:save': settings,
  'settings:test': settings,
  'settings:chooseFile': settings,
  'settings:rememberSecondCall': panel,
  'practice:numbers': both,
  'app:about': both,
  'app:copy': both,
  'desk:take': panel,
};

/** Every push, and the pages that it goes to. */
export const pushPages: Readonly<Record<keyof Pushes, readonly Page[]>> = {
  'line:delta': panel,
  'line:reset': both,
  'recent:changed': panel,
  'settings:testStep': settings,
  'settings:changed': both,
  'desk:notice': panel,
};

export type RequestChannel = keyof Requests;
export type PushChannel = keyof Pushes;

export function isRequestChannel(name: string): name is RequestChannel {
  return Object.hasOwn(requestPages, name);
}

export function isPushChannel(name: string): name is PushChannel {
  return Object.hasOwn(pushPages, name);
}
