// @ts-check
// The practice call as a person makes it, in the real window: by its first-start question, its number field and its buttons.
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { callReporter, wrongWith } from './callWords.mjs';

/** Somebody of the practice phone system who answers (`src/practice/exchange/numbers.ts`). */
const NUMBER = '201';
/** For the clocks on the pictures to show something. */
const LOOK_MS = 1200;

/**
 * @typedef {import('@playwright/test').Page} Page
 * @typedef {import('./callWords.mjs').CallEvent} CallEvent
 * @typedef {import('../../../src/ipc/line.ts').LineDelta} LineDelta
 */

/** Takes numbered pictures into a folder that held none before. */
export class Pictures {
  /** @type {string[]} */
  files = [];
  #folder;

  /** @param {string} folder */
  constructor(folder) {
    this.#folder = folder;
    fs.rmSync(folder, { recursive: true, force: true });
    fs.mkdirSync(folder, { recursive: true });
  }

  /** @param {Page} page @param {string} name */
  async take(page, name) {
    const file = path.join(this.#folder, `${this.files.length + 1}-${name}.png`);
    await page.screenshot({ path: file, animations: 'disabled' });
    this.files.push(file);
  }
}

/**
 * From the first start to the practice phone system: the questions, put off by their key.
 * @param {import('./practiceApp.mjs').PracticeApp} app
 * @param {Pictures} pictures
 * @returns {Promise<Page>} the panel, connected
 */
export async function practiseFirst(app, pictures) {
  const panel = await app.page('index.html');
  const questions = await app.page('settings.html');
  await questions.getByRole('button', { name: 'Try it with practice calls' }).waitFor();
  await pictures.take(questions, 'first-start');
  const closed = questions.waitForEvent('close');
  // the window may be gone before the key is up again
  const pressed = questions.keyboard.press('Control+p').catch(() => undefined);
  await closed;
  await pressed;
  const connected = /^Connected to the practice phone system/;
  await panel.getByRole('contentinfo').filter({ hasText: connected }).waitFor();
  return panel;
}

/**
 * @param {Page} panel on the practice phone system
 * @param {Pictures} pictures
 * @param {(sentence: string) => void} say what happens; goes on after the call
 * @throws {Error} when the call did not go as it should
 */
export async function makePracticeCall(panel, pictures, say) {
  /** @type {CallEvent[]} */
  const events = [];
  /** @type {string[]} */
  const faults = [];
  panel.on('pageerror', (error) => void faults.push(String(error)));
  const report = callReporter(say);
  await panel.exposeFunction('practiceDelta', (/** @type {LineDelta} */ delta) => {
    events.push(...delta.events);
    delta.events.forEach(report);
  });
  await panel.evaluate(`offhook.on('line:delta', (delta) => practiceDelta(delta))`);

  const phase = (/** @type {string} */ name) => panel.locator(`article[data-phase="${name}"]`).waitFor();
  const press = (/** @type {string} */ name) => panel.getByRole('button', { name, exact: true }).click();
  const number = panel.getByRole('combobox', { name: 'Number to call' });
  await number.fill(NUMBER);
  await pictures.take(panel, 'number');
  await number.press('Enter');
  await phase('ringing');
  await pictures.take(panel, 'ringing');
  await phase('talking');
  await pause(LOOK_MS);
  await pictures.take(panel, 'talking');
  await press('Hold');
  await phase('onHold');
  await pause(LOOK_MS);
  await pictures.take(panel, 'on-hold');
  await press('Resume');
  await phase('talking');
  await pause(LOOK_MS);
  await press('Hang up');
  await phase('ended');
  await pictures.take(panel, 'ended');

  const wrong =
    wrongWith(events) ?? (faults.length > 0 ? `errors in the page: ${faults.join('; ')}` : undefined);
  if (wrong !== undefined) throw new Error(`The practice call was not as it should be: ${wrong}.`);
}
