import type { Page } from '@playwright/test';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OffhookApp } from '../app/app.ts';
import { violations } from '../app/axe.ts';
import { cutTexts } from '../app/cutTexts.ts';
import { outcomeIn } from '../app/confinement.ts';
import { inMain } from '../app/inMain.ts';
import { removeFolder } from '../app/removeFolder.ts';
import { expect, test } from '../app/test.ts';
import { sh } from './bus.ts';
import { OtherProgram, titleInFront } from './otherProgram.ts';

const hotkey = { hotkeyQuickCommand: 'Control+Shift+F6' };

let pressedAtMs = 0;

/** Presses the hotkey and waits until the line has the keyboard. */
async function open(app: OffhookApp, title = 'Quick command'): Promise<Page> {
  // A second press within a quarter of a second is the same wish.
  await expect.poll(() => Date.now() - pressedAtMs).toBeGreaterThan(500);
  await sh('xdotool', 'key', 'ctrl+shift+F6');
  pressedAtMs = Date.now();
  const page = await app.windowOn('palette.html');
  await expect.poll(titleInFront).toBe(title);
  await expect(page.getByRole('combobox')).toBeFocused();
  return page;
}

const isShown = (app: OffhookApp): Promise<boolean> =>
  inMain(app.electron, ({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().some(
      (one) => one.webContents.getURL().endsWith('/palette.html') && one.isVisible(),
    ),
  );

/** How high the small window is, px. */
const heightOf = (app: OffhookApp): Promise<number | undefined> =>
  inMain(
    app.electron,
    ({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()
        .find(({ webContents }) => webContents.getURL().endsWith('/palette.html'))
        ?.getContentBounds().height,
  );

const select = (app: OffhookApp, text: string): Promise<void> =>
  inMain(
    app.electron,
    ({ clipboard }, selected) => {
      // Later versions of Electron have the selection as an object of its own.
      (clipboard.writeText as (text: string, type: string) => void)(selected, 'selection');
      (clipboard.writeText as (text: string) => void)('');
    },
    text,
  );

test('one line calls, transfers and pauses while another program has the keyboard', async ({
  desk,
  pbxOf,
}) => {
  const pbx = await pbxOf(22);
  await desk.phone(pbx, '101');
  const colleague = await desk.phone(pbx, '102', { onCall: { do: 'answer', afterMs: 100 } });
  const customer = await desk.phone(pbx, '201', { name: 'Maria Svensson' });
  const app = await desk.on(pbx, { settings: { ...hotkey, pauseReasons: ['Lunch'] } });
  await select(app, '');
  const other = await OtherProgram.inFront();

  // A number, by the real keyboard.
  const page = await open(app);
  await sh('xdotool', 'type', '102');
  await expect(page.getByRole('option', { name: 'Call 102' })).toHaveAttribute('aria-selected', 'true');
  await sh('xdotool', 'key', 'Return');
  await expect(app.card('talking')).toContainText('102');
  await expect.poll(() => isShown(app)).toBe(false);
  await expect.poll(titleInFront).toBe('Customer record');
  expect(other.keys).not.toMatch(/[0-9]|Return/);
  expect(colleague.liveCalls).toHaveLength(1);

  await open(app);
  await page.keyboard.type('end');
  await expect(page.getByRole('option').first()).toContainText('Hang up 102');
  await page.keyboard.press('Enter');
  await colleague.waitFor('ended');
  await expect.poll(() => isShown(app)).toBe(false);

  // A caller, handed over at once.
  await customer.dial('101');
  await expect(app.card('ringing')).toContainText('Maria Svensson');
  await open(app);
  await page.keyboard.type('answer');
  await page.keyboard.press('Enter');
  await expect(app.card('talking')).toContainText('Maria Svensson');
  await expect.poll(() => isShown(app)).toBe(false);
  await open(app);
  await page.keyboard.type('t! 102');
  await expect(page.getByRole('option', { name: /Transfer to 102 now.*Maria Svensson/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect.poll(() => colleague.liveCalls.length).toBe(1);
  await expect(app.panel.locator('article[data-phase="talking"]')).toHaveCount(0);
  await expect.poll(() => isShown(app)).toBe(false);

  // By name: whoever has called before. Escape gives the keyboard back, and nothing is done.
  await customer.liveCalls[0]!.hangup();
  await open(app);
  await page.keyboard.type('maria');
  await expect(page.getByRole('option', { name: /Call Maria Svensson/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect.poll(() => isShown(app)).toBe(false);
  await expect.poll(titleInFront).toBe('Customer record');

  await open(app);
  await page.keyboard.type('lunch');
  await page.keyboard.press('Enter');
  await expect(app.panel.getByRole('banner').getByRole('button', { name: /Your state/ })).toContainText(
    'Lunch',
  );
  await expect
    .poll(() => pbx.console('queue show support'))
    .toMatch(/Agent One.*paused:?Lunch|Agent One.*\(paused/);
  await expect.poll(() => customer.liveCalls).toEqual([]);
  await other.end();
});

for (const version of [22, 16] as const) {
  test(`a call from its answer to the parking space by the quick command, and the queues, on Asterisk ${version}`, async ({
    desk,
    pbxOf,
  }) => {
    const pbx = await pbxOf(version);
    await desk.phone(pbx, '101');
    const kim = await desk.phone(pbx, '102', { name: 'Kim Berg', onCall: { do: 'answer', afterMs: 100 } });
    const customer = await desk.phone(pbx, '201', { name: 'Maria Svensson' });
    const { user: userName, secret } = pbx.full;
    const transferControl = 'consultation' as const;
    const settings = { ...hotkey, userName, queues: ['sales'], transferControl };
    const app = await desk.on(pbx, { settings, secret });
    await select(app, '');
    /** Opens the line, types, and presses Enter once it says that it would do this. */
    const type = async (text: string, row: RegExp): Promise<void> => {
      const page = await open(app);
      await page.keyboard.type(text);
      await expect(page.getByRole('option').first()).toHaveText(row);
      await expect(page.getByRole('option').first()).toHaveAttribute('aria-selected', 'true');
      await page.keyboard.press('Enter');
      await expect.poll(() => isShown(app)).toBe(false);
    };

    // Kim is known by name since she called.
    const first = await kim.dial('7101');
    await expect(app.card('ringing')).toContainText('Kim Berg');
    await first.hangup();
    await expect(app.panel.getByRole('listitem').filter({ hasText: 'Kim Berg' }).last()).toContainText(
      'missed',
    );

    await customer.dial('7101');
    await expect(app.card('ringing')).toContainText('Maria Svensson');
    await type('answer', /Answer Maria Svensson/);
    await expect(app.card('talking')).toContainText('Maria Svensson');
    await type('hold', /Hold Maria Svensson/);
    await expect(app.card('onHold')).toContainText('Maria Svensson');
    await type('resume', /Resume Maria Svensson/);
    await expect(app.card('talking')).toContainText('Maria Svensson');
    await type('mute', /Mute: Maria Svensson/);
    await expect(app.card('talking')).toContainText('Muted');
    await type('unmute', /Unmute: Maria Svensson/);
    await expect(app.card('talking')).not.toContainText('Muted');

    await type('t kim', /Consult Kim Berg first/);
    await expect(app.card('talking')).toContainText('for Maria Svensson');
    await expect(app.card('talking')).toContainText('102');
    expect(kim.liveCalls).toHaveLength(1);
    await type('back', /Back to Maria Svensson/);
    await expect(app.card('talking')).toContainText('Maria Svensson');
    await expect.poll(() => kim.liveCalls).toEqual([]);

    await type('park', /Park Maria Svensson/);
    await expect(app.panel.getByRole('button', { name: /^Retrieve/ })).toBeVisible();
    await expect(app.card('talking')).toHaveCount(0);
    expect(customer.liveCalls).toHaveLength(1);
    await customer.liveCalls[0]!.hangup();

    const inSales = (): Promise<string> => pbx.console('queue show sales');
    await type('login sales', /Log in to sales/);
    await expect.poll(inSales).toContain('101');
    await type('logout sales', /Log out of sales/);
    await expect.poll(inSales).not.toContain('101');
  });
}

test('it has the selected number in it, says what fails with a code, and does not call a name that two people have', async ({
  desk,
  pbxOf,
}) => {
  const pbx = await pbxOf(22);
  await desk.phone(pbx, '101');
  const contacts = mkdtempSync(join(tmpdir(), 'offhook-e2e-contacts-'));
  writeFileSync(join(contacts, 'team.csv'), 'Name,Phone\nOlga Winter,+49 30 901821\n');
  const app = await desk.on(pbx, { settings: { ...hotkey, directorySources: [contacts] } });
  await select(app, 'Tel.: 999-0');
  const other = await OtherProgram.inFront();
  const page = await open(app);
  const line = page.getByRole('combobox');
  await expect(line).toHaveValue('9990');
  // It is marked: what is typed takes its place.
  await page.keyboard.type('999');
  await expect(line).toHaveValue('999');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Copy OH-unknownNumber' })).toBeVisible();
  await expect.poll(titleInFront).toBe('Quick command');
  // A contact whom the line has never heard of.
  await line.fill('olga');
  await expect(page.getByRole('option', { name: /Olga Winter/ })).toBeVisible();
  await line.fill('t ol');
  await expect(page.getByRole('option', { name: /Olga Winter/ })).toBeVisible();
  // As high as what there is to choose from.
  await line.fill('');
  await expect.poll(() => page.getByRole('option').count()).toBeGreaterThan(1);
  const rows = await page.getByRole('option').count();
  await expect.poll(() => heightOf(app)).toBe(64 + rows * 44 + 36);
  await line.fill('hold');
  await expect(page.getByRole('option', { name: /There is no call/ })).toBeVisible();
  await expect.poll(() => heightOf(app)).toBe(64 + 44 + 36);
  await page.keyboard.press('Enter');
  await expect(page.getByText('That is not possible now.')).toBeVisible();

  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await violations(page)).toEqual([]);
    await page.emulateMedia({ colorScheme, contrast: 'more' });
    expect(await violations(page, true)).toEqual([]);
  }

  // Another window that is chosen takes its place.
  await sh('xdotool', 'search', '--name', '^Customer record$', 'windowactivate');
  await expect.poll(() => isShown(app)).toBe(false);
  await other.end();
  removeFolder(contacts);
});

test('its page can read the line and nothing else, and no other page can use it', async ({ desk }) => {
  const app = await desk.start({ settings: hotkey });
  await app.expectOnline();
  const page = await open(app);
  const ask = (from: Page, ...call: unknown[]): Promise<string> =>
    outcomeIn(from, `window.offhook.request(...${JSON.stringify(call)})`);
  for (const call of [
    ['line:command', { type: 'MakeCall', number: '201' }],
    ['line:snapshot'],
    ['settings:read'],
    ['ringing:answer', 'x'],
    ['desk:take'],
  ])
    expect(await ask(page, ...call)).toMatch(/refused: pageMayNot$/);
  for (const call of [['palette:read', '201'], ['palette:act', 'x'], ['palette:start'], ['palette:close']])
    expect(await ask(app.panel, ...call)).toMatch(/refused: pageMayNot$/);
  expect(await ask(page, 'palette:act', { type: 'MakeCall', number: '201' })).toMatch(
    /refused: badArguments$/,
  );
  expect(await ask(page, 'palette:act', 'made up')).toContain('otherParty');
  await expect(app.card()).toHaveCount(0);
  const preferences = await inMain(app.electron, ({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .filter(({ webContents }) => webContents.getURL().endsWith('/palette.html'))
      .map(({ webContents }) => {
        const { sandbox, contextIsolation, nodeIntegration } = (
          webContents as unknown as { getLastWebPreferences: () => Record<string, boolean> }
        ).getLastWebPreferences();
        return { sandbox, contextIsolation, nodeIntegration };
      }),
  );
  expect(preferences).toEqual([{ sandbox: true, contextIsolation: true, nodeIntegration: false }]);
});

test('it is accessible and cuts no text, in German', async ({ desk, pbxOf }) => {
  const pbx = await pbxOf(22);
  await desk.phone(pbx, '101');
  const colleague = await desk.phone(pbx, '102', { name: 'Kim Berg' });
  const settings = { ...hotkey, pauseReasons: ['Mittag'], internationalPrefix: '00', outsidePrefix: '0' };
  const app = await desk.on(pbx, { settings, language: 'de' });
  await select(app, '');
  await colleague.dial('7101');
  await expect(app.card('ringing')).toContainText('Kim Berg');
  const page = await open(app, 'Schnellbefehl');
  const line = page.getByRole('combobox');
  for (const [text, row] of [
    ['', 'Kim Berg annehmen'],
    ['annehmen', 'Kim Berg annehmen'],
    ['103', '103 anrufen'],
    ['+44 20 7946 0958', 'Wählt 000442079460958'],
    ['*21#', '*21# anrufen'],
    ['halten', 'Es gibt gerade keinen Anruf'],
    ['mit', 'Nicht bereit: Mittag'],
  ] as const) {
    await line.fill(text);
    await expect(page.getByRole('listbox')).toContainText(row);
    expect(await cutTexts(page, /Berg|\d{3}/), text).toEqual([]);
    expect(await violations(page), text).toEqual([]);
  }
  await page.keyboard.press('Escape');
  await expect.poll(() => isShown(app)).toBe(false);
});
