import type { Page } from '@playwright/test';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OffhookApp } from './app.ts';
import { violations } from './axe.ts';
import { inMain } from './inMain.ts';
import { expect, test } from './test.ts';
import { pressToClose } from './pressToClose.ts';

/** The window that opens automatically. */
const setUpWindow = (app: OffhookApp): Promise<Page> => app.windowOn('settings.html');

const next = (page: Page): Promise<void> => page.getByRole('button', { name: 'Next', exact: true }).click();

test('the first start asks three questions, tries each answer while it is typed, and ends with a line that works', async ({
  desk,
  pbxOf,
}) => {
  const pbx = await pbxOf(22);
  await desk.phone(pbx, '101');
  const app = await desk.start({ settings: 'none' });
  const page = await setUpWindow(app);
  await expect(page.getByRole('button', { name: 'I have the details' })).toBeFocused();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(page.getByText('question 1 of 3')).toBeVisible();
  const field = (name: string) => page.getByLabel(name, { exact: true });
  await expect(field('Host')).toBeFocused();

  await field('Host').fill('https://pbx');
  await expect(page.getByText('A name or an address, without https://')).toBeVisible();
  await field('Host').fill(pbx.host);
  await field('Port').fill('9');
  await expect(page.getByText('OH-portRefused')).toBeVisible();
  await field('Port').fill(String(pbx.amiPort));
  await expect(page.getByText('Asterisk answers there.')).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await next(page);

  await expect(page.getByText('question 2 of 3')).toBeVisible();
  await expect(field('User')).toBeFocused();
  await field('User').fill(pbx.account.user);
  await field('Secret').fill('not-the-secret');
  await page.keyboard.press('Enter');
  await expect(page.getByText('OH-loginRefused')).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await field('Secret').fill(pbx.account.secret);
  await expect(page.getByText('OH-loginRefused')).toBeHidden();
  await next(page);

  await expect(page.getByText('question 3 of 3')).toBeVisible();
  const step = (name: string) => page.locator(`[data-step="${name}"]`);
  await field('Extension').fill('999');
  await expect(step('lineKnown')).toHaveAttribute('data-state', 'failed');
  await field('Extension').fill('101');
  await expect(page.getByText('Everything works.')).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await pressToClose(page.getByRole('button', { name: 'Save', exact: true }));
  await expect(app.link).toContainText(`Connected to ${pbx.host}`);
  await expect.poll(() => app.electron.windows().length).toBe(1);
  expect(readFileSync(join(app.userData, 'settings.json'), 'utf8')).not.toContain(pbx.account.secret);
});

test('who wants to practise first is not asked again, and finds the questions in the settings', async ({
  desk,
}) => {
  const app = await desk.start({ settings: 'none' });
  const page = await setUpWindow(app);
  // Beside the panel, which works already.
  const [panel, questions] = await inMain(app.electron, ({ BrowserWindow }) =>
    ['index.html', 'settings.html'].map((name) =>
      BrowserWindow.getAllWindows()
        .find((one) => one.webContents.getURL().endsWith(name))
        ?.getBounds(),
    ),
  );
  expect(questions?.x).toBeGreaterThanOrEqual((panel?.x ?? 0) + (panel?.width ?? 0));
  await pressToClose(page.getByRole('button', { name: 'Try it with practice calls' }));
  await app.expectOnline();
  await app.close();
  const later = await desk.start({ settings: 'none' });
  await later.expectOnline();
  await expect.poll(() => later.electron.windows().length).toBe(1);
  const settings = await later.openSettings();
  await settings.getByRole('button', { name: 'Set up step by step' }).click();
  await expect(settings.getByText('question 1 of 3')).toBeVisible();
});

test('what the administrator decided is not asked', async ({ desk }) => {
  const policy = join(mkdtempSync(join(tmpdir(), 'offhook-policy-')), 'policy.json');
  const locked = { url: '127.0.0.1', port: 9, userName: 'panel' };
  writeFileSync(policy, JSON.stringify({ version: 1, by: 'IT', locked, preset: { extension: '101' } }));
  const page = await setUpWindow(await desk.start({ settings: 'none', policy }));
  await expect(page.getByRole('heading', { name: 'How does Offhook sign in?' })).toBeVisible();
  await expect(page.getByLabel('User', { exact: true })).toBeDisabled();
  await expect(page.getByLabel('Secret', { exact: true })).toBeFocused();
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toBeVisible();
  await expect(page.getByText('Try it with practice calls')).toBeHidden();
});
