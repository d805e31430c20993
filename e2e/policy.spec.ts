import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { violations } from './app/axe.ts';
import { expect, test } from './app/test.ts';
import { removeFolder } from './app/removeFolder.ts';
import { pressToClose } from './app/pressToClose.ts';

let folder: string;
let policy: string;
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'offhook-e2e-policy-'));
  policy = join(folder, 'policy.json');
});
test.afterEach(() => removeFolder(folder));

test('what the administrator decided is in force from the first start, shown locked, and cannot be changed', async ({
  desk,
  pbxOf,
}) => {
  const pbx = await pbxOf(22);
  await desk.phone(pbx, '101');
  const { user: userName, secret } = pbx.account;
  writeFileSync(
    policy,
    JSON.stringify({
      version: 1,
      by: 'IT Service Desk',
      preset: { agentName: 'Desk 7', messagingPort: 0 },
      locked: {
        url: pbx.host,
        port: pbx.amiPort,
        userName,
        device: pbx.device('101'),
        closeToTray: false,
        switchedOff: ['transfer', 'park'],
      },
      extensionByUser: { [process.env.USER ?? 'root']: '101', root: '101' },
    }),
  );
  const app = await desk.start({ policy, secret });
  await app.expectOnline();
  await expect(app.panel.getByText('Desk 7')).toBeVisible();
  const told = app
    .log()
    .split('\n')
    .find((line) => line.includes('"what":"policy"'));
  expect(JSON.parse(told ?? '{}')).toMatchObject({
    from: policy,
    by: 'IT Service Desk',
    preset: ['agentName', 'messagingPort'],
    locked: ['url', 'port', 'userName', 'extension', 'device', 'closeToTray', 'switchedOff'],
  });

  const settings = await app.openSettings();
  const host = settings.getByLabel('Host', { exact: true });
  await expect(host).toHaveValue(pbx.host);
  await expect(host).toBeDisabled();
  await expect(settings.getByLabel('Extension', { exact: true })).toBeDisabled();
  await expect(settings.getByText('Set by IT Service Desk')).toHaveCount(6);
  await expect(settings.getByText('Switched off on this computer: Transfer, Park')).toBeVisible();
  for (const colorScheme of ['light', 'dark'] as const) {
    await settings.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    expect(await violations(settings), colorScheme).toEqual([]);
    await settings.screenshot({ path: test.info().outputPath(`locked-${colorScheme}.png`) });
  }

  const tried = await settings.evaluate(async () => {
    const { settings: now } = await window.offhook!.request('settings:read');
    return window.offhook!.request('settings:save', { settings: { ...now, url: 'evil.example' } });
  });
  expect(tried).toMatchObject({ status: 'invalid' });
  expect(JSON.stringify(tried)).toContain('{"path":"url","code":"locked"}');

  await settings.getByLabel('Your name', { exact: true }).fill('Anna Kovac');
  await pressToClose(settings.getByRole('button', { name: 'Save' }));
  await expect(app.panel.getByText('Anna Kovac')).toBeVisible();
  const written = JSON.parse(readFileSync(join(app.userData, 'settings.json'), 'utf8')) as object;
  expect(written).toMatchObject({ agentName: 'Anna Kovac' });
  expect(written).not.toHaveProperty('url');
});

test('a policy that cannot be used is reported, and nothing of it is in force', async ({ desk }) => {
  writeFileSync(policy, '{"version":1,"by":"IT","locked":{"urll":"pbx"}}');
  const app = await desk.start({ policy });
  await app.expectOnline();
  const settings = await app.openSettings();
  await expect(settings.getByText('locked.urll: unknownField')).toBeVisible();
  await expect(settings.getByLabel('Host', { exact: true })).toBeEnabled();
});
