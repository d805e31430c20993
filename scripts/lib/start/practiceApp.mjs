// @ts-check
// The real panel with a folder of its own, so that no settings of this user or computer lead its calls to a real phone system,
// reached by Chromium's debugging port, as a test reaches a packaged app.
import fs from 'node:fs';
import path from 'node:path';
import { cacheDir } from '../paths.mjs';
import { makeTemporary } from '../temporary.mjs';
import { startApp } from './app.mjs';

/** For each wait; long, since it only ends what would hang for ever. */
const WAIT_LIMIT_MS = 180_000;
const END_LIMIT_MS = 10_000;
const LAST_LINES = 12;

/**
 * @typedef {import('@playwright/test').Page} Page
 *
 * @typedef {object} PracticeApp
 * @property {(name: string) => Promise<Page>} page the window that shows this page
 * @property {Promise<never>} ended rejects when the app ends before it is stopped, with what it said
 * @property {() => Promise<void>} stop
 */

/**
 * @param {import('../runtime/electron.mjs').Runtime} runtime
 * @param {{ env: NodeJS.ProcessEnv, args: readonly string[] }} how
 * @returns {Promise<PracticeApp>} once the app answers
 */
export async function startPracticeApp(runtime, how) {
  const folder = makeTemporary(path.join(cacheDir(), 'practice'));
  const child = startChild(runtime, how, folder);
  const { ended } = child;
  /** @type {import('@playwright/test').Browser | undefined} */
  let browser;
  const stop = async () => {
    child.mayEnd();
    await browser?.close().catch(() => undefined);
    await child.end();
    fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };

  try {
    // here, not at the top: the packages may only just have been installed
    const [{ chromium }, url] = await Promise.all([
      import('@playwright/test'),
      Promise.race([child.address, ended]),
    ]);
    browser = await Promise.race([chromium.connectOverCDP(url, { timeout: WAIT_LIMIT_MS }), ended]);
  } catch (error) {
    await stop();
    throw error;
  }
  const [context] = browser.contexts();
  if (!context) throw new Error('The panel has no window to be reached.');
  context.setDefaultTimeout(WAIT_LIMIT_MS);
  return { ended, stop, page: (name) => pageIn(context, name, ended) };
}

/**
 * @param {import('../runtime/electron.mjs').Runtime} runtime
 * @param {{ env: NodeJS.ProcessEnv, args: readonly string[] }} how
 * @param {string} folder of its own
 */
function startChild(runtime, { env, args }, folder) {
  const policy = path.join(folder, 'policy.json');
  // in place of the computer's own: those may lock the address of a real phone system
  fs.writeFileSync(policy, JSON.stringify({ version: 1, by: 'npm start', preset: { messagingPort: 0 } }));
  const child = startApp(runtime, ['--remote-debugging-port=0', ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      ...env,
      OFFHOOK_USER_DATA: path.join(folder, 'user'),
      OFFHOOK_POLICY: policy,
      OFFHOOK_SECRET: '',
      LANGUAGE: 'en_US',
    },
  });

  let said = '';
  let stopped = false;
  /** @type {Promise<void>} */
  const gone = new Promise((resolve) => child.once('close', () => resolve()));
  /** @type {Promise<never>} */
  const ended = new Promise((_resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      const last = said.trim().split('\n').slice(-LAST_LINES).join('\n');
      if (!stopped)
        reject(new Error(`The panel ended (${signal ?? `exit code ${code}`}); it said:\n${last}`));
    });
  });
  ended.catch(() => undefined);
  /** @type {Promise<string>} where Chromium listens */
  const address = new Promise((resolve) => {
    child.stderr?.on('data', (bytes) => {
      said += bytes;
      const [, found] = /DevTools listening on (ws:\S+)/.exec(said) ?? [];
      if (found) resolve(found);
    });
  });
  return {
    address,
    ended,
    /** From here on its end is no failure. */
    mayEnd: () => void (stopped = true),
    end: async () => {
      child.kill('SIGTERM');
      const killer = setTimeout(() => child.kill('SIGKILL'), END_LIMIT_MS);
      if (child.pid !== undefined) await gone;
      clearTimeout(killer);
    },
  };
}

/**
 * @param {import('@playwright/test').BrowserContext} context
 * @param {string} name
 * @param {Promise<never>} ended
 */
async function pageIn(context, name, ended) {
  const isIt = (/** @type {Page} */ page) => page.url().endsWith(`/${name}`);
  for (;;) {
    // listened for before it is looked for, so that none is missed between the two
    const next = context.waitForEvent('page', { timeout: WAIT_LIMIT_MS });
    next.catch(() => undefined);
    const found = context.pages().find(isIt);
    if (found) return found;
    const page = await Promise.race([next, ended]);
    await page.waitForURL(/\.html$/);
  }
}
