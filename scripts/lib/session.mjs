// @ts-check
// A desktop session of its own: private XDG folders, a virtual display, a session bus and a window manager (the last two where
// they are installed); a whole one also has a tray, a notification server and an unlocked keyring, all of which have to be there.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { limits } from '../../e2e/limits.mjs';
import { missingForDesktop, startDesktop } from './desktop.mjs';
import { inPath } from './paths.mjs';
import { endingWithUs } from './run.mjs';
import { XVFB_ARGS } from './virtualDisplay.mjs';

/** Of the session that we were started in: none of ours. */
const foreign = [
  'DBUS_SESSION_BUS_ADDRESS',
  'WAYLAND_DISPLAY',
  'XAUTHORITY',
  'XDG_CURRENT_DESKTOP',
  'DESKTOP_SESSION',
  'ELECTRON_RUN_AS_NODE',
];

export class Session {
  /** What of its environment is its own. @type {Record<string, string>} */
  env = {};
  #folder;
  #surroundings;
  /** @type {import('node:child_process').ChildProcess[]} */
  #started = [];

  /**
   * @param {string} folder its own, made here
   * @param {NodeJS.ProcessEnv} surroundings what its programs have besides
   */
  constructor(folder, surroundings) {
    fs.mkdirSync(folder, { mode: 0o700 });
    this.#folder = folder;
    this.#surroundings = { ...surroundings };
    for (const name of foreign) delete this.#surroundings[name];
  }

  /** Also for what is started in it. @returns {NodeJS.ProcessEnv} */
  get fullEnv() {
    return { ...this.#surroundings, ...this.env };
  }

  /**
   * Resolves when it can be used.
   * @param {{ desktop: boolean }} how
   * @throws Error when a part of it is missing or does not come up, with what that part said
   */
  async start({ desktop }) {
    this.env = {
      // before the bus starts, so that what the bus starts inherits them
      XDG_CONFIG_HOME: this.#privateFolder('config'),
      XDG_DATA_HOME: this.#privateFolder('data'),
      XDG_CACHE_HOME: this.#privateFolder('cache'),
      XDG_STATE_HOME: this.#privateFolder('state'),
      XDG_RUNTIME_DIR: this.#privateFolder('run'),
      TMPDIR: this.#privateFolder('tmp'),
      NO_AT_BRIDGE: '1',
      OFFHOOK_SESSION: this.#folder,
    };
    this.env.DISPLAY = await this.#startDisplay();
    const absent = desktop ? missingForDesktop() : [];
    if (absent.length > 0) throw new Error(`For a desktop these are missing: ${absent.join(', ')}`);
    if (inPath('dbus-daemon')) this.env.DBUS_SESSION_BUS_ADDRESS = await this.#startBus();
    if (inPath('openbox')) await this.#startWindowManager();
    if (desktop) {
      await startDesktop((name, args, env, input) => this.#helper(name, args, env, input), this.fullEnv);
      this.env.OFFHOOK_DESKTOP = '1';
    }
  }

  /** First the window manager, the bus, and last the display, which takes its lock file along; then the folder. */
  async end() {
    for (const child of this.#started.reverse()) {
      if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) continue;
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), limits.endMs);
      await gone;
      clearTimeout(timer);
    }
    fs.rmSync(this.#folder, { recursive: true, force: true, maxRetries: 5 });
  }

  /** @param {string} name */
  #privateFolder(name) {
    fs.mkdirSync(path.join(this.#folder, name), { mode: 0o700 });
    return path.join(this.#folder, name);
  }

  /** @param {string} name of a program of the session */
  #logFile(name) {
    return path.join(this.#folder, `${name}.log`);
  }

  /**
   * A process of the session itself.
   * @param {string} name
   * @param {string[]} args
   * @param {NodeJS.ProcessEnv} [env]
   * @param {string} [input] all that it reads
   */
  #helper(name, args, env = this.fullEnv, input) {
    const log = fs.openSync(this.#logFile(name), 'w');
    const stdin = input === undefined ? 'ignore' : 'pipe';
    const child = spawn(...endingWithUs(name, args), { env, stdio: [stdin, log, log, 'pipe'] });
    fs.closeSync(log);
    child.stdin?.end(input);
    this.#started.push(child);
    return child;
  }

  /**
   * @param {string} what
   * @param {(done: (value: string) => void) => void} wait
   * @returns {Promise<string>}
   */
  #ready(what, wait) {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        const file = this.#logFile(what);
        const said = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
        reject(new Error(`${what} did not come up.\n${said}`));
      }, limits.sessionMs);
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
   */
  async #server(name, args) {
    const child = this.#helper(name, args);
    const address = await this.#ready(name, (done) => {
      child.stdio[3]?.on('data', (chunk) => done(String(chunk).trim()));
      child.on('error', () => done(''));
      child.on('exit', () => done(''));
    });
    if (!address) throw new Error(`${name} did not start.\n${fs.readFileSync(this.#logFile(name), 'utf8')}`);
    return address;
  }

  async #startDisplay() {
    return `:${await this.#server('Xvfb', XVFB_ARGS)}`;
  }

  #startBus() {
    return this.#server('dbus-daemon', ['--session', '--nofork', '--print-address=3']);
  }

  async #startWindowManager() {
    const flag = path.join(this.#folder, 'openbox.up');
    // openbox runs --startup when it manages the display
    this.#helper('openbox', ['--sm-disable', '--startup', `touch ${flag}`]);
    await this.#ready('openbox', (done) => {
      const timer = setInterval(() => {
        if (!fs.existsSync(flag)) return;
        clearInterval(timer);
        done('');
      }, 20);
      timer.unref();
    });
  }
}
