import type { Page } from '@playwright/test';
import type { OffhookApp } from '../app/app.ts';
import { violations } from '../app/axe.ts';
import { expect, test } from '../app/test.ts';
import { sh } from './bus.ts';
import { notes } from './notes.ts';
import { OtherProgram, titleInFront } from './otherProgram.ts';
import { TrayOnBus } from './tray.ts';
import { inMain } from '../app/inMain.ts';
import { pressToClose } from '../app/pressToClose.ts';

let other: OtherProgram | undefined;
test.beforeEach(() => notes.closeAll());
test.afterEach(async () => {
  await other?.end();
  other = undefined;
  await notes.closeAll();
});

/** The agent works in another program: the panel is behind it. */
async function elsewhere(): Promise<OtherProgram> {
  other = await OtherProgram.inFront();
  await expect.poll(titleInFront).toBe('Customer record');
  return other;
}

async function ringingWindow(app: OffhookApp): Promise<Page> {
  const page = await app.windowOn('ringing.html');
  await expect(page.getByRole('button', { name: 'Answer' })).toBeVisible();
  return page;
}

interface WindowState {
  readonly shown: boolean;
  readonly focused: boolean;
  readonly onTop: boolean;
}

/** Of the window on a page; nothing where there is none yet. */
const windowOn = (app: OffhookApp, page: string): Promise<WindowState | undefined> =>
  inMain(
    app.electron,
    ({ BrowserWindow }, name) => {
      const window = BrowserWindow.getAllWindows().find((one) => one.webContents.getURL().endsWith(name));
      return (
        window && { shown: window.isVisible(), focused: window.isFocused(), onTop: window.isAlwaysOnTop() }
      );
    },
    page,
  );
const stateOf = (app: OffhookApp): Promise<WindowState | undefined> => windowOn(app, 'ringing.html');
const panelInFront = async (app: OffhookApp): Promise<boolean> =>
  (await windowOn(app, 'index.html'))?.focused === true;

test.describe('a call that comes in', { tag: ['@asterisk', '@desktop'] }, () => {
  test('brings a notification, which opens the panel at the call and goes when it is answered', async ({
    desk,
    pbxOf,
  }) => {
    const pbx = await pbxOf(22);
    const agent = await desk.phone(pbx, '101');
    const trunk = await desk.phone(pbx, 'trunk', { number: '+4930901820', name: '<b>Jürgen & Co</b>' });
    const app = await desk.on(pbx);
    await elsewhere();
    await trunk.dial('5000');
    await expect.poll(() => notes.displayed()).toBe(1);
    await notes.click();
    await expect.poll(() => panelInFront(app)).toBe(true);
    await expect(app.card('ringing')).toBeVisible();
    const [told] = await notes.history();
    expect(told?.summary).toBe('Incoming call');
    // As text: a server that reads markup is not to read a caller's.
    expect(told?.body).toMatch(/^(?:&lt;b&gt;Jürgen &amp; Co&lt;\/b&gt;|<b>Jürgen & Co<\/b>)\n/);
    expect(told?.body).toContain('4930901820');
    agent.liveCalls[0]!.answer();
    await expect(app.card('talking')).toBeVisible();
    expect(await notes.displayed()).toBe(0);
  });

  test('brings none once it is answered on the phone, declined or lost; a lost one leaves a quiet word', async ({
    desk,
    pbxOf,
  }) => {
    const pbx = await pbxOf(22);
    const agent = await desk.phone(pbx, '101');
    const trunk = await desk.phone(pbx, 'trunk', { number: '+4930901820', name: 'Jürgen Müßig' });
    const app = await desk.on(pbx);
    await elsewhere();
    await trunk.dial('5000');
    await expect.poll(() => notes.displayed()).toBe(1);
    agent.liveCalls[0]!.answer();
    await expect.poll(() => notes.displayed()).toBe(0);
    await trunk.liveCalls[0]!.hangup();
    await expect(app.card('ended')).toBeVisible();

    await trunk.dial('5000');
    await expect.poll(() => notes.displayed()).toBe(1);
    await (await ringingWindow(app)).getByRole('button', { name: 'Decline' }).click();
    await expect.poll(() => notes.displayed()).toBe(0);
    await expect.poll(() => stateOf(app)).toMatchObject({ shown: false });
    await expect(app.card('ended')).toContainText('Declined');

    const lost = await trunk.dial('5000');
    await expect.poll(() => notes.displayed()).toBe(1);
    const [before] = await notes.history();
    await lost.hangup();
    // Else the one that goes would be taken for the one that comes.
    await expect.poll(async () => (await notes.history())[0]?.id).not.toBe(before?.id);
    await expect.poll(() => notes.displayed()).toBe(1);
    await notes.click();
    await expect.poll(() => panelInFront(app)).toBe(true);
    await expect(app.number).toHaveValue(/4930901820$/);
    expect((await notes.history())[0]).toMatchObject({ summary: 'Missed call' });
    await expect(app.card('talking')).toHaveCount(0);
  });

  test('comes up in a window that takes no key from the program in front', async ({ desk, pbxOf }) => {
    const pbx = await pbxOf(22);
    await desk.phone(pbx, '101');
    const trunk = await desk.phone(pbx, 'trunk', { number: '+4930901820', name: 'Jürgen Müßig' });
    const app = await desk.on(pbx);
    const program = await elsewhere();
    await sh('xdotool', 'type', 'ab');
    await trunk.dial('5000');
    const page = await ringingWindow(app);
    await expect.poll(() => stateOf(app)).toEqual({ shown: true, focused: false, onTop: true });
    await sh('xdotool', 'type', 'cd');
    await expect.poll(() => program.keys).toBe('abcd');
    expect(await titleInFront()).toBe('Customer record');
    await expect(page.getByRole('article', { name: 'Call with Jürgen Müßig' })).toContainText(
      '+49 30 901820',
    );
    await expect(page.getByRole('button', { name: 'Silence' })).toHaveAttribute('aria-disabled', 'true');
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      expect(await violations(page), colorScheme).toEqual([]);
    }
    await page.getByRole('button', { name: 'Answer' }).click();
    await expect(app.card('talking')).toBeVisible();
    await expect.poll(() => stateOf(app)).toMatchObject({ shown: false });
  });

  test('sounds where the phone is silent, until it is silenced', async ({ desk, pbxOf }) => {
    const pbx = await pbxOf(22);
    await desk.phone(pbx, '101');
    const trunk = await desk.phone(pbx, 'trunk', { number: '+4930901820', name: 'Jürgen Müßig' });
    const app = await desk.on(pbx, { settings: { phoneRings: false, ringVolume: 40 } });
    await elsewhere();
    const audible = (): Promise<boolean | undefined> =>
      inMain(app.electron, ({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()
          .find((one) => one.webContents.getURL().endsWith('/ringing.html'))
          ?.webContents.isCurrentlyAudible(),
      );
    const call = await trunk.dial('5000');
    const page = await ringingWindow(app);
    await expect.poll(audible, { intervals: [100] }).toBe(true);
    const silence = page.getByRole('button', { name: 'Silence' });
    await silence.click();
    await expect(silence).toHaveAttribute('aria-disabled', 'true');
    await expect.poll(audible).toBe(false);
    await expect.poll(() => stateOf(app)).toMatchObject({ shown: true });
    await call.hangup();
    await expect.poll(() => stateOf(app)).toMatchObject({ shown: false });
    // The next call is another one.
    await trunk.dial('5000');
    await expect.poll(audible, { intervals: [100] }).toBe(true);
  });

  test('shows no window over a program that fills the screen, and nothing that was switched off', async ({
    desk,
    pbxOf,
  }) => {
    const pbx = await pbxOf(22);
    await desk.phone(pbx, '101');
    const trunk = await desk.phone(pbx, 'trunk', { number: '+4930901820', name: 'Jürgen Müßig' });
    const app = await desk.on(pbx);
    await inMain(app.electron, ({ BrowserWindow }) => {
      new BrowserWindow({ fullscreen: true, title: 'Slides' }).focus();
    });
    const fills = async (): Promise<boolean> =>
      (await sh('sh', '-c', 'xprop -id $(xdotool getactivewindow) _NET_WM_STATE')).includes('FULLSCREEN');
    await expect.poll(() => fills().catch(() => false)).toBe(true);
    const first = await trunk.dial('5000');
    await expect.poll(() => notes.displayed()).toBe(1);
    expect(await stateOf(app)).toBeUndefined();
    await first.hangup();
    await expect(app.card('ended')).toBeVisible();

    const settings = await app.windowAfter(() =>
      app.panel.evaluate(() => window.offhook?.request('settings:open')),
    );
    await settings.getByRole('button', { name: /Notification/ }).click();
    await settings.getByRole('option', { name: 'Never' }).click();
    await pressToClose(settings.getByRole('button', { name: 'Save' }));
    await notes.closeAll();
    await expect.poll(() => notes.displayed()).toBe(0);
    await expect.poll(() => fills().catch(() => false)).toBe(true);
    await trunk.dial('5000');
    await expect(app.card('ringing')).toBeVisible();
    await expect.poll(async () => (await TrayOnBus.only()).tip()).toContain('Ringing');
    expect(await notes.displayed()).toBe(0);
    expect(await stateOf(app)).toBeUndefined();
  });

  test('is counted in the tray when it is lost, until the panel is looked at', async ({ desk, pbxOf }) => {
    const pbx = await pbxOf(22);
    await desk.phone(pbx, '101');
    const trunk = await desk.phone(pbx, 'trunk', { number: '+4930901820', name: 'Jürgen Müßig' });
    const app = await desk.on(pbx);
    await elsewhere();
    const tray = await TrayOnBus.only();
    const plain = (await tray.picture()).argb.join();
    const call = await trunk.dial('5000');
    await expect.poll(() => tray.tip()).toContain('Ringing');
    await call.hangup();
    await expect.poll(() => tray.tip()).toBe('Offhook: Ready, 1 missed call');
    expect((await tray.picture()).argb.join()).not.toBe(plain);
    await tray.choose('1 missed call');
    await expect.poll(() => panelInFront(app)).toBe(true);
    await expect.poll(() => tray.tip()).toBe('Offhook: Ready');
    await expect.poll(() => notes.displayed()).toBe(0);
    await expect.poll(async () => (await tray.picture()).argb.join()).toBe(plain);
  });
});
