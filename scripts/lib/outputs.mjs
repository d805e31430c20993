// @ts-check
// Whether a built output still belongs to its sources: a fingerprint of their names, sizes and times, kept beside it.
// Unlike a comparison of times it also sees what was deleted, renamed or put back.
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { inRoot } from './paths.mjs';

const NOT_BUILT = /\.test\.tsx?$|\/(recordings|testing|fixtures)\//;
const SETTINGS = ['package.json', 'package-lock.json', 'tsconfig.json', 'scripts/build.mjs'];

/** What is built: the files that must exist, and what they are made of. */
export const OUTPUTS = {
  app: {
    files: ['out/main/index.js', 'out/preload/preload.cjs', 'out/renderer/index.html'],
    stamp: 'out/.app-sources',
    sources: ['src', 'main', 'renderer', 'assets', 'electron.vite.config.ts'],
  },
  cli: { files: ['out/cli/offhook.js'], stamp: 'out/.cli-sources', sources: ['src', 'vite.cli.config.ts'] },
  client: {
    files: ['out/client/package.json', 'out/client/client/index.js', 'out/client/client/index.d.ts'],
    stamp: 'out/.client-sources',
    sources: ['src/messaging', 'tsconfig.client.json'],
  },
};

/** @param {string} name a file or folder of the checkout @returns {string[]} */
function filesOf(name) {
  const stat = fs.statSync(inRoot(name), { throwIfNoEntry: false });
  if (!stat) return [];
  if (stat.isFile()) return [name];
  const below = /** @type {string[]} */ (fs.readdirSync(inRoot(name), { recursive: true })).sort();
  return below.map((file) => path.posix.join(name, file.replaceAll('\\', '/')));
}

/** @param {keyof typeof OUTPUTS} output */
export function fingerprint(output) {
  const hash = crypto.createHash('sha256');
  for (const name of [...OUTPUTS[output].sources, ...SETTINGS].flatMap(filesOf)) {
    if (NOT_BUILT.test(name)) continue;
    const stat = fs.statSync(inRoot(name), { throwIfNoEntry: false });
    if (stat?.isFile()) hash.update(`${name} ${stat.size} ${stat.mtimeMs}\n`);
  }
  return hash.digest('hex');
}

/** @param {keyof typeof OUTPUTS} output */
export function isUpToDate(output) {
  const { files, stamp } = OUTPUTS[output];
  if (![...files, stamp].every((file) => fs.existsSync(inRoot(file)))) return false;
  return fs.readFileSync(inRoot(stamp), 'utf8') === fingerprint(output);
}
