import { globalShortcut } from 'electron';
import type { hotkeyChannels, HotkeyName, HotkeyStates } from '../../src/ipc/hotkeys.ts';
import type { Settings } from '../../src/settings/schema.ts';
import type { Base } from '../base/base.ts';
import type { HandlersOf } from '../ipc/ipc.ts';
import { hotkeysIn } from './hotkeys.ts';
import { Shortcuts } from './shortcuts.ts';

export interface HotkeysPart {
  /** @returns what came of each key */
  readonly configure: (settings: Settings) => HotkeyStates;
  readonly handlers: HandlersOf<typeof hotkeyChannels>;
}

export function createHotkeys(
  { edges, windows }: Base,
  desk: { readonly press: (name: HotkeyName) => unknown },
): HotkeysPart {
  const shortcuts = new Shortcuts({
    registrar: globalShortcut,
    platform: process.platform,
    nowMs: () => edges.clock.now().monoMs,
    onPressed: (name) => void desk.press(name),
  });
  windows.on('settingsLeft', () => shortcuts.pause(false));
  return {
    configure: (settings) => shortcuts.configure(hotkeysIn(settings)),
    handlers: {
      'hotkeys:probe': (keys) => shortcuts.probe(keys),
      'hotkeys:pause': (paused) => shortcuts.pause(paused),
    },
  };
}
