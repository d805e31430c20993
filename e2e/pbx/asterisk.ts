import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { registerable, staticLines, writeConfiguration, type StaticLine } from './configuration.ts';
import { Instance } from './instance.ts';
import { takePortBlock, type PortBlock } from './ports.ts';
import { type AsteriskVersion, checkTech, rootOf, type Tech, techOf } from './versions.ts';
import { limits } from '../limits.mjs';

const run = promisify(execFile);
const program = '/usr/sbin/asterisk';
const logFile = 'log/messages.log';

export type { StaticLine } from './configuration.ts';

export interface StartOptions {
  version: AsteriskVersion;
  /** Folder that gets the instance's logs when it stops; without it they go with the instance. */
  dir?: string;
  /** What a site of that version would have, unless it is given. */
  tech?: Tech;
  /** Further lines for extensions.conf. */
  dialplan?: string;
  /** Default true: with the dial-plan lines that come with Offhook. */
  snippet?: boolean;
  /** The phone of 101 is one that comes by WebSocket: a phone in Offhook. */
  webrtc?: boolean;
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
  const { version, tech = techOf(version) } = options;
  checkTech({ version, tech });
  const root = options.root ?? rootOf(version);
  if (!existsSync(join(root, program))) {
    throw new Error(`Asterisk ${options.version} is not in ${root}: run node e2e/pbx/provision.mjs`);
  }
  const asterisk = new Asterisk(options, root, await takePortBlock());
  try {
    await asterisk.start();
  } catch (error) {
    await asterisk.stop();
    throw error;
  }
  return asterisk;
}

export class Asterisk {
  readonly version: AsteriskVersion;
  readonly tech: Tech;
  readonly host = '127.0.0.1';
  readonly amiPort: number;
  readonly sipPort: number;
  /** AMI over TLS; `ca` is the PEM of the authority to trust, `caFile` the same in a file; certificate and key are of `localhost`. */
  readonly tls: { port: number; ca: string; caFile: string; certFile: string; keyFile: string };
  /** Has read and write `call,agent,originate`, no more. */
  readonly account: Account;
  /** May log in, and nothing else. */
  readonly noRights: Account;
  /** As `account`, and may be logged in once at a time (`allowmultiplelogin = no`). */
  /** Where a phone in Offhook registers as 101. */
  readonly webrtc: { readonly address: string; readonly password: string };
  readonly single: Account;
  readonly full: Account;
  /** Lines no phone serves until it registers. */
  readonly registerable = registerable;
  readonly logFile: string;

  readonly #instance: Instance;
  readonly #conf: string;
  readonly #ports: PortBlock;

  constructor(options: StartOptions, root: string, ports: PortBlock) {
    this.version = options.version;
    this.tech = options.tech ?? techOf(options.version);
    this.#ports = ports;
    this.amiPort = ports.ami;
    this.sipPort = ports.sip;
    this.#instance = new Instance(
      root,
      options.dir ? { files: [logFile, 'output.log'], in: options.dir } : undefined,
    );
    const { dir, hostDir } = this.#instance;
    this.#conf = `${dir}/etc/asterisk.conf`;
    this.logFile = join(hostDir, logFile);
    const secret = randomBytes(9).toString('base64url');
    this.account = { user: 'offhook', secret };
    this.noRights = { user: 'no-rights', secret };
    this.single = { user: 'single', secret };
    this.full = { user: 'full', secret };
    const { version, tech } = this;
    const { dialplan = '', snippet = true } = options;
    this.webrtc = {
      address: `wss://127.0.0.1:${ports.https}/ws`,
      password: randomBytes(9).toString('base64url'),
    };
    const webrtc = options.webrtc === true ? this.webrtc.password : undefined;
    writeConfiguration({ version, tech, dir, hostDir, ports, secret, dialplan, snippet, webrtc });
    const caFile = join(hostDir, 'tls/ca.pem');
    const [certFile, keyFile] = [join(hostDir, 'tls/server.pem'), join(hostDir, 'tls/server.key')];
    this.tls = { port: ports.amiTls, caFile, ca: readFileSync(caFile, 'utf8'), certFile, keyFile };
  }

  /** The device a line's phone is for the dial plan and AMI, e.g. `PJSIP/101`. */
  device(line: string): string {
    return `${this.tech}/${line}`;
  }

  /** Where the phone of a static line must listen. */
  phonePort(line: StaticLine): number {
    return this.#ports.phone(staticLines.indexOf(line));
  }

  /** A port for whatever controls the phone of a line from outside. */
  phoneControlPort(line: StaticLine): number {
    return this.#ports.phoneControl(staticLines.indexOf(line));
  }

  /** Ports for phones of lines that register; `index` from 0. */
  spare(index: number): number {
    return this.#ports.phone(staticLines.length + index);
  }

  get isRunning(): boolean {
    return this.#instance.isRunning;
  }

  /** Boots, the first time or again after `kill()` or an end by console, on the same ports. */
  async start(): Promise<void> {
    this.#instance.start(program, ['-C', this.#conf, '-f', '-n']);
    await this.#waitUntilBooted();
  }

  /**
   * Runs a console command and returns what it printed.
   *
   * @throws Error when Asterisk is not running
   */
  async console(command: string): Promise<string> {
    const { stdout } = await run('chroot', [this.#instance.root, program, '-C', this.#conf, '-rx', command]);
    return stdout;
  }

  /**
   * Hangs up whatever is left, and waits until it is gone. That may be the end of an Asterisk with a half transfer in it (22: "FRACK!, Failed
   * assertion user_data is NULL" in bridge_basic.c, then a fault): such a one is started again for the next test.
   */
  async clear(): Promise<void> {
    if (this.isRunning) {
      await this.console('channel request hangup all').catch(() => undefined);
      await this.#waitUntil(async () => !this.isRunning || (await this.#channels()) === 0, 'hang up').catch(
        () => this.kill(),
      );
    }
    if (!this.isRunning) await this.start();
  }

  /** `core restart now`: all calls are hung up, the process executes itself again; resolves when it has booted. */
  async restart(_how: { now: true }): Promise<void> {
    // The process stays the same: only its start time tells the new Asterisk from the old one.
    const before = await this.#startedAt();
    await this.console('core restart now');
    await this.#waitUntil(async () => (await this.#startedAt()) !== before, 'restart');
    await this.#waitUntilBooted();
  }

  /** kill -9: the sockets just close. */
  async kill(): Promise<void> {
    await this.#instance.kill();
  }

  /** Ends the instance and removes every trace of it; safe to call twice. */
  async stop(): Promise<void> {
    await this.#instance.remove();
    await this.#ports.release();
  }

  /** `undefined` while it is ending: the console's socket goes first. */
  async #channels(): Promise<number | undefined> {
    const told = await this.console('core show channels count').catch(() => '');
    const [, count] = /^(\d+) active channels?$/m.exec(told) ?? [];
    return count === undefined ? undefined : Number(count);
  }

  async #startedAt(): Promise<string | undefined> {
    try {
      return /Startup time:\s*(.+)/.exec(await this.console('core show settings'))?.[1];
    } catch {
      return undefined;
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
    const deadline = Date.now() + limits.asteriskMs;
    while (!(await condition())) {
      const tooLate = Date.now() > deadline;
      if (tooLate || !this.isRunning) {
        const trouble = tooLate ? `did not ${what} in time` : `ended before its ${what} was complete`;
        throw new Error(`Asterisk ${this.version} ${trouble}:\n${this.#instance.logTail(logFile)}`);
      }
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
}
