import { test } from '@playwright/test';
import { expect } from '../expect.ts';
import { RawAmi } from '../pbx/rawAmi.ts';
import { controls, onEachPbx, rings } from './site.ts';
import { fiveEvents } from './testLine.ts';

onEachPbx('hold', (site) => {
  test.describe('hold by sending both ends apart', () => {
    test('keeps both legs, plays music, and joins them again', async () => {
      const line = await site.line('101', { controls: controls() });
      const { call, customer, agent } = await site.outgoing(line);
      expect(await line.execute({ type: 'HoldCall', callId: call.id })).toEqual({ status: 'done' });
      expect(line.call(call.id)).toMatchObject({ state: 'held', heldBy: 'agent', phase: 'onHold' });
      const before = customer.calls[0]!.rtp.packets;
      await expect.poll(() => customer.calls[0]!.rtp.packets, 'hears music').toBeGreaterThan(before + 10);
      expect(agent.liveCalls).toHaveLength(1);
      expect(agent.calls).toHaveLength(1);

      expect(await line.execute({ type: 'ResumeCall', callId: call.id })).toEqual({ status: 'done' });
      expect(line.call(call.id)).toMatchObject({ state: 'talking' });
      expect(await line.execute({ type: 'HoldCall', callId: call.id }), 'again').toEqual({
        status: 'done',
      });
      expect(await line.execute({ type: 'ResumeCall', callId: call.id })).toEqual({ status: 'done' });
      await customer.liveCalls[0]!.hangup();
      expect((await line.next('RingFinished')).call).toMatchObject({ outcome: 'answered' });
      expect(agent.calls).toHaveLength(1);
      expect(line.names()).toEqual([
        ...fiveEvents.slice(0, 4),
        'PutHoldAction',
        'EndHoldAction',
        'RingFinished',
      ]);
    });

    test('resumed in the moment of the hold, ends with the call each time', async () => {
      const line = await site.line('101', { controls: controls() });
      const agent = await site.phone('101', { do: 'answer', afterMs: 0 });
      const customer = await site.phone('201');
      for (let round = 1; round <= 10; round += 1) {
        await customer.dial('101');
        const { call } = await line.next('CommutationStarted');
        for (const type of ['HoldCall', 'ResumeCall'] as const)
          expect(await line.execute({ type, callId: call.id }), type).toEqual({ status: 'done' });
        await customer.liveCalls[0]!.hangup();
        await expect.poll(() => line.calls, `round ${round}\n${line.story()}`).toEqual([]);
        await expect.poll(() => agent.liveCalls.length).toBe(0);
      }
    });

    test('of a queue call leaves the caller in the queue', async () => {
      const line = await site.line('101', { controls: controls() });
      const { call, customer, agent } = await site.queueCall(line);
      expect(await line.execute({ type: 'HoldCall', callId: call.id })).toEqual({ status: 'done' });
      expect(await site.pbx.console('core show channels concise')).toMatch(/!Queue!/u);
      const before = customer.calls[0]!.rtp.packets;
      await expect.poll(() => customer.calls[0]!.rtp.packets, 'hears music').toBeGreaterThan(before + 10);
      expect(await line.execute({ type: 'ResumeCall', callId: call.id })).toEqual({ status: 'done' });
      expect(await site.pbx.console('core show channels concise')).toMatch(/!Queue!/u);
      expect(agent.liveCalls).toHaveLength(1);
      await customer.liveCalls[0]!.hangup();
      await line.next('RingFinished');
      await expect.poll(() => agent.liveCalls.length).toBe(0);
      expect(line.names()).toEqual(fiveEvents);
    });

    test('ends with the other party, and the silent leg with it', async () => {
      const line = await site.line('101', { controls: controls() });
      const { call, customer, agent } = await site.outgoing(line);
      await line.execute({ type: 'HoldCall', callId: call.id });
      await customer.liveCalls[0]!.hangup();
      expect((await line.next('RingFinished')).call).toMatchObject({ id: call.id, outcome: 'answered' });
      await expect.poll(() => agent.liveCalls.length).toBe(0);
      expect(line.calls).toEqual([]);
    });

    test('loses nothing when the agent puts the handset down: the phone is called to resume', async () => {
      const line = await site.line('101', { controls: controls() });
      const { call, customer, agent } = await site.outgoing(line);
      await line.execute({ type: 'HoldCall', callId: call.id });
      await agent.liveCalls[0]!.hangup();
      await expect
        .poll(() => site.pbx.console('core show channels concise'))
        .not.toContain(site.pbx.device('101'));
      expect(agent.liveCalls).toEqual([]);
      expect(line.call(call.id)).toMatchObject({
        state: 'held',
        features: { can: expect.arrayContaining(['ResumeCall']) as string[] },
      });
      expect(await line.execute({ type: 'ResumeCall', callId: call.id })).toEqual({ status: 'done' });
      expect(agent.liveCalls).toHaveLength(1);
      expect(customer.liveCalls).toHaveLength(1);
      expect(await line.execute({ type: 'DropCall', callId: call.id })).toEqual({ status: 'done' });
      await customer.waitFor('ended');
      expect(line.names()).toEqual(fiveEvents);
    });

    test('the call can be ended while it waits', async () => {
      const line = await site.line('101', { controls: controls() });
      const { call, customer, agent } = await site.outgoing(line);
      await line.execute({ type: 'HoldCall', callId: call.id });
      expect(await line.execute({ type: 'DropCall', callId: call.id })).toEqual({ status: 'done' });
      await customer.waitFor('ended');
      await expect.poll(() => agent.liveCalls.length).toBe(0);
    });

    test('by another program is shown, and resumed, the same', async () => {
      const line = await site.line('101', { controls: controls() });
      const { call } = await site.outgoing(line);
      const { ami } = await RawAmi.open(site.pbx.amiPort, site.pbx.account);
      const [own, other] = [await site.channelOf('101'), await site.channelOf('201')];
      await ami.action({
        Action: 'Redirect',
        Channel: other,
        ExtraChannel: own,
        Context: 'from-internal',
        Exten: '601',
        Priority: '1',
        ExtraContext: 'from-internal',
        ExtraExten: '602',
        ExtraPriority: '1',
      });
      expect((await line.next('PutHoldAction')).call).toMatchObject({ id: call.id, heldBy: 'agent' });
      await ami.action({ Action: 'Bridge', Channel1: own, Channel2: other });
      expect((await line.next('EndHoldAction')).call).toMatchObject({ id: call.id, state: 'talking' });
      ami.close();
    });
  });

  test('without the dial-plan lines a call is held by parking', async () => {
    const line = await site.line('101', { controls: controls({ context: 'nowhere' }) });
    const { call, agent } = await site.outgoing(line);
    expect(await line.execute({ type: 'HoldCall', callId: call.id })).toEqual({ status: 'done' });
    await expect.poll(() => agent.liveCalls.length).toBe(0);
    expect(await line.execute({ type: 'ResumeCall', callId: call.id })).toEqual({ status: 'done' });
    expect(agent.liveCalls).toHaveLength(1);
  });

  test('a second call is dialled and answered with the first put on hold', async () => {
    const line = await site.line('101', { controls: controls() });
    const { call, customer } = await site.outgoing(line);
    await site.phone('202', { do: 'answer', afterMs: 50 });
    expect(await line.execute({ type: 'MakeCall', number: '202', holdOthers: true })).toMatchObject({
      status: 'done',
    });
    expect(line.call(call.id)).toMatchObject({ state: 'held' });
    const second = await line.next('CommutationStarted');
    expect(second.call.number).toBe('202');
    const caller = await site.phone('trunk', rings, { number: '+4930987654' });
    await caller.dial('5000');
    const third = await line.next('RingStarted');
    expect(await line.execute({ type: 'AnswerCall', callId: third.call.id, holdOthers: true })).toEqual({
      status: 'done',
    });
    expect(line.calls.map(({ state }) => state)).toEqual(['held', 'held', 'talking']);
    expect(customer.liveCalls).toHaveLength(1);
  });
});
