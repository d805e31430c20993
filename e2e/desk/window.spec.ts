import type { OffhookApp } from '../app/app.ts';
import { expect, test } from '../app/test.ts';
import { inMain } from '../app/inMain.ts';
import { pressToClose } from '../app/pressToClose.ts';

interface PanelWindow {
  readonly width: number;
  readonly height: number;
  readonly onTop: boolean;
}

const panelWindow = (app: OffhookApp): Promise<PanelWindow> =>
  inMain(app.electron, ({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows().find((one) =>
      one.webContents.getURL().endsWith('/index.html'),
    );
    const [width = 0, height = 0] = window?.getContentSize() ?? [];
    return { width, height, onTop: window?.isAlwaysOnTop() === true };
  });

test.describe('the panel’s window', { tag: '@desktop' }, () => {
  test('is a bar by button and by key, also after a restart, and goes back to its size', async ({ desk }) => {
    const app = await desk.start();
    await app.expectOnline();
    const { width, height } = await panelWindow(app);
    await app.button('Shrink to a bar').click();
    await expect.poll(() => panelWindow(app)).toMatchObject({ width, height: 120 });
    await expect(app.number).toBeVisible();
    await expect(app.button('Show the whole panel')).toBeVisible();
    await app.dial('201');
    await expect(app.card('talking')).toBeVisible();
    await app.button('Hang up').click();
    await expect(app.card('ended')).toBeVisible();
    await app.panel.keyboard.press('Control+b');
    await expect.poll(() => panelWindow(app)).toMatchObject({ width, height });
    await app.panel.keyboard.press('Control+b');
    await expect.poll(() => panelWindow(app)).toMatchObject({ height: 120 });
    await app.close();
    const later = await desk.start();
    await expect.poll(() => panelWindow(later)).toMatchObject({ width, height: 120 });
    await later.button('Show the whole panel').click();
    await expect.poll(() => panelWindow(later)).toMatchObject({ width, height });
  });

  test('stays over all others from the moment that it is wanted', async ({ desk }) => {
    const app = await desk.start();
    await app.expectOnline();
    expect(await panelWindow(app)).toMatchObject({ onTop: false });
    const settings = await app.openSettings();
    await settings.getByText('Keep the panel on top of all other windows').click();
    await pressToClose(settings.getByRole('button', { name: 'Save' }));
    await expect.poll(() => panelWindow(app)).toMatchObject({ onTop: true });
  });

  test('rings as the settings say: how, how loud, and on what', async ({ desk }) => {
    // Chromium's pretended devices: a real one would have to be there.
    const app = await desk.start({ args: ['--use-fake-device-for-media-stream'] });
    await app.expectOnline();
    const settings = await app.openSettings();
    const device = settings.getByRole('button', { name: /Played on/ });
    await device.click();
    await settings.getByRole('option', { name: 'Fake Audio Output 1' }).click();
    await settings.getByRole('slider', { name: 'Volume of the ring tone' }).fill('30');
    await settings.getByRole('button', { name: 'Play the ring tone' }).click();
    const audible = (): Promise<boolean | undefined> =>
      inMain(app.electron, ({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()
          .find((one) => one.webContents.getURL().endsWith('/settings.html'))
          ?.webContents.isCurrentlyAudible(),
      );
    await expect.poll(audible, { intervals: [100] }).toBe(true);
    await settings.getByRole('button', { name: 'Stop' }).click();
    await expect.poll(audible).toBe(false);
    // To name a device is not to hear with it.
    const heard = await settings.evaluate(() =>
      navigator.mediaDevices.getUserMedia({ audio: true }).then(
        () => 'heard',
        (error: unknown) => (error as Error).name,
      ),
    );
    expect(heard).toBe('NotAllowedError');
    await settings.getByRole('button', { name: /Ringing window/ }).click();
    await settings.getByRole('option', { name: 'Never' }).click();
    await pressToClose(settings.getByRole('button', { name: 'Save' }));
    const again = await app.openSettings();
    await expect(again.getByRole('button', { name: /Played on/ })).toContainText('Fake Audio Output 1');
    await expect(again.getByRole('slider', { name: 'Volume of the ring tone' })).toHaveValue('30');
    await expect(again.getByRole('button', { name: /Ringing window/ })).toContainText('Never');
  });
});
