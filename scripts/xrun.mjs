// @ts-check
// node scripts/xrun.mjs [--desktop] CMD ARGS...: runs a command in a desktop session of its own: private XDG folders, a
// virtual display, a session bus and a window manager (the last two where they are installed); with --desktop also a tray,
// a notification server and an unlocked keyring, all of which have to be there. Leaves nothing behind, and exits as the
// command does.
import './lib/node-version.mjs';
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { electronRuntime, runtimeEnv } from './electron-runtime.mjs';
import { missingForDesktop, startDesktop } from './lib/desktop.mjs';
import { cacheDir, inPath, inRoot, root } from './lib/paths.mjs';
import { endingWithUs } from './lib/run.mjs';

const READY_LIMIT_MS = 20_000;
const END_LIMIT_MS = 5_000;

const desktop = process.argv[2] === '--desktop';
const command = process.argv.slice(desktop ? 3 : 2);
if (command.length === 0) {
  process.stderr.write('usage: node scripts/xrun.mjs [--desktop] CMD ARGS...\n');
  process.exit(2);
}

const session = fs.mkdtempSync(path.join(os.tmpdir(), 'offhook-session-'));
/** @type {import('node:child_process').ChildProcess[]} */
const started = [];

/** @param {string} name */
function privateFolder(name) {
  fs.mkdirSync(path.join(session, name), { mode: 0o700 });
  return path.join(session, name);
}

/**
 * A process of the session itself.
 * @param {string} name
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @param {string} [input] all that it reads
 */
function helper(name, args, env, input) {
  const log = fs.openSync(path.join(session, `${name}.log`), 'w');
  const stdin = input === undefined ? 'ignore' : 'pipe';
  const child = spawn(...endingWithUs(name, args), { env, stdio: [stdin, log, log, 'pipe'] });
  child.stdin?.end(input);
  started.push(child);
  return child;
}

/**
 * @param {string} what
 * @param {(done: (value: string) => void) => void} wait
 * @returns {Promise<string>}
 */
function ready(what, wait) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      const file = path.join(session, `${what}.log`);
      reject(
        new Error(`${what} did not come up.\n${fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : ''}`),
      );
    }, READY_LIMIT_MS);
    wait((value) => {
      clearTimeout(timer);
      resolve(value);
    });
  });
}

/**
 * A server that writes where it can be reached to descriptor 3 as soon as it can be.
 * @param {string} name
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 */
async function server(name, args, env) {
  const child = helper(name, args, env);
  const address = await ready(name, (done) => {
    child.stdio[3]?.on('data', (chunk) => done(String(chunk).trim()));
    child.on('error', () => done(''));
    child.on('exit', () => done(''));
  });
  if (!address)
    throw new Error(`${name} did not start.\n${fs.readFileSync(path.join(session, `${name}.log`), 'utf8')}`);
  return address;
}

/** Picks a free number itself: no race between several runs. @param {NodeJS.ProcessEnv} env */
async function startDisplay(env) {
  const screen = ['-screen', '0', '1280x800x24', '-nolisten', 'tcp', '-noreset'];
  return `:${await server('Xvfb', ['-displayfd', '3', ...screen], env)}`;
}

/** @param {NodeJS.ProcessEnv} env */
const startBus = (env) => server('dbus-daemon', ['--session', '--nofork', '--print-address=3'], env);

/** @param {NodeJS.ProcessEnv} env */
async function startWindowManager(env) {
  const flag = path.join(session, 'openbox.up');
  // openbox runs --startup when it manages the display
  helper('openbox', ['--sm-disable', '--startup', `touch ${flag}`], env);
  await ready('openbox', (done) => {
    const timer = setInterval(() => {
      if (!fs.existsSync(flag)) return;
      clearInterval(timer);
      done('');
    }, 20);
    timer.unref();
  });
}

/** The command has ended: now the window manager, the bus, and last the display, which takes its lock file along. */
async function cleanUp() {
  for (const child of started.reverse()) {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) continue;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), END_LIMIT_MS);
    await gone;
    clearTimeout(timer);
  }
  fs.rmSync(session, { recursive: true, force: true, maxRetries: 5 });
}

/** @param {NodeJS.ProcessEnv} env @returns {Promise<number>} */
function runCommand(env) {
  const [program, args] = endingWithUs(String(command[0]), command.slice(1));
  const child = spawn(program, args, { env, stdio: 'inherit' });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.removeAllListeners(signal);
    process.on(signal, () => child.kill(signal));
  }
  return new Promise((resolve) => {
    child.on('error', (error) => {
      process.stderr.write(`${error.message}\n`);
      resolve(127);
    });
    child.on('exit', (code, signal) =>
      resolve(code ?? 128 + (os.constants.signals[signal ?? 'SIGTERM'] ?? 0)),
    );
  });
}

try {
  const runtime = await electronRuntime();
  /** @type {NodeJS.ProcessEnv} */
  const env = {
    ...process.env,
    ...runtimeEnv(runtime),
    PATH: `${inRoot('node_modules/.bin')}${path.delimiter}${process.env.PATH}`,
    OFFHOOK_CACHE: cacheDir(), // before XDG_CACHE_HOME changes: what was fetched stays where it is
    // before the bus starts, so that what the bus starts inherits them
    XDG_CONFIG_HOME: privateFolder('config'),
    XDG_DATA_HOME: privateFolder('data'),
    XDG_CACHE_HOME: privateFolder('cache'),
    XDG_STATE_HOME: privateFolder('state'),
    XDG_RUNTIME_DIR: privateFolder('run'),
    TMPDIR: privateFolder('tmp'),
    NO_AT_BRIDGE: '1',
    OFFHOOK_SESSION: session,
  };
  for (const name of [
    'DBUS_SESSION_BUS_ADDRESS',
    'WAYLAND_DISPLAY',
    'XAUTHORITY',
    'XDG_CURRENT_DESKTOP',
    'DESKTOP_SESSION',
    'ELECTRON_RUN_AS_NODE',
  ])
    delete env[name];
  env.DISPLAY = await startDisplay(env);
  const absent = desktop ? missingForDesktop() : [];
  if (absent.length > 0) throw new Error(`For a desktop these are missing: ${absent.join(', ')}`);
  if (inPath('dbus-daemon')) env.DBUS_SESSION_BUS_ADDRESS = await startBus(env);
  if (inPath('openbox')) await startWindowManager(env);
  if (desktop) {
    await startDesktop(helper, env);
    env.OFFHOOK_DESKTOP = '1';
  }
  process.chdir(root);
  process.exitCode = await runCommand(env);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  await cleanUp();
}
process.exit();
