import { beforeEach, describe, expect, it } from 'vitest';
import type { HotkeyKeys, HotkeyName } from '../../src/ipc/hotkeys.ts';
import { Shortcuts } from './shortcuts.ts';

const none: HotkeyKeys = {
  showPanel: '',
  answer: '',
  hangUp: '',
  hold: '',
  mute: '',
  switchState: '',
  dialSelected: '',
  quickCommand: '',
};

let held: Map<string, () => void>;
let others: Set<string>;
let nowMs: number;
let pressed: HotkeyName[];
let shortcuts: Shortcuts;
beforeEach(() => {
  held = new Map();
  others = new Set();
  nowMs = 1000;
  pressed = [];
  shortcuts = new Shortcuts({
    registrar: {
      register: (keys, callback) => {
        if (keys.includes('num9')) throw new TypeError('Error processing argument');
        if (others.has(keys) || held.has(keys)) return false;
        held.set(keys, callback);
        return true;
      },
      unregister: (keys) => held.delete(keys),
    },
    platform: 'linux',
    nowMs: () => nowMs,
    onPressed: (name) => pressed.push(name),
  });
});

describe('Shortcuts', () => {
  it('takes the keys, and tells what came of each', () => {
    others.add('Control+Alt+H');
    const states = shortcuts.configure({
      showPanel: 'Ctrl+Alt+O',
      answer: 'Alt+Control+o',
      hangUp: 'Ctrl+Alt+H',
      hold: 'h',
      mute: '',
      switchState: '',
      dialSelected: 'Ctrl+Alt+num9',
      quickCommand: '',
    });
    expect(states).toEqual({
      showPanel: { state: 'works', keys: 'Control+Alt+O' },
      answer: { state: 'duplicate', keys: 'Control+Alt+O', of: 'showPanel' },
      hangUp: { state: 'taken', keys: 'Control+Alt+H' },
      hold: { state: 'wrong', code: 'needsModifier' },
      mute: { state: 'none' },
      switchState: { state: 'none' },
      dialSelected: { state: 'taken', keys: 'Control+Alt+num9' },
      quickCommand: { state: 'none' },
    });
    expect(shortcuts.states).toBe(states);
    expect([...held.keys()]).toEqual(['Control+Alt+O']);
  });

  it('lets go of what is not wished for any more', () => {
    shortcuts.configure({ ...none, answer: 'Ctrl+Alt+A', hold: 'Ctrl+Alt+H' });
    shortcuts.configure({ ...none, hangUp: 'Ctrl+Alt+A' });
    expect([...held.keys()]).toEqual(['Control+Alt+A']);
    held.get('Control+Alt+A')?.();
    expect(pressed).toEqual(['hangUp']);
    shortcuts.release();
    expect(held.size).toBe(0);
  });

  it('tries keys out without keeping them', () => {
    others.add('Control+Alt+X');
    shortcuts.configure({ ...none, answer: 'Ctrl+Alt+A' });
    expect(shortcuts.probe({ ...none, answer: 'Ctrl+Alt+X', hold: 'Ctrl+Alt+A' })).toMatchObject({
      answer: { state: 'taken' },
      hold: { state: 'works', keys: 'Control+Alt+A' },
    });
    held.get('Control+Alt+A')?.();
    expect(pressed).toEqual(['answer']);
    expect([...held.keys()]).toEqual(['Control+Alt+A']);
  });

  it('lets the keys through while they are recorded, also those that come into force meanwhile', () => {
    shortcuts.configure({ ...none, answer: 'Ctrl+Alt+A' });
    shortcuts.pause(true);
    expect(held.size).toBe(0);
    expect(shortcuts.probe({ ...none, answer: 'Ctrl+Alt+A' }).answer).toMatchObject({ state: 'works' });
    expect(shortcuts.configure({ ...none, hold: 'Ctrl+Alt+H' }).hold).toMatchObject({ state: 'works' });
    expect(held.size).toBe(0);
    shortcuts.pause(false);
    expect([...held.keys()]).toEqual(['Control+Alt+H']);
  });

  it('counts a key that is held down, or struck twice, once', () => {
    shortcuts.configure({ ...none, hold: 'Ctrl+Alt+H', mute: 'Ctrl+Alt+M' });
    const strike = (): void => held.get('Control+Alt+H')?.();
    strike();
    for (let i = 0; i < 20; i += 1) {
      nowMs += 30;
      strike();
    }
    held.get('Control+Alt+M')?.();
    expect(pressed).toEqual(['hold', 'mute']);
    nowMs += 250;
    strike();
    expect(pressed).toEqual(['hold', 'mute', 'hold']);
  });
});
