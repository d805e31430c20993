const modifierKeys: readonly string[] = [
  'Control',
  'Shift',
  'Alt',
  'AltGraph',
  'Meta',
  'OS',
  'Super',
  'Hyper',
  'Fn',
];

/** A key's name in the browser, and Electron's where that is another one. */
const named: Readonly<Record<string, string>> = {
  ' ': 'Space',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  Enter: 'Return',
  '+': 'Plus',
  CapsLock: 'Capslock',
  NumLock: 'Numlock',
  ScrollLock: 'Scrolllock',
  AudioVolumeUp: 'VolumeUp',
  AudioVolumeDown: 'VolumeDown',
  AudioVolumeMute: 'VolumeMute',
  MediaTrackNext: 'MediaNextTrack',
  MediaTrackPrevious: 'MediaPreviousTrack',
};

type Pressed = Pick<
  KeyboardEvent,
  'key' | 'code' | 'ctrlKey' | 'altKey' | 'shiftKey' | 'metaKey' | 'getModifierState'
>;

/**
 * The keys of a stroke as Electron writes them; nothing while only modifiers are held, or for a key that cannot be named. A letter is the one on
 * the keyboard, whatever Shift or Alt make of it.
 */
export function keysOf(event: Pressed, mac: boolean): string | undefined {
  if (modifierKeys.includes(event.key)) return undefined;
  const key = nameOf(event);
  if (key === undefined) return undefined;
  const modifiers = [
    [event.metaKey, mac ? 'Command' : 'Super'],
    [event.ctrlKey, 'Control'],
    [event.altKey, 'Alt'],
    [event.getModifierState('AltGraph'), 'AltGr'],
    [event.shiftKey, 'Shift'],
  ] as const;
  return [...modifiers.filter(([held]) => held).map(([, name]) => name), key].join('+');
}

function nameOf({ key, code }: Pressed): string | undefined {
  const numpad = /^Numpad(\d)$/.exec(code)?.[1];
  if (numpad !== undefined) return `num${numpad}`;
  const digit = /^Digit(\d)$/.exec(code)?.[1];
  if (digit !== undefined) return digit;
  if (/^[a-z]$/i.test(key)) return key.toUpperCase();
  // Another script, or what Alt makes of the key: the letter at this place of the keyboard.
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter !== undefined) return letter;
  if (key in named) return named[key];
  return /^[!-~]$/.test(key) || /^[A-Z][A-Za-z]+$|^F\d+$/.test(key) ? key : undefined;
}
