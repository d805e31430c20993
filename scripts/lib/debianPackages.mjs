// @ts-check
// Debian (and Ubuntu) packages by purpose. Where releases name one differently, the names stand in order of preference.
// `node scripts/debian-packages.mjs` prints the command that installs all of them.

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
  /** A screen where there is none, and letters to write on it. */
  display: ['xvfb', 'fonts-dejavu-core'],
  /** A private session bus and window manager for the end-to-end tests. */
  session: [['dbus-daemon', 'dbus'], 'openbox', 'gnome-keyring'],
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
