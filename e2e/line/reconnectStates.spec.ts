import { test } from '@playwright/test';
import { expect } from '../expect.ts';
import type { Call } from '../../src/cti/call.ts';
import { isCallEvent } from '../../src/cti/event.ts';
import type { Cable } from '../pbx/network.ts';
import { callStates, hangUpAll, openStage, type Stage } from './callStates.ts';
import { controls, onEachPbx } from './site.ts';
import { TestMemory } from './testMemory.ts';

/** All that a call is, but for its clocks and for what can be done with it. */
const lasting = ({
  countedAtMonoMs: _counted,
  phaseSinceMonoMs: _phaseSince,
  talkMs: _talk,
  holdMs: _hold,
  features: _features,
  ...call
}: Call): Partial<Call> => call;

onEachPbx('calls', (site, { tech }) => {
  let cable: Cable;
  let stage: Stage;
  let memory: TestMemory;

  test.beforeEach(async () => {
    cable = await site.cable();
    memory = new TestMemory();
    stage = await openStage(site, await site.line('101', { port: cable.port, memory }));
  });

  for (const { name, reach, found } of callStates) {
    test(`${name}: the same after a break of the link, and found by a panel that is started again`, async () => {
      const { line } = stage;
      await reach(stage);
      // A panel that saw the call come knows more about the hold than can be found out later.
      const known = found(site.pbx).filter(({ holdUnknown }) => holdUnknown === undefined);
      if (known.length === line.calls.length)
        await expect.poll(() => line.calls.map(lasting), line.story()).toMatchObject([...known]);
      await line.quiet();
      const before = line.calls.map(lasting);
      const told = line.names().length;

      cable.cut();
      await line.next('Disconnected');
      await line.next('Connected');
      expect(line.calls.map(lasting)).toEqual(before);
      expect(line.names().slice(told)).toEqual([]);

      const remembering = await site.line('101', { memory: memory.next() });
      expect(remembering.calls.map(lasting)).toEqual(before);
      const fresh = await site.line();
      expect(fresh.calls).toHaveLength(before.length);
      expect(fresh.calls).toMatchObject([...found(site.pbx)]);

      await hangUpAll(stage);
      for (const each of [line, remembering, fresh])
        await expect.poll(() => each.calls.length, each.story()).toBe(0);
      const ends = fresh.names().filter((type) => type === 'RingFinished');
      expect(ends, fresh.story()).toHaveLength(before.length);
    });
  }

  /** Without the link something is done, and then the PBX is asked. */
  async function inTheGap(deed: () => Promise<void>): Promise<void> {
    cable.pull();
    await deed();
    cable.cut();
    cable.plug();
    await stage.line.next('Disconnected');
    await stage.line.next('Connected');
  }
  const names = (): string[] => stage.line.names();

  test('lifted in the gap: the call goes on calling, and then rings', async () => {
    const { line, phones } = stage;
    phones['101'].obeysAutoAnswer = [];
    await line.execute({ type: 'MakeCall', number: '201' });
    await phones['101'].waitFor('ringing');
    await expect.poll(() => line.calls[0]?.phase).toBe('agentRinging');
    const callId = line.calls[0]?.id;
    await inTheGap(async () => {
      phones['101'].liveCalls[0]!.answer();
      await phones['201'].waitFor('ringing');
    });
    expect(line.calls).toMatchObject([{ id: callId, state: 'dialing', phase: 'ringing', number: '201' }]);
    phones['201'].liveCalls[0]!.answer();
    await line.next('CommutationStarted');
    expect(names()).toEqual(['RingStarted', 'CommutationStarted']);
  });

  test('answered in the gap: the same call, connected', async () => {
    const { line, phones } = stage;
    await phones['201'].dial('101');
    const { call } = await line.next('RingStarted');
    await phones['101'].waitFor('ringing');
    await inTheGap(async () => {
      phones['101'].liveCalls[0]!.answer();
      await phones['201'].waitFor('up');
    });
    expect(line.calls).toMatchObject([{ id: call.id, state: 'talking' }]);
    expect(names()).toEqual(['RingStarted', 'CommutationStarted']);
  });

  test('declined in the gap by this phone: a queue rings it again, and it is the same call', async () => {
    const { line, phones } = stage;
    await phones.trunk.dial('5001');
    const { call } = await line.next('RingStarted');
    await phones['101'].waitFor('ringing');
    await inTheGap(async () => {
      phones['101'].liveCalls[0]!.refuse(486);
      await phones['102'].waitFor('ringing');
      phones['102'].liveCalls[0]!.refuse(486);
      await phones['101'].waitFor('ringing');
    });
    expect(line.calls).toMatchObject([{ id: call.id, state: 'ringing', queue: 'support' }]);
    expect(names()).toEqual(['RingStarted']);
  });

  test('put on hold in the gap, and taken back in the next', async () => {
    const { line, phones } = stage;
    await phones['201'].dial('101');
    await phones['101'].waitFor('ringing');
    phones['101'].liveCalls[0]!.answer();
    const { call } = await line.next('CommutationStarted');
    await inTheGap(() => phones['101'].liveCalls[0]!.hold());
    // PJSIP can be asked; what chan_sip did not tell is not known to have happened.
    const isTold = tech === 'PJSIP';
    expect(line.calls).toMatchObject([{ id: call.id, state: isTold ? 'held' : 'talking' }]);
    await inTheGap(() => phones['101'].liveCalls[0]!.resume());
    expect(line.calls).toMatchObject([{ id: call.id, state: 'talking' }]);
    expect(names().slice(2)).toEqual(isTold ? ['PutHoldAction', 'EndHoldAction'] : []);
  });

  test('fetched from the car park in the gap, on the phone: the same call, talking', async () => {
    const { line, phones } = stage;
    phones['201'].onCall = { do: 'answer', afterMs: 50 };
    await line.stop();
    // As where the dial plan has no lines of ours.
    const parking = { port: cable.port, controls: controls({ hold: 'park' }) };
    stage = { ...stage, line: await site.line('101', parking) };
    await stage.line.execute({ type: 'MakeCall', number: '201' });
    const { call } = await stage.line.next('CommutationStarted');
    expect(await stage.line.execute({ type: 'HoldCall', callId: call.id })).toEqual({ status: 'done' });
    await inTheGap(async () => {
      const fetching = await phones['101'].dial('701');
      await phones['101'].waitFor('up', (each) => each === fetching);
    });
    // The phone is up a moment before the two are joined: then live events tell of it.
    await expect.poll(() => stage.line.calls).toMatchObject([{ id: call.id, state: 'talking' }]);
    expect(names().slice(2)).toEqual(['PutHoldAction', 'EndHoldAction']);
  });

  test('what ended while the panel was closed is reported once, as of when it was last known to stand', async () => {
    const { line, phones } = stage;
    await phones['201'].dial('101');
    await phones['101'].waitFor('ringing');
    phones['101'].liveCalls[0]!.answer();
    const { call } = await line.next('CommutationStarted');
    await line.stop();
    const closedAt = Date.now();
    await phones['101'].liveCalls[0]!.hangup();
    await phones['201'].waitFor('ended');
    const next = await site.line('101', { memory: memory.next() });
    expect(next.calls).toEqual([]);
    const ends = next.events.filter(isCallEvent);
    expect(ends).toMatchObject([{ type: 'RingFinished', call: { id: call.id, outcome: 'answered' } }]);
    expect(ends[0]?.call.endedAt).toBeLessThanOrEqual(closedAt);
    expect(ends[0]?.call.talkMs).toBeLessThanOrEqual(closedAt - call.connectedAt!);
    expect(next.connection.line.ignored).toBe(0);
  });
});
