import type { Pushes, Requests } from './contract.ts';

/** The pages of the app, as the file names that the custom protocol serves. */
export const pageNames = ['index.html', 'settings.html', 'ringing.html', 'support.html'] as const;
export type Page = (typeof pageNames)[number];

const panel: readonly Page[] = ['index.html'];
const settings: readonly Page[] = ['settings.html'];
const both: readonly Page[] = [...panel, ...settings];
const ringing: readonly Page[] = ['ringing.html'];
const support: readonly Page[] = ['support.html'];

/**
 * Every request, and the pages that may make it: the panel cannot change settings, the settings window cannot dial, and the ringing
 * window can do nothing but take or decline what rings.
 */
export const requestPages: Readonly<Record<keyof Requests, readonly Page[]>> = {
  'line:snapshot': both,
  'line:command': panel,
  'line:connectNow': both,
  'line:networkChanged': panel,
  'settings:open': panel,
  'settings:read': both,
  'settings:save': settings,
  'settings:test': settings,
  'settings:greet': settings,
  'settings:chooseFile': settings,
  'settings:import': settings,
  'settings:restore': both,
  'settings:rememberSecondCall': panel,
  'ringing:view': ringing,
  'ringing:answer': ringing,
  'ringing:decline': ringing,
  'ringing:silence': ringing,
  'panel:setBar': panel,
  'panel:menu': panel,
  'messaging:read': both,
  'messaging:decide': both,
  'messaging:revoke': settings,
  'messaging:answerDial': panel,
  'messaging:token': settings,
  'keyring:unlock': both,
  'hotkeys:probe': settings,
  'hotkeys:pause': settings,
  'system:read': settings,
  'system:startAtLogin': settings,
  'system:claimLinks': settings,
  'practice:numbers': both,
  'app:about': both,
  'desk:take': panel,
  'app:copy': [...both, ...ringing, ...support],
  'support:open': both,
  'support:watch': support,
  'support:report': support,
  'support:saveReport': support,
  'support:saveRecording': support,
  'updates:read': both,
  'updates:check': settings,
  'updates:fetch': settings,
  'updates:restart': both,
};

/** Every push, and the pages that it goes to. */
export const pushPages: Readonly<Record<keyof Pushes, readonly Page[]>> = {
  'line:delta': panel,
  'line:reset': both,
  'recent:changed': panel,
  'settings:testStep': settings,
  'settings:changed': both,
  'desk:notice': panel,
  'ringing:changed': ringing,
  'messaging:changed': both,
  'support:trace': support,
  'updates:changed': both,
};

export type RequestChannel = keyof Requests;
export type PushChannel = keyof Pushes;

export function isRequestChannel(name: string): name is RequestChannel {
  return Object.hasOwn(requestPages, name);
}

export function isPushChannel(name: string): name is PushChannel {
  return Object.hasOwn(pushPages, name);
}
