// @vitest-environment happy-dom
import { beforeEach, expect, it, vi } from 'vitest';
import type { SettingsView } from '../src/ipc/settings.ts';
import { defaultSettings } from '../src/settings/schema.ts';
import { words } from '../src/words/words.ts';
import { FakeBridge } from './testing/fakeBridge.ts';
import { aSnapshot } from './testing/story.ts';

const stored: SettingsView = {
  settings: defaultSettings,
  hasSecret: false,
  secretStore: 'keyring',
  warnings: [],
};
const atFirstStart: SettingsView = { ...stored, setUp: { questions: ['pbx'], isFirstStart: true } };

const pages = {
  settings: () => import('./settings.tsx'),
  support: () => import('./support.tsx'),
  ringing: () => import('./ringing.tsx'),
} as const;

beforeEach(() => {
  vi.resetModules();
  document.body.innerHTML = '<div id="root"></div>';
  document.title = 'Offhook';
});

it.each([
  ['de-DE', 'settings', stored, 'settings.title'],
  ['en-GB', 'settings', stored, 'settings.title'],
  ['de-AT', 'settings', atFirstStart, 'setUp.title'],
  ['de-DE', 'support', stored, 'support.title'],
  ['de-DE', 'ringing', stored, 'ringing.title'],
] as const)('in %s the window %s has its title in that language', async (language, page, view, key) => {
  Object.defineProperty(navigator, 'language', { value: language, configurable: true });
  const bridge = new FakeBridge(aSnapshot(), view);
  bridge.answers['ringing:view'] = () => ({ calls: [], sound: null, mini: null, grows: 'up', monoMs: 0 });
  bridge.answers['support:watch'] = () => [];
  bridge.answers['support:report'] = () => ({ text: '', files: [] }) as never;
  Object.assign(window, { offhook: bridge });
  await pages[page]();
  await vi.waitFor(() => expect(document.title).toBe(words(language).t(key)));
  expect(document.documentElement.lang).toBe(language.slice(0, 2));
});
