import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { updateWay } from './installation.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'offhook-way-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('an AppImage of this user is exchanged in its place; one that is gone is not', () => {
  const image = join(folder, 'Offhook.AppImage');
  const place = {
    platform: 'linux',
    env: { APPIMAGE: image },
    program: '/tmp/.mount/offhook',
    resources: folder,
  } as const;
  expect(updateWay(place)).toBe('byHand');
  writeFileSync(image, '');
  chmodSync(image, 0o755);
  expect(updateWay(place)).toBe('here');
});

it.each([
  ['deb', '/opt/Offhook/offhook', 'packageManager'],
  ['rpm\n', '/opt/Offhook/offhook', 'packageManager'],
  ['deb', '/home/anna/offhook/offhook', 'byHand'],
  ['', '/opt/Offhook/offhook', 'byHand'],
])('a package that says %j at %s: %s', (type, program, way) => {
  if (type !== '') writeFileSync(join(folder, 'package-type'), type);
  expect(updateWay({ platform: 'linux', env: {}, program, resources: folder })).toBe(way);
});

it('on Windows only what its installer put there can update automatically', () => {
  const program = join(folder, 'Offhook.exe');
  const place = { platform: 'win32', env: {}, program, resources: folder } as const;
  expect(updateWay(place)).toBe('byHand');
  writeFileSync(join(folder, 'Uninstall Offhook.exe'), '');
  expect(updateWay(place)).toBe('here');
});

it('on macOS a bundle in a folder of this user', () => {
  const program = join(folder, 'Offhook.app/Contents/MacOS/Offhook');
  mkdirSync(join(folder, 'Offhook.app/Contents/MacOS'), { recursive: true });
  expect(updateWay({ platform: 'darwin', env: {}, program, resources: folder })).toBe('here');
  const elsewhere = {
    platform: 'darwin',
    env: {},
    program: '/nowhere/a.app/Contents/MacOS/a',
    resources: '',
  } as const;
  expect(updateWay(elsewhere)).toBe('byHand');
});
