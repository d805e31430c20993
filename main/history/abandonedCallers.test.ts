import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LineWorld } from '../../src/asterisk/testing/lineWorld.ts';
import { newLine } from '../../src/cti/line.ts';
import { noDialRules } from '../../src/cti/number/dialRules.ts';
import type { AbandonedCaller, Reached } from '../../src/cti/people/abandoned.ts';
import { HistoryError } from '../../src/history/fault.ts';
import { localWorker } from '../../src/history/testing/localWorker.ts';
import type { AbandonedState, ListedCaller } from '../../src/ipc/abandoned.ts';
import { nodeFiles } from '../../src/world/atomicFile.ts';
import { AbandonedCallers } from './abandonedCallers.ts';
import { type Kept, openKept } from './kept.ts';

const at = { monoMs: 1, wallMs: 1_000 };
const dialRules = { ...noDialRules, countryCode: '49', internationalPrefix: '00', outsidePrefix: '0' };
const line = { key: 'line', dialRules };
let folder: string;
let world: LineWorld;
let kept: Kept;
let states: AbandonedState[];
let isAwaited: ((number: string) => boolean) | undefined;
let callers: AbandonedCallers;
let isFull: boolean;

function open(): AbandonedCallers {
  return new AbandonedCallers({
    store: {
      ask: (task, ...args) =>
        isFull ? Promise.reject(new HistoryError('diskFull', '')) : kept.store.ask(task, ...args),
    },
    line: { awaitCallers: (awaited) => (isAwaited = awaited), line: () => newLine('101', 'PJSIP/101') },
    edges: world.edges,
    identifiedOf: (number) =>
      number === '+491701234567'
        ? { matches: [], chosen: { source: 's', id: '1', name: 'Erika Müller', numbers: [] } }
        : undefined,
    saving: {
      files: nodeFiles,
      clock: world.edges.clock,
      chooseFile: (name) => Promise.resolve(join(folder, name)),
    },
    onState: (state) => states.push(state),
  });
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'abandoned-'));
  world = new LineWorld();
  kept = openKept(world.edges, () => localWorker(join(folder, 'history.db'), () => world.clock.now()));
  states = [];
  isFull = false;
  isAwaited = undefined;
  callers = open();
  callers.follow(line);
});
afterEach(async () => {
  await kept.store.close();
  rmSync(folder, { recursive: true });
});

function gaveUp(facts: Partial<AbandonedCaller> = {}): void {
  const caller = {
    id: '1.1',
    queue: 'support',
    number: '+491701234567',
    name: '',
    abandonedAt: 9,
    waitedMs: 1,
  };
  callers.hear({ type: 'CallerAbandoned', at, caller: { ...caller, ...facts } });
}
function talked(number: string, way: Reached['way'] = 'calledBack', extension = '102'): void {
  callers.hear({ type: 'CallerReached', at, reached: { number, way, by: { extension, name: 'Bela Blau' } } });
}
async function listed(): Promise<readonly ListedCaller[]> {
  const answer = await callers.list();
  return answer.status === 'ok' ? answer.value : [];
}

describe('callers who gave up', () => {
  it('are counted, listed with the contact, and waited for', async () => {
    expect(callers.state).toEqual({ open: 0, isShown: false });
    gaveUp();
    await vi.waitFor(() => expect(states.at(-1)).toEqual({ open: 1, isShown: true }));
    expect(await listed()).toMatchObject([{ id: '1.1', name: 'Erika Müller', tries: 1 }]);
    expect(isAwaited?.('00491701234567')).toBe(true);
    expect(isAwaited?.('001701234567')).toBe(true);
    expect(isAwaited?.('201')).toBe(false);
  });

  it.each([
    ['as a colleague dials it', '001701234567'],
    ['in full', '+491701234567'],
  ])('are called back by a colleague: %s', async (_how, number) => {
    gaveUp();
    await vi.waitFor(() => expect(isAwaited).toBeDefined());
    talked(number);
    await vi.waitFor(() => expect(states.at(-1)).toEqual({ open: 0, isShown: true }));
    expect(await listed()).toMatchObject([
      { reached: { way: 'calledBack', at: 1_000, by: { extension: '102', name: 'Bela Blau' } } },
    ]);
    expect((await listed())[0]).not.toHaveProperty('byAgent');
    expect(isAwaited).toBeUndefined();
  });

  it('call again and talk with the agent', async () => {
    gaveUp();
    await vi.waitFor(() => expect(isAwaited).toBeDefined());
    talked('+491701234567', 'calledAgain', '101');
    await vi.waitFor(() => expect(states.at(-1)?.open).toBe(0));
    expect(await listed()).toMatchObject([{ byAgent: true, reached: { way: 'calledAgain' } }]);
  });

  it('withhold their number: listed, and waited for in vain', async () => {
    gaveUp({ number: '' });
    await vi.waitFor(() => expect(states.at(-1)?.open).toBe(1));
    expect(isAwaited).toBeUndefined();
  });

  it('are known again after a start, as soon as the agent has queues; not before the file is needed', async () => {
    gaveUp();
    await vi.waitFor(() => expect(states.at(-1)?.open).toBe(1));
    callers = open();
    callers.follow(line);
    callers.hear({ type: 'QueuesChanged', at, queues: [] });
    expect(callers.state).toEqual({ open: 0, isShown: false });
    callers.hear({
      type: 'QueuesChanged',
      at,
      queues: [{ name: 'support', loggedIn: true, fixed: true, paused: false, waiting: 0 }],
    });
    await vi.waitFor(() => expect(isAwaited?.('+491701234567')).toBe(true));
    expect(callers.state).toEqual({ open: 1, isShown: true });
  });

  it('are done when the agent says so, and after all not', async () => {
    gaveUp();
    await callers.setDone('1.1', true);
    expect(callers.state.open).toBe(0);
    await callers.setDone('1.1', false);
    expect(callers.state.open).toBe(1);
  });

  it('are removed for good, also from the file, and their export has those that are asked for', async () => {
    gaveUp({ id: '1.1' });
    gaveUp({ id: '2.1', number: '+442079460958', name: 'Kim Removed' });
    await vi.waitFor(() => expect(states.at(-1)?.open).toBe(2));
    const saved = await callers.export(['2.1', 'unknown', '1.1'], 'csv');
    const file = join(folder, 'offhook-abandoned-2026-01-01.csv');
    expect(saved).toEqual({ status: 'saved', file });
    const ids = readFileSync(file, 'utf8')
      .split('\r\n')
      .map((one) => one.split(',')[0]);
    expect(ids).toEqual(['id', '2.1', '1.1', '']);
    expect((await callers.export(['1.1'], 'jsonl')).status).toBe('saved');
    const [json = ''] = readFileSync(file.replace('.csv', '.jsonl'), 'utf8').split('\n');
    expect(JSON.parse(json)).toMatchObject({ id: '1.1', name: 'Erika Müller' });

    expect(await callers.remove('2.1')).toEqual({ status: 'ok', value: null });
    expect((await listed()).map(({ id }) => id)).toEqual(['1.1']);
    expect(callers.state.open).toBe(1);
    expect(isAwaited?.('+442079460958')).toBe(false);
    await kept.store.close();
    const data = readdirSync(folder).filter((name) => name.startsWith('history.db'));
    for (const name of data) expect(readFileSync(join(folder, name)).includes('Kim Removed')).toBe(false);
  });

  it('of another line are not this one’s', async () => {
    gaveUp();
    await vi.waitFor(() => expect(states.at(-1)?.open).toBe(1));
    callers.follow({ ...line, key: 'other' });
    expect(states.at(-1)).toEqual({ open: 0, isShown: false });
    expect(await listed()).toEqual([]);
    callers.follow(undefined);
    expect(await callers.list()).toEqual({ status: 'ok', value: [] });
  });

  it('are written when the disk has room again', async () => {
    isFull = true;
    gaveUp();
    expect(await callers.list()).toEqual({ status: 'failed', fault: 'diskFull' });
    isFull = false;
    expect(await listed()).toMatchObject([{ id: '1.1' }]);
  });

  it('go with the calls of the line', async () => {
    gaveUp();
    await vi.waitFor(() => expect(states.at(-1)?.open).toBe(1));
    await kept.store.ask('clear', 'line');
    await callers.refresh();
    expect(states.at(-1)?.open).toBe(0);
  });
});
