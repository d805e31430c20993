import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { test, type Page } from '@playwright/test';
import { expect } from '../expect.ts';
import { newKeys } from '../../scripts/lib/release/updateFeed.mjs';
import { UpdateFeed } from './updateFeed.ts';
import { ordinaryUser, PackagedApp, type Seat } from './packagedApp.ts';
import { pack, publicFolder } from './packages.ts';
import { removeFolder } from '../app/removeFolder.ts';

const ours = newKeys();
const theirs = newKeys();

let folder: string;
let image: string;
let seat: Seat;
let app: PackagedApp;
let feed: UpdateFeed;

/**
 * AppImages cannot be made where their runtime cannot be fetched. To the app one is a file that it was started by, named by APPIMAGE,
 * which is to be another file at the next start: a script that starts the unpacked package is that, too.
 */
function imageOf(version: string): Buffer {
  const script = `#!/bin/sh
echo "${version} $$" >> '${join(folder, 'home/started')}'
APPIMAGE='${image}' exec '${join(folder, 'linux-unpacked/offhook')}' "$@"
`;
  // Of a size that does not go through in one piece.
  return Buffer.concat([Buffer.from(script), Buffer.from(`exit\n${'#'.repeat(300_000)}\n`)]);
}

const started = (): string[] => readFileSync(join(folder, 'home/started'), 'utf8').trim().split('\n');
const installed = (): string => started().at(-1)?.split(' ')[0] ?? '';
const pending = (): string => join(folder, 'home/.cache/offhook-updater/pending');
const leftOver = (): string[] => (existsSync(pending()) ? readdirSync(pending()) : []);

test.beforeAll(async () => {
  folder = publicFolder();
  feed = await UpdateFeed.open();
  const home = join(folder, 'home');
  image = join(home, 'Offhook.AppImage');
  seat = ordinaryUser(image, home);
  await pack(folder, ['--dir'], { OFFHOOK_UPDATE_KEY: ours.publicKey, OFFHOOK_UPDATE_FEED: feed.address });
  writeFileSync(image, imageOf('0.1.0'));
  chmodSync(image, 0o755);
  mkdirSync(seat.userData, { recursive: true });
  writeFileSync(join(seat.userData, 'settings.json'), JSON.stringify({ version: 1, messagingPort: 0 }));
  const owner = process.getuid?.() === 0 ? 65534 : undefined;
  if (owner !== undefined)
    for (const path of [image, join(home, '.config'), seat.userData, join(seat.userData, 'settings.json')])
      chownSync(path, owner, owner);
  app = new PackagedApp(seat);
});
test.afterEach(() => app.close());
test.afterAll(() => {
  feed.close();
  removeFolder(folder);
});

async function settingsOf(panel: Page): Promise<Page> {
  const opened = app.nextWindow();
  await panel.getByRole('button', { name: 'Settings', exact: true }).click();
  return opened;
}

const check = (settings: Page): Promise<void> => settings.getByRole('button', { name: 'Check now' }).click();

test('nothing that is broken, cut short, changed, unsigned, old, signed by others or for something else changes anything, and it is reported', async () => {
  const panel = await app.open();
  const settings = await settingsOf(panel);
  const before = readFileSync(image);
  const bytes = imageOf('9.0.0');
  const good = { version: '9.0.0', bytes, privateKey: ours.privateKey };
  const told = async (code: string): Promise<void> => {
    await check(settings);
    await expect(settings.getByRole('button', { name: `Copy OH-${code}` }), code).toBeVisible();
    expect(readFileSync(image).equals(before), code).toBe(true);
    expect(leftOver(), code).toEqual([]);
  };

  await told('updateFeedMissing');
  feed.publish({ version: '9.0.0', bytes });
  await told('updateUnsigned');
  feed.publish({ ...good, privateKey: theirs.privateKey });
  await told('updateWrongSignature');
  expect(feed.packages).toBe(0);

  feed.publish(good);
  feed.answer = (response) => {
    const changed = Buffer.from(bytes);
    changed[changed.length - 2] = 0x21;
    response.writeHead(200, { 'content-length': changed.length }).end(changed);
  };
  await told('updateWrongBytes');
  feed.answer = (response) => {
    response.writeHead(200, { 'content-length': bytes.length });
    response.write(bytes.subarray(0, 100_000), () => response.destroy());
  };
  await told('updateTruncated');
  feed.answer = (response) => response.writeHead(200).end(bytes.subarray(0, 100_000));
  await told('updateWrongBytes');

  const nothing = settings.getByText(/^You have the newest version\. Last checked/);
  // For nobody yet; and an old one, as well signed as it ever was.
  feed.publish({ ...good, stagingPercentage: 0 });
  await check(settings);
  await expect(nothing).toBeVisible();
  feed.publish({ version: '9.0.0', bytes });
  await told('updateUnsigned');
  feed.publish({ ...good, version: '0.0.9' });
  await check(settings);
  await expect(nothing).toBeVisible();

  // Ours, and for something else; then one of last year, now that one of today was seen.
  feed.packages = 0;
  for (const signedAs of ['latest.yml', 'latest-mac.yml', 'latest-linux-arm64.yml', 'beta-linux.yml']) {
    feed.publish({ ...good, signedAs });
    await told('updateForAnother');
    feed.publish({ version: '9.0.0', bytes });
    await told('updateUnsigned');
  }
  const lastYear = { ...good, signedAtMs: Date.now() - 365 * 86_400_000 };
  feed.publish(lastYear);
  await told('updateOlder');
  expect(feed.packages).toBe(0);

  await app.close();
  expect(readFileSync(image).equals(before)).toBe(true);
  await settingsOf(await app.open()).then(check);
  await expect.poll(() => app.log()).toContain('"code":"updateOlder"');
  await app.close();
  expect(app.log()).toContain('"what":"update failed","code":"updateWrongSignature"');
});

test('a good one is fetched when no call is on, and installed at the end, when no call is on', async () => {
  const before = readFileSync(image);
  const bytes = imageOf('9.0.0');
  feed.publish({ version: '9.0.0', bytes, privateKey: ours.privateKey, stagingPercentage: 100 });
  let holding = 0;
  let brokenOff = 0;
  feed.answer = (response) => {
    holding += 1;
    response.on('close', () => (brokenOff += 1));
    response.writeHead(200, { 'content-length': bytes.length });
    response.write(bytes.subarray(0, 150_000));
  };
  feed.packages = 0;

  let panel = await app.open();
  let settings = await settingsOf(panel);
  await check(settings);
  await expect(settings.getByText('Downloading Offhook 9.0.0: ')).toBeVisible();
  await expect.poll(() => holding).toBe(1);
  await call(panel);
  await expect.poll(() => brokenOff).toBe(1);
  await expect(settings.getByText('The download starts after your call')).toBeVisible();
  expect(leftOver()).toEqual([]);
  feed.answer = undefined;
  await hangUp(panel);

  const hint = panel.getByText('Offhook 9.0.0 is ready. It installs when you quit.');
  await expect(hint).toBeVisible();
  await expect(panel.getByRole('combobox', { name: 'Number to call' })).toBeVisible();
  expect(feed.packages).toBe(2);
  const restart = panel.getByRole('button', { name: 'Restart now' });
  await expect(restart).not.toHaveAttribute('aria-disabled', 'true');
  await call(panel);
  await expect(restart).toHaveAttribute('aria-disabled', 'true');
  await app.close();
  expect(readFileSync(image).equals(before), 'not at the end of a call').toBe(true);

  panel = await app.open();
  expect(installed()).toBe('0.1.0');
  settings = await settingsOf(panel);
  await check(settings);
  await expect(settings.getByText('Offhook 9.0.0 is ready.')).toBeVisible();
  expect(feed.packages, 'it was kept').toBe(2);
  await app.close();
  expect(readFileSync(image).equals(bytes)).toBe(true);
  expect(readdirSync(join(folder, 'home')).filter((name) => name.startsWith('Offhook.AppImage'))).toEqual([
    'Offhook.AppImage',
  ]);

  // The new file starts, and the next one is installed by a restart.
  feed.publish({ version: '9.1.0', bytes: imageOf('9.1.0'), privateKey: ours.privateKey });
  panel = await app.open();
  expect(installed()).toBe('9.0.0');
  settings = await settingsOf(panel);
  await check(settings);
  await panel.getByRole('button', { name: 'Restart now' }).click();
  await expect.poll(installed).toBe('9.1.0');
  await expect.poll(async () => (await app.run(['--status'])).stdout).toContain('"running":true');
  const [, pid = ''] =
    started()
      .find((line) => line.startsWith('9.1.0'))
      ?.split(' ') ?? [];
  process.kill(Number(pid), 'SIGTERM');
  // It writes until it is gone, in the folder that is to be removed.
  await expect.poll(() => existsSync(`/proc/${pid}`)).toBe(false);
});

async function call(panel: Page): Promise<void> {
  const field = panel.getByRole('combobox', { name: 'Number to call' });
  await field.fill('201');
  await field.press('Enter');
  await expect(panel.locator('article[data-phase="talking"]')).toBeVisible();
}

async function hangUp(panel: Page): Promise<void> {
  await panel.getByRole('button', { name: 'Hang up', exact: true }).click();
  await expect(panel.locator('article[data-phase="talking"]')).toHaveCount(0);
}
