import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '../app/test.ts';
import { commandLine, startAgain, type Ended } from './desktopApp.ts';
import { removeFolder } from '../app/removeFolder.ts';
import { sh } from './bus.ts';

interface Status {
  readonly running: boolean;
  readonly extension: string;
  readonly link: { readonly state: string };
  readonly calls: readonly { readonly state: string; readonly number: string; readonly can: string[] }[];
}

const statusIn = ({ stdout }: Ended): Status => JSON.parse(stdout) as Status;

test('a second start commands the calls of the running one, and prints its status', async ({ desk }) => {
  const app = await desk.start();
  await app.expectOnline();
  const idle = await startAgain(app, '--status');
  expect(idle).toMatchObject({ code: 0, stderr: '' });
  expect(idle.stdout).toMatch(/^\{.*\}\n$/);
  expect(statusIn(idle)).toMatchObject({ running: true, link: { state: 'online' }, calls: [] });
  expect(await startAgain(app, '--hold')).toMatchObject({
    code: 5,
    stdout: '',
    stderr: 'offhook: There is no call to do this with. (OH-noSuchCall)',
  });

  await app.dial('210');
  await expect(app.card('talking')).toBeVisible();
  expect(await startAgain(app, '--hold')).toMatchObject({ code: 0, stdout: '', stderr: '' });
  await expect(app.card('onHold')).toBeVisible();
  expect(statusIn(await startAgain(app, '--status')).calls).toMatchObject([{ state: 'held', number: '210' }]);
  expect(await startAgain(app, '--hold')).toMatchObject({ code: 0 });
  await expect(app.card('talking')).toBeVisible();
  expect(await startAgain(app, '--answer')).toMatchObject({ code: 5 });
  expect(await startAgain(app, '--hangup')).toMatchObject({ code: 0 });
  // It calls back.
  await expect(app.button('Answer')).toBeVisible();
  const { calls } = statusIn(await startAgain(app, '--status'));
  expect(calls).toMatchObject([{ state: 'ringing', number: '210' }]);
  expect(calls[0]?.can).toContain('AnswerCall');
  expect(await startAgain(app, '--answer')).toMatchObject({ code: 0, stdout: '', stderr: '' });
  await expect(app.card('talking')).toBeVisible();
  expect(await startAgain(app, '--hangup')).toMatchObject({ code: 0 });
  await expect(app.card('ended')).toBeVisible();
});

test('all calls that are kept are printed, while the app runs', async ({ desk }) => {
  const app = await desk.start();
  await app.expectOnline();
  expect(await startAgain(app, 'history')).toMatchObject({ code: 0, stdout: '', stderr: '' });
  await app.dial('210');
  await expect(app.card('talking')).toBeVisible();
  const { code, stdout } = await startAgain(app, 'history', '--json');
  expect(code).toBe(0);
  const calls = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { number: string; connectedAt?: number });
  expect(calls).toMatchObject([{ direction: 'outgoing', number: '210' }]);
  expect((await startAgain(app, 'history', '--csv')).stdout).toMatch(
    /^id,direction,.*\r\n[^\n]*,outgoing,210,/u,
  );
  // Nothing of it is left behind.
  expect(readdirSync(join(app.userData, 'history')).filter((name) => name.startsWith('calls-'))).toEqual([]);
  expect(await startAgain(app, 'history', '--json', '--csv')).toMatchObject({ code: 2, stdout: '' });
});

test('what is wrong with the command line is reported, and nothing is done', async ({ desk }) => {
  const app = await desk.start();
  await app.expectOnline();
  expect(await startAgain(app, '--anwser')).toMatchObject({
    code: 2,
    stdout: '',
    stderr: 'offhook: unknown option "--anwser": is --answer meant?',
  });
  expect(await startAgain(app, '--answer', '--hangup')).toMatchObject({ code: 2 });
  expect(await startAgain(app, 'tel:201', '--hangup')).toMatchObject({ code: 2 });
  expect(statusIn(await startAgain(app, '--status')).calls).toEqual([]);
});

test('without a phone system there is nothing to command', async ({ desk }) => {
  const app = await desk.start({
    settings: { url: '127.0.0.1', port: 9, userName: 'panel', extension: '101' },
    secret: 'secret',
  });
  await expect(app.link).toContainText('Not connected');
  expect(await startAgain(app, '--hangup')).toMatchObject({
    code: 3,
    stderr: expect.stringContaining('OH-notConnected'),
  });
  expect(statusIn(await startAgain(app, '--status'))).toMatchObject({
    link: { state: 'waiting' },
    calls: [],
  });
});

test('without a running Offhook that is said, and no window opens', async () => {
  const userData = mkdtempSync(join(tmpdir(), 'offhook-e2e-none-'));
  for (const option of ['--status', '--answer', '--hangup', '--hold']) {
    expect(await startAgain({ userData }, option)).toMatchObject({
      code: 3,
      stderr: 'offhook: Offhook is not running',
    });
  }
  removeFolder(userData);
});

test('a data folder that cannot be used is said, to the script and to the agent who pressed a link', async () => {
  const parent = mkdtempSync(join(tmpdir(), 'offhook-e2e-none-'));
  // A file in its place: root, as which tests may run, can write in any folder.
  const userData = join(parent, 'data');
  writeFileSync(userData, '');
  const status = await startAgain({ userData }, '--status');
  expect(status).toMatchObject({ code: 4, stderr: expect.stringContaining('(OH-dataFolderNotWritable)') });
  expect(JSON.parse(status.stdout)).toEqual({ running: false, fault: 'dataFolderNotWritable' });

  const [program = '', ...args] = commandLine(userData, 'tel:201');
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = once(child, 'exit');
  const said: string[] = [];
  child.stderr.on('data', (bytes: Buffer) => said.push(bytes.toString()));
  try {
    // The dialog is the desktop's own, a window without a page.
    const dialogs = "xdotool search --onlyvisible --name '^Offhook$' || true";
    await expect.poll(() => sh('sh', '-c', dialogs)).not.toBe('');
    expect(said.join('')).toContain('(OH-dataFolderNotWritable)');
    expect(child.exitCode).toBeNull();
  } finally {
    child.kill('SIGKILL');
    await ended;
  }
  removeFolder(parent);
});
