import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { test, type Page } from '@playwright/test';
import { expect } from '../expect.ts';
import { readFuses } from '../../scripts/lib/package/fuses.mjs';
import {
  expectConfined,
  expectNoPermission,
  expectNothingOfNode,
  expectStrictPolicy,
  heardOfWebRtc,
  withDevices,
} from '../app/confinement.ts';
import { ordinaryUser, PackagedApp } from './packagedApp.ts';
import { pack, publicFolder } from './packages.ts';
import { expectSandboxed } from './sandbox.ts';
import { removeFolder } from '../app/removeFolder.ts';

/** By what the main process opens something outside: the page of a call in the browser (`main/os/outside.ts`), which no page names. */
const openedOutside: readonly string[] = ['openExternal'];

let folder: string;
let program: string;
let app: PackagedApp;
let panel: Page;

/** One package and one start for all tests of this file. */
test.beforeAll(async () => {
  folder = publicFolder();
  program = join(folder, 'linux-unpacked/offhook');
  app = new PackagedApp(ordinaryUser(program, join(folder, 'home')));
  await pack(folder, ['--dir']);
  panel = await app.open(withDevices, { PATH: pathWithWitness() });
  await app.practiseFirst();
});
test.afterAll(async () => {
  await app.close();
  removeFolder(folder);
});

const witness = (): string => join(folder, 'home/opened-outside');

/** What opens things outside on this system (xdg-open), replaced by one that only remembers that it was asked. */
function pathWithWitness(): string {
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  writeFileSync(join(bin, 'xdg-open'), `#!/bin/sh\necho "$@" >> '${witness()}'\n`);
  chmodSync(join(bin, 'xdg-open'), 0o755);
  return `${bin}:${process.env.PATH ?? ''}`;
}

test.describe('the packaged program', () => {
  test('has every fuse as it must be', () => {
    expect(readFuses(program)).toEqual({
      runAsNode: false,
      cookieEncryption: true,
      nodeOptionsEnvironmentVariable: false,
      nodeCliInspectArguments: false,
      embeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
    });
  });

  test('is nothing else by its environment or its arguments: not Node, not debugged, no code of others', async () => {
    const script = join(folder, 'other.cjs');
    const trace = join(folder, 'home/other-code-ran');
    writeFileSync(script, `require('node:fs').writeFileSync(${JSON.stringify(trace)}, '');`);
    const asIs = await app.run(['--status']);
    expect(JSON.parse(asIs.stdout)).toMatchObject({ running: true });
    // Node would run the script and print nothing; the app takes it for a wrong use of itself.
    const asNode = await app.run([script], { ELECTRON_RUN_AS_NODE: '1' });
    expect(asNode).toMatchObject({ code: 2 });
    const withOptions = await app.run(['--status'], { NODE_OPTIONS: `--require ${script}` });
    expect(withOptions.stdout).toBe(asIs.stdout);
    expect(existsSync(trace)).toBe(false);
    const inspected = await app.run(['--inspect=127.0.0.1:0', '--status']);
    expect(inspected.stderr).not.toContain('Debugger listening');
  });

  test('runs nothing but its archive', async () => {
    const other = join(folder, 'other');
    // Links to the same files: quick, and nothing of the one under test is changed.
    execFileSync('cp', ['-al', join(folder, 'linux-unpacked'), other]);
    const trace = join(folder, 'home/loose-code-ran');
    const loose = join(other, 'resources/app');
    mkdirSync(loose);
    writeFileSync(join(loose, 'package.json'), JSON.stringify({ name: 'loose', main: 'main.cjs' }));
    writeFileSync(
      join(loose, 'main.cjs'),
      `require('node:fs').writeFileSync(${JSON.stringify(trace)}, ''); process.exit(0);`,
    );
    renameSync(join(other, 'resources/app.asar'), join(other, 'resources/away.asar'));
    const { code } = await new PackagedApp(ordinaryUser(join(other, 'offhook'), join(folder, 'home'))).run([
      '--status',
    ]);
    expect(code).not.toBe(0);
    expect(existsSync(trace)).toBe(false);
  });

  test('has the licences of what is in it, and the bill of materials', () => {
    const notices = join(folder, 'linux-unpacked/resources/notices');
    const bill = JSON.parse(readFileSync(join(notices, 'bom.cdx.json'), 'utf8')) as {
      bomFormat: string;
      components: { name: string; version: string }[];
    };
    expect(bill.bomFormat).toBe('CycloneDX');
    expect(bill.components.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['react', 'ws', 'electron']),
    );
    const texts = readFileSync(join(notices, 'LICENSES.npm.txt'), 'utf8');
    for (const { name, version } of bill.components.filter((its) => its.name !== 'electron'))
      expect(texts).toContain(`${name} ${version} (`);
    for (const file of ['resources/notices/LICENSE.txt', 'LICENSE.electron.txt', 'LICENSES.chromium.html'])
      expect(existsSync(join(folder, 'linux-unpacked', file)), file).toBe(true);
  });

  test('asks the system to open nothing outside but pages in the browser', () => {
    const archive = readFileSync(join(folder, 'linux-unpacked/resources/app.asar'), 'latin1');
    expect(archive).toContain('requestSingleInstanceLock'); // it is the main process that is looked at
    const calls = archive.match(/\b(openExternal|openPath|showItemInFolder|openItem)\b/g) ?? [];
    expect([...new Set(calls)]).toEqual(openedOutside);
  });
});

test.describe('a page of the packaged app', () => {
  test('runs in the sandbox of Chromium: filtered system calls, its own namespaces, no new rights', () => {
    const [renderer] = app.renderers();
    if (renderer === undefined) throw new Error('no renderer runs');
    expect(renderer.commandLine).not.toContain('--no-sandbox');
    expectSandboxed(renderer.pid, ['user', 'pid', 'net']);
    expect(app.log()).toContain('-test.electron'); // and says what it is
  });

  test('comes by our own protocol, under a strict policy, with nothing of Node', async () => {
    expect(panel.url()).toBe('offhook://panel/index.html');
    const answer = await panel.reload();
    await expectStrictPolicy(panel, answer?.headers() ?? {});
    await expectNothingOfNode(panel);
  });

  test('keeps calls: the library of the history loads its part for this system, from beside the archive', async () => {
    const opened = app.nextWindow();
    await panel.keyboard.press('Control+y');
    const history = await opened;
    const answer = (): Promise<string | undefined> =>
      history.evaluate(async () => {
        const told = await window.offhook?.request('history:overview', { text: '', filter: 'all' });
        return told?.status;
      });
    await expect.poll(answer).toBe('ok');
    await history.close();
    const natives = join(folder, 'linux-unpacked/resources/app.asar.unpacked/out/main/native');
    expect(readdirSync(natives)).toEqual([`linux-${process.arch}.node`]);
  });

  test('goes nowhere and opens nothing', async () => {
    await expectConfined(panel, () => app.log());
    for (const address of ['tel:201', 'mailto:a@example.org', 'file:///etc/passwd']) {
      await panel.evaluate((url) => location.assign(url), address);
      await panel.evaluate(
        (url) => Object.assign(document.createElement('a'), { href: url }).click(),
        address,
      );
    }
    await expect.poll(() => app.log()).toContain('mailto:a@example.org');
    expect(panel.url()).toBe('offhook://panel/index.html');
    expect(existsSync(witness())).toBe(false);
  });

  test('sends nothing anywhere by WebRTC', async () => {
    expect(await heardOfWebRtc(panel)).toEqual([]);
  });

  test('gets no permission', async () => {
    await expectNoPermission(panel);
  });
});
