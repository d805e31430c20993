import { EventEmitter } from 'node:events';
import { beforeEach, describe, expect, it } from 'vitest';
import { LineWorld } from '../../src/asterisk/testing/lineWorld.ts';
import { nodeFiles } from '../../src/world/atomicFile.ts';
import { newLine } from '../../src/cti/line.ts';
import { noDialRules } from '../../src/cti/number/dialRules.ts';
import type { HistoryCall } from '../../src/history/historyCall.ts';
import { HistoryError } from '../../src/history/fault.ts';
import { HistoryStore } from '../../src/history/store/store.ts';
import { AbandonedCallers } from './abandonedCallers.ts';
import { HistoryHost } from './historyHost.ts';
import type { KeptEvents } from './kept.ts';

/** A store whose answers come when the test gives them: what happens meanwhile is what is tried here. */
interface Asked {
  readonly task: string;
  readonly args: readonly unknown[];
  readonly answer: (value: unknown) => Promise<void>;
  readonly fail: () => Promise<void>;
}

let world: LineWorld;
let asked: Asked[];

function ask(task: string, ...args: readonly unknown[]): Promise<never> {
  return new Promise<unknown>((resolve, reject) => {
    asked.push({
      task,
      args,
      answer: (value) => (resolve(value), turns()),
      fail: () => (reject(new HistoryError('diskFull', 'no room')), turns()),
    });
  }) as Promise<never>;
}

async function turns(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

/** The next question of this kind. */
function next(task: string): Asked {
  const index = asked.findIndex((one) => one.task === task);
  expect(index, `${task} among ${asked.map((one) => one.task).join()}`).not.toBe(-1);
  return asked.splice(index, 1)[0]!;
}

beforeEach(() => {
  world = new LineWorld();
  asked = [];
});

describe('callers who gave up, while the line becomes another', () => {
  const at = { monoMs: 1, wallMs: 1_000 };
  const caller = { id: '1.1', queue: 'support', number: '201', name: '', abandonedAt: 9, waitedMs: 1 };
  let callers: AbandonedCallers;
  let awaited: (((number: string) => boolean) | undefined)[];

  beforeEach(() => {
    awaited = [];
    callers = new AbandonedCallers({
      store: { ask },
      line: { awaitCallers: (one) => awaited.push(one), line: () => newLine('101', 'PJSIP/101') },
      edges: world.edges,
      identifiedOf: () => undefined,
      saving: { files: nodeFiles, clock: world.edges.clock, chooseFile: () => Promise.resolve(null) },
      onState: () => undefined,
    });
    callers.follow({ key: 'first', dialRules: noDialRules });
  });

  function gaveUp(id: string): void {
    callers.hear({ type: 'CallerAbandoned', at, caller: { ...caller, id } });
  }

  it('are written once, each to the line whose queue they called', async () => {
    gaveUp('1.1');
    await turns();
    const first = next('addAbandoned');
    expect(first.args).toMatchObject(['first', { id: '1.1' }]);
    callers.follow({ key: 'second', dialRules: noDialRules });
    gaveUp('2.1');
    await first.answer(undefined);
    while (asked.some(({ task }) => task === 'abandonedCallers')) await next('abandonedCallers').answer([]);
    const second = next('addAbandoned');
    expect(second.args).toMatchObject(['second', { id: '2.1' }]);
    await second.answer(undefined);
    await next('abandonedCallers').answer([]);
    expect(asked).toEqual([]);
  });

  it('are not shown for the line that came meanwhile', async () => {
    const list = callers.list();
    await turns();
    const listing = next('abandonedCallers');
    callers.follow({ key: 'second', dialRules: noDialRules });
    await listing.answer([{ ...caller, tries: 1 }]);
    expect(await list).toEqual({ status: 'ok', value: [] });
    expect(callers.state).toEqual({ open: 0, isShown: false });
    expect(awaited.every((one) => one === undefined)).toBe(true);
  });

  it('stay owed in their order while nothing can be written', async () => {
    gaveUp('1.1');
    gaveUp('1.2');
    await turns();
    await next('addAbandoned').fail();
    // The second caller's turn tries the first one again.
    const again = next('addAbandoned');
    expect(again.args).toMatchObject(['first', { id: '1.1' }]);
    await again.answer(undefined);
    expect(next('addAbandoned').args).toMatchObject(['first', { id: '1.2' }]);
  });

  it('without a line are not written at all, nor for the one that comes next', async () => {
    callers.follow(undefined);
    gaveUp('1.1');
    callers.follow({ key: 'second', dialRules: noDialRules });
    gaveUp('2.1');
    await turns();
    expect(next('addAbandoned').args).toMatchObject(['second', { id: '2.1' }]);
  });
});

describe('calls that were removed', () => {
  const call = (id: string): HistoryCall => ({
    id,
    direction: 'incoming',
    number: '201',
    name: '',
    startedAt: 1,
    talkMs: 0,
    holdMs: 0,
  });
  let host: HistoryHost;
  let restored: (readonly string[])[];

  beforeEach(() => {
    restored = [];
    const store = new HistoryStore({
      start: () => ({ postMessage: () => undefined, on: () => undefined }),
      clock: world.edges.clock,
      log: world.edges.log,
      onTrouble: () => undefined,
      onSetAside: () => undefined,
      onLeftOut: () => undefined,
    });
    store.ask = ask;
    host = new HistoryHost({
      edges: world.edges,
      files: {} as never,
      kept: { store, events: new EventEmitter<KeptEvents>() },
      chooseFile: () => Promise.resolve(null),
      onChanged: () => undefined,
      onState: () => undefined,
      onForgotten: () => undefined,
      onRestored: (ids) => restored.push(ids),
      onDone: () => undefined,
    });
    host.follow({ key: 'first', countryCode: '', recent: [] });
  });

  async function remove(...ids: string[]): Promise<void> {
    const removing = host.remove(ids);
    await next('remove').answer(ids.map(call));
    expect(await removing).toEqual({ status: 'ok', value: ids.length });
  }

  it('can be brought back once there is room, where they could not be written', async () => {
    await remove('a', 'b');
    const failing = host.undo();
    await next('restore').fail();
    expect(await failing).toEqual({ status: 'failed', fault: 'diskFull' });
    expect(restored).toEqual([]);
    const undoing = host.undo();
    const restoring = next('restore');
    expect(restoring.args).toEqual(['first', [call('a'), call('b')]]);
    await restoring.answer(undefined);
    expect(await undoing).toEqual({ status: 'ok', value: 2 });
    expect(restored).toEqual([['a', 'b']]);
  });

  it('are brought back once, however often that is asked for at the same time', async () => {
    await remove('a');
    const both = [host.undo(), host.undo()];
    await next('restore').answer(undefined);
    const second = next('restore');
    expect(second.args).toEqual(['first', []]);
    await second.answer(undefined);
    expect(await Promise.all(both)).toEqual([
      { status: 'ok', value: 1 },
      { status: 'ok', value: 0 },
    ]);
    expect(restored).toEqual([['a']]);
  });

  it.each([
    [
      'removed before',
      async () => {
        await remove('a');
        host.follow({ key: 'second', countryCode: '', recent: [] });
      },
    ],
    [
      'being removed',
      async () => {
        const removing = host.remove(['a']);
        const question = next('remove');
        host.follow({ key: 'second', countryCode: '', recent: [] });
        await question.answer([call('a')]);
        await removing;
      },
    ],
  ])('never come back as another line’s: %s', async (_when, removeThem) => {
    await removeThem();
    const undoing = host.undo();
    const restoring = next('restore');
    expect(restoring.args).toEqual(['second', []]);
    await restoring.answer(undefined);
    expect(await undoing).toEqual({ status: 'ok', value: 0 });
    expect(restored).toEqual([]);
  });

  it('and could not be brought back are not offered to the line that came meanwhile', async () => {
    await remove('a');
    const undoing = host.undo();
    const restoring = next('restore');
    host.follow({ key: 'second', countryCode: '', recent: [] });
    await restoring.fail();
    await undoing;
    void host.undo();
    expect(next('restore').args).toEqual(['second', []]);
  });
});
