import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Settings } from '../src/settings/schema.ts';
import { OffhookApp } from './app/app.ts';
import { expect, test } from './app/test.ts';
import { removeFolder } from './app/removeFolder.ts';
import { inMain } from './app/inMain.ts';
import { pressToClose } from './app/pressToClose.ts';

const root = join(import.meta.dirname, '..');

let userData: string;
const children: ChildProcess[] = [];
test.beforeEach(() => {
  userData = mkdtempSync(join(tmpdir(), 'offhook-e2e-life-'));
});
test.afterEach(() => {
  for (const child of children.splice(0)) if (child.exitCode === null) child.kill('SIGKILL');
  removeFolder(userData);
});

/** The app in a life that ends within the test. */
async function shortLife(settings?: Partial<Settings>): Promise<OffhookApp> {
  const app = await OffhookApp.launch({ userData, ...(settings === undefined ? {} : { settings }) });
  children.push(app.electron.process());
  return app;
}

const boundsOf = (app: OffhookApp): Promise<unknown> =>
  inMain(app.electron, ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getNormalBounds());

/** The way an agent's desktop ends a program. */
const exitCodeAfter = (app: OffhookApp, end: (child: ChildProcess) => void): Promise<number | null> =>
  new Promise((resolve) => {
    const child = app.electron.process();
    child.once('exit', resolve);
    end(child);
  });

test('a second start shows the panel of the first one, and ends', { tag: '@quick' }, async ({ desk }) => {
  const app = await desk.start();
  await inMain(app.electron, ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  const second = spawn(await inMain(app.electron, () => process.execPath), ['--no-sandbox', root], {
    env: { ...process.env, OFFHOOK_USER_DATA: app.userData },
    stdio: 'ignore',
  });
  expect(await new Promise((resolve) => second.once('exit', resolve))).toBe(0);
  await expect
    .poll(() =>
      inMain(app.electron, ({ BrowserWindow }) => BrowserWindow.getAllWindows().map((w) => w.isVisible())),
    )
    .toEqual([true]);
});

test('an uncaught error is reported with a code, and the panel goes on', async ({ desk }) => {
  const app = await desk.start();
  await app.expectOnline();
  await inMain(app.electron, ({ dialog }) => {
    const shown: unknown[] = [];
    Object.assign(globalThis, { shown });
    dialog.showMessageBox = (options: unknown) => {
      shown.push(options);
      return Promise.resolve({ response: 0, checkboxChecked: false });
    };
    setTimeout(() => {
      throw new TypeError('thrown by a test');
    }, 0);
  });
  const shown = (): Promise<string> =>
    inMain(app.electron, () => JSON.stringify((globalThis as unknown as { shown: unknown[] }).shown));
  await expect.poll(shown).toMatch(/OH-internal-[0-9a-f]{6}/);
  const code = /OH-internal-[0-9a-f]{6}/.exec(await shown())?.[0];
  expect(app.log()).toContain(`"what":"uncaught exception","code":"${code}"`);
  expect(app.log()).toContain('thrown by a test');
  await app.dial('204');
  await expect(app.card('ended')).toContainText('Busy');
});

test('what is saved in the settings window is in force at once, and there at the next start', async ({
  desk,
}) => {
  const app = await shortLife();
  await app.expectOnline();
  const settings = await app.openSettings();
  await settings.getByRole('textbox', { name: 'Your name' }).fill('Anna Kovac');
  await pressToClose(settings.getByRole('button', { name: 'Save' }));
  await expect(app.panel.getByText('Anna Kovac')).toBeVisible();
  await app.close();
  expect(JSON.parse(readFileSync(join(app.userData, 'settings.json'), 'utf8'))).toMatchObject({
    version: 1,
    agentName: 'Anna Kovac',
  });
  const later = await desk.start({ userData });
  await expect(later.panel.getByText('Anna Kovac')).toBeVisible();
});

test('the panel opens where it was left', async ({ desk }) => {
  const app = await shortLife();
  const place = { x: 120, y: 80, width: 400, height: 620 };
  const isShown = (): Promise<boolean> =>
    inMain(app.electron, ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible() === true);
  // Until then the window manager has a say in where it is.
  await expect.poll(isShown).toBe(true);
  await inMain(
    app.electron,
    ({ BrowserWindow }, to) => BrowserWindow.getAllWindows()[0]?.setBounds(to),
    place,
  );
  await expect.poll(() => boundsOf(app)).toEqual(place);
  await app.close();
  expect(JSON.parse(readFileSync(join(app.userData, 'window.json'), 'utf8'))).toEqual({
    version: 2,
    places: [{ screens: expect.stringMatching(/^0,0 \d+x\d+ @1$/), bar: false, ...place }],
  });
  const later = await desk.start({ userData });
  expect(await boundsOf(later)).toMatchObject({ width: 400, height: 620 });
});

test('closing the panel ends the app where that is wanted, and the end of the session does', async () => {
  const app = await shortLife({ closeToTray: false });
  await app.expectOnline();
  await app.openSettings();
  expect(await exitCodeAfter(app, () => void app.panel.close())).toBe(0);
  expect(app.log()).toContain('"what":"quit","how":"done"');
  const later = await shortLife();
  await later.expectOnline();
  expect(await exitCodeAfter(later, (child) => void child.kill('SIGTERM'))).toBe(0);
  expect(later.log().match(/"what":"quit","how":"done"/g)).toHaveLength(2);
});

test('the end of the session does not wait for an answer about unsaved settings, and keeps them', async ({
  desk,
}) => {
  const app = await shortLife();
  await app.expectOnline();
  const settings = await app.openSettings();
  const name = settings.getByRole('textbox', { name: 'Your name' });
  await name.fill('Anna Kovac');
  await settings.getByRole('button', { name: 'Cancel', exact: true }).click();
  await expect(settings.getByRole('alertdialog')).toBeVisible();
  expect(await exitCodeAfter(app, (child) => void child.kill('SIGTERM'))).toBe(0);
  expect(app.log()).toContain('"what":"quit","how":"done"');
  expect(readFileSync(join(app.userData, 'settings.json'), 'utf8')).not.toContain('Anna Kovac');
  const later = await desk.start({ userData });
  const again = await later.openSettings();
  await expect(again.getByText(/were not saved when the session ended/)).toBeVisible();
  await expect(again.getByRole('textbox', { name: 'Your name' })).toHaveValue('Anna Kovac');
  await again.getByRole('button', { name: 'Discard changes' }).click();
  await expect(again.getByRole('textbox', { name: 'Your name' })).toHaveValue('');
});

test('the keys of editing and zoom work without a menu bar', async ({ desk }) => {
  const app = await desk.start();
  const menuBars = await inMain(app.electron, ({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => window.isMenuBarVisible()),
  );
  expect(menuBars).toEqual([false]);
  const accelerators = await inMain(app.electron, ({ Menu }) => {
    const inMenu = (menu: Electron.Menu | null): string[] =>
      menu?.items.flatMap((item) => [
        ...(item.submenu === undefined ? [] : inMenu(item.submenu)),
        ...[
          item.accelerator ??
            (item as unknown as { getDefaultRoleAccelerator?: () => string }).getDefaultRoleAccelerator?.() ??
            '',
        ],
      ]) ?? [];
    return inMenu(Menu.getApplicationMenu()).filter((key) => key !== '');
  });
  for (const key of [
    'CommandOrControl+C',
    'CommandOrControl+V',
    'CommandOrControl+Plus',
    'CommandOrControl+-',
  ]) {
    expect(accelerators).toContain(key);
  }
  // A menu's key never reaches the page: these are the panel's own.
  for (const letter of ['H', 'E', 'T', 'M']) {
    expect(accelerators.filter((key) => key.toUpperCase().endsWith(`+${letter}`))).toEqual([]);
  }
});
