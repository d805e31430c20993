import { test } from '@playwright/test';
import { expect } from '../expect.ts';
import { parkAction } from '../pbx/versions.ts';
import { answers, controls, onEachPbx, rings, type Site } from './site.ts';
import { fiveEvents } from './testLine.ts';

/** The channels of the two once they are joined, as each version reports it. */
async function joined(site: Site, caller: RegExp, called: RegExp): Promise<readonly [string, string]> {
  const supervisor = await site.supervisor();
  if (site.pbx.version === 11) {
    const bridge = { Event: 'Bridge', Channel1: caller, Channel2: called };
    const { Channel1 = '', Channel2 = '' } = await supervisor.waitForEvent(bridge);
    return [Channel1, Channel2];
  }
  const enter = async (channel: RegExp): Promise<string> =>
    (await supervisor.waitForEvent({ Event: 'BridgeEnter', Channel: channel })).Channel ?? '';
  return [await enter(caller), await enter(called)];
}

onEachPbx('the car park, and calls of colleagues,', (site) => {
  test.describe('the car park', () => {
    test('a parked call leaves the line, and anybody fetches it', async () => {
      const line = await site.line('101', { controls: controls() });
      const { call, customer } = await site.outgoing(line);
      expect(await line.execute({ type: 'ParkCall', callId: call.id })).toEqual({ status: 'done' });
      expect((await line.next('RingFinished')).call).toMatchObject({ id: call.id, outcome: 'transferred' });
      expect(line.calls).toEqual([]);
      await expect.poll(() => line.connection.line.parked).toMatchObject([{ number: '201' }]);
      const [party] = line.connection.line.parked;
      const fetched = await line.execute({ type: 'RetrieveParkedCall', space: party!.space });
      expect(fetched).toMatchObject({ status: 'done' });
      const back = await line.next('CommutationStarted');
      expect(back.call).toMatchObject({ number: '201', state: 'talking' });
      expect(customer.liveCalls).toHaveLength(1);
      expect(await line.execute({ type: 'RetrieveParkedCall', space: '720' })).toMatchObject({
        status: 'refused',
      });
      await customer.liveCalls[0]!.hangup();
      await line.next('RingFinished');
    });

    test('a customer who gives up there ends the call on hold', async () => {
      const line = await site.line('101', { controls: controls({ hold: 'park' }) });
      const { call, customer } = await site.outgoing(line);
      await line.execute({ type: 'HoldCall', callId: call.id });
      await customer.liveCalls[0]!.hangup();
      expect((await line.next('RingFinished')).call).toMatchObject({ id: call.id, outcome: 'answered' });
      expect(line.calls).toEqual([]);
    });

    test('a customer whom a colleague fetches has left this line', async () => {
      const line = await site.line('101', { controls: controls({ hold: 'park' }) });
      const beside = await site.line('102');
      const { call, customer } = await site.outgoing(line);
      await line.execute({ type: 'HoldCall', callId: call.id });
      await site.phone('102');
      await expect.poll(() => beside.connection.line.parked).toMatchObject([{ number: '201' }]);
      const { space } = beside.connection.line.parked[0]!;
      expect(await beside.execute({ type: 'RetrieveParkedCall', space })).toMatchObject({ status: 'done' });
      expect((await line.next('RingFinished')).call).toMatchObject({ id: call.id, outcome: 'transferred' });
      expect((await beside.next('CommutationStarted')).call).toMatchObject({ number: '201' });
      expect(customer.liveCalls).toHaveLength(1);
    });

    test('a customer who has waited too long rings the phone again, as the same call', async () => {
      const line = await site.line('101', { controls: controls() });
      const { call, customer, agent } = await site.outgoing(line);
      await site.park(1000);
      await line.next('PutHoldAction');
      await expect.poll(() => agent.liveCalls.map(({ state }) => state)).toEqual(['ringing']);
      await expect.poll(() => line.calls).toMatchObject([{ id: call.id, state: 'held', phase: 'resuming' }]);
      agent.liveCalls[0]!.answer();
      expect((await line.next('EndHoldAction')).call).toMatchObject({ id: call.id, state: 'talking' });
      await customer.liveCalls[0]!.hangup();
      await line.next('RingFinished');
      expect(line.names()).toEqual(fiveEvents);
      expect(line.calls).toEqual([]);
    });

    test('a phone that does not take the call back when its time is up lets it go', async () => {
      const line = await site.line('101', { controls: controls() });
      const { call, agent } = await site.outgoing(line);
      await site.park(1000);
      agent.onCall = { do: 'refuse', status: 486, afterMs: 100 };
      await line.next('PutHoldAction');
      expect((await line.next('RingFinished')).call).toMatchObject({ id: call.id });
      expect(line.calls).toEqual([]);
    });

    test('lists the calls that others have parked, also for a panel that starts later', async () => {
      await site.supervisor();
      const line = await site.line();
      const colleague = await site.phone('102');
      const customer = await site.phone('202', answers);
      await colleague.dial('202');
      const [parker, parked] = await joined(site, /\/102-/, /\/202-/);
      await (await site.supervisor()).action(parkAction(site.pbx, parked, parker));
      const list = [{ space: '701', number: '202', parkedBy: '102' }];
      await expect.poll(() => line.connection.line.parked).toMatchObject(list);
      const second = await site.line();
      expect(second.connection.line.parked).toMatchObject(list);
      await customer.liveCalls[0]!.hangup();
      await expect.poll(() => line.connection.line.parked).toEqual([]);
    });

    test('does not list a call that the line itself holds there', async () => {
      const line = await site.line('101', { controls: controls({ hold: 'park' }) });
      const { call } = await site.outgoing(line);
      expect(await line.execute({ type: 'HoldCall', callId: call.id })).toEqual({ status: 'done' });
      expect(line.calls).toMatchObject([{ state: 'held' }]);
      expect(line.connection.line.parked).toEqual([]);
      expect(line.events.map(({ type }) => type)).not.toContain('ParkedCallsChanged');
    });
  });

  test('a colleague whose phone rings is listed until it stops', async () => {
    const line = await site.line('101', { colleagues: ['102', '103'] });
    await site.phone('102');
    const customer = await site.phone('201');
    const call = await customer.dial('102');
    await expect
      .poll(() => line.connection.line.ringingColleagues)
      .toMatchObject([{ extension: '102', number: '201' }]);
    const second = await site.line('101', { colleagues: ['102'] });
    expect(second.connection.line.ringingColleagues).toEqual(line.connection.line.ringingColleagues);
    await call.hangup();
    await expect.poll(() => line.connection.line.ringingColleagues).toEqual([]);
    await expect.poll(() => second.connection.line.ringingColleagues).toEqual([]);
  });

  test("a colleague's ringing call is taken, as one call that came in", async () => {
    const line = await site.line('101', { controls: controls(), colleagues: ['102'] });
    const agent = await site.phone('101');
    const colleague = await site.phone('102');
    const customer = await site.phone('201', rings, { name: 'Jürgen' });
    await customer.dial('102');
    await expect
      .poll(() => line.connection.line.ringingColleagues)
      .toMatchObject([{ extension: '102', number: '201' }]);
    const [ringing] = line.connection.line.ringingColleagues;
    const result = await line.execute({ type: 'PickUpRingingCall', id: ringing!.id });
    expect(result).toMatchObject({ status: 'done' });
    expect(line.calls).toMatchObject([
      { direction: 'incoming', number: '201', name: 'Jürgen', state: 'talking' },
    ]);
    await customer.waitFor('up');
    await expect.poll(() => colleague.liveCalls.length).toBe(0);
    expect(agent.liveCalls).toHaveLength(1);
    expect(await line.execute({ type: 'PickUpRingingCall', id: ringing!.id })).toMatchObject({
      status: 'refused',
    });
    await customer.liveCalls[0]!.hangup();
    await line.next('RingFinished');
    expect(line.names()).toEqual(['RingStarted', 'CommutationStarted', 'RingFinished']);
  });
});
