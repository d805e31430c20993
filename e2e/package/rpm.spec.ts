import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { removeFolder } from '../app/removeFolder.ts';
import { expect, test } from '../app/test.ts';
import { DeskSystem } from './deskSystem.ts';
import { PackagedApp } from './packagedApp.ts';
import { pack, publicFolder } from './packages.ts';
import { expectSandboxed } from './sandbox.ts';
import { limits } from '../limits.mjs';

/** Debian's packages are none to rpm: what is needed is not looked at (--nodeps). */
const previous = '0.0.9';

test.describe.configure({ mode: 'serial' });

let folder: string;
let system: DeskSystem;
let current: string;
let older: string;
let before: string[];
let app: PackagedApp | undefined;

test.beforeAll(async () => {
  test.setTimeout(limits.longTestMs);
  folder = publicFolder();
  system = await DeskSystem.create();
  await pack(folder, ['--linux', 'rpm']);
  const [name = ''] = readdirSync(folder).filter((file) => file.endsWith('.rpm'));
  const [, version = '', suffix = ''] =
    /^offhook-([\d.]+)(-test\.electron[\d.]+)\.x86_64\.rpm$/.exec(name) ?? [];
  await pack(folder, ['--linux', 'rpm', `-c.extraMetadata.version=${previous}${suffix}`]);
  current = join(folder, name);
  older = join(folder, name.replace(version, previous));
});
test.afterEach(async () => {
  await app?.close();
  app = undefined;
});
test.afterAll(() => {
  system.remove();
  removeFolder(folder);
});

const linkInPath = (): string => readlinkSync(join(system.root, 'etc/alternatives/offhook'));

test('says what it is and what it needs', async () => {
  const query = (format: string): Promise<string> => system.rpm('-qp', '--qf', format, current);
  expect(await query('%{NAME} %{VENDOR} %{LICENSE} %{ARCH}')).toBe('offhook Offhook contributors MIT x86_64');
  expect(await query('%{VERSION}')).toMatch(/^\d+\.\d+\.\d+~test\.electron/);
  expect(await query('%{SUMMARY}')).toBe('Desktop CTI panel for Asterisk');
  const needs = (await system.rpm('-qp', '--requires', current)).split('\n');
  expect(needs).toEqual(
    expect.arrayContaining([
      'gtk3',
      'nss',
      'libX11-xcb.so.1()(64bit)',
      '(libXtst or libXtst6)',
      'mesa-libgbm',
    ]),
  );
});

test('is installed with its links, its entry in the menu and its icons, and starts in the sandbox', async () => {
  before = await system.files();
  await system.rpm('-i', '--nodeps', older);
  expect(await system.rpm('-q', 'offhook')).toMatch(/^offhook-0\.0\.9~test\.electron/);
  expect(linkInPath()).toBe('/opt/Offhook/offhook');
  const entry = readFileSync(join(system.root, 'usr/share/applications/offhook.desktop'), 'utf8');
  expect(entry).toContain('MimeType=x-scheme-handler/tel;x-scheme-handler/callto;x-scheme-handler/sip;');
  for (const size of ['16x16', '24x24', '48x48', '256x256', '512x512'])
    expect(existsSync(join(system.root, `usr/share/icons/hicolor/${size}/apps/offhook.png`)), size).toBe(
      true,
    );
  expect(existsSync(join(system.root, 'opt/Offhook/resources/notices/LICENSES.npm.txt'))).toBe(true);

  app = new PackagedApp(system.seat);
  const panel = await app.open();
  await app.practiseFirst();
  await expect(panel.getByRole('contentinfo')).toContainText('Connected to the practice phone system');
  const [renderer] = app.renderers();
  expect(renderer?.commandLine).not.toContain('--no-sandbox');
  expectSandboxed(renderer?.pid ?? '', ['pid', 'net']);
});

test('is upgraded, and is still found in PATH', async () => {
  await system.rpm('-U', '--nodeps', current);
  expect(await system.rpm('-q', 'offhook')).not.toContain('0.0.9');
  expect(await system.rpm('-V', '--nodeps', '--nomode', 'offhook')).toBe('');
  expect(linkInPath()).toBe('/opt/Offhook/offhook');
  expect(await system.asRoot('readlink', '-f', '/usr/bin/offhook')).toBe('/opt/Offhook/offhook\n');
  app = new PackagedApp(system.seat);
  const panel = await app.open();
  await expect(panel.getByRole('contentinfo')).toContainText('Connected to the practice phone system');
});

test("is removed, and leaves nothing but the agent's own files", async () => {
  await system.rpm('-e', '--nodeps', 'offhook');
  const after = await system.files();
  const left = after.filter((file) => !before.includes(file));
  // Folders of icons belong to the theme's package: here rpm knows of none.
  expect(left.filter((file) => !/^\/usr\/share\/icons\/hicolor\/1024x1024(\/apps)?$/.test(file))).toEqual([]);
  expect(existsSync(join(system.seat.userData, 'settings.json'))).toBe(true);
});
