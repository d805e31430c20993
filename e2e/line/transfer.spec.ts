import { test } from '@playwright/test';
import { expect } from '../expect.ts';
import type { Call } from '../../src/cti/call.ts';
import type { ControlChoice } from '../../src/asterisk/options/lineOptions.ts';
import { startAsterisk, type Asterisk } from '../pbx/asterisk.ts';
import { SipPhone } from '../phones/sipPhone.ts';
import { TestLine } from './testLine.ts';
import { pbxes } from '../pbx/versions.ts';

for (const { version, tech } of pbxes) {
  test.describe(`transfers on Asterisk ${version}, chan_${tech.toLowerCase()}`, () => {
    let pbx: Asterisk;
    let line: TestLine;
    const lines: TestLine[] = [];
    const phones: SipPhone[] = [];

    test.beforeAll(async () => {
      pbx = await startAsterisk({ version, tech });
    });
    test.afterAll(() => pbx.stop());
    test.afterEach(async () => {
      for (const each of lines.splice(0)) await each.stop();
      expect(pbx.isRunning).toBe(true);
      await pbx.clear();
      for (const phone of phones.splice(0)) await phone.stop();
    });

    async function phone(
      ...args: Parameters<typeof SipPhone.at> extends [unknown, ...infer Rest] ? Rest : never
    ) {
      const started = await SipPhone.at(pbx, ...args);
      phones.push(started);
      return started;
    }

    async function open(controls: Partial<ControlChoice> = {}, extension = '101'): Promise<TestLine> {
      const opened = new TestLine(pbx, {
        line: extension,
        controls: { answer: 'auto', hold: 'auto', transfer: 'auto', context: 'offhook', ...controls },
      });
      lines.push(opened);
      await opened.next('Connected');
      return opened;
    }

    /** Customer 201 talks to agent 101. */
    async function talk(number = '101') {
      const agent = await phone('101', { onCall: { do: 'answer', afterMs: 100 } });
      const customer = await phone('201', { onCall: { do: 'answer', afterMs: 100 } });
      const call = await customer.dial(number);
      const first = (await line.next('CommutationStarted')).call;
      return { agent, customer, call, first };
    }

    const callOf = (id: string): Call | undefined => line.calls.find((call) => call.id === id);
    const outcomes = (): string[] =>
      line.events.flatMap((event) => (event.type === 'RingFinished' ? [event.call.outcome ?? '?'] : []));

    /** Whether both hear each other: packets of each arrive at the other. */
    async function hear(...calls: { rtp: { packets: number } }[]) {
      const before = calls.map(({ rtp }) => rtp.packets);
      await expect
        .poll(() => calls.every(({ rtp }, index) => rtp.packets > (before[index] ?? 0) + 5), 'sound arrives')
        .toBe(true);
    }

    test('Atxfer, completed', async () => {
      line = await open();
      const colleagueLine = await open({}, '102');
      const { customer, first } = await talk();
      const colleague = await phone('102', { onCall: { do: 'answer', afterMs: 300 } });
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
      expect(outcomes()).toEqual(['transferred', 'transferred']);
      expect(line.calls).toEqual([]);
      await expect
        .poll(() => colleagueLine.calls.map(({ id, number }) => ({ id, number })))
        .toEqual([{ id: incoming.id, number: '201' }]);
      await hear(customer.liveCalls[0]!, colleague.liveCalls[0]!);
      expect(line.connection.line.ignored).toBe(0);
    });

    test('Atxfer, cancelled by command and by hanging up the consultation', async () => {
      line = await open();
      const { agent, customer, call, first } = await talk();
      await phone('102', { onCall: { do: 'answer', afterMs: 100 } });
      for (const command of ['CancelTransfer', 'DropCall'] as const) {
        const second = await consult(first.id, '102');
        await expect.poll(() => callOf(second)?.state).toBe('talking');
        expect(await line.execute({ type: command, callId: second })).toEqual({ status: 'done' });
        await expect.poll(() => line.calls).toMatchObject([{ id: first.id, state: 'talking' }]);
        await expect.poll(() => callOf(first.id)?.number).toBe('201');
        await hear(call, agent.liveCalls[0]!);
      }
      await customer.liveCalls[0]!.hangup();
      await expect.poll(() => line.calls).toEqual([]);
      expect(outcomes()).toEqual(['answered', 'answered', 'answered']);
    });

    test('Atxfer, swapped by command and on the phone, and completed', async () => {
      line = await open();
      const { agent, customer, call, first } = await talk();
      const colleague = await phone('102', { onCall: { do: 'answer', afterMs: 100 } });
      const second = await consult(first.id, '102');
      await expect.poll(() => callOf(second)?.state).toBe('talking');
      expect(await line.execute({ type: 'SwapCalls', callId: first.id })).toEqual({ status: 'done' });
      expect(line.calls).toMatchObject([
        { id: first.id, state: 'talking', number: '201' },
        { id: second, state: 'held', number: '102' },
      ]);
      await hear(call, agent.liveCalls[0]!);
      expect(await line.execute({ type: 'SwapCalls', callId: second })).toEqual({ status: 'done' });
      expect(line.calls).toMatchObject([
        { id: first.id, state: 'held', number: '201' },
        { id: second, state: 'talking', number: '102' },
      ]);
      expect(await line.execute({ type: 'SwapCalls', callId: first.id })).toEqual({ status: 'done' });
      expect(await line.execute({ type: 'TransferCall', callId: first.id })).toEqual({ status: 'done' });
      await hear(customer.liveCalls[0]!, colleague.liveCalls[0]!);
      expect(outcomes()).toEqual(['transferred', 'transferred']);
      expect(line.connection.line.ignored).toBe(0);
    });

    test('Atxfer, and the customer is hung up, or hangs up: the agent talks on with the colleague', async () => {
      line = await open();
      for (const end of ['command', 'phone'] as const) {
        const { agent, customer, first } = await talk();
        const colleague = await phone('102', { onCall: { do: 'answer', afterMs: 100 } });
        const second = await consult(first.id, '102');
        await line.next('CommutationStarted');
        if (end === 'phone') await customer.liveCalls[0]!.hangup();
        else expect(await line.execute({ type: 'DropCall', callId: first.id })).toEqual({ status: 'done' });
        await expect.poll(() => line.calls).toMatchObject([{ id: second, state: 'talking' }]);
        await hear(colleague.liveCalls[0]!, agent.liveCalls[0]!);
        expect(await line.execute({ type: 'DropCall', callId: second })).toEqual({ status: 'done' });
        await expect.poll(() => colleague.liveCalls).toEqual([]);
        for (const each of phones.splice(0)) await each.stop();
      }
      expect(outcomes()).toEqual(['answered', 'answered', 'answered', 'answered']);
    });

    test('Atxfer, and the agent hangs up while the colleague rings: it is passed on', async () => {
      line = await open();
      const { agent, customer, first } = await talk();
      const colleague = await phone('102', { onCall: { do: 'ring' } });
      const second = await consult(first.id, '102');
      await expect.poll(() => callOf(second)?.phase).toBe('ringing');
      await agent.liveCalls[0]!.hangup();
      await expect.poll(() => line.calls).toEqual([]);
      expect(outcomes()).toEqual(['cancelled', 'transferred']);
      colleague.liveCalls[0]!.answer();
      await hear(customer.liveCalls[0]!, colleague.liveCalls[0]!);
      expect(line.calls).toEqual([]);
      await colleague.liveCalls[0]!.hangup();
      await expect.poll(() => customer.liveCalls).toEqual([]);
    });

    test('Atxfer, swapped, then one of the two is hung up', async () => {
      line = await open();
      const { agent, customer, call, first } = await talk();
      const colleague = await phone('102', { onCall: { do: 'answer', afterMs: 100 } });
      const second = await consult(first.id, '102');
      await expect.poll(() => callOf(second)?.state).toBe('talking');
      await line.execute({ type: 'SwapCalls', callId: first.id });
      expect(await line.execute({ type: 'DropCall', callId: second })).toEqual({ status: 'done' });
      await expect.poll(() => line.calls).toMatchObject([{ id: first.id, state: 'talking' }]);
      await expect.poll(() => colleague.liveCalls).toEqual([]);
      await hear(call, agent.liveCalls[0]!);

      const third = await consult(first.id, '102');
      await expect.poll(() => callOf(third)?.state).toBe('talking');
      await line.execute({ type: 'SwapCalls', callId: first.id });
      expect(await line.execute({ type: 'DropCall', callId: first.id })).toEqual({ status: 'done' });
      await expect.poll(() => line.calls).toMatchObject([{ id: third, state: 'talking' }]);
      await expect.poll(() => customer.liveCalls).toEqual([]);
      await hear(colleague.liveCalls[0]!, agent.liveCalls[0]!);
      expect(outcomes()).toEqual(['answered', 'answered']);
    });

    test('Atxfer to one who is busy, and to one who does not answer: the customer comes back', async () => {
      line = await open();
      const { agent, call, first } = await talk();
      const colleague = await phone('102', { onCall: { do: 'refuse', status: 486, afterMs: 200 } });
      await consult(first.id, '102');
      await line.next('AbonentBusy');
      await expect.poll(() => line.calls).toMatchObject([{ id: first.id, state: 'talking' }]);
      await hear(call, agent.liveCalls[0]!);

      colleague.onCall = { do: 'ring' };
      const second = await consult(first.id, '4102');
      await expect.poll(() => callOf(second)?.phase).toBe('ringing');
      await expect.poll(() => line.calls).toMatchObject([{ id: first.id, state: 'talking' }]);
      await hear(call, agent.liveCalls[0]!);
      expect(outcomes()).toEqual(['busy', 'noAnswer']);

      const third = await consult(first.id, '102');
      await expect.poll(() => callOf(third)?.phase).toBe('ringing');
      expect(await line.execute({ type: 'CancelTransfer', callId: first.id })).toEqual({ status: 'done' });
      await expect.poll(() => line.calls).toMatchObject([{ id: first.id, state: 'talking' }]);
      expect(outcomes()).toEqual(['busy', 'noAnswer', 'cancelled']);
    });

    test('a number that does not exist disturbs nobody', async () => {
      line = await open();
      const { agent, call, first } = await talk();
      expect(await line.execute({ type: 'MakeConsultCall', callId: first.id, number: '999' })).toMatchObject({
        status: 'refused',
        code: 'unknownNumber',
      });
      expect(callOf(first.id)?.state).toBe('talking');
      await hear(call, agent.liveCalls[0]!);
    });

    test('without the right to transfer Atxfer is noticed to do nothing, and a consultation call is made', async () => {
      line = await open();
      const { customer, first } = await talk('3101');
      const colleague = await phone('102', { onCall: { do: 'answer', afterMs: 100 } });
      const second = await consult(first.id, '102');
      await expect.poll(() => callOf(second)?.state).toBe('talking');
      expect(callOf(first.id)?.state).toBe('held');
      expect(await line.execute({ type: 'TransferCall', callId: second })).toEqual({ status: 'done' });
      await hear(customer.liveCalls[0]!, colleague.liveCalls[0]!);
      expect(outcomes()).toEqual(['transferred', 'transferred']);
      expect(line.log.filter(({ what }) => what === 'control unable')).toMatchObject([{ control: 'atxfer' }]);
    });

    for (const hold of ['park', 'holdingPen'] as const) {
      test(`a consultation with the first call held by ${hold}: swapped, cancelled, busy, completed`, async () => {
        line = await open({ transfer: 'consultation', hold });
        const { agent, customer, call, first } = await talk();
        const colleague = await phone('102', { onCall: { do: 'answer', afterMs: 100 } });

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
        await hear(call, agent.liveCalls.at(-1)!);

        colleague.onCall = { do: 'refuse', status: 486, afterMs: 100 };
        await consult(first.id, '102');
        await line.next('AbonentBusy');
        await expect.poll(() => line.calls).toMatchObject([{ id: first.id, state: 'talking' }]);
        await hear(call, agent.liveCalls.at(-1)!);

        colleague.onCall = { do: 'answer', afterMs: 100 };
        const third = await consult(first.id, '102');
        await expect.poll(() => callOf(third)?.state).toBe('talking');
        expect(await line.execute({ type: 'TransferCall', callId: first.id })).toEqual({ status: 'done' });
        await hear(customer.liveCalls[0]!, colleague.liveCalls[0]!);
        expect(line.calls).toEqual([]);
        await expect.poll(() => agent.liveCalls).toEqual([]);
        expect(outcomes()).toEqual(['answered', 'busy', 'transferred', 'transferred']);
        expect(line.connection.line.ignored).toBe(0);
      });
    }

    for (const [transfer, hold] of [
      ['atxfer', 'auto'],
      ['consultation', 'park'],
      ['consultation', 'holdingPen'],
    ] as const) {
      test(`a queue call and an outgoing call are passed on by ${transfer} (${hold})`, async () => {
        line = await open({ transfer, hold });
        const { customer } = await talk('500');
        const queued = line.calls[0]!;
        expect(queued.queue).toBe('support');
        const colleague = await phone('103', { onCall: { do: 'answer', afterMs: 100 } });
        const second = await consult(queued.id, '103');
        await line.next('CommutationStarted');
        expect(callOf(second)?.consultFor).toBe(queued.id);
        expect(await line.execute({ type: 'TransferCall', callId: second })).toEqual({ status: 'done' });
        await hear(customer.liveCalls[0]!, colleague.liveCalls[0]!);
        await colleague.liveCalls[0]!.hangup();
        await expect.poll(() => customer.liveCalls).toEqual([]);

        await line.execute({ type: 'MakeCall', number: '201' });
        const { call: outgoing } = await line.next('CommutationStarted');
        const third = await consult(outgoing.id, '103');
        await line.next('CommutationStarted');
        expect(await line.execute({ type: 'TransferCall', callId: third })).toEqual({ status: 'done' });
        await hear(customer.liveCalls[0]!, colleague.liveCalls[0]!);
        await customer.liveCalls[0]!.hangup();
        await expect.poll(() => colleague.liveCalls).toEqual([]);
        expect(outcomes()).toEqual(['transferred', 'transferred', 'transferred', 'transferred']);
        expect(line.connection.line.ignored).toBe(0);
      });
    }

    test('a blind transfer by the phone itself', async () => {
      line = await open();
      const { agent, customer, first } = await talk();
      const colleague = await phone('102', { onCall: { do: 'answer', afterMs: 100 } });
      await agent.liveCalls[0]!.transfer('102');
      const { call } = await line.next('RingFinished');
      expect(call).toMatchObject({ id: first.id, outcome: 'transferred' });
      await colleague.waitFor('up');
      await hear(customer.liveCalls[0]!, colleague.liveCalls[0]!);
    });

    test('two calls that have nothing to do with each other are joined', async () => {
      line = await open({ hold: 'park' });
      const { customer, first } = await talk();
      const other = await phone('202', { onCall: { do: 'answer', afterMs: 100 } });
      expect(await line.execute({ type: 'HoldCall', callId: first.id })).toEqual({ status: 'done' });
      await line.execute({ type: 'MakeCall', number: '202' });
      const { call: second } = await line.next('CommutationStarted');
      expect(second.consultFor).toBeUndefined();
      expect(await line.execute({ type: 'TransferCall', callId: second.id, withCallId: first.id })).toEqual({
        status: 'done',
      });
      await hear(customer.liveCalls[0]!, other.liveCalls[0]!);
      expect(outcomes()).toEqual(['transferred', 'transferred']);
    });

    for (const [transfer, hold] of [
      ['atxfer', 'auto'],
      ['consultation', 'park'],
      ['consultation', 'holdingPen'],
    ] as const) {
      test(`a conference out of a consultation by ${transfer} (${hold})`, async () => {
        line = await open({ transfer, hold });
        const { agent, customer, first } = await talk();
        const colleague = await phone('102', { onCall: { do: 'answer', afterMs: 100 } });
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
        await hear(agent.liveCalls[0]!, customer.liveCalls[0]!, colleague.liveCalls[0]!);
        expect(callOf(first.id)?.features.denied.HoldCall).toBe('inConference');

        if (hold === 'park') {
          expect(await line.execute({ type: 'DropCall', callId: second })).toEqual({ status: 'done' });
          await expect.poll(() => line.calls).toMatchObject([{ id: first.id, phase: 'talking' }]);
          expect(callOf(first.id)?.conference).toBeUndefined();
          await hear(agent.liveCalls[0]!, customer.liveCalls[0]!);
          await customer.liveCalls[0]!.hangup();
          await expect.poll(() => agent.liveCalls).toEqual([]);
          expect(outcomes()).toEqual(['answered', 'answered']);
        } else if (hold === 'holdingPen') {
          expect(await line.execute({ type: 'TransferCall', callId: first.id })).toEqual({ status: 'done' });
          await expect.poll(() => agent.liveCalls).toEqual([]);
          await hear(customer.liveCalls[0]!, colleague.liveCalls[0]!);
          await colleague.liveCalls[0]!.hangup();
          await expect.poll(() => customer.liveCalls).toEqual([]);
          expect(outcomes()).toEqual(['transferred', 'transferred']);
        } else {
          await agent.liveCalls[0]!.hangup();
          await expect.poll(() => line.calls).toEqual([]);
          await hear(customer.liveCalls[0]!, colleague.liveCalls[0]!);
          await customer.liveCalls[0]!.hangup();
          await expect.poll(() => colleague.liveCalls).toEqual([]);
          expect(outcomes()).toEqual(['transferred', 'transferred']);
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
}
