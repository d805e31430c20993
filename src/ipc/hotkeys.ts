import { request } from './channel/channel.ts';
import { settingsWindow } from './channel/pages.ts';

/** What a hotkey can do. */
export const hotkeyNames = [
  'showPanel',
  'answer',
  'hangUp',
  'hold',
  'mute',
  'switchState',
  'dialSelected',
  'quickCommand',
] as const;
export type HotkeyName = (typeof hotkeyNames)[number];

/** The keys that are wished for, as Electron writes them; empty: none. */
export type HotkeyKeys = Readonly<Record<HotkeyName, string>>;

/** Why a combination of keys cannot be a global hotkey. Stable codes; their words are in the catalogue. */
export type HotkeyFault =
  | 'unreadable'
  /** Without a modifier, or with Shift alone, it would take a letter away from every other program. */
  | 'needsModifier'
  /** The operating system, or nearly every program on it, has a use for it. */
  | 'reserved';

/** What came of one of them, as the settings tell it. `keys` in the one spelling that we keep. */
export type HotkeyState =
  | { readonly state: 'none' }
  | { readonly state: 'works'; readonly keys: string }
  | { readonly state: 'wrong'; readonly code: HotkeyFault }
  /** Another hotkey of ours has the same keys, and comes first. */
  | { readonly state: 'duplicate'; readonly keys: string; readonly of: HotkeyName }
  /** Another program has it, or the system gave no reason. */
  | { readonly state: 'taken'; readonly keys: string };

export type HotkeyStates = Readonly<Record<HotkeyName, HotkeyState>>;

export const hotkeyChannels = {
  /** What would come of these hotkeys if they were saved now. */
  'hotkeys:probe': request<(keys: HotkeyKeys) => HotkeyStates>(settingsWindow, ({ z }) => [
    z.record(z.enum(hotkeyNames), z.string().max(8192)),
  ]),
  /** While keys are recorded, no hotkey does anything; at the end of the settings window they all do again. */
  'hotkeys:pause': request<(paused: boolean) => void>(settingsWindow, ({ z }) => [z.boolean()]),
};
