// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import type { HistoryAnswer, HistoryCall, HistoryOverview } from '../../../src/ipc/history.ts';
import { aHistoryCall, HistoryFile } from '../../testing/historyFile.ts';
import { createHistoryActions } from './actions.ts';
import { createHistoryList, type HistoryListModel } from './list.ts';
import { createNotes } from './notes.ts';
import { activeCall, callAt, pageSize } from './state.ts';

const day = new Date(2026, 10, 30, 18).getTime();
const many = (count: number): HistoryCall[] =>
  Array.from({ length: count }, (_, at) =>
    aHistoryCall(`c${at}`, { name: `Caller ${at}`, startedAt: day - at * 600_000 }),
  );

async function listOf(file: HistoryFile): Promise<HistoryListModel> {
  const list = createHistoryList(file.bridge);
  await vi.waitUntil(() => list.getState().status === 'ready', { interval: 1 });
  return list;
}
const shown = (list: HistoryListModel, index: number): string | undefined =>
  callAt(list.getState(), index)?.id;
const chosen = (list: HistoryListModel): string | undefined => activeCall(list.getState())?.id;

/** An answer that comes when the test says so. */
function held<Value>(): { readonly promise: Promise<Value>; readonly answer: (value: Value) => void } {
  let answer: (value: Value) => void = vi.fn();
  const promise = new Promise<Value>((resolve) => {
    answer = resolve;
  });
  return { promise, answer };
}

describe('the list', () => {
  it('asks for the pages that are in view, and for each once', async () => {
    const file = new HistoryFile(many(1000));
    const list = await listOf(file);
    expect(list.getState().layout.total).toBe(1000);
    expect([shown(list, 0), shown(list, 99), shown(list, 100)]).toEqual(['c0', 'c99', undefined]);
    list.view({ first: 595, last: 610 });
    list.view({ first: 596, last: 611 });
    await vi.waitUntil(() => shown(list, 600) !== undefined, { interval: 1 });
    expect([shown(list, 500), shown(list, 699), shown(list, 300)]).toEqual(['c500', 'c699', undefined]);
    expect(file.bridge.count('history:calls')).toBe(3);
  });

  it('does not ask for what was only passed by', async () => {
    const file = new HistoryFile(many(5000));
    const list = await listOf(file);
    for (let first = 0; first < 4900; first += 50) list.view({ first, last: first + 10 });
    await vi.waitUntil(() => shown(list, 4850) !== undefined, { interval: 1 });
    expect(file.bridge.count('history:calls')).toBeLessThanOrEqual(5);
  });

  it('keeps some pages only, with those in view among them', async () => {
    const list = await listOf(new HistoryFile(many(6000)));
    for (let page = 0; page < 60; page += 1) {
      list.view({ first: page * pageSize, last: page * pageSize + 10 });
      await vi.waitUntil(() => shown(list, page * pageSize) !== undefined, { interval: 1 });
    }
    expect(list.getState().pages.size).toBe(40);
    expect([shown(list, 5900), shown(list, 0)]).toEqual(['c5900', undefined]);
  });

  it('never shows the answer to an older question', async () => {
    const file = new HistoryFile(many(30));
    const list = await listOf(file);
    const old = held<HistoryAnswer<HistoryOverview>>();
    const overview = file.bridge.answers['history:overview']!;
    file.bridge.answers['history:overview'] = () => old.promise;
    list.ask({ text: 'Caller 1' });
    file.bridge.answers['history:overview'] = overview;
    list.ask({ text: 'Caller 12' });
    await vi.waitUntil(() => list.getState().shown.text === 'Caller 12', { interval: 1 });
    old.answer({ status: 'ok', value: { days: [{ day: 20_261_130, count: 11 }], openMissed: 0 } });
    await old.promise;
    await Promise.resolve();
    expect([list.getState().layout.total, list.getState().shown.text]).toEqual([1, 'Caller 12']);
  });

  it('drops a page of the list before', async () => {
    const file = new HistoryFile(many(500));
    const list = await listOf(file);
    const old = held<HistoryAnswer<readonly HistoryCall[]>>();
    const calls = file.bridge.answers['history:calls']!;
    file.bridge.answers['history:calls'] = () => old.promise;
    list.view({ first: 300, last: 310 });
    file.bridge.answers['history:calls'] = calls;
    list.ask({ text: 'Caller 4' });
    await vi.waitUntil(() => list.getState().shown.text === 'Caller 4', { interval: 1 });
    old.answer({ status: 'ok', value: many(100) });
    await old.promise;
    await Promise.resolve();
    expect(list.getState().pages.has(3)).toBe(false);
  });

  it('keeps what is in view and what is chosen when calls come', async () => {
    const file = new HistoryFile(many(300));
    const list = await listOf(file);
    list.view({ first: 150, last: 160 });
    list.choose(155);
    await vi.waitUntil(() => chosen(list) === 'c155', { interval: 1 });
    file.come(
      aHistoryCall('new1', { startedAt: day + 1000 }),
      aHistoryCall('new2', { startedAt: day + 500 }),
    );
    await vi.waitUntil(() => list.getState().layout.total === 302, { interval: 1 });
    expect([list.getState().anchor, chosen(list), shown(list, 152)]).toEqual([152, 'c155', 'c150']);
    expect(list.getState().choices).toBe(1);
  });

  it('asks once more, and not ten times, when much changes while it asks', async () => {
    const file = new HistoryFile(many(10));
    const list = await listOf(file);
    const before = file.bridge.count('history:overview');
    for (let at = 0; at < 10; at += 1) file.come(aHistoryCall(`n${at}`, { startedAt: day + at }));
    await vi.waitUntil(() => list.getState().layout.total === 20, { interval: 1 });
    await list.refresh();
    expect(file.bridge.count('history:overview') - before).toBeLessThanOrEqual(3);
  });

  it('says why it cannot be read, and is there again when it can', async () => {
    const file = new HistoryFile(many(3));
    const overview = file.bridge.answers['history:overview']!;
    file.bridge.answers['history:overview'] = () => ({ status: 'failed', fault: 'locked' });
    const list = createHistoryList(file.bridge);
    await vi.waitUntil(() => list.getState().status === 'failed', { interval: 1 });
    expect(list.getState().fault).toBe('locked');
    file.bridge.answers['history:overview'] = overview;
    await list.refresh();
    expect([list.getState().status, list.getState().fault, shown(list, 2)]).toEqual([
      'ready',
      undefined,
      'c2',
    ]);
    file.bridge.answers['history:overview'] = () => Promise.reject(new Error('no'));
    await list.refresh();
    expect(list.getState().fault).toBe('failed');
  });
});

describe('a call that is removed', () => {
  it('leaves the next older one chosen, and comes back chosen', async () => {
    const file = new HistoryFile(many(20));
    const list = await listOf(file);
    const actions = createHistoryActions(file.bridge, list);
    list.choose(7);
    await actions.remove(activeCall(list.getState())!, 7);
    expect([chosen(list), list.getState().layout.total]).toEqual(['c8', 19]);
    expect(actions.getState()).toMatchObject({ told: { kind: 'removed' }, canUndo: true });
    await actions.undo();
    expect([chosen(list), list.getState().layout.total]).toEqual(['c7', 20]);
    expect(list.getState().choices).toBe(2);
    expect(actions.getState()).toMatchObject({ told: { kind: 'restored' }, canUndo: false });
  });

  it('and is the last of all leaves the one before it', async () => {
    const file = new HistoryFile(many(3));
    const list = await listOf(file);
    const actions = createHistoryActions(file.bridge, list);
    list.choose(2);
    await actions.remove(activeCall(list.getState())!, 2);
    expect(chosen(list)).toBe('c1');
    await actions.undo();
    expect(chosen(list)).toBe('c2');
  });

  it('is removed once, however often the key is pressed', async () => {
    const file = new HistoryFile(many(5));
    const list = await listOf(file);
    const actions = createHistoryActions(file.bridge, list);
    list.choose(0);
    const call = activeCall(list.getState())!;
    await Promise.all([actions.remove(call, 0), actions.remove(call, 0)]);
    expect([file.calls.length, chosen(list)]).toEqual([4, 'c1']);
  });

  it('stays, with the reason, where that fails', async () => {
    const file = new HistoryFile(many(2));
    const list = await listOf(file);
    const actions = createHistoryActions(file.bridge, list);
    file.bridge.answers['history:remove'] = () => ({ status: 'failed', fault: 'notWritable' });
    await actions.remove(callAt(list.getState(), 0)!, 0);
    expect(actions.getState()).toMatchObject({
      told: { kind: 'trouble', trouble: { code: 'historyNotWritable' } },
      canUndo: false,
    });
  });
});

describe('a note', () => {
  it('is kept where saving it fails, and saved when that works again', async () => {
    const file = new HistoryFile(many(2));
    const list = await listOf(file);
    const notes = createNotes(file.bridge, list);
    const mark = file.bridge.answers['history:mark']!;
    file.bridge.answers['history:mark'] = () => ({ status: 'failed', fault: 'diskFull' });
    notes.write('c0', ' asks for a quote ');
    await notes.save('c0');
    expect(notes.getState().drafts.c0).toEqual({ text: ' asks for a quote ', fault: 'diskFull' });
    file.bridge.answers['history:mark'] = mark;
    await notes.save('c0');
    expect([notes.getState().drafts, shown(list, 0), callAt(list.getState(), 0)?.note]).toEqual([
      {},
      'c0',
      'asks for a quote',
    ]);
  });

  it('keeps what is written while it is being saved', async () => {
    const file = new HistoryFile(many(1));
    const list = await listOf(file);
    const notes = createNotes(file.bridge, list);
    notes.write('c0', 'one');
    const saving = notes.save('c0');
    notes.write('c0', 'one, two');
    await saving;
    expect(notes.getState().drafts.c0?.text).toBe('one, two');
    await notes.save('c0');
    expect(callAt(list.getState(), 0)?.note).toBe('one, two');
  });
});
