import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LineCheckStep } from '../../src/cti/lineCheck.ts';
import type { SettingsDraft } from '../../src/ipc/settings.ts';
import { type PracticePbx, startPracticePbx } from '../../src/practice/practicePbx.ts';
import { type Settings, defaultSettings } from '../../src/settings/schema.ts';
import { planLine } from './linePlan.ts';
import { LineTest } from './lineTest.ts';
import { quickEdges } from '../testing/quickEdges.ts';

const edges = quickEdges(() => undefined, 1);
let pbx: PracticePbx;
let told: LineCheckStep[];
let asked: string[];
let test: LineTest;
beforeEach(async () => {
  pbx = await startPracticePbx({ edges, incoming: 'never' });
  told = [];
  asked = [];
  test = new LineTest({
    edges,
    loggedIn: () => undefined,
    onStep: (step) => told.push(step),
    plan: (settings, secretFor) =>
      planLine(settings, {
        readFile: (path) => readFile(path),
        secretFor:
          secretFor ??
          ((host) => {
            asked.push(host);
            return Promise.resolve(pbx.secret);
          }),
        startPractice: () => Promise.resolve(pbx),
      }),
  });
});
afterEach(() => pbx.stop());

const draft = (some: Partial<Settings> = {}, secret?: string): SettingsDraft => ({
  settings: {
    ...defaultSettings,
    url: pbx.host,
    port: pbx.port,
    userName: pbx.username,
    extension: pbx.extension,
    ...some,
  },
  ...(secret === undefined ? {} : { secret }),
});
const verdicts = (steps: readonly LineCheckStep[]): string => steps.map(({ state }) => state).join(' ');

describe('a greeting', () => {
  it('tells that an Asterisk answers, of a draft that is far from complete, and logs no one in', async () => {
    const bare = draft({ userName: '', extension: '' });
    expect(await test.greet(bare, false)).toEqual({ state: 'answers' });
    expect(asked).toEqual([]);
  });

  it('tries the account where that is wanted, with the secret that was typed or the stored one', async () => {
    const account = { extension: '' };
    expect(await test.greet(draft(account), true)).toEqual({ state: 'loggedIn' });
    expect(asked).toEqual([pbx.host]);
    expect(await test.greet(draft(account, 'not the secret'), true)).toMatchObject({
      state: 'failed',
      fault: { code: 'loginRefused' },
    });
  });

  it('says why no one answers', async () => {
    await pbx.stop();
    expect(await test.greet(draft(), false)).toMatchObject({
      state: 'failed',
      fault: { code: 'portRefused' },
    });
    expect(await test.greet(draft({ port: 99_999 }), false)).toEqual({
      state: 'failed',
      fault: { code: 'settingsInvalid' },
    });
  });

  it('tells another server from an Asterisk', async () => {
    const server = createServer((socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    expect(await test.greet(draft({ port }), false)).toMatchObject({ fault: { code: 'notAsterisk' } });
    server.close();
  });
});

describe('a connection test', () => {
  it('reports each step as it goes, with the stored secret', async () => {
    const steps = await test.run(draft());
    expect(steps.map(({ step }) => step)).toEqual([
      'reached',
      'greeted',
      'loggedIn',
      'rights',
      'lineKnown',
      'phoneRegistered',
      'controls',
    ]);
    expect(verdicts(steps)).not.toContain('failed');
    expect(asked).toEqual([pbx.host]);
    expect(told.filter(({ state }) => state !== 'running')).toEqual(steps);
  });

  it('uses the secret that was typed, not the stored one', async () => {
    expect(verdicts(await test.run(draft({}, 'not the secret')))).toBe(
      'passed passed failed skipped skipped skipped skipped',
    );
    expect(asked).toEqual([]);
    expect(JSON.stringify(told)).not.toContain('not the secret');
  });

  it('of the practice PBX needs nothing to be filled in', async () => {
    expect(verdicts(await test.run({ settings: defaultSettings }))).not.toContain('failed');
  });

  it('tests the connection, not the recording that is played instead of it', async () => {
    expect(verdicts(await test.run(draft({ filePath: '/nowhere' })))).not.toContain('failed');
  });

  it.each<[string, Partial<Settings>, string]>([
    ['wrong in a field', { port: 0 }, 'port: outOfRange'],
    ['incomplete', { extension: '' }, 'extension: required'],
    ['without its certificate file', { tls: true, tlsCaFile: '/nowhere.pem' }, 'ENOENT /nowhere.pem'],
  ])('of settings that are %s fails before anything is reached', async (_how, some, detail) => {
    const steps = await test.run(draft(some));
    expect(verdicts(steps)).toBe('failed skipped skipped skipped skipped skipped skipped');
    expect(steps[0]).toMatchObject({ fault: { code: 'settingsInvalid', detail } });
    expect(told).toEqual(steps);
  });

  it('waits for the one before it, so that their steps are not mixed', async () => {
    const [first, second] = await Promise.all([test.run(draft()), test.run(draft({ port: 0 }))]);
    expect(told.filter(({ state }) => state !== 'running')).toEqual([...first, ...second]);
  });

  it('says when nothing listens there', async () => {
    const server: Server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    const steps = await test.run(draft({ port }));
    expect(steps[0]).toMatchObject({ state: 'failed', fault: { code: 'portRefused' } });
  });
});
