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
/** What the directory says. */
let named: (call: Call) => Call | Promise<Call>;

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
    namedCall: (call) => named(call),
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
  named = (call) => call;
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

describe('who it is', () => {
  const withName = { popUrl: 'https://crm.example.com/{contactId}?n={name}' };
  const contact = { source: 'https://crm.example.com/lookup', id: '4711', name: 'Erika Müller' };
  let answer: () => void;
  /** Asked at the first ring; answered by `answer`. */
  beforeEach(() => {
    let known = false;
    const waiting: (() => void)[] = [];
    answer = () => {
      known = true;
      for (const go of waiting.splice(0)) go();
    };
    named = (call) => {
      const identified = { ...call, name: contact.name, contact };
      return known ? identified : new Promise((resolve) => waiting.push(() => resolve(identified)));
    };
  });

  it('is waited for by a page that shows it, which is opened once', async () => {
    await start(withName);
    happen(rings());
    expect(opened).toEqual([]);
    answer();
    await expect.poll(() => opened).toEqual(['https://crm.example.com/4711?n=Erika%20M%C3%BCller']);
    expect(clock.nextInMs).toBeUndefined();
  });

  it('is waited for a second and no longer', async () => {
    await start(withName);
    happen(rings({ ...ring, name: 'Switchboard' }));
    clock.advance(999);
    expect(opened).toEqual([]);
    clock.advance(1);
    expect(opened).toEqual(['https://crm.example.com/?n=Switchboard']);
    answer();
    await Promise.resolve();
    expect(opened).toHaveLength(1);
  });

  it('is not waited for by a page or a program that does not show it', async () => {
    await start({ ...pop, popProgram: ['/opt/crm', '{number}'], popProgramWhen: 'ringing' });
    happen(rings());
    expect([opened, started]).toEqual([[page], [['/opt/crm', '+4930901820']]]);
    expect(clock.nextInMs).toBeUndefined();
  });

  it('is waited for by a program that names it, and by the reports, which stay in order', async () => {
    await start({
      popProgram: ['/opt/crm', '{name}'],
      popProgramWhen: 'ringing',
      webhookUrl: 'https://crm.example.com/',
    });
    happen(rings());
    const talking = { ...ring, state: 'talking', phase: 'talking', connectedAt: 2 } as const;
    happen({ type: 'CommutationStarted', at, call: talking });
    const transferred = { ...talking, number: '102', name: 'Ben' };
    const asked = named;
    named = (call) => (call.number === '102' ? call : asked(call));
    happen({ type: 'CallInfoChanged', at, call: transferred });
    expect([started, reported]).toEqual([[['/opt/crm', 'Ben']], []]);
    answer();
    await expect.poll(() => started.at(-1)).toEqual(['/opt/crm', 'Erika Müller']);
    await expect
      .poll(() => reported)
      .toMatchObject([
        { moment: 'ringing', call: { contactId: '4711' } },
        { moment: 'answered', call: { contactId: '4711' } },
        { moment: 'changed', call: { number: '102' } },
      ]);
  });

  it('opens nothing once Offhook is quit', async () => {
    const host = await start(withName);
    happen(rings());
    await host.stop();
    answer();
    clock.advance(1_000);
    expect(opened).toEqual([]);
  });
});
