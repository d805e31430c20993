import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './app/test.ts';
import type { OffhookApp } from './app/app.ts';

/** A real camera and microphone would have to be there for the permission to be asked; a pretended one will do. */
const withDevices = ['--use-fake-device-for-media-stream'];

/** What the page is told of a promise: its value, or the text of what it was rejected with. */
const outcomeIn = (page: Page, script: string): Promise<string> =>
  page.evaluate(
    `(${script}).then((value) => 'did: ' + JSON.stringify(value), (error) => error.message || error.name)`,
  );

/** The directive of the policy that forbids what a script does in the page. */
const violationIn = (page: Page, script: string): Promise<string> =>
  page.evaluate(`new Promise((resolve) => {
    document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective), { once: true });
    ${script};
    setTimeout(() => resolve('not forbidden'), 5000);
  })`);

async function openSettings(app: OffhookApp): Promise<Page> {
  const opened = app.electron.waitForEvent('window');
  await app.panel.evaluate(() => window.offhook?.request('settings:open'));
  const page = await opened;
  await expect(page.getByRole('button', { name: 'Save' })).toBeVisible();
  return page;
}

test.describe('a page of the app', () => {
  test('is sandboxed and has nothing of Node', async ({ desk }) => {
    const app = await desk.start();
    await openSettings(app);
    const preferences = await app.electron.evaluate(({ BrowserWindow }) =>
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
    for (const page of app.electron.windows()) {
      const found = await page.evaluate(() =>
        ['require', 'process', 'module', 'Buffer', 'global', 'ipcRenderer', 'electron'].filter(
          (name) => name in window,
        ),
      );
      expect(found).toEqual([]);
      expect(await page.evaluate(() => Object.keys(window.offhook ?? {}))).toEqual(['request', 'on']);
    }
  });

  test('lives under a strict policy, by header and in effect', async ({ desk }) => {
    const { panel, electron } = await desk.start();
    const headers = await electron.evaluate(async ({ net }) => {
      const answer = await net.fetch('offhook://panel/index.html');
      return Object.fromEntries(answer.headers);
    });
    expect(headers['x-content-type-options']).toBe('nosniff');
    const policy = headers['content-security-policy'] ?? '';
    for (const directive of [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "connect-src 'none'",
    ]) {
      expect(policy.split('; ')).toContain(directive);
    }
    const inline =
      "document.head.append(Object.assign(document.createElement('script'), { textContent: 'window.owned = 1' }))";
    expect(await violationIn(panel, inline)).toBe('script-src-elem');
    expect(await panel.evaluate(() => 'owned' in window)).toBe(false);
    const foreign =
      "document.head.append(Object.assign(document.createElement('script'), { src: 'https://example.org/x.js' }))";
    expect(await violationIn(panel, foreign)).toBe('script-src-elem');
    const style =
      "document.body.append(Object.assign(document.createElement('style'), { textContent: 'body{display:none}' }))";
    expect(await violationIn(panel, style)).toBe('style-src-elem');
    const frame =
      "document.body.append(Object.assign(document.createElement('iframe'), { src: 'https://example.org/' }))";
    expect(await violationIn(panel, frame)).toBe('frame-src');
    expect(await violationIn(panel, "fetch('https://example.org/').catch(() => 0)")).toBe('connect-src');
    expect(await violationIn(panel, "new WebSocket('ws://127.0.0.1:2013/')")).toBe('connect-src');
    expect(await violationIn(panel, "new Image().src = 'https://example.org/x.png'")).toBe('img-src');
  });

  test('goes nowhere, opens nothing, downloads nothing', async ({ desk }) => {
    const app = await desk.start();
    const { panel } = app;
    const home = panel.url();
    const refusals = (): number => app.log().match(/"navigation refused"/g)?.length ?? 0;
    // Chromium itself keeps pages from the first two; the others come as far as to our own check.
    for (const [address, seen] of [
      ['file:///etc/passwd', 0],
      ['data:text/html,<p>elsewhere', 0],
      ['https://example.org/', 1],
      ['offhook://panel/settings.html', 2],
      ['offhook://panel.evil/index.html', 3],
    ] as const) {
      await panel.evaluate((url) => location.assign(url), address);
      await expect.poll(refusals).toBe(seen);
      expect(panel.url()).toBe(home);
    }
    // It may load itself again.
    await panel.evaluate(() => location.reload());
    await expect(app.number).toBeVisible();
    expect(refusals()).toBe(3);
    expect(await panel.evaluate(() => window.open('https://example.org/') === null)).toBe(true);
    await panel.evaluate(() =>
      Object.assign(document.createElement('a'), { href: 'https://example.org/', target: '_blank' }).click(),
    );
    await expect.poll(() => app.log().match(/"window refused"/g)?.length).toBe(2);
    await panel.evaluate(() => {
      const href = URL.createObjectURL(new Blob(['x']));
      Object.assign(document.createElement('a'), { href, download: 'x.txt' }).click();
    });
    await expect.poll(() => app.log()).toContain('"download refused"');
    expect(app.electron.windows()).toHaveLength(1);
    await expect(app.number).toBeVisible();
  });

  test('gets no permission', async ({ desk }) => {
    const { panel } = await desk.start({ args: withDevices });
    const media = 'navigator.mediaDevices.getUserMedia({ audio: true })';
    expect(await outcomeIn(panel, media)).toMatch(/^Permission denied|NotAllowedError/);
    expect(await outcomeIn(panel, 'Notification.requestPermission()')).toBe('did: "denied"');
    const place =
      'new Promise((_, no) => navigator.geolocation.getCurrentPosition(() => 0, (e) => no(new Error(String(e.code)))))';
    expect(await outcomeIn(panel, place)).toBe('1');
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
    expect(await ask(app.panel, 'shell:open', 'x')).toBe('There is no such request.');
    await expect(app.card()).toHaveCount(0);
    expect(app.log().match(/"ipc refused"/g)).toHaveLength(6);
  });

  test('from a window or an address that is not our own is refused', async ({ desk }) => {
    const app = await desk.start();
    await app.expectOnline();
    const asked = (address: string): Promise<string> =>
      app.electron.evaluate(
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
    const navigated = await app.electron.evaluate(async ({ BrowserWindow }) => {
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
    app.electron.evaluate(() => JSON.stringify(process.env));

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
    const children = await app.electron.evaluate(({ app: main }) =>
      main.getAppMetrics().map(({ pid, type }) => ({ pid, type })),
    );
    const environments = children
      .filter(({ type }) => type !== 'Browser')
      .map(({ pid }) => readFileSync(`/proc/${pid}/environ`, 'latin1'));
    expect(environments.length).toBeGreaterThan(0);
    expect(environments.filter((text) => text.includes(secret))).toEqual([]);
  });
});
