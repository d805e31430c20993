// @ts-check
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const ABANDONED_MS = 24 * 3600_000;

/**
 * A temporary folder on the same file system as what is made in it, so that a rename puts it in place.
 * Removes those that an interrupted run left; the name says whose each is: tmp-HOST-PID-RANDOM.
 * @param {string} parent
 */
export function makeTemporary(parent) {
  fs.mkdirSync(parent, { recursive: true });
  for (const name of fs.readdirSync(parent)) {
    const [, host, pid] = /^tmp-(.+)-(\d+)-\w+$/.exec(name) ?? [];
    const stat = host ? fs.statSync(path.join(parent, name), { throwIfNoEntry: false }) : undefined;
    if (!stat) continue;
    const owned = host !== os.hostname() || isRunning(Number(pid));
    if (owned && Date.now() - stat.mtimeMs < ABANDONED_MS) continue;
    try {
      fs.rmSync(path.join(parent, name), { recursive: true, force: true });
    } catch {
      // something still writes there: the next run gets it
    }
  }
  return fs.mkdtempSync(path.join(parent, `tmp-${os.hostname()}-${process.pid}-`));
}

/** @param {number} pid */
function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}
