import { chromium, expect, type Browser, type Page } from '@playwright/test';
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** An account of every Debian with no rights at all, for when the tests run as root: Chromium gives root no sandbox. */
const nobody = 65534;
const isRoot = process.getuid?.() === 0;

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
  readonly #program: string;
  readonly #home: string;
  #child: ChildProcess | undefined;
  #browser: Browser | undefined;

  /** @param home folder for the files of its user, made here */
  constructor(program: string, home: string) {
    this.#program = program;
    this.#home = home;
    mkdirSync(home, { recursive: true });
    if (isRoot) chownSync(home, nobody, nobody);
  }

  /** A start that ends by itself. */
  run(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
    const [program, all] = this.#command(args);
    return new Promise((resolve) => {
      const options = { env: { ...this.#env(), ...env }, timeout: 30_000, cwd: '/' };
      execFile(program, all, options, (error, stdout, stderr) => {
        resolve({ code: error?.code ?? 0, stdout, stderr });
      });
    });
  }

  /** @returns its panel */
  async open(args: readonly string[] = [], env: NodeJS.ProcessEnv = {}): Promise<Page> {
    const [program, all] = this.#command(['--remote-debugging-port=0', ...args]);
    const child = spawn(program, all, {
      env: { ...this.#env(), ...env },
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
    this.#browser = await chromium.connectOverCDP(address);
    const pages = (): Page[] => this.#browser?.contexts().flatMap((context) => context.pages()) ?? [];
    await expect.poll(() => pages().filter((page) => page.url().endsWith('/index.html')).length).toBe(1);
    const [panel] = pages();
    if (panel === undefined) throw new Error('the panel closed itself');
    return panel;
  }

  /** Process ids and command lines of its renderers. */
  renderers(): { readonly pid: string; readonly commandLine: string }[] {
    return readdirSync('/proc')
      .filter((entry) => /^\d+$/.test(entry))
      .map((pid) => ({ pid, commandLine: commandLineOf(pid) }))
      .filter(({ commandLine }) => commandLine.startsWith(this.#program))
      .filter(({ commandLine }) => commandLine.includes('--type=renderer'));
  }

  log(): string {
    return readFileSync(join(this.userData, 'logs/offhook.log'), 'utf8');
  }

  get userData(): string {
    return join(this.#home, '.config/Offhook');
  }

  async close(): Promise<void> {
    await this.#browser?.close().catch(() => undefined);
    const child = this.#child;
    if (child?.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    const killer = setTimeout(() => child.kill('SIGKILL'), 10_000);
    await gone;
    clearTimeout(killer);
  }

  #command(args: readonly string[]): [string, string[]] {
    if (!isRoot) return [this.#program, [...args]];
    const user = [`--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups', '--'];
    return ['setpriv', [...user, this.#program, ...args]];
  }

  /** Nothing of the session that runs the tests but its display. */
  #env(): NodeJS.ProcessEnv {
    const { PATH, DISPLAY } = process.env;
    return {
      PATH,
      DISPLAY,
      HOME: this.#home,
      TMPDIR: this.#home,
      XDG_RUNTIME_DIR: this.#home,
      LANGUAGE: 'en_US',
    };
  }
}

function commandLineOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return ''; // it ended in this moment
  }
}
