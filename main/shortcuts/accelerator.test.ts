import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HotkeyFault } from '../../src/ipc/hotkeys.ts';
import { readAccelerator } from './accelerator.ts';

const read = (text: string, platform = 'linux'): string => {
  const reading = readAccelerator(text, platform);
  return reading.ok ? reading.accelerator.canonical : reading.code;
};

describe('readAccelerator', () => {
  it.each([
    ['ctrl+alt+a', 'linux', 'Control+Alt+A'],
    [' Alt + Control + a ', 'linux', 'Control+Alt+A'],
    ['CommandOrControl+Alt+A', 'win32', 'Control+Alt+A'],
    ['CommandOrControl+Alt+A', 'darwin', 'Command+Alt+A'],
    ['Option+Cmd+Shift+1', 'darwin', 'Command+Alt+Shift+1'],
    ['Meta+Space', 'linux', 'Super+Space'],
    ['Super+K', 'darwin', 'Command+K'],
    ['F9', 'linux', 'F9'],
    ['Shift+F9', 'win32', 'Shift+F9'],
    ['MediaPlayPause', 'darwin', 'MediaPlayPause'],
    ['Control+Alt+Enter', 'linux', 'Control+Alt+Return'],
    ['Control+Alt+Plus', 'linux', 'Control+Alt+Plus'],
    ['Control+Alt+num5', 'linux', 'Control+Alt+num5'],
    ['Control+Alt+.', 'freebsd', 'Control+Alt+.'],
  ])('reads %s on %s', (text, platform, canonical) => {
    expect(read(text, platform)).toBe(canonical);
  });

  it.each<[string, string, HotkeyFault]>([
    ['', 'linux', 'unreadable'],
    ['Control+', 'linux', 'unreadable'],
    ['Control+Alt', 'linux', 'unreadable'],
    ['Control+Ctrl+A', 'linux', 'unreadable'],
    ['Control+A+B', 'linux', 'unreadable'],
    ['Control+Alt+Ä', 'linux', 'unreadable'],
    ['Hyper+A', 'linux', 'unreadable'],
    ['Command+K', 'linux', 'unreadable'],
    ['A', 'linux', 'needsModifier'],
    ['Shift+A', 'linux', 'needsModifier'],
    ['Return', 'darwin', 'needsModifier'],
    ['Alt+Tab', 'linux', 'reserved'],
    ['Ctrl+C', 'linux', 'reserved'],
    ['Ctrl+Alt+F2', 'linux', 'reserved'],
    ['Ctrl+Alt+Del', 'linux', 'unreadable'],
    ['Ctrl+Alt+Delete', 'win32', 'reserved'],
    ['Super+L', 'win32', 'reserved'],
    ['F12', 'win32', 'reserved'],
    ['Cmd+Q', 'darwin', 'reserved'],
    ['Cmd+V', 'darwin', 'reserved'],
  ])('refuses %s on %s: %s', (text, platform, code) => {
    expect(read(text, platform)).toBe(code);
  });

  it('never throws, and reads what it gave as the same', () => {
    const part = fc.constantFrom(
      'Ctrl',
      'Alt',
      'Shift',
      'Super',
      'AltGr',
      'Cmd',
      'CmdOrCtrl',
      'a',
      'F5',
      '+',
      '',
      'é',
    );
    const text = fc.oneof(
      fc.string(),
      fc.array(part).map((parts) => parts.join('+')),
    );
    fc.assert(
      fc.property(text, fc.constantFrom('linux', 'win32', 'darwin'), (keys, platform) => {
        const reading = readAccelerator(keys, platform);
        if (reading.ok) expect(readAccelerator(reading.accelerator.canonical, platform)).toEqual(reading);
      }),
      { numRuns: 2000 },
    );
  });
});
