import { chromium, type Browser, type Page } from '@playwright/test';
import { expect } from '../expect.ts';
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { limits } from '../limits.mjs';
import { pressToClose } from '../app/pressToClose.ts';

/** Who starts the app, and where. */
export interface Seat {
  /** The program, as the kernel knows it. */
  readonly program: string;
  readonly env: NodeJS.ProcessEnv;
  /** The app's own folder, as the test reaches it. */
  readonly userData: string;
  readonly command: (args: readonly string[]) => readonly [string, readonly string[]];
}

/** An account of every Debian with no rights at all, for when the tests run as root: Chromium gives root no sandbox. */
const nobody = 65534;
const isRoot = process.getuid?.() === 0;

/**
 * An ordinary user of this machine, with nothing of the session that runs the tests but its display.
 * @param home folder for the user's files, made here
 */
export function ordinaryUser(program: string, home: string): Seat {
  mkdirSync(home, { recursive: true });
  if (isRoot) chownSync(home, nobody, nobody);
  const user = [`--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups', '--'];
  const { PATH, DISPLAY } = process.env;
  return {
    program,
    env: { PATH, DISPLAY, HOME: home, TMPDIR: home, XDG_RUNTIME_DIR: home, LANGUAGE: 'en_US' },
    userData: join(home, '.config/Offhook'),
    command: (args) => (isRoot ? ['setpriv', [...user, program, ...args]] : [program, args]),
  };
}

export interface Ended {
  readonly code: unknown;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * A packaged app, as a person starts it who is not root. Playwright's launcher cannot: it attaches with `--inspect`, which a fuse of the
 * package forbids. So a window is reached by Chromium's own debugging port, and the main process not at all.
 */
export class PackagedApp {
  readonly #seat: Seat;
  #child: ChildProcess | undefined;
  #browser: Browser | undefined;
  #startedMs = 0;

  constructor(seat: Seat) {
    this.#seat = seat;
  }

  /** Of its main process. */
  get pid(): number {
    if (this.#child?.pid === undefined) throw new Error('the app is not open');
    return this.#child.pid;
  }

  /** When it was started last, ms since 1970. */
  get startedMs(): number {
    return this.#startedMs;
  }

  /** A start that ends on its own. */
  run(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
    const [program, all] = this.#seat.command(args);
    return new Promise((resolve) => {
      const options = { env: { ...this.#seat.env, ...env }, timeout: limits.waitMs, cwd: '/' };
      execFile(program, [...all], options, (error, stdout, stderr) => {
        resolve({ code: error?.code ?? 0, stdout, stderr });
      });
    });
  }

  /** @returns its panel */
  async open(args: readonly string[] = [], env: NodeJS.ProcessEnv = {}): Promise<Page> {
    const [program, all] = this.#seat.command(['--remote-debugging-port=0', ...args]);
    this.#startedMs = Date.now();
    const child = spawn(program, [...all], {
      env: { ...this.#seat.env, ...env },
      cwd: '/',
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    this.#child = child;
    let said = '';
    const address = await new Promise<string>((resolve, reject) => {
      child.stderr.on('data', (bytes: Buffer) => {
        said += bytes.toString();
        const [, found] = /DevTools listening on (ws:\S+)/.exec(said) ?? [];
        if (found !== undefined) resolve(found);
      });
      child.once('exit', (code) =>
        reject(new Error(`the app ended with ${String(code)}; it said:\n${said}`)),
      );
    });
    // Attached to while its first page is being loaded, Playwright at times never hears of that page.
    await expect.poll(() => targetsOf(address), { intervals: [25] }).toContain('/index.html"');
    this.#browser = await chromium.connectOverCDP(address, { timeout: limits.waitMs });
    return this.#page('/index.html');
  }

  /** What a person does at the first start who has no phone system at hand. */
  async practiseFirst(): Promise<void> {
    const questions = await this.#page('/settings.html');
    await pressToClose(questions.getByRole('button', { name: 'Try it with practice calls' }));
  }

  /** The window that opens next. */
  nextWindow(): Promise<Page> {
    const [context] = this.#browser?.contexts() ?? [];
    if (context === undefined) throw new Error('the app is not open');
    return context.waitForEvent('page', { timeout: limits.waitMs });
  }

  async #page(name: string): Promise<Page> {
    const found = (): Page | undefined =>
      this.#browser
        ?.contexts()
        .flatMap((context) => context.pages())
        .find((page) => page.url().endsWith(name));
    await expect.poll(() => found() !== undefined).toBe(true);
    const page = found();
    if (page === undefined) throw new Error(`${name} closed itself`);
    return page;
  }

  /** Process ids and command lines of its renderers. */
  renderers(): { readonly pid: string; readonly commandLine: string }[] {
    return readdirSync('/proc')
      .filter((entry) => /^\d+$/.test(entry))
      .map((pid) => ({ pid, commandLine: commandLineOf(pid) }))
      .filter(({ commandLine }) => commandLine.startsWith(this.#seat.program))
      .filter(({ commandLine }) => commandLine.includes('--type=renderer'));
  }

  log(): string {
    return readFileSync(join(this.#seat.userData, 'logs/offhook.log'), 'utf8');
  }

  async close(): Promise<void> {
    await this.#browser?.close().catch(() => undefined);
    const child = this.#child;
    if (child?.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    const killer = setTimeout(() => child.kill('SIGKILL'), limits.endMs);
    await gone;
    clearTimeout(killer);
  }
}

/** What can be debugged at this address, as Chromium lists it. */
async function targetsOf(address: string): Promise<string> {
  const response = await fetch(new URL('/json/list', address.replace(/^ws/, 'http')));
  return response.text();
}

function commandLineOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return ''; // it ended in this moment
  }
}
