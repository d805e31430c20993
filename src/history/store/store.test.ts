import { DatabaseSync } from '@photostructure/sqlite';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { LineWorld } from '../../asterisk/testing/lineWorld.ts';
import type { HistoryCall } from '../historyCall.ts';
import type { SetAside } from './openDatabase.ts';
import type { HistoryFault } from '../fault.ts';
import { placeStoredFile } from '../testing/storedFile.ts';
import type { HistoryReply, HistoryRequest } from './protocol.ts';
import { serveHistory } from './serve.ts';
import type { HistoryWorker } from './ownerLink.ts';
import { HistoryStore } from './store.ts';

const noon = Date.UTC(2026, 10, 30, 12);
const all = { offset: 0, limit: 100 };
const everything = { text: '', filter: 'all' } as const;
const call: HistoryCall = {
  id: 'a',
  direction: 'incoming',
  number: '201',
  name: '',
  startedAt: noon,
  talkMs: 0,
  holdMs: 0,
};

let folder: string;
let world: LineWorld;
let troubles: (HistoryFault | undefined)[];
let asides: SetAside[];
let leftOut: number[];
/** What the disk says to the next requests that write. */
let disk: HistoryFault | undefined;
/** The worker answers nothing any more. */
let isDead: boolean;
let started: number;
let sent: HistoryRequest[];
let die: () => void;
const stores: HistoryStore[] = [];

/** The file's owner in this thread, behind a real channel; the disk may be full. */
function worker(): HistoryWorker {
  started += 1;
  const { port1, port2 } = new MessageChannel();
  const listeners: ((reply: HistoryReply) => void)[] = [];
  const ends: (() => void)[] = [];
  die = () => ends.forEach((ended) => ended());
  const tell = (reply: HistoryReply): void => listeners.forEach((listener) => listener(reply));
  port1.on('message', tell);
  serveHistory(port2, join(folder, 'history.db'), () => noon);
  return {
    postMessage: (request) => {
      sent.push(request);
      if (isDead) return;
      if (disk !== undefined && request.task === 'put') {
        const fault = disk;
        queueMicrotask(() => tell({ type: 'failed', id: request.id, fault, detail: 'no room' }));
      } else port1.postMessage(request);
    },
    on: (event: string, listener: never) => {
      if (event === 'message') listeners.push(listener);
      if (event === 'exit') ends.push(listener);
    },
  };
}

function open(): HistoryStore {
  const store = new HistoryStore({
    start: worker,
    clock: world.edges.clock,
    log: world.edges.log,
    onTrouble: (fault) => troubles.push(fault),
    onSetAside: (aside) => asides.push(aside),
    onLeftOut: (count) => leftOut.push(count),
  });
  stores.push(store);
  return store;
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'history-'));
  world = new LineWorld();
  troubles = [];
  asides = [];
  leftOut = [];
  sent = [];
  started = 0;
  isDead = false;
  disk = undefined;
});
afterEach(async () => {
  await Promise.all(stores.splice(0).map((store) => store.close()));
  rmSync(folder, { recursive: true });
});

it('starts nothing before there is something to write or to read', () => {
  const store = open();
  store.begin('line', []);
  expect(started).toBe(0);
});

it('what is asked knows all that was put before', async () => {
  const store = open();
  store.put('line', call);
  store.put('line', { ...call, name: 'Kim' });
  expect(await store.ask('calls', 'line', everything, all)).toEqual([{ ...call, name: 'Kim' }]);
  expect(started).toBe(1);
});

it('a burst of changes is written as what has come of it', async () => {
  const store = open();
  for (let talkMs = 0; talkMs <= 1_000; talkMs += 1) store.put('line', { ...call, talkMs });
  expect(await store.ask('calls', 'line', everything, all)).toMatchObject([{ talkMs: 1_000 }]);
  expect(sent.filter(({ task }) => task === 'put').length).toBeLessThan(4);
});

it('what a crash left running is ended before anything else, and not what stands', async () => {
  const before = open();
  before.put('line', call);
  before.put('line', { ...call, id: 'b' });
  await before.close();
  const store = open();
  store.begin('line', ['b']);
  store.put('line', { ...call, id: 'c' });
  const calls = await store.ask('calls', 'line', everything, all);
  expect(Object.fromEntries(calls.map(({ id, endedAt }) => [id, endedAt]))).toEqual({
    a: noon,
    b: undefined,
    c: undefined,
  });
});

it('a full disk is reported once; what happens waits, the newest state of each call, and is written when there is room', async () => {
  const store = open();
  disk = 'diskFull';
  store.put('line', call);
  await vi.waitUntil(() => troubles.length > 0);
  store.put('line', { ...call, name: 'Kim' });
  world.clock.advance(30_000);
  await vi.waitUntil(() => sent.filter(({ task }) => task === 'put').length === 2);
  disk = undefined;
  // The retry, and the rest of a worker that has nothing to do.
  await vi.waitUntil(() => world.clock.pending === 2);
  world.clock.advance(30_000);
  await vi.waitUntil(() => troubles.length > 1);
  expect(troubles).toEqual(['diskFull', undefined]);
  expect(await store.ask('calls', 'line', everything, all)).toEqual([{ ...call, name: 'Kim' }]);
});

it('a worker that dies fails what was asked of it, and another takes its place', async () => {
  const store = open();
  store.put('line', call);
  await store.ask('openMissed', 'line');
  isDead = true;
  const asked = store.ask('openMissed', 'line');
  await vi.waitUntil(() => sent.length === 3);
  die();
  await expect(asked).rejects.toMatchObject({ fault: 'failed' });
  store.put('line', call);
  await vi.waitUntil(() => started === 2);
});

it('a worker with nothing to do for half a minute ends, and the next one has all that was written', async () => {
  const store = open();
  store.put('line', call);
  await store.ask('openMissed', 'line');
  world.clock.advance(29_999);
  await store.ask('openMissed', 'line');
  world.clock.advance(29_999);
  expect(sent.map(({ task }) => task)).not.toContain('close');
  world.clock.advance(1);
  expect(sent.at(-1)?.task).toBe('close');
  expect(await store.ask('calls', 'line', everything, all)).toEqual([call]);
  expect(started).toBe(2);
});

it('what comes while a worker closes the file waits for the next one, in turn: there are never two', async () => {
  const store = open();
  await store.ask('openMissed', 'line');
  world.clock.advance(30_000);
  store.put('line', call);
  const first = store.ask('calls', 'line', everything, all);
  store.put('line', { ...call, name: 'Kim' });
  const second = store.ask('calls', 'line', everything, all);
  expect(started).toBe(1);
  expect(sent.at(-1)?.task).toBe('close');
  expect(await first).toHaveLength(1);
  expect(await second).toEqual([{ ...call, name: 'Kim' }]);
  expect(started).toBe(2);
});

it('a store that is closed while its worker closes the file writes what waits', async () => {
  const store = open();
  await store.ask('openMissed', 'line');
  world.clock.advance(30_000);
  store.put('line', call);
  await store.close();
  expect(await open().ask('calls', 'line', everything, all)).toEqual([call]);
});

it('a worker that dies while it closes the file keeps nothing waiting', async () => {
  const store = open();
  await store.ask('openMissed', 'line');
  isDead = true;
  world.clock.advance(30_000);
  const asked = store.ask('openMissed', 'line');
  die();
  // The next worker finds the file of the one that died open: here both are one process.
  await expect(asked).rejects.toMatchObject({ fault: 'locked' });
  expect(started).toBe(2);
});

it('a file with calls left out stays open, for they are counted at each opening', async () => {
  placeStoredFile('v1', join(folder, 'history.db'));
  const store = open();
  await store.ask('calls', 'line', everything, all);
  await vi.waitUntil(() => leftOut.length > 0);
  world.clock.advance(600_000);
  expect(sent.map(({ task }) => task)).not.toContain('close');
});

it('a damaged file is set aside, and told', async () => {
  writeFileSync(join(folder, 'history.db'), 'x'.repeat(5_000));
  const store = open();
  store.put('line', call);
  expect(await store.ask('calls', 'line', everything, all)).toEqual([call]);
  expect(asides).toMatchObject([{ why: 'damaged' }]);
});

it('a stored row that cannot be read is reported once and keeps nothing else from being written', async () => {
  placeStoredFile('v1', join(folder, 'history.db'));
  const store = open();
  store.begin('line', []);
  store.put('line', call);
  store.put('line', { ...call, id: 'b', outcome: 'answered', connectedAt: noon, number: '203' });
  const calls = await store.ask('calls', 'line', everything, all);
  expect(calls.map(({ id }) => id)).toEqual(['running', 'done', 'missed', 'b', 'a', 'answered']);
  await store.ask('calls', 'line', everything, all);
  expect(leftOut.reduce((sum, count) => sum + count)).toBe(3);
  expect(troubles).toEqual([]);
});

it('a call that can never be written is left out, and the next ones are written', async () => {
  const store = open();
  store.put('line', { ...call, startedAt: NaN });
  store.put('line', { ...call, id: 'b' });
  expect(await store.ask('calls', 'line', everything, all)).toEqual([{ ...call, id: 'b' }]);
  expect(leftOut).toEqual([1]);
  expect(troubles).toEqual([]);
});

it('a file that turns out to be damaged is set aside at once, and what happens is written to the new one', async () => {
  const before = open();
  for (let at = 0; at < 500; at += 1) before.put('line', { ...call, id: `old-${at}` });
  await before.close();
  const path = join(folder, 'history.db');
  const bytes = readFileSync(path);
  bytes.fill(0xff, 4_096, bytes.length);
  writeFileSync(path, bytes);
  const store = open();
  store.begin('line', []);
  store.put('line', call);
  expect(await store.ask('calls', 'line', everything, all)).toEqual([call]);
  expect(asides).toMatchObject([{ why: 'damaged' }]);
  expect(troubles).toEqual([]);
});

it('a damaged index is made again from the calls', async () => {
  const before = open();
  before.put('line', { ...call, name: 'Kim' });
  await before.close();
  const db = new DatabaseSync(join(folder, 'history.db'));
  db.enableDefensive(false);
  // The record that says where everything else is (fts5_index.c, FTS5_STRUCTURE_ROWID).
  db.exec('DELETE FROM call_words_data WHERE id = 10; DELETE FROM call_digits_data WHERE id = 10');
  db.close();
  const store = open();
  store.put('line', { ...call, id: 'b', name: 'Kim' });
  expect(await store.ask('calls', 'line', { ...everything, text: 'kim' }, all)).toHaveLength(2);
  expect(asides).toEqual([]);
  expect(troubles).toEqual([]);
});

it('a place that cannot be written is reported, and what was asked fails with it', async () => {
  mkdirSync(join(folder, 'history.db'));
  const store = open();
  await expect(store.ask('openMissed', 'line')).rejects.toMatchObject({
    fault: expect.stringMatching(/notWritable|failed/u),
  });
  store.put('line', call);
  await vi.waitUntil(() => troubles.length > 0);
});

it('closing writes what waits', async () => {
  const store = open();
  store.put('line', call);
  await store.close();
  expect(await open().ask('calls', 'line', everything, all)).toEqual([call]);
  await expect(store.ask('openMissed', 'line')).rejects.toThrow('closed');
});
