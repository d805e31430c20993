import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { removeFolder } from '../app/removeFolder.ts';
import { expect, test } from '../app/test.ts';
import { ordinaryUser, PackagedApp } from './packagedApp.ts';
import { pack, publicFolder } from './packages.ts';
import { expectSandboxed } from './sandbox.ts';
import { limits } from '../limits.mjs';

let folder: string;

test.beforeAll(async () => {
  test.setTimeout(limits.longTestMs);
  folder = publicFolder();
  await pack(folder, ['--linux', 'tar.gz']);
});
test.afterAll(() => removeFolder(folder));

test('the tar.gz runs from where it is unpacked, in the sandbox', async () => {
  const [archive = ''] = readdirSync(folder).filter((name) => name.endsWith('.tar.gz'));
  execFileSync('tar', ['-xzf', join(folder, archive), '-C', folder]);
  const unpacked = join(folder, archive.replace('.tar.gz', ''));
  expect(existsSync(join(unpacked, 'resources/notices/LICENSES.npm.txt'))).toBe(true);
  const app = new PackagedApp(ordinaryUser(join(unpacked, 'offhook'), join(folder, 'home')));
  try {
    const panel = await app.open();
    await app.practiseFirst();
    await expect(panel.getByRole('contentinfo')).toContainText('Connected to the practice phone system');
    const [renderer] = app.renderers();
    expectSandboxed(renderer?.pid ?? '', ['pid', 'net']);
  } finally {
    await app.close();
  }
});
