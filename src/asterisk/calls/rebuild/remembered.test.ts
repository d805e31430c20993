import { describe, expect, it } from 'vitest';
import type { LineRecord, RememberedCall } from '../../options/memory.ts';
import { TransferBench } from '../../testing/transferBench.ts';
import { carriedOver, rememberedCall, takeUp, writtenAt } from './remembered.ts';

/** What a file would hold of the line's calls. */
function fileOf(bench: TransferBench): RememberedCall[] {
  return JSON.parse(JSON.stringify(bench.adapter.stories().map(rememberedCall))) as RememberedCall[];
}

const situations: readonly (readonly [string, (bench: TransferBench) => unknown])[] = [
  ['a call that rings', (bench) => bench.ring()],
  ['a call that is talked on', (bench) => bench.talk()],
  [
    'a call on hold on the phone',
    (bench) => {
      bench.talk();
      bench.hear({ type: 'held', channel: bench.phone });
    },
  ],
  [
    'a call that both sides hold',
    (bench) => {
      bench.talk();
      bench.hear({ type: 'held', channel: bench.phone }, { type: 'held', channel: bench.caller });
    },
  ],
  ['a call that is parked', (bench) => bench.park()],
  ['two calls', (bench) => bench.twoCalls()],
  ['a consultation by Atxfer that rings', (bench) => bench.consulting()],
  [
    'a consultation by Atxfer',
    async (bench) => {
      await bench.consulting();
      bench.atxferAnswered();
    },
  ],
  [
    'a call of an unknown caller',
    (bench) => {
      bench.adapter.withhold(bench.ring().call.id, bench.world.edges.clock.now());
    },
  ],
];

describe('what is remembered of calls', () => {
  it.each(situations)('%s: is the same after it was taken up', async (_what, make) => {
    const bench = new TransferBench();
    await make(bench);
    const file = fileOf(bench);
    expect(file.length).toBeGreaterThan(0);
    const next = new TransferBench();
    const calls = takeUp(next.adapter.calls, file);
    expect(calls.map(({ id, state, phase, heldBy }) => [id, state, phase, heldBy])).toEqual(
      bench.adapter.stories().map(({ call }) => [call.id, call.state, call.phase, call.heldBy]),
    );
    // Whether they stand must be found out; nothing is said of them before.
    expect(calls.every(({ checking }) => checking === true)).toBe(true);
    expect(next.events).toEqual([]);
    expect(fileOf(next)).toEqual(file);
    for (const story of next.adapter.stories())
      expect(story.isConnected).toBe(bench.adapter.story(story.call.id)?.isConnected);
  });

  it('has neither what can be done now nor that it is being checked', () => {
    const bench = new TransferBench();
    bench.talk();
    bench.adapter.forgetChannels();
    const [item] = fileOf(bench);
    expect(item?.call.features).toEqual({ can: [], denied: {} });
    expect(item?.call).not.toHaveProperty('checking');
  });

  it('is no call that had ended', () => {
    const bench = new TransferBench();
    bench.talk();
    const [item] = fileOf(bench);
    const next = new TransferBench();
    expect(takeUp(next.adapter.calls, [{ ...item!, call: { ...item!.call, state: 'ended' } }])).toEqual([]);
    expect(next.adapter.stories()).toEqual([]);
  });
});

describe('the times of a record', () => {
  const recordOf = (bench: TransferBench, wallMs: number, monoMs: number): LineRecord => ({
    calls: fileOf(bench),
    wallMs,
    monoMs,
    agent: { chosen: 'ready', reason: '', pausedByPanel: [] },
    phone: { ignoresAutoAnswer: false, ignoresNotify: false },
  });

  it.each([
    ['ten seconds later', 10_000, 10_000],
    ['at once', 0, 0],
    // A clock that was put back tells nothing: no time has passed.
    ['earlier by the wall clock', -60_000, 0],
  ])('are as this process counts them: %s', (_when, laterMs, agoMs) => {
    const bench = new TransferBench();
    bench.talk();
    const at = bench.world.edges.clock.now();
    const record = recordOf(bench, at.wallMs, at.monoMs);
    // The monotonic clock of another process begins anywhere.
    const now = { monoMs: 7, wallMs: at.wallMs + laterMs };
    const [before] = record.calls;
    const [after] = carriedOver(record, now);
    const shiftMs = 7 - agoMs - at.monoMs;
    expect(after?.call.countedAtMonoMs).toBe(before!.call.countedAtMonoMs + shiftMs);
    expect(after?.call.phaseSinceMonoMs).toBe(before!.call.phaseSinceMonoMs + shiftMs);
    expect(after?.sinceMonoMs).toBe(before!.sinceMonoMs! + shiftMs);
    expect(after?.call.startedAt).toBe(before!.call.startedAt);
    expect(writtenAt(record, now)).toEqual({ monoMs: 7 - agoMs, wallMs: now.wallMs - agoMs });
  });

  it('are left out where they are not known', () => {
    const bench = new TransferBench();
    bench.talk();
    const record = recordOf(bench, 0, 0);
    const calls = record.calls.map(({ sinceMonoMs: _since, ...item }) => item);
    expect(carriedOver({ ...record, calls }, { monoMs: 7, wallMs: 0 })[0]).not.toHaveProperty('sinceMonoMs');
  });
});
