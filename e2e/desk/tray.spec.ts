import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '../app/test.ts';
import { OtherProgram } from './otherProgram.ts';
import { type MenuItem, TrayOnBus } from './tray.ts';
import { inMain } from '../app/inMain.ts';

const labels = (items: readonly MenuItem[]): string[] =>
  items.map(({ label, enabled }) => `${label}${enabled ? '' : ' (off)'}`);

/** Of the icon that blinks, in half a second. */
const blinkMs = 500;
const lookMs = 100;

/** The setting of GTK desktops, of which Chromium makes `prefers-reduced-motion`. @returns the function that takes it back */
function withoutMotion(): () => void {
  const folder = join(process.env.XDG_CONFIG_HOME ?? '', 'gtk-3.0');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'settings.ini'), '[Settings]\ngtk-enable-animations=0\n');
  return () => rmSync(folder, { recursive: true });
}

async function theTray(): Promise<TrayOnBus> {
  await expect.poll(() => TrayOnBus.all()).toHaveLength(1);
  return TrayOnBus.only();
}

test.describe('the tray', { tag: ['@asterisk', '@desktop'] }, () => {
  test('shows what the line does, and commands its call', async ({ desk, pbxOf }) => {
    const pbx = await pbxOf(22);
    await desk.phone(pbx, '101');
    const maria = await desk.phone(pbx, '201', { name: 'Maria & Co_1' });
    const app = await desk.on(pbx);
    const tray = await theTray();
    const pictures = new Map<string, string>();
    const keep = async (state: string): Promise<void> => {
      pictures.set(state, (await tray.picture()).argb.join());
    };
    await expect.poll(() => tray.tip()).toBe('Offhook: Ready');
    await keep('ready');
    expect(await tray.picture()).toMatchObject({ width: 44, height: 44 }); // the sharper one of two
    expect(labels(await tray.menu())).toEqual([
      ...['Agent state: Ready', '--'],
      ...['Dial…', 'Open Offhook', 'Settings…', '--', 'Quit Offhook'],
    ]);

    await maria.dial('101');
    await expect.poll(() => tray.tip()).toBe('Offhook: Ringing, Maria & Co_1');
    // It blinks, and we are not in step with it.
    const seen = new Set<string>();
    await expect
      .poll(async () => seen.add((await tray.picture()).argb.join()).size, { intervals: [130] })
      .toBe(2);
    await expect
      .poll(async () => labels(await tray.menu()).slice(0, 4))
      .toEqual(['Maria & Co__1: Incoming call', 'Answer', 'Decline', '--']); // in dbusmenu one _ underlines the next letter
    await tray.choose('Answer');
    await expect(app.card('talking')).toBeVisible();
    await expect.poll(() => tray.tip()).toBe('Offhook: Talking, Maria & Co_1');
    await keep('talking');
    await tray.choose('Hold');
    await expect(app.card('onHold')).toBeVisible();
    await expect.poll(() => tray.tip()).toBe('Offhook: On hold, Maria & Co_1');
    await keep('onHold');
    await tray.choose('Resume');
    await expect(app.card('talking')).toBeVisible();
    await expect.poll(async () => labels(await tray.menu())).toContain('Hang up');
    await tray.choose('Hang up');
    await expect(app.card('ended')).toBeVisible();
    await expect.poll(() => tray.tip()).toBe('Offhook: Ready');
    await expect.poll(async () => (await tray.picture()).argb.join()).toBe(pictures.get('ready'));
    expect(new Set([...pictures.values(), ...seen]).size).toBe(5);

    const settings = await app.windowAfter(() => tray.choose('Settings…'));
    await expect(settings.getByRole('button', { name: 'Save' })).toBeVisible();
    const gone = new Promise((resolve) => app.electron.process().once('exit', resolve));
    await tray.choose('Quit Offhook');
    expect(await gone).toBe(0);
  });

  test('shows the agent’s state and changes it; a line without a link is not connected', async ({
    desk,
    pbxOf,
  }) => {
    const pbx = await pbxOf(22);
    await desk.phone(pbx, '101');
    const settings = { queues: ['sales'], pauseReasons: ['Lunch', 'Training'] };
    const app = await desk.on(pbx, { settings });
    const tray = await theTray();
    await expect.poll(async () => labels(await tray.menu())).toContain('Agent state: Ready');
    const ready = (await tray.picture()).argb.join();
    await tray.choose('Agent state: Ready', 'Not ready: Lunch');
    await expect.poll(() => tray.tip()).toBe('Offhook: Not ready');
    await expect(app.panel.getByRole('button', { name: /Your state/ })).toContainText('Lunch');
    const [state] = (await tray.menu()).filter(({ label }) => label.startsWith('Agent state'));
    expect(state?.items.filter(({ checked }) => checked).map(({ label }) => label)).toEqual([
      'Not ready: Lunch',
    ]);
    const notReady = (await tray.picture()).argb.join();
    await tray.choose('Agent state: Not ready', 'Ready');
    await expect.poll(() => tray.tip()).toBe('Offhook: Ready');
    await pbx.kill();
    await expect.poll(() => tray.tip()).toBe('Offhook: Not connected');
    const notConnected = (await tray.picture()).argb.join();
    expect(new Set([ready, notReady, notConnected]).size).toBe(3);
    expect(labels(await tray.menu())).toContain('Dial… (off)');
    await pbx.start();
  });

  test('stands still while it rings where the system wants no motion', async ({ desk, pbxOf }) => {
    const pbx = await pbxOf(22);
    await desk.phone(pbx, '101');
    const maria = await desk.phone(pbx, '201', { name: 'Maria' });
    const restore = withoutMotion();
    try {
      const app = await desk.on(pbx);
      const tray = await theTray();
      await maria.dial('101');
      await expect.poll(() => tray.tip()).toBe('Offhook: Ringing, Maria');
      const seen = new Set<string>();
      for (let look = 0; look < 2 * (blinkMs / lookMs); look += 1) {
        seen.add((await tray.picture()).argb.join());
        await sleep(lookMs);
      }
      expect(await tray.tip()).toBe('Offhook: Ringing, Maria');
      expect(seen.size).toBe(1);
      await app.button('Decline').click();
    } finally {
      restore();
    }
  });

  test('takes the panel in when it is closed, and gives it back', async ({ desk }) => {
    const app = await desk.start();
    await app.expectOnline();
    const tray = await theTray();
    const shown = (): Promise<boolean[]> =>
      inMain(app.electron, ({ BrowserWindow }) =>
        BrowserWindow.getAllWindows().map((window) => window.isVisible()),
      );
    const close = (): Promise<void> =>
      inMain(app.electron, ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
    await close();
    await expect.poll(shown).toEqual([false]);
    await tray.click();
    await expect.poll(shown).toEqual([true]);
    await close();
    await expect.poll(shown).toEqual([false]);
    await tray.choose('Dial…');
    await expect.poll(shown).toEqual([true]);
    await expect(app.number).toBeFocused();
    // What it was closed to has gone: a window must not hide where nobody finds it.
    const gone = new Promise((resolve) => app.electron.process().once('exit', resolve));
    await inMain(app.electron, () => {
      process.env.PATH = '';
    });
    await close();
    expect(await gone).toBe(0);
  });

  test('starts there when the session starts it', async ({ desk }) => {
    const other = await OtherProgram.inFront();
    try {
      const app = await desk.start({ args: ['--hidden'] });
      await app.expectOnline();
      const tray = await theTray();
      await expect.poll(() => tray.tip()).toBe('Offhook: Ready');
      const shown = await inMain(app.electron, ({ BrowserWindow }) =>
        BrowserWindow.getAllWindows().map((window) => [window.isVisible(), window.isMinimized()]),
      );
      expect(shown).toEqual([[false, false]]);
      await tray.click();
      await expect(app.number).toBeVisible();
      await expect
        .poll(() =>
          inMain(app.electron, ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible()),
        )
        .toBe(true);
    } finally {
      await other.end();
    }
  });
});
