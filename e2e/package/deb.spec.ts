import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../app/test.ts';
import { DeskSystem } from './deskSystem.ts';
import { PackagedApp } from './packagedApp.ts';
import { pack, publicFolder } from './packages.ts';
import { expectSandboxed } from './sandbox.ts';
import { removeFolder } from '../app/removeFolder.ts';
import { limits } from '../limits.mjs';
import { pressToClose } from '../app/pressToClose.ts';

/** The version before, on whatever Electron the tests run: that is part of the version. */
const previous = '0.0.9';

test.describe.configure({ mode: 'serial' });

let folder: string;
let system: DeskSystem;
/** The packages by version without what says that they are for tests. */
const debs = new Map<string, string>();
let before: string[];
let app: PackagedApp | undefined;

test.beforeAll(async () => {
  test.setTimeout(limits.longTestMs);
  folder = publicFolder();
  system = await DeskSystem.create();
  await system.logIn();
  await pack(folder, ['--linux', 'deb']);
  const [current = ''] = readdirSync(folder).filter((name) => name.endsWith('.deb'));
  const [, version = '', suffix = ''] = /^offhook_([\d.]+)(-test\.electron[\d.]+)_/.exec(current) ?? [];
  await pack(folder, ['--linux', 'deb', `-c.extraMetadata.version=${previous}${suffix}`]);
  debs.set('current', join(folder, current));
  debs.set('previous', join(folder, current.replace(version, previous)));
});
test.afterEach(async () => {
  await app?.close();
  app = undefined;
});
test.afterAll(async () => {
  await system.logOut();
  system.remove();
  removeFolder(folder);
});

const versionInstalled = (): Promise<string> =>
  system.asRoot('dpkg-query', '-W', '-f', '${Version}', 'offhook');

test('is installed with its links, its entry in the menu and its icons', async () => {
  before = await system.files();
  await system.install(debs.get('previous') ?? '');
  expect(await versionInstalled()).toMatch(/^0\.0\.9~test\.electron/);
  expect(await system.asRoot('dpkg', '--verify', 'offhook')).toBe('');
  const entry = '/usr/share/applications/offhook.desktop';
  expect(await system.asRoot('desktop-file-validate', entry)).toBe('');
  expect(readFileSync(join(system.root, entry), 'utf8')).toContain(
    'MimeType=x-scheme-handler/tel;x-scheme-handler/callto;x-scheme-handler/sip;',
  );
  for (const size of ['16x16', '22x22', '24x24', '32x32', '48x48', '64x64', '128x128', '256x256', '512x512'])
    expect(existsSync(join(system.root, `usr/share/icons/hicolor/${size}/apps/offhook.png`)), size).toBe(
      true,
    );
  expect(existsSync(join(system.root, 'opt/Offhook/resources/notices/LICENSES.npm.txt'))).toBe(true);
});

test('starts as an ordinary user in the sandbox, and is opened by a link', async () => {
  app = new PackagedApp(system.seat);
  const panel = await app.open();
  await app.practiseFirst();
  const [renderer] = app.renderers();
  expect(renderer?.commandLine).not.toContain('--no-sandbox');
  expectSandboxed(renderer?.pid ?? '', ['pid', 'net']);
  await system.asAgent('xdg-open', 'tel:+44-20-7946-0958');
  await expect(panel.getByRole('combobox', { name: 'Number to call' })).toHaveValue('+442079460958');

  const opened = app.nextWindow();
  await panel.getByRole('button', { name: 'Settings', exact: true }).click();
  const settings = await opened;
  await settings.getByRole('textbox', { name: 'Your name' }).fill('Anna Kovac');
  await pressToClose(settings.getByRole('button', { name: 'Save' }));
  await expect(panel.getByText('Anna Kovac')).toBeVisible();
});

test('keeps the secret in the keyring of the agent', async ({ pbxOf }) => {
  const pbx = await pbxOf(22);
  const file = join(system.seat.userData, 'settings.json');
  const settings = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  const line = { url: pbx.host, port: pbx.amiPort, userName: pbx.account.user, extension: '101' };
  writeFileSync(file, JSON.stringify({ ...settings, ...line, device: pbx.device('101') }));

  app = new PackagedApp(system.seat);
  const panel = await app.open();
  const opened = app.nextWindow();
  await panel.getByRole('button', { name: 'Open settings' }).click();
  const page = await opened;
  await page.getByLabel('Secret', { exact: true }).fill(pbx.account.secret);
  await pressToClose(page.getByRole('button', { name: 'Save' }));
  await expect(panel.getByRole('contentinfo')).toContainText(/Connected to [^,…]+$/);
  const stored = readFileSync(join(system.seat.userData, 'secret.json'), 'utf8');
  expect(stored).not.toContain(pbx.account.secret);
  // `v11`: encrypted with the keyring's key, not with the one in Chromium's source (os_crypt_linux.cc).
  const { encrypted } = JSON.parse(stored) as { encrypted: string };
  expect(Buffer.from(encrypted, 'base64').toString('latin1', 0, 3)).toBe('v11');
});

test('is upgraded with settings and secret kept, and makes the main call on a real Asterisk', async ({
  desk,
  pbxOf,
}) => {
  await system.install(debs.get('current') ?? '');
  expect(await versionInstalled()).not.toMatch(/^0\.0\.9/);
  expect(await system.asRoot('readlink', '-f', '/usr/bin/offhook')).toBe('/opt/Offhook/offhook\n');
  expect(await system.asRoot('dpkg', '--verify', 'offhook')).toBe('');

  const pbx = await pbxOf(22);
  await desk.phone(pbx, '101');
  const customer = await desk.phone(pbx, '201', { onCall: { do: 'answer', afterMs: 200 } });

  app = new PackagedApp(system.seat);
  const panel = await app.open();
  await expect(panel.getByRole('contentinfo')).toContainText(/Connected to [^,…]+$/);
  await expect(panel.getByText('Anna Kovac')).toBeVisible();
  await panel.getByRole('combobox', { name: 'Number to call' }).fill('201');
  await panel.keyboard.press('Enter');
  const card = (phase: string) => panel.locator(`article[data-phase="${phase}"]`);
  await expect(card('talking')).toContainText('201');
  await panel.getByRole('button', { name: 'Hold', exact: true }).click();
  await expect(card('onHold')).toBeVisible();
  await panel.getByRole('button', { name: 'Resume', exact: true }).click();
  await expect(card('talking')).toBeVisible();
  await panel.getByRole('button', { name: 'Hang up', exact: true }).click();
  await expect(card('ended')).toBeVisible();
  await expect.poll(() => customer.liveCalls).toHaveLength(0);
});

test("is removed, and leaves nothing but the agent's own files", async () => {
  await system.asRoot('apt-get', 'purge', '-q', '-y', 'offhook');
  const after = await system.files();
  expect(after.filter((file) => !before.includes(file))).toEqual([]);
  // An empty folder that is no package's own goes along (base-files makes /opt by a script).
  expect(before.filter((file) => !after.includes(file) && file !== '/opt')).toEqual([]);
  const settings = JSON.parse(readFileSync(join(system.seat.userData, 'settings.json'), 'utf8')) as object;
  expect(settings).toMatchObject({ agentName: 'Anna Kovac' });
});
