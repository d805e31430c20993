import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import type { OffhookApp } from '../app/app.ts';
import { expect, test } from '../app/test.ts';
import { sh } from './bus.ts';
import { InstalledApp, startAgain } from './desktopApp.ts';
import { OtherProgram, titleInFront } from './otherProgram.ts';
import { removeFolder } from '../app/removeFolder.ts';
import { inMain } from '../app/inMain.ts';
import { pressToClose } from '../app/pressToClose.ts';
import { limits } from '../limits.mjs';

const fromLink = 'This number came from a link. Press Enter to call it.';

async function callStands(app: OffhookApp): Promise<boolean> {
  const status = await startAgain(app, '--status');
  return (JSON.parse(status.stdout) as { calls: unknown[] }).calls.length > 0;
}

test.describe('a link, while Offhook runs', () => {
  test('fills the number in, in front of the other program, and is called by Enter', async ({ desk }) => {
    const app = await desk.start();
    await app.expectOnline();
    const installed = await InstalledApp.on(app.userData);
    await installed.handle('tel');
    const other = await OtherProgram.inFront();
    await sh('xdg-open', 'tel:201;ext=7');
    await expect(app.number).toHaveValue('201');
    await expect(app.panel.getByText(fromLink)).toBeVisible();
    await expect(app.panel.getByText('Then 7, once they answer')).toBeVisible();
    await expect.poll(titleInFront).toBe('Offhook');
    expect(await callStands(app)).toBe(false);
    // To whichever window has the keyboard now.
    await sh('xdotool', 'key', 'Return');
    await expect(app.card('talking')).toBeVisible();
    await app.button(/^Send 7/).click();
    await expect(app.button(/^Send 7/)).toBeHidden();
    await app.button('Hang up').click();
    await other.end();
    await installed.remove();
  });

  test('opens what the settings say, and Offhook once it was made the one there; the session starts it', async ({
    desk,
  }) => {
    const app = await desk.start();
    await app.expectOnline();
    const settings = await app.openSettings();
    const links = settings.getByRole('list', { name: 'What telephone links open' });
    await expect(links.getByText('opens nothing')).toHaveCount(3);
    await expect(settings.getByText(/once Offhook is installed/)).toBeVisible();
    const installed = await InstalledApp.on(app.userData);
    const rival = join(process.env.XDG_DATA_HOME ?? '', 'applications/rival.desktop');
    writeFileSync(rival, '[Desktop Entry]\nType=Application\nName=Rival\nExec=false %u\n');
    await sh('xdg-mime', 'default', 'rival.desktop', 'x-scheme-handler/tel');
    await settings.evaluate(() => window.dispatchEvent(new Event('focus')));
    await expect(links.getByText('opens another program')).toHaveCount(1);
    await settings.getByRole('button', { name: 'Open them with Offhook' }).click();
    await expect(links.getByText('opens Offhook')).toHaveCount(3);
    await sh('xdg-open', 'tel:201');
    await expect(app.number).toHaveValue('201');
    rmSync(rival);

    const autostart = join(process.env.XDG_CONFIG_HOME ?? '', 'autostart/offhook.desktop');
    const start = settings.getByRole('switch', { name: 'Start when I sign in' });
    await settings.getByText('Start when I sign in').click();
    await expect(start).toBeChecked();
    await sh('desktop-file-validate', autostart);
    expect(readFileSync(autostart, 'utf8')).toMatch(/^Exec=.* --hidden$/m);
    await settings.getByText('Start when I sign in').click();
    await expect(start).not.toBeChecked();
    expect(existsSync(autostart)).toBe(false);
    await installed.remove();
  });

  test('of each kind is taken, and one without a number is refused with a code', async ({ desk }) => {
    const app = await desk.start();
    await app.expectOnline();
    const installed = await InstalledApp.on(app.userData);
    for (const scheme of ['tel', 'callto', 'sip'] as const) await installed.handle(scheme);
    for (const [link, number] of [
      ['tel:+44-20-7946-0958', '+442079460958'],
      ['callto:+49%2030%20901820', '+4930901820'],
      ['sip:+4681234567@example.com', '+4681234567'],
    ] as const) {
      await sh('xdg-open', link);
      await expect(app.number).toHaveValue(number);
    }
    // It tells that nothing came of the link, by what the second start ended with.
    await expect(sh('xdg-open', 'tel:--hangup')).rejects.toThrow('argumentLike');
    await expect(app.panel.getByText(/looks like a program option/)).toBeVisible();
    await expect(app.button('Copy OH-noNumber-argumentLike')).toBeVisible();
    await installed.remove();
    expect(await startAgain(app, 'tel:1-800-FLOWERS')).toMatchObject({ code: 2 });
    await expect(app.button('Copy OH-noNumber-letters')).toBeVisible();
    expect(await startAgain(app, 'tel:201\u0007')).toMatchObject({ code: 2 });
    await expect(app.button('Copy OH-noNumber-controlCharacter')).toBeVisible();
    expect(await callStands(app)).toBe(false);
  });

  test('is called at once where the settings say so', async ({ desk }) => {
    const app = await desk.start();
    await app.expectOnline();
    const settings = await app.openSettings();
    await settings.getByText('Call numbers from links immediately').click();
    await pressToClose(settings.getByRole('button', { name: 'Save' }));
    expect(await startAgain(app, 'tel:201')).toMatchObject({ code: 0 });
    await expect(app.card('talking')).toBeVisible();
  });

  test('comes on macOS by an event of its own', async ({ desk }) => {
    const app = await desk.start();
    await app.expectOnline();
    await inMain(app.electron, ({ app: electronApp }) => {
      electronApp.emit('open-url', { preventDefault: () => undefined }, 'tel:+44-20-7946-0958');
    });
    await expect(app.number).toHaveValue('+442079460958');
  });
});

test.describe('a link that starts Offhook', () => {
  test('fills the number in', async ({ desk }) => {
    const app = await desk.start({ args: ['tel:+44-20-7946-0958'] });
    await expect(app.number).toHaveValue('+442079460958');
    await expect(app.panel.getByText(fromLink)).toBeVisible();
    await expect(app.number).toBeFocused();
  });

  test('is called once the phone system is there, where the settings say so', async ({ desk }) => {
    const app = await desk.start({ settings: { dialLinksAtOnce: true }, args: ['tel:201'] });
    await expect(app.card('talking')).toBeVisible();
  });

  test('says what is wrong with it', async ({ desk }) => {
    const app = await desk.start({ args: ['tel:'] });
    await expect(app.panel.getByText('The opened link has no number in it.')).toBeVisible();
  });

  test('by way of the desktop', async () => {
    const userData = mkdtempSync(join(tmpdir(), 'offhook-e2e-cold-'));
    const installed = await InstalledApp.on(`${userData} --remote-debugging-port=0`);
    await installed.handle('tel');
    // xdg-open stays until the app ends, which it does with the panel.
    const opened = spawn('xdg-open', ['tel:+44-20-7946-0958'], { stdio: ['ignore', 'ignore', 'pipe'] });
    const ended = new Promise((resolve) => opened.once('exit', resolve));
    const address = await new Promise<string>((resolve) => {
      let said = '';
      opened.stderr.on('data', (bytes: Buffer) => {
        said += bytes.toString();
        const [, found] = /DevTools listening on (ws:\S+)/.exec(said) ?? [];
        if (found !== undefined) resolve(found);
      });
    });
    const browser = await chromium.connectOverCDP(address, { timeout: limits.waitMs });
    const panel = await panelOf(() => browser.contexts().flatMap((context) => context.pages()));
    await expect(panel.getByRole('combobox', { name: 'Number to call' })).toHaveValue('+442079460958');
    await expect(panel.getByText(fromLink)).toBeVisible();
    await panel.close();
    await browser.close().catch(() => undefined);
    await ended;
    await installed.remove();
    removeFolder(userData);
  });
});

async function panelOf(pages: () => readonly Page[]): Promise<Page> {
  await expect.poll(() => pages().length).toBeGreaterThan(0);
  return pages()[0]!;
}
