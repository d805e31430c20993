import { describe, expect, it } from 'vitest';
import { clocks } from '../../../cti/call.ts';
import type { Instant } from '../../../cti/instant.ts';
import { AsteriskAdapter } from '../adapter.ts';
import type { LineMemory, LineRecord } from '../../options/memory.ts';
import { LineWorld } from '../../testing/lineWorld.ts';
import { LineKeeper } from './lineKeeper.ts';

const others = {
  agent: { chosen: 'ready', reason: '', pausedByPanel: [] },
  phone: { ignoresAutoAnswer: false, ignoresNotify: false },
} as const;

class Memory implements LineMemory {
  readonly last: LineRecord | undefined;
  readonly kept: LineRecord[] = [];

  constructor(last?: LineRecord) {
    this.last = last;
  }

  keep(record: LineRecord): void {
    // What is kept must survive the file.
    this.kept.push(JSON.parse(JSON.stringify(record)) as LineRecord);
  }
}

const turn = (): Promise<void> => Promise.resolve();
const own = { uniqueId: '1.2', name: 'PJSIP/101-02' };
const caller = { uniqueId: '1.1', name: 'PJSIP/201-01', callerNumber: '201', exten: '101' };

function panel(memory: Memory | undefined, monoMs = 0) {
  const { edges, clock } = new LineWorld();
  const now = (): Instant => ({
    monoMs: edges.clock.now().monoMs + monoMs,
    wallMs: edges.clock.now().wallMs,
  });
  const adapter = new AsteriskAdapter({
    extension: '101',
    device: 'PJSIP/101',
    sendRingStartedOnRingingState: true,
    newId: edges.newId,
    emit: () => keeper.keepSoon(),
  });
  const keeper = new LineKeeper({
    memory,
    clock: { ...edges.clock, now },
    stories: () => adapter.stories(),
    others: () => others,
  });
  const talk = (): void => {
    adapter.handle({ type: 'created', channel: caller }, now());
    adapter.handle({ type: 'created', channel: own }, now());
    adapter.handle({ type: 'dialBegun', caller, dest: own, dialString: '101' }, now());
    adapter.handle({ type: 'changed', channel: { ...own, state: 'ringing' } }, now());
    for (const channel of [own, caller])
      adapter.handle({ type: 'bridgeEntered', bridgeId: 'b', channel }, now());
  };
  return { adapter, keeper, clock, now, talk };
}

describe('what is kept', () => {
  it('is kept once per turn, however much has happened in it', async () => {
    const memory = new Memory();
    const { adapter, keeper, now, talk } = panel(memory);
    keeper.takeUp(adapter.calls, now());
    talk();
    expect(memory.kept).toEqual([]);
    await turn();
    expect(memory.kept).toHaveLength(1);
    expect(memory.kept[0]?.calls).toMatchObject([
      {
        call: { state: 'talking', number: '201' },
        agentLegs: ['1.2'],
        remote: '1.1',
        origin: '1.1',
        sinceMonoMs: now().monoMs,
      },
    ]);
    adapter.handle({ type: 'held', channel: own }, now());
    await turn();
    expect(memory.kept.map(({ calls }) => calls[0]?.call.state)).toEqual(['talking', 'held']);
  });

  it('is no call that has ended, and none that no one was told of', async () => {
    const memory = new Memory();
    const { adapter, keeper, now, talk } = panel(memory);
    keeper.takeUp(adapter.calls, now());
    adapter.beginCall('own', '202', now());
    talk();
    adapter.handle({ type: 'hungUp', channel: own, cause: 16 }, now());
    await turn();
    expect(memory.kept.at(-1)?.calls).toEqual([]);
  });

  it('is nothing before a PBX has told which calls of the last panel stand', async () => {
    const memory = new Memory();
    const { keeper } = panel(memory);
    keeper.keepSoon();
    await turn();
    expect(memory.kept).toEqual([]);
  });

  it('does no harm without a memory', async () => {
    const { adapter, keeper, now, talk } = panel(undefined);
    expect(keeper.takeUp(adapter.calls, now())).toBeUndefined();
    talk();
    keeper.keep();
    await turn();
    expect(adapter.stories()).toHaveLength(1);
  });
});

describe('what the next panel takes up', () => {
  async function kept(): Promise<LineRecord> {
    const memory = new Memory();
    const { adapter, keeper, clock, now, talk } = panel(memory);
    keeper.takeUp(adapter.calls, now());
    talk();
    clock.advance(10_000);
    adapter.handle({ type: 'held', channel: own }, now());
    clock.advance(5_000);
    keeper.keep();
    await turn();
    return memory.kept.at(-1)!;
  }

  it('is the call with its clocks, as if the panel had never been closed', async () => {
    const record = await kept();
    // Another process, whose monotonic clock began elsewhere, 20 seconds later by the wall clock.
    const memory = new Memory(record);
    const { adapter, keeper, clock, now } = panel(memory, 7_000_000);
    clock.advance(record.wallMs + 20_000 - now().wallMs);
    const taken = keeper.takeUp(adapter.calls, now());
    expect(taken?.calls).toMatchObject([
      { id: record.calls[0]?.call.id, state: 'held', heldBy: 'agent', checking: true },
    ]);
    expect(clocks(taken!.calls[0]!, now().monoMs)).toEqual({ talkMs: 10_000, holdMs: 25_000 });
    expect(taken?.lostAt).toEqual({ monoMs: now().monoMs - 20_000, wallMs: record.wallMs });
    expect(adapter.stories()[0]).toMatchObject({
      remote: '1.1',
      origin: '1.1',
      sinceMonoMs: now().monoMs - 35_000,
    });
    expect([...adapter.stories()[0]!.agentLegs]).toEqual(['1.2']);
  });

  it('has run no longer where the wall clock was put back', async () => {
    const record = await kept();
    const memory = new Memory({ ...record, wallMs: record.wallMs + 3_600_000 });
    const { adapter, keeper, now } = panel(memory);
    const taken = keeper.takeUp(adapter.calls, now());
    expect(clocks(taken!.calls[0]!, now().monoMs)).toEqual({ talkMs: 10_000, holdMs: 5_000 });
    expect(taken?.lostAt).toEqual(now());
  });

  it('still does not show who withholds their number, though the PBX tells it', async () => {
    const first = new Memory();
    const before = panel(first);
    before.keeper.takeUp(before.adapter.calls, before.now());
    before.talk();
    before.adapter.withhold(before.adapter.stories()[0]!.call.id, before.now());
    await turn();
    const { adapter, keeper, now } = panel(new Memory(first.kept.at(-1)));
    keeper.takeUp(adapter.calls, now());
    adapter.handle({ type: 'changed', channel: { ...own, connectedNumber: '201' } }, now());
    expect(adapter.stories()[0]?.call.number).toBe('');
  });

  it('is kept on as it was until then, and is taken up once', async () => {
    const record = await kept();
    const memory = new Memory(record);
    const { adapter, keeper, now } = panel(memory);
    keeper.keep();
    expect(memory.kept[0]?.calls.map(({ call }) => call.id)).toEqual(record.calls.map(({ call }) => call.id));
    expect(keeper.takeUp(adapter.calls, now())).toBeDefined();
    expect(keeper.takeUp(adapter.calls, now())).toBeUndefined();
    expect(adapter.stories()).toHaveLength(1);
  });
});
