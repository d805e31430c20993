import type { Rectangle } from 'electron';
import type { OffhookApp } from '../app/app.ts';
import { expect, test } from '../app/test.ts';
import { TwoScreens } from './screens.ts';
import { inMain } from '../app/inMain.ts';

const { left, right } = TwoScreens;

const boundsOf = (app: OffhookApp, page: string): Promise<Rectangle | undefined> =>
  inMain(
    app.electron,
    ({ BrowserWindow }, name) => {
      const shown = BrowserWindow.getAllWindows().filter((window) => window.isVisible());
      return shown.find((window) => window.webContents.getURL().endsWith(name))?.getBounds();
    },
    page,
  );

const isOn = (screen: Rectangle, window: Rectangle | undefined): boolean =>
  window !== undefined &&
  window.x >= screen.x &&
  window.y >= screen.y &&
  window.x + window.width <= screen.x + screen.width &&
  window.y + window.height <= screen.y + screen.height;

test.describe('on two screens', { tag: '@desktop' }, () => {
  let opened: TwoScreens | undefined;
  test.afterEach(async () => {
    await opened?.close();
    opened = undefined;
  });

  test('a call rings where the pointer is; the panel is where it was put on each set-up of screens', async ({
    desk,
  }) => {
    const screens = (opened = await TwoScreens.open());
    const app = await desk.start({ display: screens.display });
    await app.expectOnline();
    const panel = (): Promise<Rectangle | undefined> => boundsOf(app, '/index.html');
    const ringing = (): Promise<Rectangle | undefined> => boundsOf(app, '/ringing.html');
    expect(isOn(left, await panel())).toBe(true);

    await inMain(
      app.electron,
      ({ BrowserWindow }, [x, y]) => BrowserWindow.getAllWindows()[0]?.setPosition(x, y),
      [right.x + 300, right.y + 100] as const,
    );
    await expect.poll(async () => isOn(right, await panel())).toBe(true);
    const put = await panel();

    await screens.pointAt(left.x + 400, left.y + 300);
    // Somebody who answers and calls back when it is over.
    await app.dial('210');
    await expect(app.card('talking')).toBeVisible();
    await app.button('Hang up').click();
    // The agent goes on in another program: a panel before their eyes is enough.
    await inMain(app.electron, ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.blur());
    await expect.poll(ringing).toBeDefined();
    expect(isOn(left, await ringing())).toBe(true);
    await app.button('Decline').click();
    await expect.poll(ringing).toBeUndefined();

    await screens.unplug();
    await expect.poll(async () => isOn(left, await panel())).toBe(true);
    await screens.plugIn();
    await expect.poll(panel).toEqual(put);
    await app.close();
    const later = await desk.start({ display: screens.display });
    await expect.poll(() => boundsOf(later, '/index.html')).toEqual(put);
  });
});
