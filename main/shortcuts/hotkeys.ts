import type { HotkeyKeys } from '../../src/ipc/hotkeys.ts';
import type { Settings } from '../../src/settings/schema.ts';

/** The hotkeys as the settings have them. */
export function hotkeysIn(settings: Settings): HotkeyKeys {
  return {
    showPanel: settings.hotkeyShowPanel,
    answer: settings.hotkeyAnswer,
    hangUp: settings.hotkeyHangUp,
    hold: settings.hotkeyHold,
    mute: settings.hotkeyMute,
    switchState: settings.hotkeySwitchState,
    dialSelected: settings.hotkeyDialSelected,
    quickCommand: settings.hotkeyQuickCommand,
  };
}
