// @ts-check
// What Electron would fail on with a riddle, said in words beforehand.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

/** Shared libraries the binary wants and the machine has not. @param {string} binary @returns {string[]} */
export function missingLibraries(binary) {
  if (process.platform !== 'linux') return [];
  const { stdout } = spawnSync('ldd', [binary], { encoding: 'utf8' });
  const names = [...(stdout ?? '').matchAll(/^\s*(\S+) => not found/gm)].map(([, name]) => String(name));
  return [...new Set(names)];
}

/** Chromium refuses its sandbox to root (containers, test machines). */
export const withoutSandbox = () => process.platform === 'linux' && process.getuid?.() === 0;

/**
 * Where Chromium may not make its sandbox as this user, since the system does not let ordinary users create user namespaces: what lets
 * its helper make it, run once by root.
 * @param {string} dist
 * @returns {string[]} commands; empty when there is nothing to do
 */
export function sandboxCommands(dist) {
  if (process.platform !== 'linux' || withoutSandbox()) return [];
  const helper = path.join(dist, 'chrome-sandbox');
  const stat = fs.statSync(helper, { throwIfNoEntry: false });
  if (stat && stat.uid === 0 && (stat.mode & 0o4755) === 0o4755) return [];
  const probe = spawnSync('unshare', ['--user', '--map-root-user', 'true'], { encoding: 'utf8' });
  if (probe.error || probe.status === 0) return [];
  return [`chown root:root '${helper}'`, `chmod 4755 '${helper}'`];
}
