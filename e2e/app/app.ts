import { _electron, type ElectronApplication, type Locator, type Page } from '@playwright/test';
import { expect } from '../expect.ts';
import { once } from 'node:events';
import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from '../../src/settings/schema.ts';
import { limits } from '../limits.mjs';

const root = join(import.meta.dirname, '../..');

export interface LaunchOptions {
  /** Folder of the app's own files; tests that start it twice give the same one twice. */
  readonly userData: string;
  /** `none`: nobody has decided anything yet, and the first start asks. */
  readonly settings?: Partial<Settings> | 'none';
  readonly secret?: string;
  readonly args?: readonly string[];
  /** The system's language, as in `LANGUAGE`. */
  readonly language?: string;
  /** The administrator's file, instead of the one of this computer. */
  readonly policy?: string;
  /** Another X display than the session's. */
  readonly display?: string;
  /** Variables beside those of the tests. */
  readonly env?: Readonly<Record<string, string>>;
}

/** The app in a real window, as an agent has it. */
export class OffhookApp {
  readonly electron: ElectronApplication;
  readonly panel: Page;
  readonly userData: string;

  readonly #child: ChildProcess;
  #closed = false;

  private constructor(electron: ElectronApplication, panel: Page, userData: string) {
    this.electron = electron;
    this.#child = electron.process();
    this.panel = panel;
    this.userData = userData;
  }

  static async launch(options: LaunchOptions): Promise<OffhookApp> {
    const { userData, settings = {}, secret, policy, display, args = [], language = 'en_US' } = options;
    const own = options.env ?? {};
    mkdirSync(userData, { recursive: true });
    const file = join(userData, 'settings.json');
    // A second start finds what the first has left.
    if (settings !== 'none' && (options.settings !== undefined || !existsSync(file))) {
      // Without a window manager the panel is never in front, and the mini window would come with each call.
      writeFileSync(file, JSON.stringify({ version: 1, messagingPort: 0, miniWindow: 'never', ...settings }));
    }
    const env = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== undefined));
    const electron = await _electron.launch({
      timeout: limits.waitMs,
      args: [root, ...args],
      cwd: root,
      env: {
        ...(env as Record<string, string>),
        OFFHOOK_USER_DATA: userData,
        LANGUAGE: language,
        ...(secret === undefined ? {} : { OFFHOOK_SECRET: secret }),
        ...(policy === undefined ? {} : { OFFHOOK_POLICY: policy }),
        ...(display === undefined ? {} : { DISPLAY: display }),
        ...own,
      },
    });
    electron.context().setDefaultTimeout(limits.waitMs);
    const said: string[] = [];
    for (const stream of [electron.process().stdout, electron.process().stderr]) {
      stream?.on('data', (bytes: Buffer) => said.push(bytes.toString()));
    }
    try {
      return new OffhookApp(electron, await panelOf(electron), userData);
    } catch (error) {
      electron.process().kill('SIGKILL');
      throw new Error(`the app opened no window; it said:\n${said.join('')}\n${logOf(userData)}`, {
        cause: error,
      });
    }
  }

  /** The number field. */
  get number(): Locator {
    return this.panel.getByRole('combobox', { name: 'Number to call' });
  }

  /** The bottom line: the link to the PBX in plain words. */
  get link(): Locator {
    return this.panel.getByRole('contentinfo');
  }

  /** The call in focus, or the one that has just ended. */
  card(phase?: string): Locator {
    return this.panel.locator(phase === undefined ? 'article[data-phase]' : `article[data-phase="${phase}"]`);
  }

  button(name: string | RegExp): Locator {
    return this.panel.getByRole('button', { name, exact: true });
  }

  async dial(number: string): Promise<void> {
    await this.number.fill(number);
    await this.number.press('Enter');
  }

  async expectOnline(): Promise<void> {
    // Not yet while it is looking for calls.
    await expect(this.link).toContainText(/Connected to [^,…]+$/);
  }

  async openSettings(): Promise<Page> {
    return this.windowAfter(() => this.button('Settings').click());
  }

  /** The window that an act opens. */
  async windowAfter(act: () => Promise<unknown>): Promise<Page> {
    const opened = this.electron.waitForEvent('window', { timeout: limits.waitMs });
    await act();
    const window = await opened;
    await window.waitForLoadState('domcontentloaded');
    return window;
  }

  /** The window on that page of the app, e.g. `ringing.html`: there already, or yet to come. */
  async windowOn(name: string): Promise<Page> {
    const window = await windowOn(this.electron, name);
    await window.waitForLoadState('domcontentloaded');
    return window;
  }

  log(): string {
    return logOf(this.userData);
  }

  /** Ends the app without a chance to do anything about it. */
  async crash(): Promise<void> {
    this.#closed = true;
    const child = this.#child;
    // It ended within the test.
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  /** Ends the app as its quit command does. @throws Error when it does not go; then it is killed */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    const child = this.#child;
    // It ended within the test.
    if (child.exitCode !== null || child.signalCode !== null) return;
    const killer = setTimeout(() => child.kill('SIGKILL'), limits.endMs);
    await this.electron.close().catch(() => undefined);
    clearTimeout(killer);
    if (child.killed) throw new Error(`the app did not quit when it was told to:\n${this.log()}`);
  }
}

/** At a first start the window with the questions may be there before it. */
async function panelOf(electron: ElectronApplication): Promise<Page> {
  const first = await electron.firstWindow({ timeout: limits.waitMs });
  await first.waitForURL(/\.html$/);
  return windowOn(electron, 'index.html');
}

function windowOn(electron: ElectronApplication, name: string): Promise<Page> {
  const predicate = (page: Page): boolean => page.url().endsWith(`/${name}`);
  const there = electron.windows().find(predicate);
  if (there !== undefined) return Promise.resolve(there);
  return electron.waitForEvent('window', { predicate, timeout: limits.waitMs });
}

function logOf(userData: string): string {
  try {
    return readFileSync(join(userData, 'logs/offhook.log'), 'utf8');
  } catch {
    return '';
  }
}
