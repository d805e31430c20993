import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './app/test.ts';
import type { OffhookApp } from './app/app.ts';
import {
  expectConfined,
  expectNoPermission,
  expectNothingOfNode,
  expectStrictPolicy,
  heardOfWebRtc,
  outcomeIn,
  withDevices,
} from './app/confinement.ts';
import { inMain } from './app/inMain.ts';

async function openSettings(app: OffhookApp): Promise<Page> {
  const page = await app.windowAfter(() =>
    app.panel.evaluate(() => window.offhook?.request('settings:open')),
  );
  await expect(page.getByRole('button', { name: 'Save' })).toBeVisible();
  return page;
}

test.describe('a page of the app', () => {
  test('is sandboxed and has nothing of Node', async ({ desk }) => {
    const app = await desk.start();
    await openSettings(app);
    const preferences = await inMain(app.electron, ({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map(({ webContents }) => {
        const { sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag } = (
          webContents as unknown as { getLastWebPreferences: () => Record<string, boolean> }
        ).getLastWebPreferences();
        return { sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag };
      }),
    );
    const locked = {
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
    };
    expect(preferences).toEqual([locked, locked]);
    for (const page of app.electron.windows()) await expectNothingOfNode(page);
  });

  test('lives under a strict policy, by header and in effect', async ({ desk }) => {
    const { panel, electron } = await desk.start();
    const headers = await inMain(electron, async ({ net }) => {
      const answer = await net.fetch('offhook://panel/index.html');
      return Object.fromEntries(answer.headers);
    });
    await expectStrictPolicy(panel, headers);
  });

  test('goes nowhere, opens nothing, downloads nothing', async ({ desk }) => {
    const app = await desk.start();
    await expectConfined(app.panel, () => app.log());
    expect(app.electron.windows()).toHaveLength(1);
    await expect(app.number).toBeVisible();
  });

  test('sends nothing anywhere by WebRTC', async ({ desk }) => {
    const app = await desk.start();
    await openSettings(app);
    for (const page of app.electron.windows()) expect(await heardOfWebRtc(page)).toEqual([]);
  });

  test('gets no permission', async ({ desk }) => {
    const { panel } = await desk.start({ args: withDevices });
    await expectNoPermission(panel);
  });
});

test.describe('a call over IPC', () => {
  const ask = (page: Page, ...call: unknown[]): Promise<string> =>
    outcomeIn(page, `window.offhook.request(...${JSON.stringify(call)})`);

  test('with other arguments, or from the page that may not, is refused and logged', async ({ desk }) => {
    const app = await desk.start();
    await app.expectOnline();
    const settings = await openSettings(app);
    for (const command of [
      { type: 'MakeCall', number: '201\r\nAction: Originate' },
      { type: 'MakeCall', number: '201', context: 'from-trunk' },
      { type: 'Originate', channel: 'PJSIP/102' },
      null,
    ]) {
      expect(await ask(app.panel, 'line:command', command)).toMatch(/refused: badArguments$/);
    }
    expect(await ask(settings, 'line:command', { type: 'MakeCall', number: '201' })).toMatch(
      /refused: pageMayNot$/,
    );
    expect(await ask(app.panel, 'settings:save', {})).toMatch(/refused: pageMayNot$/);
    expect(await ask(app.panel, 'mini:press', 'a', 'DropCall')).toMatch(/refused: pageMayNot$/);
    expect(await ask(app.panel, 'shell:open', 'x')).toBe('There is no such request.');
    await expect(app.card()).toHaveCount(0);
    expect(app.log().match(/"ipc refused"/g)).toHaveLength(7);
  });

  test('from a window or an address that is not our own is refused', async ({ desk }) => {
    const app = await desk.start();
    await app.expectOnline();
    const asked = (address: string): Promise<string> =>
      inMain(
        app.electron,
        async ({ BrowserWindow }, { url, preload }) => {
          const window = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } });
          await window.loadURL(url);
          const answer: unknown = await window.webContents.executeJavaScript(
            `window.offhook.request('line:snapshot').then(() => 'did', (error) => error.message)`,
          );
          window.destroy();
          return String(answer);
        },
        { url: address, preload: join(import.meta.dirname, '../out/preload/preload.cjs') },
      );
    expect(await asked('about:blank')).toMatch(/refused: foreignPage$/);
    expect(await asked('offhook://panel/index.html')).toMatch(/refused: foreignPage$/);
    // The window that is asked from is ours, and the page in it is not.
    const navigated = await inMain(app.electron, async ({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      await window?.loadURL('about:blank');
      const answer: unknown = await window?.webContents.executeJavaScript(
        `window.offhook.request('line:snapshot').then(() => 'did', (error) => error.message)`,
      );
      return String(answer);
    });
    expect(navigated).toMatch(/refused: foreignPage$/);
  });

  test('from a frame within our page is not possible', async ({ desk }) => {
    const { panel } = await desk.start();
    await panel.evaluate(() => document.body.append(document.createElement('iframe')));
    const inside = await panel.evaluate(() => 'offhook' in (window.frames[0] ?? window));
    expect(inside).toBe(false);
  });
});

test.describe('the secret', () => {
  const secret = 'Zq-hunter2-secret';

  /** Everything that the page can read: its own state and what the main process answers. */
  const seenBy = (page: Page): Promise<string> =>
    page.evaluate(async () => {
      const answers = await Promise.all([
        window.offhook?.request('settings:read'),
        window.offhook?.request('line:snapshot'),
        window.offhook?.request('app:about'),
      ]);
      return JSON.stringify([answers, document.documentElement.outerHTML, Object.entries(localStorage)]);
    });
  const environmentOf = (app: OffhookApp): Promise<string> =>
    inMain(app.electron, () => JSON.stringify(process.env));

  test('from the environment is in no page, no log and no child process', async ({ desk }) => {
    // Nothing listens there: what counts is that the secret is used, or not, on the way.
    const settings = { url: '127.0.0.1', port: 9, userName: 'panel', extension: '101' };
    const app = await desk.start({ settings, secret });
    await expect.poll(() => app.log()).toContain('"state":"waiting"');
    const window = await openSettings(app);
    expect(await seenBy(app.panel)).not.toContain(secret);
    expect(await seenBy(window)).not.toContain(secret);
    expect(await seenBy(window)).toContain('"hasSecret":true');
    expect(app.log()).not.toContain(secret);
    expect(await environmentOf(app)).not.toContain('OFFHOOK_SECRET');
    const children = await inMain(app.electron, ({ app: main }) =>
      main.getAppMetrics().map(({ pid, type }) => ({ pid, type })),
    );
    const environments = children
      .filter(({ type }) => type !== 'Browser')
      .map(({ pid }) => readFileSync(`/proc/${pid}/environ`, 'latin1'));
    expect(environments.length).toBeGreaterThan(0);
    expect(environments.filter((text) => text.includes(secret))).toEqual([]);
  });
});
