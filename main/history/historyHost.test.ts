import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LineWorld } from '../../src/asterisk/testing/lineWorld.ts';
import type { Call } from '../../src/cti/call.ts';
import { noFeatures } from '../../src/cti/features.ts';
import { localWorker } from '../../src/history/testing/localWorker.ts';
import type { HistoryState } from '../../src/ipc/history.ts';
import type { RecentCall } from '../../src/ipc/line.ts';
import { nodeFiles } from '../../src/world/atomicFile.ts';
import { openKept } from './kept.ts';
import { HistoryHost } from './historyHost.ts';

let folder: string;
let world: LineWorld;
let host: HistoryHost;
let states: HistoryState[];
let forgotten: (readonly string[] | 'all')[];
let restored: (readonly string[])[];
let done: (readonly [ids: readonly string[], isDone: boolean])[];
let changes: number;
let chosen: string | null;

const all = { text: '', filter: 'all' } as const;
const first = { offset: 0, limit: 50 };
const at = { monoMs: 1, wallMs: 1 };
const recent: RecentCall = {
  id: 'old',
  direction: 'incoming',
  number: '203',
  name: '',
  startedAt: Date.UTC(2025, 11, 1),
  endedAt: Date.UTC(2025, 11, 1),
  talkMs: 0,
  holdMs: 0,
  outcome: 'noAnswer',
};

function call(facts: Partial<Call> = {}): Call {
  const startedAt = world.clock.now();
  return {
    id: 'a',
    direction: 'incoming',
    state: 'ended',
    phase: 'ended',
    number: '201',
    name: 'Kim',
    line: '101',
    uniqueId: '1.1',
    startedAt,
    endedAt: startedAt + 5,
    outcome: 'noAnswer',
    countedAtMonoMs: 1,
    holdMs: 0,
    talkMs: 0,
    phaseSinceMonoMs: 1,
    features: noFeatures,
    ...facts,
  };
}

function hear(...calls: readonly Call[]): void {
  for (const each of calls) host.hear({ type: 'RingFinished', at, call: each });
}

async function ids(query: Parameters<HistoryHost['calls']>[0] = all): Promise<string[]> {
  const answer = await host.calls(query, first);
  return answer.status === 'ok' ? answer.value.map(({ id }) => id) : [answer.fault];
}

function open(): HistoryHost {
  return new HistoryHost({
    edges: world.edges,
    files: nodeFiles,
    kept: openKept(world.edges, () => localWorker(join(folder, 'history.db'), () => world.clock.now())),
    chooseFile: () => Promise.resolve(chosen),
    onChanged: () => (changes += 1),
    onState: (state) => states.push(state),
    onForgotten: (gone) => forgotten.push(gone),
    onRestored: (back) => restored.push(back),
    onDone: (ids, isDone) => done.push([ids, isDone]),
  });
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'history-'));
  world = new LineWorld();
  states = [];
  forgotten = [];
  restored = [];
  done = [];
  changes = 0;
  chosen = null;
  host = open();
  host.follow({ key: 'line', countryCode: '49', recent: [] });
});
afterEach(async () => {
  await host.stop();
  rmSync(folder, { recursive: true });
});

describe('the calls of a line', () => {
  it('are kept, counted by day, and found', async () => {
    hear(call(), call({ id: 'b', number: '01701234567' }));
    expect(await host.overview(all)).toMatchObject({
      status: 'ok',
      value: { days: [{ count: 2 }], openMissed: 2 },
    });
    expect(await ids({ text: '+49 170 1234567', filter: 'all' })).toEqual(['b']);
  });

  it('are another line’s when the line is another, and no one’s in a recording', async () => {
    hear(call());
    host.follow({ key: 'other', countryCode: '', recent: [] });
    hear(call({ id: 'b' }));
    expect(await ids()).toEqual(['b']);
    host.follow(undefined);
    hear(call({ id: 'c' }));
    expect(await ids()).toEqual([]);
    host.follow({ key: 'line', countryCode: '', recent: [] });
    expect(await ids()).toEqual(['a']);
  });

  it('of before there was a history are taken over, and do not come back when they are removed', async () => {
    host.follow({ key: 'line', countryCode: '', recent: [recent] });
    await host.overview(all);
    expect(await ids()).toEqual(['old']);
    await host.remove(['old']);
    await host.overview(all);
    expect(await ids()).toEqual([]);
    expect(forgotten).toEqual([['old']]);
  });

  it('are gone when they are older than what is kept', async () => {
    host.follow({ key: 'line', countryCode: '', recent: [recent] });
    hear(call());
    await host.overview(all);
    expect(await ids()).toEqual(['a', 'old']);
    host.keep(30);
    await host.overview(all);
    expect(await ids()).toEqual(['a']);
    expect(states.at(-1)).toEqual({ keptDays: 30 });
  });

  it('that change fast are reported now and then', async () => {
    for (let talkMs = 0; talkMs < 500; talkMs += 1) hear(call({ talkMs }));
    world.clock.advance(1_000);
    expect(changes).toBe(1);
    expect(await ids()).toEqual(['a']);
  });
});

describe('what the agent says of a call', () => {
  it('is a note, and that it is done; both can be taken back', async () => {
    hear(call());
    expect(await host.mark('a', { note: 'invoice', done: true })).toMatchObject({
      value: { note: 'invoice', doneAt: world.clock.now() },
    });
    expect(await host.overview(all)).toMatchObject({ value: { openMissed: 0 } });
    const { value } = (await host.mark('a', { note: null, done: false })) as { value: object };
    expect(value).not.toHaveProperty('note');
    expect(value).not.toHaveProperty('doneAt');
  });
});

describe('a missed call that is dealt with', () => {
  it('is so in the panel, too', async () => {
    hear(call());
    await host.mark('a', { done: true });
    await host.mark('a', { note: 'x' });
    await host.mark('a', { done: false });
    expect(done).toEqual([
      [['a'], true],
      [['a'], false],
    ]);
  });

  it('in the panel is so here, also one of before there was a history', async () => {
    host.follow({
      key: 'line',
      countryCode: '',
      recent: [recent, { ...recent, id: 'older', number: '204', done: true }],
    });
    hear(call());
    await host.markDone(['a', 'old'], true);
    expect(await host.overview(all)).toMatchObject({ value: { openMissed: 0 } });
    await host.markDone(['old'], false);
    expect(await host.overview(all)).toMatchObject({ value: { openMissed: 1 } });
    expect(done).toEqual([]);
  });
});

describe('what is removed', () => {
  it('can be put back once', async () => {
    hear(call(), call({ id: 'b' }));
    expect(await host.remove(['a', 'b'])).toEqual({ status: 'ok', value: 2 });
    expect(await ids()).toEqual([]);
    expect(await host.undo()).toEqual({ status: 'ok', value: 2 });
    expect((await ids()).sort()).toEqual(['a', 'b']);
    expect(restored.map((one) => [...one].sort())).toEqual([['a', 'b']]);
    expect(await host.undo()).toEqual({ status: 'ok', value: 0 });
    expect(restored).toHaveLength(1);
  });

  it('stays so when the window is left, and when all is removed', async () => {
    hear(call(), call({ id: 'b' }));
    await host.remove(['a']);
    host.leave();
    expect(await host.undo()).toEqual({ status: 'ok', value: 0 });
    expect(await host.clear()).toEqual({ status: 'ok', value: 1 });
    expect(forgotten).toEqual([['a'], 'all']);
  });
});

describe('a file of what is found', () => {
  it.each([
    ['csv', /^id,direction,.*\r\nb,incoming,201,'=1\+1,/u],
    ['jsonl', /^\{"id":"b",.*\}\n$/u],
  ] as const)('as %s', async (format, expected) => {
    hear(call(), call({ id: 'b', name: '=1+1' }));
    chosen = join(folder, `calls.${format}`);
    expect(await host.export({ text: '1', filter: 'missed' }, format)).toEqual({
      status: 'saved',
      file: chosen,
    });
    const text = await readFile(chosen, 'utf8');
    expect(text.split('\n').filter(Boolean)).toHaveLength(format === 'csv' ? 3 : 2);
    hear(call({ id: 'a', state: 'ended' }));
    await host.remove(['a']);
    await host.export(all, format);
    expect(await readFile(chosen, 'utf8')).toMatch(expected);
  });

  it('has all calls for a terminal, also those of before there was a history', async () => {
    host.follow({ key: 'line', countryCode: '', recent: [recent] });
    hear(call());
    const file = join(folder, 'calls');
    await host.dump(file, 'jsonl');
    const lines = (await readFile(file, 'utf8')).trim().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { id: string }).id)).toEqual(['a', 'old']);
    await host.dump(file, 'csv');
    expect(await readFile(file, 'utf8')).toMatch(/^id,direction,/u);
  });

  it('is not written where the person chose none, and told where there is no place', async () => {
    hear(call());
    expect(await host.export(all, 'csv')).toEqual({ status: 'notChosen' });
    chosen = join(folder, 'history.db', 'x.csv');
    expect(await host.export(all, 'csv')).toMatchObject({ status: 'failed', code: 'notWritable' });
  });
});

it('a file that cannot be opened is reported when something is asked, and the call goes on', async () => {
  await host.stop();
  folder = join(folder, 'no\0folder');
  host = open();
  host.follow({ key: 'line', countryCode: '', recent: [] });
  hear(call());
  expect(await host.overview(all)).toMatchObject({ status: 'failed' });
  await vi.waitUntil(() => states.length > 0);
  expect(states[0]).toHaveProperty('fault');
  folder = folder.replace('/no\0folder', '');
});
