// @ts-check
// Packages of package-lock.json in node_modules, installed only when they are not what the lock file says.
import fs from 'node:fs';
import { inRoot, root } from './paths.mjs';
import { lastWords, run } from './run.mjs';

const INSTALL_LIMIT_MS = 30 * 60_000;
/** Without a network, say so in seconds: npm's own pauses between its attempts are a minute. */
export const SHORT_PAUSES = ['--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=5000'];
const UNREACHABLE = /\b(EAI_AGAIN|ENOTFOUND|ENETUNREACH|EHOSTUNREACH|ECONNREFUSED|ETIMEDOUT)\b/;

/**
 * npm itself: the one that runs us, else the one in PATH.
 * @param {string[]} args
 * @param {import('./run.mjs').RunOptions} [options]
 */
export function npm(args, options) {
  const own = process.env.npm_execpath;
  const known = own && /npm-cli\.[cm]?js$/.test(own) ? own : undefined;
  const settings = { ...options, endSignal: /** @type {const} */ ('SIGKILL') }; // asked to stop, npm goes on for a minute and then undoes all of it
  if (known) return run(process.execPath, [known, ...args], settings);
  return run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, settings);
}

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, os?: string[], cpu?: string[] }} Locked
 * @param {string} file
 * @returns {Record<string, Locked>} by place, `node_modules/...`
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

/** Whether npm installs it on this machine. @param {Locked} locked */
const isForHere = ({ os, cpu }) =>
  (!os || os.includes(process.platform)) && (!cpu || cpu.includes(process.arch));

/**
 * @param {import('./steps.mjs').Step} step
 * @throws {Error} with npm's last words
 */
export async function ensurePackages(step) {
  if (packagesInstalled()) return step.done('up to date');
  const locked = Object.entries(lockedPackages(inRoot('package-lock.json')));
  const places = locked.filter(([where, its]) => where && isForHere(its)).map(([where]) => where);

  const poll = setInterval(() => {
    const present = places.filter((where) => fs.existsSync(inRoot(where, 'package.json'))).length;
    step.report(`npm ci, ${present} of ${places.length}`, present / places.length);
  }, 500);
  step.report(`npm ci, ${places.length} packages`);
  try {
    const result = await npm(
      ['ci', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error', ...SHORT_PAUSES],
      {
        cwd: root,
        timeoutMs: INSTALL_LIMIT_MS,
      },
    );
    const why = UNREACHABLE.test(result.stderr)
      ? 'The npm registry cannot be reached, and not all packages were fetched before.'
      : 'npm ci failed.';
    if (result.code !== 0) throw new Error(`${why}\n${lastWords(result)}`);
  } finally {
    clearInterval(poll);
  }
  step.done(`${places.length} packages installed`);
}
