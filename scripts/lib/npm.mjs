// @ts-check
// Packages of package-lock.json in node_modules, installed only when they are not what the lock file says.
import fs from 'node:fs';
import { inRoot, root } from './paths.mjs';
import { lastWords, run } from './run.mjs';

/**
 * npm itself: the one that runs us, else the one in PATH.
 * @param {string[]} args
 * @param {import('./run.mjs').RunOptions} [options]
 */
export function npm(args, options) {
  const own = process.env.npm_execpath;
  if (own && /npm-cli\.[cm]?js$/.test(own)) return run(process.execPath, [own, ...args], options);
  return run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, options);
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, integrity?: string, optional?: boolean, peer?: boolean }>}
 */
function lockedPackages(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')).packages ?? {};
  } catch {
    return {};
  }
}

/**
 * Whether node_modules holds what package-lock.json names. npm writes `node_modules/.package-lock.json` as the last
 * thing it does, so an interrupted installation has none.
 */
export function packagesInstalled() {
  const wanted = Object.entries(lockedPackages(inRoot('package-lock.json'))).filter(([where]) => where);
  const have = lockedPackages(inRoot('node_modules/.package-lock.json'));
  return (
    wanted.length > 0 &&
    wanted.every(([where, { version, integrity, optional }]) => {
      const present = have[where];
      if (!present) return Boolean(optional);
      return (
        present.version === version &&
        present.integrity === integrity &&
        fs.existsSync(inRoot(where, 'package.json'))
      );
    })
  );
}

/**
 * @param {import('./steps.mjs').Step} step
 * @throws {Error} with npm's last words
 */
export async function ensurePackages(step) {
  const places = Object.keys(lockedPackages(inRoot('package-lock.json'))).filter(Boolean);
  if (packagesInstalled()) return step.done('up to date');

  const poll = setInterval(() => {
    const present = places.filter((where) => fs.existsSync(inRoot(where, 'package.json'))).length;
    step.report(`npm ci, ${present} of ${places.length}`, present / places.length);
  }, 500);
  step.report(`npm ci, ${places.length} packages`);
  try {
    const result = await npm(['ci', '--no-audit', '--no-fund', '--prefer-offline'], {
      cwd: root,
      timeoutMs: 900_000,
    });
    if (result.code !== 0) throw new Error(`npm ci failed.\n${lastWords(result)}`);
  } finally {
    clearInterval(poll);
  }
  step.done(`${places.length} packages installed`);
}
