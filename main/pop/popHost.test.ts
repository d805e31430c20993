import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Call } from '../../src/cti/call.ts';
import type { CtiEvent } from '../../src/cti/event.ts';
import { instant, newCall } from '../../src/cti/testing/arbitraries.ts';
import type { PbxIdentity } from '../../src/ipc/line.ts';
import { defaultSettings, type Settings } from '../../src/settings/schema.ts';
import { nodeFiles } from '../../src/world/atomicFile.ts';
import type { LogEntry } from '../../src/world/edges.ts';
import { FakeWorldClock } from '../testing/fakeWorldClock.ts';
import { PopHost } from './popHost.ts';
import { ToldFile } from './toldFile.ts';

const at = instant(1_000);
const ring: Call = { ...newCall('a', 'incoming', at), number: '+4930901820', linkedId: '7.1', ringingAt: 1 };
const rings = (call: Call = ring): CtiEvent => ({ type: 'RingStarted', at, call });

let clock: FakeWorldClock;
let folder: string;
let logged: LogEntry[];
let opened: string[];
let started: (readonly string[])[];
let reported: Readonly<Record<string, unknown>>[];
let pbx: PbxIdentity;
let fails: boolean;
let happen: (event: CtiEvent) => void;

const pop: Partial<Settings> = { popUrl: 'https://crm.example.com/?n={number}&first={firstCaller}' };

async function start(settings: Partial<Settings> = pop): Promise<PopHost> {
  const log = (entry: LogEntry): void => void logged.push(entry);
  const host = new PopHost({
    clock,
    log,
    told: await ToldFile.open(join(folder, 'shown.json'), { files: nodeFiles, clock, log }),
    line: {
      get pbx() {
        return pbx;
      },
      onEvent: (listener) => {
        happen = listener;
        return () => undefined;
      },
    },
    openOutside: (address) => {
      if (fails) return Promise.reject(new Error('no browser'));
      opened.push(address);
      return Promise.resolve();
    },
    runProgram: (path, args) => started.push([path, ...args]),
    webhookFor: ({ webhookUrl }) =>
      Promise.resolve(
        webhookUrl === ''
          ? undefined
          : {
              send: (facts: Readonly<Record<string, unknown>>) => reported.push(facts),
              stop: () => undefined,
            },
      ),
  });
  await host.configure({ ...defaultSettings, ...settings });
  return host;
}

const page = 'https://crm.example.com/?n=%2B4930901820&first=%2B4930901820';
const warnings = (): readonly unknown[] => logged.map(({ code }) => code);

beforeEach(async () => {
  clock = new FakeWorldClock();
  folder = await mkdtemp(join(tmpdir(), 'offhook-pop-'));
  logged = [];
  opened = [];
  started = [];
  reported = [];
  pbx = { kind: 'asterisk', name: 'pbx' };
  fails = false;
});

describe('the page of a call', () => {
  it('is opened once when it rings, with the number that calls', async () => {
    await start();
    happen(rings());
    happen({ type: 'CallInfoChanged', at, call: { ...ring, name: 'Zoë' } });
    expect(opened).toEqual([page]);
  });

  it('is not opened again after a restart', async () => {
    const first = await start();
    happen(rings());
    await first.stop();
    await start();
    happen({ type: 'ActiveCallSnapshot', at, calls: [{ ...ring, id: 'b' }] });
    expect(opened).toEqual([page]);
  });

  it('is not opened by a flood of calls more than a few times, which is logged', async () => {
    await start();
    for (let index = 0; index < 500; index += 1)
      happen(rings({ ...ring, id: String(index), linkedId: String(index) }));
    expect(opened).toHaveLength(5);
    await expect.poll(() => warnings().filter((code) => code === 'tooMany').length).toBe(495);
  });

  it('is not opened from an address that is wrong beside other settings', async () => {
    const host = await start({ popUrl: 'https://crm.example.com/{CTI_ID}' });
    happen(rings());
    expect(opened).toEqual([]);
    expect(warnings()).toContain('unknownPlaceholder');
    expect(await host.open('a')).toEqual({ status: 'refused', code: 'badAddress' });
    await host.configure({
      ...defaultSettings,
      popUrl: 'https://crm.example.com/{CTI_ID}',
      packetInfoConfig: ['CTI_ID'],
    });
    expect(await host.open('a')).toEqual({ status: 'opened' });
  });

  it('is opened by button as often as is bearable, and of calls that Offhook knows', async () => {
    const host = await start({ ...pop, popWhen: 'button' });
    happen(rings());
    expect(opened).toEqual([]);
    expect(await host.open('a')).toEqual({ status: 'opened' });
    expect(await host.open('b')).toEqual({ status: 'refused', code: 'unknownCall' });
    for (let index = 0; index < 4; index += 1) await host.open('a');
    expect(await host.open('a')).toEqual({ status: 'refused', code: 'tooMany' });
    expect(opened).toHaveLength(5);
  });

  it('is not opened where there is no address or no browser', async () => {
    const host = await start({});
    happen(rings());
    expect(await host.open('a')).toEqual({ status: 'refused', code: 'noAddress' });
    fails = true;
    await host.configure({ ...defaultSettings, ...pop });
    expect(await host.open('a')).toEqual({ status: 'refused', code: 'notOpened' });
  });

  it('is opened in practice, without a program or a report, and never for a recording', async () => {
    pbx = { kind: 'practice', name: '' };
    await start({ ...pop, popProgram: ['/opt/crm'], webhookUrl: 'https://crm.example.com/' });
    happen(rings());
    pbx = { kind: 'recording', name: 'x' };
    happen(rings({ ...ring, id: 'b', linkedId: '8.1' }));
    expect([opened.length, started, reported]).toEqual([1, [], []]);
  });

  it('has the facts of the last call for a preview', async () => {
    const host = await start();
    expect(host.lastCall()).toBeNull();
    happen(rings());
    expect(host.lastCall()).toMatchObject({ number: '+4930901820', e164: '+4930901820', linkedid: '7.1' });
  });
});

describe('what an administrator adds', () => {
  it('is a program with the facts in its arguments, at its own moment', async () => {
    await start({ popProgram: ['/opt/crm', '--n={number}', '{name}'], popProgramWhen: 'answered' });
    happen(rings({ ...ring, name: '--exec "a b"' }));
    expect(started).toEqual([]);
    happen({
      type: 'CommutationStarted',
      at,
      call: { ...ring, name: '--exec "a b"', state: 'talking', connectedAt: 2 },
    });
    expect(started).toEqual([['/opt/crm', '--n=+4930901820', 'exec "a b"']]);
  });

  it('is a program that is not started where it cannot be used', async () => {
    await start({ popProgram: ['/opt/crm', '{nobody}'] });
    happen(rings());
    expect(started).toEqual([]);
    expect(warnings()).toContain('unknownPlaceholder');
  });

  it('is a report of the moments that they want, of all calls', async () => {
    await start({
      webhookUrl: 'https://crm.example.com/',
      webhookMoments: ['ended'],
      popWhen: 'never',
      popQueues: ['sales'],
    });
    happen(rings());
    happen({
      type: 'RingFinished',
      at,
      call: { ...ring, state: 'ended', phase: 'ended', outcome: 'noAnswer', endedAt: 3 },
    });
    expect(reported).toMatchObject([
      { moment: 'ended', outcome: 'noAnswer', call: { number: '+4930901820' } },
    ]);
  });
});
