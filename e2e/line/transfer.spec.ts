import { expect, test } from '@playwright/test';
import type { Call } from '../../src/cti/call.ts';
import type { ControlChoice } from '../../src/asterisk/lineOptions.ts';
import { startAsterisk, type Asterisk } from '../pbx/asterisk.ts';
import { SipPhone } from '../phones/sipPhone.ts';
import { TestLine } from './testLine.ts';

const pbxes = [
  { version: 22, tech: 'PJSIP' },
  { version: 16, tech: 'PJSIP' },
  { version: 16, tech: 'SIP' },
] as const;

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
      await pbx.console('channel request hangup all');
      for (const phone of phones.splice(0)) await phone.stop();
      await expect.poll(() => pbx.console('core show channels count')).toContain('0 active channels');
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
  });
}
