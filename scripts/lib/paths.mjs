// @ts-check
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[/\\]$/, '');

/** Where large, re-creatable things live between checkouts: `OFFHOOK_CACHE`, else `~/.cache/offhook`. */
export function cacheDir() {
  const base = process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache');
  return path.resolve(process.env.OFFHOOK_CACHE || path.join(base, 'offhook'));
}

/** @param {string[]} parts below the checkout */
export const inRoot = (...parts) => path.join(root, ...parts);

/** Whether a program can be found by its name. @param {string} name */
export const inPath = (name) => programPath(name) !== undefined;

/** Where a program of this name is. @param {string} name */
export const programPath = (name) =>
  (process.env.PATH ?? '')
    .split(path.delimiter)
    .map((folder) => path.join(folder, name))
    .find((file) => fs.existsSync(file));
