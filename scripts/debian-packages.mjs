// @ts-check
// Debian (and Ubuntu) packages by purpose. Where releases name one differently, the names stand in order of preference.
// `node scripts/debian-packages.mjs` prints the command that installs all of them.
import { pathToFileURL } from 'node:url';

/** @typedef {string | string[]} Name one package, or its names in different releases */

export const DEBIAN_PACKAGES = {
  /** Shared libraries that Electron is linked against, or loads when asked to (notifications, keyring). */
  electron: [
    ['libgtk-3-0t64', 'libgtk-3-0'],
    'libnss3',
    ['libasound2t64', 'libasound2'],
    'libgbm1',
    ['libatspi2.0-0t64', 'libatspi2.0-0'],
    ['libatk-bridge2.0-0t64', 'libatk-bridge2.0-0'],
    ['libcups2t64', 'libcups2'],
    'libnotify4',
    'libsecret-1-0',
    'xdg-utils',
  ],
  /** A private display, session bus and window manager for the end-to-end tests. */
  session: ['xvfb', ['dbus-daemon', 'dbus'], 'openbox', 'gnome-keyring', 'fonts-dejavu-core'],
  /** What makes it an agent's desktop (a tray, notifications, links), and what a hand does on one: keys, clicks, D-Bus calls. */
  desktop: [
    'xfce4-panel',
    'adwaita-icon-theme',
    'dunst',
    'libglib2.0-bin', // gdbus
    'systemd', // busctl
    'xdotool',
    'x11-utils', // xprop
    'x11-xserver-utils', // xrandr
    'xserver-xorg-core',
    'xserver-xorg-video-dummy', // two screens, of which one can be unplugged
    'desktop-file-utils',
  ],
  /** Where electron-builder cannot fetch its own: rpmbuild and rpm, 7za. */
  packing: ['rpm', ['p7zip-full', '7zip']],
  /** The browser of the CRM page. */
  browser: ['chromium'],
};

/** Which of the packages brings a shared library, as `ldd` names it. @type {Record<string, string>} */
export const PACKAGE_OF_LIBRARY = {
  'libgtk-3.so.0': 'libgtk-3-0',
  'libgdk-3.so.0': 'libgtk-3-0',
  'libnss3.so': 'libnss3',
  'libnssutil3.so': 'libnss3',
  'libsmime3.so': 'libnss3',
  'libnspr4.so': 'libnspr4',
  'libasound.so.2': 'libasound2',
  'libgbm.so.1': 'libgbm1',
  'libdrm.so.2': 'libdrm2',
  'libatspi.so.0': 'libatspi2.0-0',
  'libatk-1.0.so.0': 'libatk1.0-0',
  'libatk-bridge-2.0.so.0': 'libatk-bridge2.0-0',
  'libcups.so.2': 'libcups2',
  'libdbus-1.so.3': 'libdbus-1-3',
  'libpango-1.0.so.0': 'libpango-1.0-0',
  'libcairo.so.2': 'libcairo2',
  'libX11.so.6': 'libx11-6',
  'libXcomposite.so.1': 'libxcomposite1',
  'libXdamage.so.1': 'libxdamage1',
  'libXext.so.6': 'libxext6',
  'libXfixes.so.3': 'libxfixes3',
  'libXrandr.so.2': 'libxrandr2',
  'libxcb.so.1': 'libxcb1',
  'libxkbcommon.so.0': 'libxkbcommon0',
  'libexpat.so.1': 'libexpat1',
  'libglib-2.0.so.0': 'libglib2.0-0',
  'libgobject-2.0.so.0': 'libglib2.0-0',
  'libgio-2.0.so.0': 'libglib2.0-0',
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { installCommand } = await import('./lib/apt.mjs');
  process.stdout.write(`${installCommand(Object.values(DEBIAN_PACKAGES).flat())}\n`);
}
