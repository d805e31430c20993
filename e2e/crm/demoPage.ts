import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Browser, chromium, type Page } from '@playwright/test';
import { limits } from '../limits.mjs';

const root = join(import.meta.dirname, '../..');

/** The demo page, served as a developer does it, in the browser that Debian has. */
export class DemoPage {
  readonly page: Page;
  readonly origin: string;
  readonly #browser: Browser;
  readonly #server: ChildProcess;

  private constructor(page: Page, origin: string, browser: Browser, server: ChildProcess) {
    this.page = page;
    this.origin = origin;
    this.#browser = browser;
    this.#server = server;
  }

  /** @param port where Offhook listens for pages */
  static async open(port: number): Promise<DemoPage> {
    const server = spawn(process.execPath, ['scripts/demo-crm.mjs', '0'], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const url = await urlIn(server);
    const browser = await chromium.launch({
      timeout: limits.waitMs,
      executablePath: '/usr/bin/chromium',
      chromiumSandbox: process.getuid?.() !== 0,
    });
    const page = await browser.newPage();
    page.setDefaultTimeout(limits.waitMs);
    await page.goto(`${url}?port=${port}`);
    return new DemoPage(page, new URL(url).origin, browser, server);
  }

  async close(): Promise<void> {
    await this.#browser.close();
    const gone = once(this.#server, 'exit');
    this.#server.kill();
    await gone;
  }
}

async function urlIn(server: ChildProcess): Promise<string> {
  const said: string[] = [];
  for await (const line of createInterface({ input: server.stdout! })) {
    said.push(line);
    const [url] = /http:\/\/127\.0\.0\.1:\d+\//.exec(line) ?? [];
    if (url !== undefined) return url;
  }
  throw new Error(`the demo page was not served:\n${said.join('\n')}`);
}
