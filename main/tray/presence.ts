import type { RunProgram } from '../programs.ts';

const watcher = 'org.kde.StatusNotifierWatcher';
const [path, properties, property] = [
  '/StatusNotifierWatcher',
  'org.freedesktop.DBus.Properties',
  'IsStatusNotifierHostRegistered',
];

/** Either of them is on nearly every Linux desktop; they print `variant boolean true` and `(<true>,)`. */
const questions: readonly (readonly [program: string, args: readonly string[]])[] = [
  [
    'dbus-send',
    [
      '--session',
      '--print-reply',
      `--dest=${watcher}`,
      path,
      `${properties}.Get`,
      `string:${watcher}`,
      `string:${property}`,
    ],
  ],
  ['gdbus', ['call', '--session', '-d', watcher, '-o', path, '-m', `${properties}.Get`, watcher, property]],
];

/**
 * Whether there is a tray in which our icon can be seen. Windows and macOS always have one. On Linux Electron makes an icon also where nobody shows
 * it (GNOME without an extension): the StatusNotifierWatcher knows whether somebody does. Not known counts as no.
 */
export async function isTrayThere(platform: string, run: RunProgram): Promise<boolean> {
  if (platform !== 'linux') return true;
  for (const [program, args] of questions) {
    const answer = await run(program, args).catch(() => '');
    if (/\bboolean true\b|<true>/.test(answer)) return true;
    if (/\bboolean false\b|<false>/.test(answer)) return false;
  }
  return false;
}
