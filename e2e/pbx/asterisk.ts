import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  openSync,
  closeSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { registerable, staticLines, writeInstance, type Tech } from './configuration.ts';
import { takePortBlock, type PortBlock } from './ports.ts';
import { asteriskRoot } from './provision.mjs';

const run = promisify(execFile);
const bootLimitMs = 30_000;

export type StaticLine = (typeof staticLines)[number];

export interface StartOptions {
  version: 22 | 16;
  /** Folder that gets the instance's log when it stops; without it the log goes with the instance. */
  dir?: string;
  /** `SIP` (chan_sip) exists on 16 only. */
  tech?: Tech;
  /** Further lines for extensions.conf. */
  dialplan?: string;
  /** Another root than the provisioned one. */
  root?: string;
}

export interface Account {
  user: string;
  secret: string;
}

/**
 * Starts a real Asterisk of its own, on ports of its own, and waits until it has fully booted.
 *
 * @throws Error when the root was not provisioned, or Asterisk does not boot (with the end of its log)
 */
export async function startAsterisk(options: StartOptions): Promise<Asterisk> {
  const tech = options.tech ?? 'PJSIP';
  if (tech === 'SIP' && options.version !== 16) throw new Error('chan_sip exists on Asterisk 16 only');
  const root = options.root ?? asteriskRoot(options.version);
  if (!existsSync(join(root, 'usr/sbin/asterisk'))) {
    throw new Error(`Asterisk ${options.version} is not in ${root}: run node e2e/pbx/provision.mjs`);
  }
  sweepInstances(root);
  const asterisk = new Asterisk(options, tech, root, await takePortBlock());
  try {
    await asterisk.start();
  } catch (error) {
    await asterisk.stop();
    throw error;
  }
  return asterisk;
}

export class Asterisk {
  readonly version: 22 | 16;
  readonly tech: Tech;
  readonly root: string;
  readonly host = '127.0.0.1';
  readonly amiPort: number;
  readonly sipPort: number;
  /** AMI over TLS; `ca` is the PEM of the authority to trust, `caFile` the same in a file. */
  readonly tls: { port: number; ca: string; caFile: string };
  /** Has read and write `call,agent,originate`, no more. */
  readonly account: Account;
  readonly noRights: Account;
  readonly full: Account;
  /** Lines no phone serves until it registers. */
  readonly registerable = registerable;
  readonly logFile: string;

  readonly #ports: PortBlock;
  readonly #keepLogIn: string | undefined;
  readonly #hostDir: string;
  readonly #conf: string;
  #child: ChildProcess | undefined;
  #stopped = false;

  constructor(options: StartOptions, tech: Tech, root: string, ports: PortBlock) {
    this.version = options.version;
    this.tech = tech;
    this.root = root;
    this.amiPort = ports.ami;
    this.sipPort = ports.sip;
    this.#ports = ports;
    this.#keepLogIn = options.dir;
    // Short, as the control socket in it must not exceed sun_path's 108 bytes (unix(7)); seen from inside the chroot.
    const dir = `${instances}/${process.pid}-${randomBytes(4).toString('hex')}`;
    this.#hostDir = join(root, dir);
    this.#conf = `${dir}/etc/asterisk.conf`;
    this.logFile = join(this.#hostDir, 'log/messages.log');
    const secret = randomBytes(9).toString('base64url');
    this.account = { user: 'offhook', secret };
    this.noRights = { user: 'no-rights', secret };
    this.full = { user: 'full', secret };
    const dialplan = options.dialplan ?? '';
    writeInstance({ version: options.version, tech, dir, hostDir: this.#hostDir, ports, secret, dialplan });
    const caFile = join(this.#hostDir, 'tls/ca.pem');
    this.tls = { port: ports.amiTls, caFile, ca: readFileSync(caFile, 'utf8') };
    process.on('exit', this.#removeNow);
  }

  /** The device a line's phone is for the dial plan and AMI, e.g. `PJSIP/101`. */
  device(line: string): string {
    return `${this.tech}/${line}`;
  }

  /** Where the phone of a static line must listen. */
  phonePort(line: StaticLine): number {
    return this.#ports.phone(staticLines.indexOf(line));
  }

  get isRunning(): boolean {
    return this.#child !== undefined && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Boots, the first time or again after `kill()` or an end by console, on the same ports. */
  async start(): Promise<void> {
    if (this.#stopped) throw new Error('this Asterisk was stopped for good');
    if (this.isRunning) throw new Error('Asterisk is running');
    const output = openSync(join(this.#hostDir, 'log/console.log'), 'a');
    // pdeathsig: a test process that is killed outright takes its PBX along. It outlasts the exec of a restart.
    const command = [
      '--pdeathsig',
      'KILL',
      'chroot',
      this.root,
      '/usr/sbin/asterisk',
      '-C',
      this.#conf,
      '-f',
      '-n',
    ];
    this.#child = spawn('setpriv', command, {
      detached: true,
      stdio: ['ignore', output, output],
      env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C.UTF-8', TERM: 'dumb' },
      cwd: '/',
    });
    closeSync(output);
    this.#child.unref();
    await this.#waitUntilBooted();
  }

  /**
   * Runs a console command and returns what it printed.
   *
   * @throws Error when Asterisk is not running
   */
  async console(command: string): Promise<string> {
    const { stdout } = await run('chroot', [
      this.root,
      '/usr/sbin/asterisk',
      '-C',
      this.#conf,
      '-rx',
      command,
    ]);
    return stdout;
  }

  /** `core restart now`: all calls are hung up, the process executes itself anew; resolves when it has booted. */
  async restart(_how: { now: true }): Promise<void> {
    // The process stays the same: only its start time tells the new Asterisk from the old one.
    const before = await this.#startedAt();
    await this.console('core restart now');
    await this.#waitUntil(async () => (await this.#startedAt()) !== before, 'restart');
    await this.#waitUntilBooted();
  }

  /** kill -9: the sockets just close. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (child === undefined || !this.isRunning) return;
    child.ref();
    const gone = once(child, 'exit');
    this.#signalGroup('SIGKILL');
    await gone;
  }

  /** Ends the instance and removes every trace of it; safe to call twice. */
  async stop(): Promise<void> {
    if (this.#stopped) return;
    this.#stopped = true;
    await this.kill();
    this.#removeNow();
    process.off('exit', this.#removeNow);
    await this.#ports.release();
  }

  async #startedAt(): Promise<string> {
    try {
      const text = await this.console('core show settings');
      return /Startup time:\s*(.+)/.exec(text)?.[1] ?? '';
    } catch {
      return '';
    }
  }

  async #waitUntilBooted(): Promise<void> {
    await this.#waitUntil(async () => {
      try {
        await this.console('core waitfullybooted');
        return await this.#answersAmi();
      } catch {
        return false;
      }
    }, 'boot');
  }

  async #waitUntil(condition: () => Promise<boolean>, what: string): Promise<void> {
    const deadline = Date.now() + bootLimitMs;
    while (!(await condition())) {
      if (!this.isRunning) throw new Error(`Asterisk ended during ${what}:\n${this.#logTail()}`);
      if (Date.now() > deadline) throw new Error(`Asterisk did not ${what} in time:\n${this.#logTail()}`);
      await sleep(50);
    }
  }

  /** The console may answer before the manager listens. */
  #answersAmi(): Promise<boolean> {
    return new Promise((resolve) => {
      const socket = connect(this.amiPort, this.host);
      socket.once('data', () => {
        socket.destroy();
        resolve(true);
      });
      socket.once('error', () => resolve(false));
      socket.once('close', () => resolve(false));
    });
  }

  #logTail(): string {
    const files = [this.logFile, join(this.#hostDir, 'log/console.log')];
    const lines = files.flatMap((file) => (existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []));
    return lines.slice(-25).join('\n');
  }

  #signalGroup(signal: NodeJS.Signals): void {
    const pid = this.#child?.pid;
    if (pid === undefined || !this.isRunning) return;
    try {
      process.kill(-pid, signal);
    } catch {
      // it ended in this moment
    }
  }

  /** Synchronous, as it also runs when the process exits. */
  readonly #removeNow = (): void => {
    this.#signalGroup('SIGKILL');
    if (this.#keepLogIn !== undefined && existsSync(this.logFile)) {
      mkdirSync(this.#keepLogIn, { recursive: true });
      cpSync(this.logFile, join(this.#keepLogIn, `asterisk-${this.version}-${this.amiPort}.log`));
    }
    rmSync(this.#hostDir, { recursive: true, force: true });
  };
}

const instances = '/var/tmp/offhook';

/** What a test process that was killed outright could not remove itself. */
function sweepInstances(root: string): void {
  const dir = join(root, instances);
  if (!existsSync(dir)) return;
  for (const name of readdirSync(dir)) {
    const pid = Number(name.split('-')[0]);
    if (!existsSync(`/proc/${pid}`)) rmSync(join(dir, name), { recursive: true, force: true });
  }
}
