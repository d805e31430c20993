import type { RunProgram } from '../os/programs.ts';
import { askProperty, truthIn } from '../os/sessionBus.ts';

const watcher = {
  service: 'org.kde.StatusNotifierWatcher',
  path: '/StatusNotifierWatcher',
  iface: 'org.kde.StatusNotifierWatcher',
};

/**
 * Whether there is a tray in which our icon can be seen. Windows and macOS always have one. On Linux Electron makes an icon also where no one shows
 * it (GNOME without an extension): the StatusNotifierWatcher knows whether somebody does. Not known counts as no.
 */
export async function isTrayThere(platform: string, run: RunProgram): Promise<boolean> {
  if (platform !== 'linux') return true;
  return truthIn(await askProperty(watcher, 'IsStatusNotifierHostRegistered', run)) === true;
}
