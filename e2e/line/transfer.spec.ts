import { test } from '@playwright/test';
import { expect } from '../expect.ts';
import type { Call } from '../../src/cti/call.ts';
import { answers, controls, hear, onEachPbx } from './site.ts';
import type { TestLine } from './testLine.ts';

onEachPbx('transfers', (site) => {
  let line: TestLine;

  /** Customer 201 talks to agent 101. */
  async function talk(number = '101') {
    const agent = await site.phone('101', answers);
    const customer = await site.phone('201', answers);
    const call = await customer.dial(number);
    const first = (await line.next('CommutationStarted')).call;
    return { agent, customer, call, first };
  }

  const callOf = (id: string): Call | undefined => line.call(id);
  const outcomes = (): string[] =>
    line.events.flatMap((event) => (event.type === 'RingFinished' ? [event.call.outcome ?? '?'] : []));

  test('Atxfer, completed', async () => {
    line = await site.line('101', { controls: controls() });
    const colleagueLine = await site.line('102', { controls: controls() });
    const { customer, first } = await talk();
    const colleague = await site.phone('102', { do: 'answer', afterMs: 300 });
    const made = await line.execute({ type: 'MakeConsultCall', callId: first.id, number: '102' });
    expect(made).toEqual({ status: 'done', callId: expect.any(String) });
    const secondId = made.status === 'done' ? made.callId! : '';
    expect(callOf(first.id)).toMatchObject({ state: 'held', heldBy: 'agent' });
    expect(callOf(secondId)).toMatchObject({ consultFor: first.id, number: '102', direction: 'outgoing' });
    expect(await line.execute({ type: 'TransferCall', callId: first.id })).toMatchObject({
      status: 'refused',
      code: 'notYetAnswered',
    });
    await expect.poll(() => callOf(secondId)?.state).toBe('talking');
    const incoming = (await colleagueLine.next('CommutationStarted')).call;
    expect(incoming).toMatchObject({ direction: 'incoming', number: '101' });

    expect(await line.execute({ type: 'TransferCall', callId: first.id })).toEqual({ status: 'done' });
    await expect.poll(outcomes).toEqual(['transferred', 'transferred']);
    expect(line.calls).toEqual([]);
    await expect
      .poll(() => colleagueLine.calls.map(({ id, number }) => ({ id, number })))
      .toEqual([{ id: incoming.id, number: '201' }]);
    await hear(customer.liveCalls[0], colleague.liveCalls[0]);
    expect(line.connection.line.ignored).toBe(0);
  });

  test('Atxfer, cancelled by command and by hanging up the consultation', async () => {
    line = await site.line('101', { controls: controls() });
    const { agent, customer, call, first } = await talk();
    await site.phone('102', answers);
    for (const command of ['CancelTransfer', 'DropCall'] as const) {
      const second = await consult(first.id, '102');
      await expect.poll(() => callOf(second)?.state).toBe('talking');
      expect(await line.execute({ type: command, callId: second })).toEqual({ status: 'done' });
      await expect.poll(() => line.calls).toMatchObject([{ id: first.id, state: 'talking' }]);
      await expect.poll(() => callOf(first.id)?.number).toBe('201');
      await hear(call, agent.liveCalls[0]);
    }
    await customer.liveCalls[0]!.hangup();
    await expect.poll(() => line.calls).toEqual([]);
    await expect.poll(outcomes).toEqual(['answered', 'answered', 'answered']);
  });

  test('Atxfer, swapped by command and on the phone, and completed', async () => {
    line = await site.line('101', { controls: controls() });
    const { agent, customer, call, first } = await talk();
    const colleague = await site.phone('102', answers);
    const second = await consult(first.id, '102');
    await expect.poll(() => callOf(second)?.state).toBe('talking');
    expect(await line.execute({ type: 'SwapCalls', callId: first.id })).toEqual({ status: 'done' });
    expect(line.calls).toMatchObject([
      { id: first.id, state: 'talking', number: '201' },
      { id: second, state: 'held', number: '102' },
    ]);
    await hear(call, agent.liveCalls[0]);
    expect(await line.execute({ type: 'SwapCalls', callId: second })).toEqual({ status: 'done' });
    expect(line.calls).toMatchObject([
      { id: first.id, state: 'held', number: '201' },
      { id: second, state: 'talking', number: '102' },
    ]);
    expect(await line.execute({ type: 'SwapCalls', callId: first.id })).toEqual({ status: 'done' });
    expect(await line.execute({ type: 'TransferCall', callId: first.id })).toEqual({ status: 'done' });
    await hear(customer.liveCalls[0], colleague.liveCalls[0]);
    await expect.poll(outcomes).toEqual(['transferred', 'transferred']);
    expect(line.connection.line.ignored).toBe(0);
  });

  test('Atxfer, and the customer is hung up, or hangs up: the agent talks on with the colleague', async () => {
    line = await site.line('101', { controls: controls() });
    for (const end of ['command', 'phone'] as const) {
      const { agent, customer, first } = await talk();
      const colleague = await site.phone('102', answers);
      const second = await consult(first.id, '102');
      await line.next('CommutationStarted');
      if (end === 'phone') await customer.liveCalls[0]!.hangup();
      else expect(await line.execute({ type: 'DropCall', callId: first.id })).toEqual({ status: 'done' });
      await expect.poll(() => line.calls).toMatchObject([{ id: second, state: 'talking' }]);
      await hear(colleague.liveCalls[0], agent.liveCalls[0]);
      expect(await line.execute({ type: 'DropCall', callId: second })).toEqual({ status: 'done' });
      await expect.poll(() => colleague.liveCalls).toEqual([]);
      for (const phone of [agent, customer, colleague]) await phone.stop();
    }
    await expect.poll(outcomes).toEqual(['answered', 'answered', 'answered', 'answered']);
  });

  test('Atxfer, and the agent hangs up while the colleague rings: it is passed on', async () => {
    line = await site.line('101', { controls: controls() });
    const { agent, customer, first } = await talk();
    const colleague = await site.phone('102', { do: 'ring' });
    const second = await consult(first.id, '102');
    await expect.poll(() => callOf(second)?.phase).toBe('ringing');
    await agent.liveCalls[0]!.hangup();
    await expect.poll(() => line.calls).toEqual([]);
    await expect.poll(outcomes).toEqual(['cancelled', 'transferred']);
    colleague.liveCalls[0]!.answer();
    await hear(customer.liveCalls[0], colleague.liveCalls[0]);
    expect(line.calls).toEqual([]);
    await colleague.liveCalls[0]!.hangup();
    await expect.poll(() => customer.liveCalls).toEqual([]);
  });

  test('Atxfer, swapped, then one of the two is hung up', async () => {
    line = await site.line('101', { controls: controls() });
    const { agent, customer, call, first } = await talk();
    const colleague = await site.phone('102', answers);
    const second = await consult(first.id, '102');
    await expect.poll(() => callOf(second)?.state).toBe('talking');
    await line.execute({ type: 'SwapCalls', callId: first.id });
    expect(await line.execute({ type: 'DropCall', callId: second })).toEqual({ status: 'done' });
    await expect.poll(() => line.calls).toMatchObject([{ id: first.id, state: 'talking' }]);
    await expect.poll(() => colleague.liveCalls).toEqual([]);
    await hear(call, agent.liveCalls[0]);

    const third = await consult(first.id, '102');
    await expect.poll(() => callOf(third)?.state).toBe('talking');
    await line.execute({ type: 'SwapCalls', callId: first.id });
    expect(await line.execute({ type: 'DropCall', callId: first.id })).toEqual({ status: 'done' });
    await expect.poll(() => line.calls).toMatchObject([{ id: third, state: 'talking' }]);
    await expect.poll(() => customer.liveCalls).toEqual([]);
    await hear(colleague.liveCalls[0], agent.liveCalls[0]);
    await expect.poll(outcomes).toEqual(['answered', 'answered']);
  });

  test('Atxfer to one who is busy, and to one who does not answer: the customer comes back', async () => {
    line = await site.line('101', { controls: controls() });
    const { agent, call, first } = await talk();
    const colleague = await site.phone('102', { do: 'refuse', status: 486, afterMs: 200 });
    await consult(first.id, '102');
    await line.next('AbonentBusy');
    await expect.poll(() => line.calls).toMatchObject([{ id: first.id, state: 'talking' }]);
    await hear(call, agent.liveCalls[0]);

    colleague.onCall = { do: 'ring' };
    const second = await consult(first.id, '4102');
    await expect.poll(() => callOf(second)?.phase).toBe('ringing');
    await expect.poll(() => line.calls).toMatchObject([{ id: first.id, state: 'talking' }]);
    await hear(call, agent.liveCalls[0]);
    await expect.poll(outcomes).toEqual(['busy', 'noAnswer']);

    const third = await consult(first.id, '102');
    await expect.poll(() => callOf(third)?.phase).toBe('ringing');
    expect(await line.execute({ type: 'CancelTransfer', callId: first.id })).toEqual({ status: 'done' });
    await expect.poll(() => line.calls).toMatchObject([{ id: first.id, state: 'talking' }]);
    await expect.poll(outcomes).toEqual(['busy', 'noAnswer', 'cancelled']);
  });

  test('a number that does not exist disturbs no call', async () => {
    line = await site.line('101', { controls: controls() });
    const { agent, call, first } = await talk();
    expect(await line.execute({ type: 'MakeConsultCall', callId: first.id, number: '999' })).toMatchObject({
      status: 'refused',
      code: 'unknownNumber',
    });
    expect(callOf(first.id)?.state).toBe('talking');
    await hear(call, agent.liveCalls[0]);
  });

  test('without the right to transfer Atxfer is noticed to do nothing, and a consultation call is made', async () => {
    line = await site.line('101', { controls: controls() });
    const { customer, first } = await talk('3101');
    const colleague = await site.phone('102', answers);
    const second = await consult(first.id, '102');
    await expect.poll(() => callOf(second)?.state).toBe('talking');
    expect(callOf(first.id)?.state).toBe('held');
    expect(await line.execute({ type: 'TransferCall', callId: second })).toEqual({ status: 'done' });
    await hear(customer.liveCalls[0], colleague.liveCalls[0]);
    await expect.poll(outcomes).toEqual(['transferred', 'transferred']);
    expect(line.log.filter(({ what }) => what === 'control unable')).toMatchObject([{ control: 'atxfer' }]);
  });

  for (const hold of ['park', 'holdingPen'] as const) {
    test(`a consultation with the first call held by ${hold}: swapped, cancelled, busy, completed`, async () => {
      line = await site.line('101', { controls: controls({ transfer: 'consultation', hold }) });
      const { agent, customer, call, first } = await talk();
      const colleague = await site.phone('102', answers);

      const second = await consult(first.id, '102');
      await expect.poll(() => callOf(second)?.state).toBe('talking');
      expect(callOf(first.id)).toMatchObject({ state: 'held' });
      expect(await line.execute({ type: 'SwapCalls', callId: first.id })).toEqual({ status: 'done' });
      expect(line.calls).toMatchObject([
        { id: first.id, state: 'talking' },
        { id: second, state: 'held' },
      ]);
      await hear(call);
      expect(await line.execute({ type: 'SwapCalls', callId: second })).toEqual({ status: 'done' });
      expect(line.calls).toMatchObject([
        { id: first.id, state: 'held' },
        { id: second, state: 'talking' },
      ]);
      expect(await line.execute({ type: 'CancelTransfer', callId: first.id })).toEqual({ status: 'done' });
      await expect.poll(() => line.calls).toMatchObject([{ id: first.id, state: 'talking' }]);
      await hear(call, agent.liveCalls.at(-1));

      colleague.onCall = { do: 'refuse', status: 486, afterMs: 100 };
      await consult(first.id, '102');
      await line.next('AbonentBusy');
      await expect.poll(() => line.calls).toMatchObject([{ id: first.id, state: 'talking' }]);
      await hear(call, agent.liveCalls.at(-1));

      colleague.onCall = answers;
      const third = await consult(first.id, '102');
      await expect.poll(() => callOf(third)?.state).toBe('talking');
      expect(await line.execute({ type: 'TransferCall', callId: first.id })).toEqual({ status: 'done' });
      await hear(customer.liveCalls[0], colleague.liveCalls[0]);
      expect(line.calls).toEqual([]);
      await expect.poll(() => agent.liveCalls).toEqual([]);
      await expect.poll(outcomes).toEqual(['answered', 'busy', 'transferred', 'transferred']);
      expect(line.connection.line.ignored).toBe(0);
    });
  }

  for (const [transfer, hold] of [
    ['atxfer', 'auto'],
    ['consultation', 'park'],
    ['consultation', 'holdingPen'],
  ] as const) {
    test(`a queue call and an outgoing call are passed on by ${transfer} (${hold})`, async () => {
      line = await site.line('101', { controls: controls({ transfer, hold }) });
      const { customer } = await talk('500');
      const queued = line.calls[0]!;
      expect(queued.queue).toBe('support');
      const colleague = await site.phone('103', answers);
      const second = await consult(queued.id, '103');
      await line.next('CommutationStarted');
      expect(callOf(second)?.consultFor).toBe(queued.id);
      expect(await line.execute({ type: 'TransferCall', callId: second })).toEqual({ status: 'done' });
      await hear(customer.liveCalls[0], colleague.liveCalls[0]);
      await colleague.liveCalls[0]!.hangup();
      await expect.poll(() => customer.liveCalls).toEqual([]);

      await line.execute({ type: 'MakeCall', number: '201' });
      const { call: outgoing } = await line.next('CommutationStarted');
      const third = await consult(outgoing.id, '103');
      await line.next('CommutationStarted');
      expect(await line.execute({ type: 'TransferCall', callId: third })).toEqual({ status: 'done' });
      await hear(customer.liveCalls[0], colleague.liveCalls[0]);
      await customer.liveCalls[0]!.hangup();
      await expect.poll(() => colleague.liveCalls).toEqual([]);
      await expect.poll(outcomes).toEqual(['transferred', 'transferred', 'transferred', 'transferred']);
      expect(line.connection.line.ignored).toBe(0);
    });
  }

  test('a blind transfer by the phone itself', async () => {
    line = await site.line('101', { controls: controls() });
    const { agent, customer, first } = await talk();
    const colleague = await site.phone('102', answers);
    await agent.liveCalls[0]!.transfer('102');
    const { call } = await line.next('RingFinished');
    expect(call).toMatchObject({ id: first.id, outcome: 'transferred' });
    await colleague.waitFor('up');
    await hear(customer.liveCalls[0], colleague.liveCalls[0]);
  });

  test('two calls that have nothing to do with each other are joined', async () => {
    line = await site.line('101', { controls: controls({ hold: 'park' }) });
    const { customer, first } = await talk();
    const other = await site.phone('202', answers);
    expect(await line.execute({ type: 'HoldCall', callId: first.id })).toEqual({ status: 'done' });
    await line.execute({ type: 'MakeCall', number: '202' });
    const { call: second } = await line.next('CommutationStarted');
    expect(second.consultFor).toBeUndefined();
    expect(await line.execute({ type: 'TransferCall', callId: second.id, withCallId: first.id })).toEqual({
      status: 'done',
    });
    await hear(customer.liveCalls[0], other.liveCalls[0]);
    await expect.poll(outcomes).toEqual(['transferred', 'transferred']);
  });

  for (const [transfer, hold] of [
    ['atxfer', 'auto'],
    ['consultation', 'park'],
    ['consultation', 'holdingPen'],
  ] as const) {
    test(`a conference out of a consultation by ${transfer} (${hold})`, async () => {
      line = await site.line('101', { controls: controls({ transfer, hold }) });
      const { agent, customer, first } = await talk();
      const colleague = await site.phone('102', answers);
      const second = await consult(first.id, '102');
      await expect.poll(() => callOf(second)?.state).toBe('talking');
      expect(await line.execute({ type: 'StartConference', callId: second })).toEqual({ status: 'done' });
      await expect
        .poll(() => line.calls)
        .toMatchObject([
          { id: first.id, state: 'talking', phase: 'conference' },
          { id: second, state: 'talking', phase: 'conference' },
        ]);
      expect(callOf(first.id)?.conference).toMatch(/^conference-\d{15}$/u);
      expect(callOf(second)?.conference).toBe(callOf(first.id)?.conference);
      await expect.poll(() => agent.liveCalls.length).toBe(1);
      await hear(agent.liveCalls[0], customer.liveCalls[0], colleague.liveCalls[0]);
      expect(callOf(first.id)?.features.denied.HoldCall).toBe('inConference');

      if (hold === 'park') {
        expect(await line.execute({ type: 'DropCall', callId: second })).toEqual({ status: 'done' });
        await expect.poll(() => line.calls).toMatchObject([{ id: first.id, phase: 'talking' }]);
        expect(callOf(first.id)?.conference).toBeUndefined();
        await hear(agent.liveCalls[0], customer.liveCalls[0]);
        await customer.liveCalls[0]!.hangup();
        await expect.poll(() => agent.liveCalls).toEqual([]);
        await expect.poll(outcomes).toEqual(['answered', 'answered']);
      } else if (hold === 'holdingPen') {
        expect(await line.execute({ type: 'TransferCall', callId: first.id })).toEqual({ status: 'done' });
        await expect.poll(() => agent.liveCalls).toEqual([]);
        await hear(customer.liveCalls[0], colleague.liveCalls[0]);
        await colleague.liveCalls[0]!.hangup();
        await expect.poll(() => customer.liveCalls).toEqual([]);
        await expect.poll(outcomes).toEqual(['transferred', 'transferred']);
      } else {
        await agent.liveCalls[0]!.hangup();
        await expect.poll(() => line.calls).toEqual([]);
        await hear(customer.liveCalls[0], colleague.liveCalls[0]);
        await customer.liveCalls[0]!.hangup();
        await expect.poll(() => colleague.liveCalls).toEqual([]);
        await expect.poll(outcomes).toEqual(['transferred', 'transferred']);
      }
      expect(line.connection.line.ignored).toBe(0);
    });
  }

  /** @returns the id of the consultation */
  async function consult(callId: string, number: string): Promise<string> {
    const made = await line.execute({ type: 'MakeConsultCall', callId, number });
    expect(made).toEqual({ status: 'done', callId: expect.any(String) as unknown });
    return made.status === 'done' ? (made.callId ?? '') : '';
  }
});
