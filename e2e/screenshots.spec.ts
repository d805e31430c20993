import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { test, expect } from './app/test.ts';
import type { OffhookApp } from './app/app.ts';
import { everyScreen } from './app/everyScreen.ts';
import { DemoPage } from './crm/demoPage.ts';
import { freePort, pageOf } from './crm/page.ts';
import { inMain } from './app/inMain.ts';
import { sh } from './desk/bus.ts';

/** Takes the pictures of the documentation: every state of the real panel, on a real Asterisk with real phones. Checks nothing else. */
const folder = process.env.OFFHOOK_SCREENSHOTS ?? 'docs/screenshots';

async function shoot(page: Page, name: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await page.mouse.move(0, 0);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.waitForTimeout(150);
    await page.screenshot({ path: join(folder, `${name}-${colorScheme}.png`), animations: 'disabled' });
  }
}

/** The upper edge of the panel, which tells the state from the corner of an eye. */
async function shootHeader(app: OffhookApp, name: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await app.panel.mouse.move(0, 0);
  for (const colorScheme of ['light', 'dark'] as const) {
    await app.panel.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await app.panel.waitForTimeout(150);
    await app.panel
      .getByRole('banner')
      .screenshot({ path: join(folder, `header-${name}-${colorScheme}.png`), animations: 'disabled' });
  }
}

async function resize(app: OffhookApp, width: number, height: number): Promise<void> {
  await inMain(
    app.electron,
    ({ BrowserWindow }, [w, h]) => BrowserWindow.getAllWindows()[0]?.setContentSize(w, h),
    [width, height] as const,
  );
}

test('the panel in every state', async ({ desk, pbxOf }) => {
  test.setTimeout(180_000);
  const pbx = await pbxOf(22);
  const agent = await desk.phone(pbx, '101', { obeysAutoAnswer: [] });
  const maria = await desk.phone(pbx, '201', { name: 'Maria Svensson' });
  const trunk = await desk.phone(pbx, 'trunk', { number: '+4930901820', name: 'Jürgen Müßig' });
  const app = await desk.on(pbx, { settings: { url: 'localhost' } });

  // Some history first, so that the list is not empty.
  const early = await maria.dial('101');
  await agent.waitFor('ringing');
  agent.liveCalls[0]!.answer();
  await expect(app.card('talking')).toBeVisible();
  await app.panel.waitForTimeout(2_000);
  await early.hangup();
  const lost = await trunk.dial('5000');
  await expect(app.card('ringing')).toBeVisible();
  await shoot(app.panel, 'ringing');
  await shootHeader(app, 'ringing');
  await lost.hangup();
  await expect(app.card('ended')).toContainText('Missed');
  await shoot(app.panel, 'missed');
  await expect(app.card()).toHaveCount(0, { timeout: 10_000 });

  trunk.identity = { number: '+498945678', name: 'Erika Mustermann' };
  for (let times = 0; times < 2; times += 1) {
    const again = await trunk.dial('5000');
    await expect(app.card('ringing')).toBeVisible();
    await again.hangup();
    await expect(app.card()).toHaveCount(0, { timeout: 10_000 });
  }
  await shoot(app.panel, 'recent');
  await app.number.fill('+442079460958');
  await shoot(app.panel, 'idle');
  await app.dial('999');
  await expect(app.panel.getByText('OH-unknownNumber')).toBeVisible();
  await shoot(app.panel, 'refused');
  await app.number.fill('');

  // A click-to-call in its two phases.
  await app.dial('201');
  await expect(app.card('agentRinging')).toBeVisible();
  await shoot(app.panel, 'pick-up-your-phone');
  agent.liveCalls[0]!.answer();
  await expect(app.card('ringing')).toBeVisible();
  await shoot(app.panel, 'ringing-out');
  maria.liveCalls[0]!.answer();
  await expect(app.card('talking')).toBeVisible();
  await app.panel.waitForTimeout(3_000);
  await shoot(app.panel, 'talking');
  await shootHeader(app, 'talking');

  await app.button('Hold').click();
  await expect(app.card('onHold')).toBeVisible();
  await app.panel.waitForTimeout(2_000);
  await shoot(app.panel, 'on-hold');
  await shootHeader(app, 'on-hold');

  // A second call while the first is on hold.
  await trunk.dial('5000');
  await expect(app.panel.getByRole('button', { name: 'Answer' })).toBeVisible({ timeout: 20_000 });
  await shoot(app.panel, 'second-call-ringing');
  agent.liveCalls.at(-1)!.answer();
  await expect(app.card('talking')).toBeVisible();
  await app.panel.waitForTimeout(1_500);
  await shoot(app.panel, 'two-calls');
  await resize(app, 300, 120);
  await app.panel.waitForTimeout(300);
  await shoot(app.panel, 'bar');
  await resize(app, 360, 560);
  await trunk.liveCalls[0]!.hangup();
  await expect(app.card('ended')).toBeVisible();
  await shoot(app.panel, 'ended');
  await maria.liveCalls[0]!.hangup();
  await expect(app.card()).toHaveCount(0, { timeout: 15_000 });

  await app.panel.locator('body').press('?');
  await expect(app.panel.getByRole('dialog')).toBeVisible();
  await shoot(app.panel, 'keys');
  await app.panel.keyboard.press('Escape');

  const settings = await app.openSettings();
  await settings.getByRole('button', { name: 'Test connection' }).click();
  await expect(settings.getByText('Everything works. Save to use it.')).toBeVisible();
  await shoot(settings, 'settings');
  await settings.close();

  await pbx.kill();
  await expect(app.link).toContainText('Not connected');
  await shoot(app.panel, 'not-connected');
  await pbx.start();
});

test('every screen, in German', async ({ desk, pbxOf }) => {
  test.setTimeout(180_000);
  const look = (page: Page, name: string): Promise<void> => shoot(page, `de/${name}`);
  await everyScreen({ desk, pbx: await pbxOf(22), language: 'de', look });
});

test('packets and report', async ({ desk, pbxOf }) => {
  const pbx = await pbxOf(22);
  await desk.phone(pbx, '101');
  await desk.phone(pbx, '201', { name: 'Maria Svensson', onCall: { do: 'answer', afterMs: 100 } });
  const app = await desk.on(pbx, { settings: { url: 'localhost' } });
  await app.dial('201');
  await expect(app.card('talking')).toBeVisible();
  const settings = await app.openSettings();
  const opened = app.electron.waitForEvent('window');
  await settings.getByRole('button', { name: 'Packets and report…' }).click();
  const support = await opened;
  await support.getByRole('option', { name: 'Action: Originate' }).click();
  await shoot(support, 'packets');
  await support.getByRole('tab', { name: 'Report' }).click();
  await expect(support.getByRole('textbox', { name: 'The report' })).not.toHaveValue('');
  await shoot(support, 'report');
});

test('transfer, keypad, conference', async ({ desk, pbxOf }) => {
  test.setTimeout(180_000);
  const pbx = await pbxOf(22);
  await desk.phone(pbx, '101');
  const anna = await desk.phone(pbx, '102', { name: 'Anna Berg', onCall: { do: 'ring' } });
  await desk.phone(pbx, '201', { name: 'Maria Svensson', onCall: { do: 'answer', afterMs: 100 } });
  const { user: userName, secret } = pbx.full;
  const app = await desk.on(pbx, {
    settings: { url: 'localhost', userName, transferControl: 'consultation' },
    secret,
  });
  await app.dial('201');
  await expect(app.card('talking')).toBeVisible();
  await app.button('Keypad').click();
  await app.panel.keyboard.type('12*45#');
  await expect(app.panel.getByText('12*45#')).toBeVisible();
  await shoot(app.panel, 'keypad');
  await app.button('Keypad').click();
  await app.button('Transfer').click();
  await app.panel.getByRole('combobox', { name: 'Number to transfer to' }).fill('102');
  await shoot(app.panel, 'transfer');
  await app.button('Consult first').click();
  await anna.waitFor('ringing');
  anna.liveCalls[0]!.answer();
  await expect(app.card('talking')).toContainText('102');
  await app.panel.waitForTimeout(2_000);
  await shoot(app.panel, 'consultation');
  await resize(app, 300, 120);
  await app.panel.waitForTimeout(300);
  await shoot(app.panel, 'consultation-bar');
  await resize(app, 360, 560);
  await app.panel.getByRole('button', { name: 'More' }).click();
  await shoot(app.panel, 'more');
  await app.panel.getByRole('menuitem', { name: 'Conference' }).click();
  await expect(app.card('conference').first()).toBeVisible();
  await app.panel.waitForTimeout(1_000);
  await shoot(app.panel, 'conference');
});

test('queues, the agent’s state, after-call work', async ({ desk, pbxOf }) => {
  test.setTimeout(180_000);
  const pbx = await pbxOf(22);
  await desk.phone(pbx, '101');
  await desk.phone(pbx, '102', { name: 'Anna Berg' });
  const trunk = await desk.phone(pbx, 'trunk', { number: '+4930901820', name: 'Jürgen Müßig' });
  const maria = await desk.phone(pbx, '201', { name: 'Maria Svensson' });
  const app = await desk.on(pbx, {
    settings: {
      url: 'localhost',
      queues: ['sales'],
      pauseReasons: ['Lunch', 'Training', 'Back office'],
      autoPauseOnCommutationStart: true,
      afterCallWorkS: 45,
      colleagues: ['102'],
    },
  });
  await maria.dial('102');
  await expect(app.panel.getByText('Ringing for colleagues')).toBeVisible();
  await shoot(app.panel, 'colleague-ringing');
  const first = await trunk.dial('5001');
  await expect(app.card('ringing')).toBeVisible();
  await app.button('Answer').click();
  await expect(app.card('talking')).toBeVisible();
  trunk.identity = { number: '+498945678', name: 'Erika Mustermann' };
  await trunk.dial('5001');
  await app.panel.waitForTimeout(3_000);
  await shoot(app.panel, 'queue-waiting');
  await first.hangup();
  await expect(app.panel.getByRole('button', { name: 'Ready now' })).toBeVisible();
  await app.panel.waitForTimeout(6_000);
  await shoot(app.panel, 'after-call-work');
  await app.panel.getByRole('button', { name: /Your state/ }).click();
  await shoot(app.panel, 'agent-menu');
});

test('quick command, mini window, all calls, screen pop', async ({ desk, pbxOf }) => {
  test.setTimeout(180_000);
  const pbx = await pbxOf(22);
  await desk.phone(pbx, '101');
  const kim = await desk.phone(pbx, '102', { name: 'Kim Berg', onCall: { do: 'answer', afterMs: 100 } });
  const maria = await desk.phone(pbx, '201', { name: 'Maria Svensson' });
  const trunk = await desk.phone(pbx, 'trunk', { number: '+4930901820', name: 'Jürgen Müßig' });
  const app = await desk.on(pbx, {
    settings: {
      url: 'localhost',
      hotkeyQuickCommand: 'Control+Shift+F6',
      pauseReasons: ['Lunch'],
      miniWindow: 'always',
      popUrl: 'https://crm.example.com/search?q={number}&name={name}',
    },
  });
  const state = app.panel.getByRole('banner').getByRole('button', { name: /Your state/ });
  await app.panel.waitForTimeout(2_000);
  await shootHeader(app, 'ready');
  await state.click();
  await app.panel.getByRole('menuitemradio', { name: 'Lunch' }).click();
  await expect(state).toContainText('Lunch');
  await app.panel.waitForTimeout(2_000);
  await shootHeader(app, 'not-ready');
  await app.panel.keyboard.press('Control+r');
  await expect(state).toContainText('Ready');
  for (const phone of [kim, trunk]) {
    const missed = await phone.dial(phone === kim ? '7101' : '5000');
    await expect(app.card('ringing')).toBeVisible();
    await missed.hangup();
    await expect(app.card()).toHaveCount(0, { timeout: 10_000 });
  }
  await maria.dial('101');
  await app.button('Answer').click();
  await expect(app.card('talking')).toBeVisible();
  await sh('xdotool', 'key', 'ctrl+shift+F6');
  const line = await app.windowOn('palette.html');
  await line.getByRole('combobox').fill('t kim');
  await expect(line.getByRole('option').first()).toContainText('Kim Berg');
  await shoot(line, 'quick-command');
  await line.getByRole('combobox').press('Escape');
  await app.button('Hang up').click();
  await expect(app.card()).toHaveCount(0, { timeout: 10_000 });
  const history = await app.windowAfter(() => app.panel.keyboard.press('Control+y'));
  const rows = history.locator('[role=row][data-call]');
  await expect(rows).toHaveCount(3);
  await shoot(history, 'history');
  await rows.first().click();
  await history.keyboard.press('Enter');
  const note = history.getByRole('textbox', { name: 'Note' });
  await note.fill('Wants the invoice sent again, to the Leeds office.');
  await note.blur();
  await expect(history.getByText('Note saved')).toBeVisible();
  await shoot(history, 'history-note');
  await history.close();
  const settings = await app.openSettings();
  await settings.locator('[name=popUrl]').evaluate((field) => field.scrollIntoView({ block: 'center' }));
  await shoot(settings, 'settings-screen-pop');
  await settings.close();

  // The mini window is there while the panel is not in front.
  await trunk.dial('5000');
  await app.button('Answer').click();
  await expect(app.card('talking')).toBeVisible();
  await inMain(app.electron, ({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()
      .find(({ webContents }) => webContents.getURL().endsWith('/index.html'))
      ?.hide();
  });
  const mini = await app.windowOn('ringing.html');
  await expect(mini.getByText('Talking', { exact: true })).toBeVisible();
  await mini.waitForTimeout(2_000);
  await shoot(mini, 'mini-window');
});

test('the first start, on the practice phone system', async ({ desk }) => {
  const app = await desk.start();
  await app.expectOnline();
  await shoot(app.panel, 'practice');
});

test('CRM pages: the question, the settings, the demo page', async ({ desk, pbxOf }) => {
  const pbx = await pbxOf(22);
  await desk.phone(pbx, '101');
  await desk.phone(pbx, '201', { name: 'Maria Svensson', onCall: { do: 'answer', afterMs: 100 } });
  const port = await freePort();
  const origin = 'https://crm.example.com';
  const app = await desk.on(pbx, { settings: { url: 'localhost', messagingPort: port } });
  const page = pageOf(port, origin);
  const connecting = page.connect();
  const question = app.panel.getByRole('region', { name: /wants to make and control calls/ });
  await expect(question).toBeVisible();
  await shoot(app.panel, 'page-question');
  await question.getByRole('button', { name: 'Allow' }).click();
  await connecting;

  const settings = await app.openSettings();
  for (const [heading, name] of [
    ['Hotkeys', 'settings-hotkeys'],
    ['CRM pages', 'settings-pages'],
  ] as const) {
    await settings.getByRole('heading', { name: heading, exact: true }).evaluate((title) => {
      title.scrollIntoView({ block: 'start' });
    });
    await shoot(settings, name);
  }
  await settings.close();
  page.disconnect();

  const demo = await DemoPage.open(port);
  await question.getByRole('button', { name: 'Allow' }).click();
  await expect(demo.page.getByText('The telephone is ready.')).toBeVisible();
  await demo.page.setViewportSize({ width: 1000, height: 460 });
  await demo.page.getByRole('link', { name: '201', exact: true }).click();
  await expect(demo.page.getByText('Talking')).toBeVisible();
  await shoot(demo.page, 'demo-crm');
  await demo.close();
});

for (const { language, prefix } of [
  { language: 'en', prefix: '' },
  { language: 'de', prefix: 'de/' },
] as const) {
  test(`the questions of the first start: ${language}`, async ({ desk, pbxOf }) => {
    const pbx = await pbxOf(22);
    await desk.phone(pbx, '101');
    const app = await desk.start({ settings: 'none', language: language === 'de' ? 'de_DE' : 'en_US' });
    const isIt = (page: Page): boolean => page.url().endsWith('/settings.html');
    const page = app.electron.windows().find(isIt) ?? (await app.electron.waitForEvent('window', isIt));
    const fill = (name: string, text: string): Promise<void> =>
      page.locator(`input[name=${name}]`).fill(text);
    await expect(page.locator('main li button').first()).toBeFocused();
    await shoot(page, `${prefix}welcome`);
    await page.keyboard.press('Enter');
    await fill('port', String(pbx.amiPort));
    await fill('url', 'localhost');
    await expect(page.locator('[data-state=answers]')).toBeVisible();
    await shoot(page, `${prefix}set-up-1`);
    await page.keyboard.press('Enter');
    await fill('userName', pbx.account.user);
    await fill('secret', pbx.account.secret);
    await shoot(page, `${prefix}set-up-2`);
    await page.keyboard.press('Enter');
    await fill('extension', '101');
    await expect(page.locator('[data-step=controls][data-state=passed]')).toBeVisible();
    await shoot(page, `${prefix}set-up-3`);
    // What was typed is not saved: a quit would be held back by the question about it.
    await app.crash();
  });
}
