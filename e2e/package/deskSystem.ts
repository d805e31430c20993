import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { copyDesk, removeDesk } from './deskRoot.mjs';
import type { Seat } from './packagedApp.ts';
import { limits } from '../limits.mjs';

/** What each process in the system finds: its mounts end with it, and nothing is left to be unmounted. */
const enter = 'mount -t proc proc "$0/proc" && mount --rbind /dev "$0/dev" && exec chroot "$@"';

/** The same for this machine's rpm, which Debian has none of its own in use. */
const around = 'mount -t proc proc "$0/proc" && mount --rbind /dev "$0/dev" && exec rpm --root "$0" "$@"';

/** A clean Debian, copied, with one ordinary user. */
export class DeskSystem {
  readonly root: string;
  #session: ChildProcess | undefined;
  #bus: string | undefined;

  private constructor(root: string) {
    this.root = root;
  }

  static async create(): Promise<DeskSystem> {
    const system = new DeskSystem(await copyDesk());
    await system.asRoot('useradd', '--create-home', '--shell', '/bin/sh', 'agent');
    return system;
  }

  /** The agent, who starts the app as the menu does. */
  get seat(): Seat {
    return {
      program: '/opt/Offhook/offhook',
      env: {
        ...this.#env('/home/agent'),
        ...(this.#bus === undefined
          ? {}
          : { DBUS_SESSION_BUS_ADDRESS: this.#bus, XDG_CURRENT_DESKTOP: 'GNOME' }),
      },
      userData: join(this.root, 'home/agent/.config/Offhook'),
      command: (args) => this.#command('agent', ['/usr/bin/offhook', ...args]),
    };
  }

  /** Logs the agent in: with a session bus, and with their keyring open. */
  async logIn(): Promise<void> {
    const daemon = 'printf pw | gnome-keyring-daemon --unlock --components=secrets';
    const script = `${daemon} >&2 && echo "$DBUS_SESSION_BUS_ADDRESS" && exec cat`;
    const [program, args] = this.#command('agent', ['dbus-run-session', '--', 'sh', '-c', script]);
    const session = spawn(program, args, {
      env: this.#env('/home/agent'),
      cwd: '/',
    });
    this.#session = session;
    // The bus and the keyring say much that is no fault; it is told when they do not come up.
    let said = '';
    session.stderr.on('data', (text: Buffer) => (said += text.toString()));
    this.#bus = await new Promise((resolve, reject) => {
      session.stdout.once('data', (address: Buffer) => resolve(address.toString().trim()));
      session.once('exit', () => reject(new Error(`the agent could not log in:\n${said}`)));
    });
  }

  async logOut(): Promise<void> {
    const session = this.#session;
    if (session?.exitCode !== null) return;
    const ended = once(session, 'exit');
    session.stdin?.end();
    await ended;
  }

  /** @returns what it printed */
  asRoot(...command: readonly string[]): Promise<string> {
    return this.#run('root', '/root', command);
  }

  asAgent(...command: readonly string[]): Promise<string> {
    return this.#run('agent', '/home/agent', command);
  }

  /** As an administrator does, from a file, with nobody there to answer a question. */
  async install(deb: string): Promise<void> {
    copyFileSync(deb, join(this.root, 'tmp', basename(deb)));
    await this.asRoot('apt-get', 'install', '-q', '-y', '--no-install-recommends', `/tmp/${basename(deb)}`);
    rmSync(join(this.root, 'tmp', basename(deb)));
  }

  /** What `rpm` does in it, with the packages of this machine. @returns what it printed */
  async rpm(...args: readonly string[]): Promise<string> {
    const all = ['--mount', '--propagation=private', 'sh', '-c', around, this.root, ...args];
    return (await promisify(execFile)('unshare', all, { env: this.#env('/root'), timeout: limits.testMs }))
      .stdout;
  }

  /** Every file and folder, but those that package management itself keeps and those of the users. */
  async files(): Promise<string[]> {
    const kept = [
      '/proc',
      '/dev',
      '/tmp',
      '/home',
      '/var/log',
      '/var/cache',
      '/var/lib/apt',
      '/var/lib/dpkg',
      '/root/.rpmdb',
    ];
    const prune = kept.flatMap((folder, index) => [...(index === 0 ? [] : ['-o']), '-path', folder]);
    const found = await this.asRoot('find', '/', '(', ...prune, ')', '-prune', '-o', '-print');
    return found.split('\n').toSorted();
  }

  remove(): void {
    removeDesk(this.root);
  }

  async #run(user: string, home: string, command: readonly string[]): Promise<string> {
    const [program, args] = this.#command(user, command);
    const options = { env: this.#env(home), cwd: '/', timeout: limits.testMs, maxBuffer: 1 << 26 };
    return (await promisify(execFile)(program, args, options)).stdout;
  }

  #command(user: string, command: readonly string[]): [string, string[]] {
    const chroot = [`--userspec=${user}:${user}`, this.root, ...command];
    return ['unshare', ['--mount', '--propagation=private', 'sh', '-c', enter, this.root, ...chroot]];
  }

  #env(home: string): NodeJS.ProcessEnv {
    const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
    const { DISPLAY } = process.env;
    return {
      PATH,
      DISPLAY,
      HOME: home,
      LC_ALL: 'C.UTF-8',
      LANGUAGE: 'en_US',
      DEBIAN_FRONTEND: 'noninteractive',
    };
  }
}
