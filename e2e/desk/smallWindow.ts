import type { Locator, Page } from '@playwright/test';
import type { Rectangle } from 'electron';
import type { OffhookApp } from '../app/app.ts';
import { expect } from '../expect.ts';
import { inMain } from '../app/inMain.ts';
import { sh } from './bus.ts';

/** The small window over the other programs, pressed with a real mouse: what the window manager makes of that counts. */
export class SmallWindow {
  readonly page: Page;
  readonly #app: OffhookApp;

  private constructor(app: OffhookApp, page: Page) {
    this.#app = app;
    this.page = page;
  }

  static async of(app: OffhookApp): Promise<SmallWindow> {
    return new SmallWindow(app, await app.windowOn('ringing.html'));
  }

  /** Of the window that is seen; nothing while none is. */
  static bounds(app: OffhookApp): Promise<Rectangle | undefined> {
    return inMain(app.electron, ({ BrowserWindow }) => {
      const shown = BrowserWindow.getAllWindows().filter((window) => window.isVisible());
      return shown.find(({ webContents }) => webContents.getURL().endsWith('/ringing.html'))?.getBounds();
    });
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  row(who: string): Locator {
    return this.page.getByRole('article', { name: `Call with ${who}` });
  }

  /** Presses a button once it counts. */
  async press(button: Locator, times = 1): Promise<void> {
    await expect(button).toBeVisible();
    await expect(button).not.toHaveAttribute('aria-disabled', 'true');
    const [x, y] = await this.#middleOf(button);
    await sh('xdotool', 'mousemove', x, y, 'click', '--repeat', String(times), '--delay', '100', '1');
  }

  /** Takes it by what is written on it, and lets it go there. */
  async drag(from: Locator, by: { readonly x: number; readonly y: number }): Promise<void> {
    const [x, y] = await this.#middleOf(from);
    const before = await SmallWindow.bounds(this.#app);
    await sh('xdotool', 'mousemove', x, y, 'mousedown', '1');
    const to = [String(Number(x) + by.x), String(Number(y) + by.y)];
    await sh('xdotool', 'mousemove', ...to);
    await expect
      .poll(() => SmallWindow.bounds(this.#app))
      .toMatchObject({ x: (before?.x ?? 0) + by.x, y: (before?.y ?? 0) + by.y });
    await sh('xdotool', 'mouseup', '1');
  }

  async #middleOf(element: Locator): Promise<readonly [x: string, y: string]> {
    const box = await element.boundingBox();
    const bounds = await SmallWindow.bounds(this.#app);
    if (box === null || bounds === undefined) throw new Error('it is not on the screen');
    return [
      String(Math.round(bounds.x + box.x + box.width / 2)),
      String(Math.round(bounds.y + box.y + box.height / 2)),
    ];
  }
}
