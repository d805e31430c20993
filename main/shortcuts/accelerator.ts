import type { HotkeyFault } from '../../src/ipc/hotkeys.ts';

export interface Accelerator {
  /** In the one order and spelling that we keep, which Electron takes: `CommandOrControl` is written as what it is on this system. */
  readonly canonical: string;
  readonly modifiers: readonly Modifier[];
  readonly key: string;
}

export type AcceleratorReading =
  | { readonly ok: true; readonly accelerator: Accelerator }
  | { readonly ok: false; readonly code: HotkeyFault };

/** In the order in which they are written. */
const modifiers = ['Command', 'Control', 'Alt', 'AltGr', 'Shift', 'Super'] as const;
type Modifier = (typeof modifiers)[number];

/** Electron's names (its documentation, "Accelerators"), in lower case. */
const modifierNames: Readonly<Record<string, (mac: boolean) => Modifier>> = {
  command: () => 'Command',
  cmd: () => 'Command',
  control: () => 'Control',
  ctrl: () => 'Control',
  commandorcontrol: (mac) => (mac ? 'Command' : 'Control'),
  cmdorctrl: (mac) => (mac ? 'Command' : 'Control'),
  alt: () => 'Alt',
  option: () => 'Alt',
  altgr: () => 'AltGr',
  shift: () => 'Shift',
  super: (mac) => (mac ? 'Command' : 'Super'),
  meta: (mac) => (mac ? 'Command' : 'Super'),
};

const keyNames = [
  ...['Plus', 'Space', 'Tab', 'Capslock', 'Numlock', 'Scrolllock', 'Backspace', 'Delete', 'Insert', 'Return'],
  ...['Up', 'Down', 'Left', 'Right', 'Home', 'End', 'PageUp', 'PageDown', 'Escape', 'PrintScreen'],
  ...[
    'VolumeUp',
    'VolumeDown',
    'VolumeMute',
    'MediaNextTrack',
    'MediaPreviousTrack',
    'MediaStop',
    'MediaPlayPause',
  ],
  ...Array.from({ length: 24 }, (_none, index) => `F${index + 1}`),
  ...Array.from({ length: 10 }, (_none, index) => `num${index}`),
  ...['numdec', 'numadd', 'numsub', 'nummult', 'numdiv'],
];
const keyAliases: Readonly<Record<string, string>> = { enter: 'Return', esc: 'Escape' };
const keys = new Map(keyNames.map((name) => [name.toLowerCase(), name]));

/** Keys that mean nothing in a text: alone they take nothing away. */
const standAlone = /^(?:F\d+|Volume.*|Media.*|PrintScreen|Scrolllock)$/;

type Platform = 'linux' | 'win32' | 'darwin';

/** What each system, or nearly every program on it, has a use for. In our spelling. */
const reserved: Readonly<Record<Platform, readonly string[]>> = {
  linux: [
    ...[
      'Alt+Tab',
      'Alt+Shift+Tab',
      'Alt+F4',
      'Alt+F2',
      'Alt+Space',
      'Control+Alt+Delete',
      'Control+Alt+Backspace',
    ],
    ...Array.from({ length: 12 }, (_none, index) => `Control+Alt+F${index + 1}`),
  ],
  win32: [
    ...['Alt+Tab', 'Alt+Shift+Tab', 'Alt+F4', 'Alt+Escape', 'Alt+Space', 'Control+Escape', 'F12'],
    ...[
      'Control+Alt+Delete',
      'Control+Shift+Escape',
      'Super+L',
      'Super+D',
      'Super+E',
      'Super+R',
      'Super+Tab',
      'Super+V',
    ],
  ],
  darwin: [
    ...[
      'Command+Tab',
      'Command+Shift+Tab',
      'Command+Space',
      'Command+Q',
      'Command+W',
      'Command+H',
      'Command+M',
    ],
    ...['Command+Alt+Escape', 'Command+Control+Q', 'Command+Shift+3', 'Command+Shift+4', 'Command+Shift+5'],
  ],
};
const reservedEverywhere = /^(?:Command|Control)\+(?:[ACSVXZFP]|Shift\+Z)$/;

/**
 * Reads a combination of keys as Electron writes it, e.g. `Ctrl+Alt+A`.
 * @param platform as Node names it; others than Windows and macOS count as Linux
 */
export function readAccelerator(text: string, platform: string): AcceleratorReading {
  const system: Platform = platform === 'win32' || platform === 'darwin' ? platform : 'linux';
  const parts = text.split('+').map((part) => part.trim().toLowerCase());
  const key = keyOf(parts.pop() ?? '');
  const found = parts.map((part) => modifierNames[part]?.(system === 'darwin'));
  if (key === undefined || !found.every((one) => one !== undefined) || new Set(found).size < found.length)
    return { ok: false, code: 'unreadable' };
  const ordered = modifiers.filter((modifier) => found.includes(modifier));
  if (system !== 'darwin' && ordered.includes('Command')) return { ok: false, code: 'unreadable' };
  if (ordered.every((modifier) => modifier === 'Shift') && !standAlone.test(key))
    return { ok: false, code: 'needsModifier' };
  const canonical = [...ordered, key].join('+');
  if (reserved[system].includes(canonical) || reservedEverywhere.test(canonical))
    return { ok: false, code: 'reserved' };
  return { ok: true, accelerator: { canonical, modifiers: ordered, key } };
}

function keyOf(name: string): string | undefined {
  // Printable ASCII in one character; `+` itself is called Plus.
  if (/^[!-~]$/.test(name)) return name.toUpperCase();
  return keys.get(name) ?? keyAliases[name];
}
