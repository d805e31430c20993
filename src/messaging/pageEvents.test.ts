import { describe, expect, it, vi } from 'vitest';
import type { Call } from '../cti/call.ts';
import { newCall } from '../cti/testing/arbitraries.ts';
import { advance } from '../cti/transition.ts';
import { ServiceBench, type Wire } from './testing/serviceBench.ts';

const bench = new ServiceBench();

describe('the events of a call', () => {
  it('come in the protocol’s numbers and states, to every page alike, features before each', async () => {
    await bench.serve();
    const [first, second] = [await bench.page(), await bench.page()];
    const told = bench.story('incoming');
    told.step({ type: 'RingStarted' });
    bench.line.nowMs = 4_000;
    told.step({ type: 'CommutationStarted' });
    bench.line.nowMs = 34_000;
    told.step({ type: 'PutHoldAction', by: 'agent' });
    bench.line.nowMs = 44_500;
    told.step({ type: 'EndHoldAction', by: 'agent' });
    told.step({ type: 'RingFinished', outcome: 'answered', cause: 16 });
    for (const each of [first, second]) {
      expect(await each.content(11)).toEqual({ callFeaturesSet: 0x2 | 0x8 | 0x10 | 0x400, callId: 'c1' });
      expect(await each.content<Wire>(5)).toMatchObject({
        id: 'c1',
        state: 1,
        oldState: 0,
        callerId: '201',
        calledId: '101',
        deviceId: '101',
      });
      expect(await each.content<Wire>(7)).toMatchObject({ state: 2, oldState: 1 });
      expect(await each.content<Wire>(8)).toMatchObject({ state: 3, oldState: 2, totalTalkDuration: 30 });
      expect(await each.content<Wire>(9)).toMatchObject({ state: 2, oldState: 3, totalHoldDuration: 10 });
      expect(await each.content<Wire>(6)).toMatchObject({
        state: 0,
        oldState: 2,
        stateCause: 'answered',
        callFeaturesSet: 0,
      });
      expect(await each.content(11)).toEqual({ callFeaturesSet: 0x2 });
    }
  });

  it('name the other party as the protocol wants: calledId on a call that the line dialled', async () => {
    await bench.serve();
    const opened = await bench.page();
    bench.story('outgoing').step({ type: 'CallInfoChanged' });
    expect(await opened.content<Wire>(17)).toMatchObject({
      deviceId: '101',
      callerId: '101',
      calledId: '201',
    });
  });

  it('do not call a call held that only the other party holds', async () => {
    await bench.serve();
    const opened = await bench.page();
    const told = bench.story('incoming');
    told.step({ type: 'RingStarted' });
    told.step({ type: 'CommutationStarted' });
    told.step({ type: 'PutHoldAction', by: 'remote' });
    expect(await opened.content<Wire>(17)).toMatchObject({ state: 2 });
    expect(opened.frames.some(({ eventType }) => eventType === 8)).toBe(false);
  });

  it('HoldCall takes a held call off hold', async () => {
    await bench.serve();
    const opened = await bench.page();
    const told = bench.story('incoming');
    told.step({ type: 'RingStarted' });
    told.step({ type: 'CommutationStarted' });
    told.step({ type: 'PutHoldAction', by: 'agent' });
    opened.command('HoldCall', 'c1');
    await opened.next(4);
    expect(bench.line.asked).toEqual([{ type: 'ResumeCall', callId: 'c1' }]);
    // A transfer is set up by holding: it is held already.
    opened.command('SetupTransferCall', 'c1');
    await opened.next(4);
    expect(bench.line.asked).toHaveLength(1);
  });

  it('leave no button alive while the link is down, and report each again when it is back', async () => {
    await bench.serve();
    const opened = await bench.page();
    const told = bench.story('incoming');
    told.step({ type: 'RingStarted' });
    await opened.next(5);
    const link = { state: 'connecting', attempt: 1 } as const;
    bench.line.tell({ type: 'Disconnected', at: bench.line.at, link });
    expect(await opened.content(11)).toEqual({ callFeaturesSet: 0 });
    expect(await opened.content(11)).toEqual({ callFeaturesSet: 0, callId: 'c1' });
    bench.line.tell({ type: 'ActiveCallSnapshot', at: bench.line.at, calls: [told.call()] });
    expect(await opened.content(10)).toMatchObject({ CurrentCall: { id: 'c1' } });
    bench.line.tell({
      type: 'LineStateChanged',
      at: bench.line.at,
      features: { can: ['MakeCall'], denied: {} },
      callFeatures: { c1: { can: ['AnswerCall'], denied: {} } },
    });
    await vi.waitFor(() =>
      expect(JSON.parse(opened.frames.at(-1)!.content)).toEqual({ callFeaturesSet: 0x6, callId: 'c1' }),
    );
  });

  it('know what a call was before the page came', async () => {
    await bench.serve();
    const told = bench.story('incoming');
    told.step({ type: 'RingStarted' });
    const opened = await bench.page();
    told.step({ type: 'CommutationStarted' });
    expect(await opened.content<Wire>(7)).toMatchObject({ oldState: 1, state: 2 });
  });

  it('carry the fields of the PBX’s packets that the settings ask for', async () => {
    await bench.serve();
    const opened = await bench.page();
    const call = { ...newCall('c1', 'incoming', bench.line.at), privateData: { Queue: 'support' } };
    bench.line.tell({
      type: 'RingStarted',
      at: bench.line.at,
      call: advance(call, { type: 'RingStarted' }, bench.line.at)!,
    });
    expect(JSON.parse((await opened.next(5)).privateData)).toEqual({ Queue: 'support' });
  });

  it('tell what the protocol has no field for beside the call: the PBX at the other end, how often it rang', async () => {
    await bench.serve();
    const opened = await bench.page();
    const ring = (call: Call): void =>
      bench.line.tell({
        type: 'RingStarted',
        at: bench.line.at,
        call: advance(call, { type: 'RingStarted' }, bench.line.at)!,
      });
    ring({ ...newCall('c1', 'incoming', bench.line.at), rings: 3, privateData: { Queue: 'support' } });
    expect(JSON.parse((await opened.next(5)).privateData)).toEqual({ rings: '3', Queue: 'support' });
    ring({ ...newCall('c2', 'outgoing', bench.line.at), application: 'voicemail' });
    expect(JSON.parse((await opened.next(5)).privateData)).toEqual({ application: 'voicemail' });
    ring(newCall('c3', 'incoming', bench.line.at));
    expect((await opened.next(5)).privateData).toBe('');
  });

  it('tell busy, and the keys that were sent', async () => {
    await bench.serve();
    const opened = await bench.page();
    const told = bench.story('outgoing');
    told.step({ type: 'AbonentBusy' });
    expect(await opened.content<Wire>(13)).toMatchObject({ id: 'c1', state: 6, calledId: '201' });
    bench.line.tell({ type: 'DtmfEntered', at: bench.line.at, callId: 'c1', digits: '12#' });
    expect(await opened.content(18)).toBe('12#');
  });

  it.each([
    ['offline', 'Offline'],
    ['ready', 'Ready'],
    ['notReady', 'NotReady'],
    ['ringing', 'Busy'],
    ['talking', 'Busy'],
    ['afterCallWork', 'WrapUp'],
  ] as const)('tell the agent’s state %s as %s, at once and when asked', async (status, code) => {
    await bench.serve();
    const opened = await bench.page();
    const before = opened.frames.length;
    bench.line.tell({
      type: 'AgentStateChanged',
      at: bench.line.at,
      agent: { ...bench.line.current.agent, status, since: 1 },
    });
    await vi.waitFor(() => expect(opened.frames.length).toBeGreaterThan(before));
    expect(await opened.content(12)).toBe(code);
    opened.command('QueryMsgUserState');
    expect(await opened.content(12)).toBe(code);
  });

  it('are in the snapshot at any time', async () => {
    await bench.serve();
    const opened = await bench.page();
    bench.story('incoming').step({ type: 'RingStarted' });
    opened.command('QueryActiveCallSnapshot');
    const snapshot = await opened.content<{ CurrentCall: Wire; ActiveCalls: Wire[] }>(10);
    expect(snapshot.CurrentCall.id).toBe('c1');
    expect(snapshot.ActiveCalls).toHaveLength(1);
  });
});
