// @ts-check
// What Electron needs of the system: shared libraries, its sandbox and, on a machine without a screen, a virtual one.
import { DEBIAN_PACKAGES } from './debianPackages.mjs';
import { hasApt, install, installAsRoot, missingPackages, whyNotInstall } from './apt.mjs';
import { inPath } from './paths.mjs';
import { missingLibraries, sandboxCommands } from './preflight.mjs';

/** Whether windows can be shown here. */
export const hasDisplay = () =>
  process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

/**
 * Installs what is missing where that needs no question: on Debian and Ubuntu, as root.
 * @param {import('./steps.mjs').Step} step
 * @param {import('./runtime/electron.mjs').Runtime} runtime
 * @param {{ virtualDisplay: boolean }} needs
 * @throws {Error} that names the one command to run, where it may not install
 */
export async function ensureSystem(step, runtime, { virtualDisplay }) {
  const libraries = missingLibraries(runtime.binary);
  const noXvfb = virtualDisplay && !inPath('Xvfb');
  const wanted = [
    ...(libraries.length > 0 ? DEBIAN_PACKAGES.electron : []),
    ...(noXvfb ? DEBIAN_PACKAGES.display : []),
  ];
  if (whyNotInstall() !== undefined) {
    const packages = wanted.length > 0 && hasApt() ? installAsRoot(missingPackages(wanted)) : undefined;
    const trouble = troubleText({ libraries, noXvfb, packages, sandbox: sandboxCommands(runtime.dist) });
    if (trouble) throw new Error(trouble);
  }
  if (wanted.length === 0) return step.done('all here');
  const installed = await install(wanted, step.report);
  const still = missingLibraries(runtime.binary);
  if (still.length > 0) throw new Error(`Electron still misses shared libraries: ${still.join(', ')}.`);
  step.done(`installed ${installed.join(', ')}`);
}

/**
 * @param {object} missing
 * @param {readonly string[]} missing.libraries
 * @param {boolean} missing.noXvfb
 * @param {string | undefined} missing.packages the command that installs them, where there is one
 * @param {readonly string[]} missing.sandbox commands that let Chromium make its sandbox
 * @returns {string | undefined} what is missing and the one command that helps; undefined when nothing is
 */
export function troubleText({ libraries, noXvfb, packages, sandbox }) {
  const lines = [
    ...(libraries.length > 0
      ? [`Electron needs shared libraries that are not here: ${libraries.join(', ')}.`]
      : []),
    ...(noXvfb ? ['This machine has no screen, and Xvfb, which makes a virtual one, is not here.'] : []),
    ...(sandbox.length > 0
      ? ['Chromium cannot make its sandbox: ordinary users may not create user namespaces here.']
      : []),
  ];
  if (lines.length === 0) return undefined;
  if (libraries.length + Number(noXvfb) > 0 && packages === undefined)
    lines.push(
      'Install the packages of your distribution that hold them (GTK 3, NSS, ALSA, GBM, AT-SPI, Xvfb).',
    );
  const commands = [...(packages === undefined ? [] : ['apt-get update', packages]), ...sandbox];
  if (commands.length > 0)
    lines.push('Run this once, then start again:', `  sudo sh -c "${commands.join(' && ')}"`);
  return lines.join('\n');
}
