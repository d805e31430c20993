import { t } from './words.ts';

export const isMac = navigator.platform.startsWith('Mac');

/** Keys that have a word on the keyboard, by their names in `aria-keyshortcuts` and in Electron. */
const keyWords: Readonly<Record<string, string>> = {
  Command: t('hotkey.key.Command'),
  Control: t('hotkey.key.Control'),
  Alt: t('hotkey.key.Alt'),
  AltGr: t('hotkey.key.AltGr'),
  Shift: t('hotkey.key.Shift'),
  Super: t('hotkey.key.Super'),
  Enter: t('hotkey.key.Enter'),
  Return: t('hotkey.key.Enter'),
  Escape: t('hotkey.key.Escape'),
  Space: t('hotkey.key.Space'),
  Backspace: t('hotkey.key.Backspace'),
  Delete: t('hotkey.key.Delete'),
  Insert: t('hotkey.key.Insert'),
  Home: t('hotkey.key.Home'),
  End: t('hotkey.key.End'),
  PageUp: t('hotkey.key.PageUp'),
  PageDown: t('hotkey.key.PageDown'),
  PrintScreen: t('hotkey.key.PrintScreen'),
  Up: '↑',
  Down: '↓',
  Left: '←',
  Right: '→',
  Plus: '+',
};

/** The keys of a shortcut such as `Control+Enter` as they are written on the keyboard, one by one. */
export function keyCaps(keys: string): readonly string[] {
  const names = keys.replace('CommandOrControl', isMac ? 'Command' : 'Control').split('+');
  return names.filter((name) => name !== '').map((name) => keyWords[name] ?? name);
}
