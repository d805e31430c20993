// @ts-check
// What an agent's desktop has beyond a window manager: a bar with a tray, a notification server, an unlocked keyring.
import fs from 'node:fs';
import path from 'node:path';
import { limits } from '../../e2e/limits.mjs';
import { inPath, inRoot } from './paths.mjs';
import { lastWords, run } from './run.mjs';

const READY_LIMIT_S = limits.sessionMs / 1000;

/** The names that they own on the session bus once they can be talked to. */
const busNames = [
  'org.kde.StatusNotifierWatcher',
  'org.freedesktop.Notifications',
  'org.freedesktop.secrets',
];

/** The programs that have to be there: the desktop's own, and those that stand for a hand on it. */
const programs = [
  'dbus-daemon',
  'openbox',
  'xfce4-panel',
  'dunst',
  'gnome-keyring-daemon',
  'gdbus',
  'busctl',
  'xdotool',
  'xprop',
  'xrandr',
  'Xorg',
  'update-desktop-database',
];

/** Those of them that are not here. */
export const missingForDesktop = () => programs.filter((name) => !inPath(name));

/**
 * Starts them on the display and the bus of `env`, and waits until each can be talked to.
 * @param {(name: string, args: string[], env: NodeJS.ProcessEnv, input?: string) => unknown} start
 * @param {NodeJS.ProcessEnv} env its XDG_CONFIG_HOME is private and was there before the bus, whose services inherit it
 */
export async function startDesktop(start, env) {
  const channel = 'xfce4/xfconf/xfce-perchannel-xml';
  const folder = path.join(String(env.XDG_CONFIG_HOME), channel);
  fs.mkdirSync(folder, { recursive: true });
  fs.copyFileSync(inRoot('scripts/session/xfce4-panel.xml'), path.join(folder, 'xfce4-panel.xml'));
  start('gnome-keyring-daemon', ['--foreground', '--unlock', '--components=secrets'], env, 'password');
  start('xfce4-panel', ['--disable-wm-check'], env);
  start('dunst', ['-conf', inRoot('scripts/session/dunstrc')], env);
  await Promise.all(
    busNames.map(async (name) => {
      const wait = ['wait', '--session', '--timeout', String(READY_LIMIT_S), name];
      const result = await run('gdbus', wait, { env });
      if (result.code !== 0) throw new Error(`nobody came up as ${name}\n${lastWords(result)}`);
    }),
  );
}
