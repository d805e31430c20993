// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { readAccelerator } from '../../../main/shortcuts/accelerator.ts';
import { keysOf } from './keyPress.ts';

const stroke = (key: string, code: string, held: Partial<KeyboardEventInit> = {}): KeyboardEvent =>
  Object.assign(new KeyboardEvent('keydown', { key, code, ...held }), {
    getModifierState: (name: string) => name === 'AltGraph' && held.modifierAltGraph === true,
  });

describe('keysOf', () => {
  const ctrlAlt = { ctrlKey: true, altKey: true };
  it.each([
    ['a letter', stroke('a', 'KeyA', ctrlAlt), 'Control+Alt+A'],
    ['a letter with Shift', stroke('A', 'KeyQ', { ctrlKey: true, shiftKey: true }), 'Control+Shift+A'],
    ['a letter of another script', stroke('ф', 'KeyA', ctrlAlt), 'Control+Alt+A'],
    [
      'a digit that Shift makes a sign',
      stroke('!', 'Digit1', { ctrlKey: true, shiftKey: true }),
      'Control+Shift+1',
    ],
    ['a function key', stroke('F9', 'F9', { ctrlKey: true, shiftKey: true }), 'Control+Shift+F9'],
    ['the keypad', stroke('5', 'Numpad5', ctrlAlt), 'Control+Alt+num5'],
    ['an arrow', stroke('ArrowUp', 'ArrowUp', ctrlAlt), 'Control+Alt+Up'],
    ['Enter', stroke('Enter', 'Enter', ctrlAlt), 'Control+Alt+Return'],
    ['AltGr', stroke('@', 'KeyQ', { modifierAltGraph: true }), 'AltGr+Q'],
    ['the system’s own key', stroke('k', 'KeyK', { metaKey: true }), 'Super+K'],
    ['a key for the sound', stroke('MediaTrackNext', 'MediaTrackNext'), 'MediaNextTrack'],
  ])('%s', (_what, event, keys) => {
    expect(keysOf(event, false)).toBe(keys);
    expect(readAccelerator(keys, 'linux')).not.toMatchObject({ code: 'unreadable' });
  });

  it.each(['Control', 'Shift', 'Alt', 'AltGraph', 'Meta'])('waits while only %s is held', (key) => {
    expect(keysOf(stroke(key, `${key}Left`), false)).toBeUndefined();
  });

  it('calls the command key of a Mac by its name', () => {
    expect(keysOf(stroke('k', 'KeyK', { metaKey: true }), true)).toBe('Command+K');
  });
});
