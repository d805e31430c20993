// @vitest-environment happy-dom
import { afterEach, expect, it, vi } from 'vitest';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

it.each([
  ['en-GB', 'Control+Enter', ['Ctrl', 'Enter']],
  ['en-GB', 'CommandOrControl+Shift+F9', ['Ctrl', 'Shift', 'F9']],
  ['de-DE', 'Control+Enter', ['Strg', 'Eingabe']],
  ['de-DE', 'Control+Shift+PageDown', ['Strg', 'Umschalt', 'Bild ab']],
])('on a keyboard of %s, %s is %j', async (language, keys, caps) => {
  vi.resetModules();
  vi.stubGlobal('navigator', { language, platform: 'Linux x86_64' });
  const { keyCaps } = await import('./keyCaps.ts');
  expect(keyCaps(keys)).toEqual(caps);
});
