// @ts-check
// What Electron would fail on with a riddle, said in words beforehand.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { installCommand, hasApt } from './apt.mjs';
import { DEBIAN_PACKAGES, PACKAGE_OF_LIBRARY } from '../debian-packages.mjs';

/** Shared libraries the binary wants and the machine has not. @param {string} binary @returns {string[]} */
export function missingLibraries(binary) {
  const { stdout } = spawnSync('ldd', [binary], { encoding: 'utf8' });
  const names = [...(stdout ?? '').matchAll(/^\s*(\S+) => not found/gm)].map(([, name]) => String(name));
  return [...new Set(names)];
}

/** @param {string[]} libraries */
function packagesFor(libraries) {
  const names = libraries.map((library) => PACKAGE_OF_LIBRARY[library]);
  // a library we do not know by name: the whole list brings it along
  if (names.includes(undefined)) return DEBIAN_PACKAGES.electron;
  return [...new Set(names.map(String))].map((name) => [`${name}t64`, name]);
}

/** Where Chromium may not make its sandbox as this user: what to do about it. @param {string} dist */
function sandboxTrouble(dist) {
  const helper = path.join(dist, 'chrome-sandbox');
  const stat = fs.statSync(helper, { throwIfNoEntry: false });
  if (stat && stat.uid === 0 && (stat.mode & 0o4755) === 0o4755) return undefined;
  const probe = spawnSync('unshare', ['--user', '--map-root-user', 'true'], { encoding: 'utf8' });
  if (probe.error || probe.status === 0) return undefined;
  return (
    'Chromium cannot make its sandbox here: this system does not let ordinary users create user namespaces.\n' +
    'Let its helper do it (once):\n' +
    `  sudo chown root:root '${helper}' && sudo chmod 4755 '${helper}'`
  );
}

/**
 * @param {import('../electron-runtime.mjs').Runtime} runtime
 * @returns {string | undefined} what is wrong and what to do, for a person; undefined when Electron can start
 */
export function startTrouble(runtime) {
  if (process.platform !== 'linux') return undefined;
  const libraries = missingLibraries(runtime.binary);
  if (libraries.length > 0) {
    const how = hasApt()
      ? `Install them with:\n  ${installCommand(packagesFor(libraries))}`
      : 'Install the packages of your distribution that hold them (GTK 3, NSS, ALSA, GBM, AT-SPI).';
    return `Electron needs shared libraries that are not here: ${libraries.join(', ')}.\n${how}`;
  }
  if (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
    return (
      'There is no display to show a window on (DISPLAY and WAYLAND_DISPLAY are not set).\n' +
      'Start Offhook in a desktop session, or on a machine without one in a virtual display:\n' +
      '  xvfb-run -a npm start\n' +
      `(xvfb-run comes with: ${installCommand(['xvfb', 'xauth'])})`
    );
  }
  return process.getuid?.() === 0 ? undefined : sandboxTrouble(runtime.dist);
}
