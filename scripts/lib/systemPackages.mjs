// @ts-check
// What Electron needs of the system: shared libraries and, on a machine without a screen, a virtual one.
import { DEBIAN_PACKAGES } from '../debian-packages.mjs';
import { hasApt, install, installCommand, missingPackages, whyNotInstall } from './apt.mjs';
import { inPath } from './paths.mjs';
import { missingLibraries } from './preflight.mjs';

/** Whether windows can be shown here. */
export const hasDisplay = () =>
  process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

/**
 * Installs what is missing where that needs no question: on Debian and Ubuntu, as root.
 * @param {import('./steps.mjs').Step} step
 * @param {import('../electron-runtime.mjs').Runtime} runtime
 * @param {{ virtualDisplay: boolean }} needs
 * @throws {Error} that names the one command to run, where it may not install
 */
export async function ensureSystemPackages(step, runtime, { virtualDisplay }) {
  const libraries = missingLibraries(runtime.binary);
  const noDisplay = virtualDisplay && !inPath('Xvfb');
  if (libraries.length === 0 && !noDisplay) return step.done('all here');

  const wanted = [
    ...(libraries.length > 0 ? DEBIAN_PACKAGES.electron : []),
    ...(virtualDisplay ? DEBIAN_PACKAGES.display : []),
  ];
  if (whyNotInstall() !== undefined) throw new Error(whatToRun(libraries, noDisplay, wanted));
  const installed = await install(wanted, step.report);
  const still = missingLibraries(runtime.binary);
  if (still.length > 0) throw new Error(`Electron still misses shared libraries: ${still.join(', ')}.`);
  step.done(`installed ${installed.join(', ')}`);
}

/** @param {string[]} libraries @param {boolean} noDisplay @param {import('../debian-packages.mjs').Name[]} wanted */
function whatToRun(libraries, noDisplay, wanted) {
  const missing = [
    ...(libraries.length > 0 ? [`shared libraries that Electron needs (${libraries.join(', ')})`] : []),
    ...(noDisplay ? ['Xvfb, a virtual display, since this machine has no screen'] : []),
  ];
  const how = hasApt()
    ? `Run this once, then npm start again:\n  ${installCommand(missingPackages(wanted))}`
    : 'Install the packages of your distribution that hold them (GTK 3, NSS, ALSA, GBM, AT-SPI, Xvfb).';
  return `Missing here: ${missing.join('; ')}.\n${how}`;
}
