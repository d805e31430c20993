import type { Page } from '@playwright/test';
import type { OffhookApp } from './app.ts';
import { expect, test } from './test.ts';
import { inMain } from './inMain.ts';

interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where a window is, and the work area that it is on. */
const placeOf = (app: OffhookApp, page: string): Promise<{ readonly window: Place; readonly area: Place }> =>
  inMain(
    app.electron,
    ({ BrowserWindow, screen }, name) => {
      const window = BrowserWindow.getAllWindows().find((one) => one.webContents.getURL().endsWith(name));
      const bounds = window?.getBounds() ?? { x: 0, y: 0, width: 0, height: 0 };
      return { window: bounds, area: screen.getDisplayMatching(bounds).workArea };
    },
    `/${page}`,
  );

const shownAt = (page: Page, text: string): Promise<number> =>
  page
    .getByRole('heading', { name: text, exact: true })
    .evaluate((heading) => Math.round(heading.getBoundingClientRect().top));

/** The settings beside a panel that stands at the left edge of its screen, where they have room for their index. */
async function openBesidePanel(app: OffhookApp): Promise<Page> {
  await app.expectOnline();
  const { area } = await placeOf(app, 'index.html');
  await inMain(
    app.electron,
    ({ BrowserWindow }, { x, y }) => BrowserWindow.getAllWindows()[0]?.setPosition(x, y),
    area,
  );
  await expect.poll(async () => (await placeOf(app, 'index.html')).window.x).toBe(area.x);
  return app.openSettings();
}

test.describe('the settings', { tag: '@desktop' }, () => {
  test('stand beside the panel, and within the work area', async ({ desk }) => {
    const app = await desk.start();
    const settings = await openBesidePanel(app);
    await expect(settings.getByRole('searchbox')).toBeVisible();
    const { window, area } = await placeOf(app, 'settings.html');
    const { x, width } = (await placeOf(app, 'index.html')).window;
    expect(window.x).toBeGreaterThanOrEqual(x + width);
    expect(window.x + window.width).toBeLessThanOrEqual(area.x + area.width);
    expect(window.y).toBeGreaterThanOrEqual(area.y);
    expect(window.y + window.height).toBeLessThanOrEqual(area.y + area.height);
  });

  test('are found and gone to by keyboard alone', async ({ desk }) => {
    const app = await desk.start();
    const settings = await openBesidePanel(app);
    const { keyboard } = settings;
    await settings.getByRole('textbox', { name: 'Extension', exact: true }).focus();
    await keyboard.press('Control+f');
    await expect(settings.getByRole('searchbox', { name: 'Search settings' })).toBeFocused();
    await keyboard.type('no such setting');
    await expect(settings.getByRole('status').filter({ hasText: 'No setting found' })).toHaveCount(1);
    await keyboard.press('Control+f');
    await keyboard.type('work, seconds');
    await expect(settings.getByRole('status').filter({ hasText: '1 setting found' })).toHaveCount(1);
    await keyboard.press('Enter');
    const seconds = settings.getByRole('textbox', { name: 'After-call work, seconds' });
    await expect(seconds).toBeFocused();
    await expect(seconds).toBeInViewport();
    await expect(settings.locator('[data-found]')).toHaveCount(1);
    await expect(settings.getByRole('link', { name: 'Queues' })).toHaveAttribute('aria-current', 'location');
    // By its key, as an administrator knows it; it is in a fold.
    await keyboard.press('Control+f');
    await keyboard.type('pageDialDeny');
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    await expect(settings.locator('[name=pageDialDeny]')).toBeFocused();
    await keyboard.press('Control+f');
    await keyboard.type('x');
    await keyboard.press('Escape');
    await expect(settings.getByRole('searchbox')).toHaveValue('');
    const closed = settings.waitForEvent('close');
    // The window may be gone before the key is up again.
    await keyboard.press('Escape').catch(() => undefined);
    await closed;
  });

  test('have an index that goes to a section and follows the eye', async ({ desk }) => {
    const app = await desk.start();
    const settings = await openBesidePanel(app);
    const link = (name: string) => settings.getByRole('link', { name, exact: true });
    await expect(link('Your line')).toHaveAttribute('aria-current', 'location');
    await link('Your line').focus();
    while (!(await link('Hotkeys').evaluate((element) => element === document.activeElement)))
      await settings.keyboard.press('ArrowDown');
    await settings.keyboard.press('Enter');
    await expect(settings.getByRole('heading', { name: 'Hotkeys' })).toBeFocused();
    await expect(link('Hotkeys')).toHaveAttribute('aria-current', 'location');
    await expect.poll(() => shownAt(settings, 'Hotkeys')).toBeLessThan(60);
    // The last section never reaches the upper edge.
    await link('Advanced').click();
    await expect(link('Advanced')).toHaveAttribute('aria-current', 'location');
    await settings.getByRole('heading', { name: 'Colleagues' }).scrollIntoViewIfNeeded();
    await settings.getByRole('main').hover();
    await settings.mouse.wheel(0, -20_000);
    await expect(link('Your line')).toHaveAttribute('aria-current', 'location');
  });

  test('keep their index as a chooser in a narrow window', async ({ desk }) => {
    const app = await desk.start();
    await app.expectOnline();
    const settings = await app.openSettings();
    await inMain(app.electron, ({ BrowserWindow }) => {
      const isIt = (one: Electron.BrowserWindow): boolean =>
        one.webContents.getURL().endsWith('/settings.html');
      BrowserWindow.getAllWindows().find(isIt)?.setContentSize(400, 560);
    });
    const chooser = settings.getByRole('navigation').getByRole('button');
    await expect(chooser).toHaveText('Your line');
    await chooser.press('Enter');
    await settings.getByRole('option', { name: 'CRM pages' }).press('Enter');
    await expect(settings.getByRole('heading', { name: 'CRM pages' })).toBeFocused();
    await expect(chooser).toHaveText('CRM pages');
    await expect(settings.getByRole('button', { name: 'Save' })).toBeInViewport({ ratio: 1 });
  });
});
