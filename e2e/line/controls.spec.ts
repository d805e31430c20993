import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from '@playwright/test';
import { expect } from '../expect.ts';
import type { LineOptions } from '../../src/asterisk/options/lineOptions.ts';
import type { Call } from '../../src/cti/call.ts';
import { startAsterisk, type Account, type Asterisk, type StaticLine } from '../pbx/asterisk.ts';
import { RawAmi } from '../pbx/rawAmi.ts';
import { SipPhone, type SipPhoneOptions } from '../phones/sipPhone.ts';
import { TestLine } from './testLine.ts';
import { parkAction, pbxes } from '../pbx/versions.ts';

const fiveEvents = ['RingStarted', 'CommutationStarted', 'PutHoldAction', 'EndHoldAction', 'RingFinished'];
const auto = { answer: 'auto', hold: 'auto', transfer: 'auto', context: 'offhook' } as const;
type Choice = NonNullable<LineOptions['controls']>;

for (const { version, tech } of pbxes) {
  test.describe(`the controls on Asterisk ${version}, chan_${tech.toLowerCase()}`, () => {
    let pbx: Asterisk;
    const lines: TestLine[] = [];
    const phones: SipPhone[] = [];

    test.beforeAll(async () => {
      pbx = await startAsterisk({ version, tech });
    });
    test.afterAll(() => pbx.stop());
    test.afterEach(async () => {
      for (const line of lines.splice(0)) await line.stop();
      await pbx.clear();
      for (const phone of phones.splice(0)) await phone.stop();
    });

    async function phone(line: StaticLine, options: Partial<SipPhoneOptions> = {}): Promise<SipPhone> {
      const started = await SipPhone.at(pbx, line, options);
      phones.push(started);
      return started;
    }

    async function openLine(
      controls: Partial<Choice> = {},
      account: Account = pbx.account,
    ): Promise<TestLine> {
      const line = new TestLine(pbx, { controls: { ...auto, ...controls }, account });
      lines.push(line);
      await line.next('Connected');
      return line;
    }

    /** A queue's caller: answered by 101, 102 is not there. */
    async function queueCall(line: TestLine): Promise<{ call: Call; customer: SipPhone; agent: SipPhone }> {
      const agent = await phone('101');
      const customer = await phone('trunk', { number: '+4930987654', name: 'Max Kunde' });
      await customer.dial('5001');
      const { call } = await line.next('RingStarted');
      expect(await line.execute({ type: 'AnswerCall', callId: call.id })).toEqual({ status: 'done' });
      return { call, customer, agent };
    }

    /** A click-to-call to 201 that talks. */
    async function outgoing(line: TestLine): Promise<{ call: Call; customer: SipPhone; agent: SipPhone }> {
      const agent = await phone('101');
      const customer = await phone('201', { onCall: { do: 'answer', afterMs: 50 } });
      await line.execute({ type: 'MakeCall', number: '201' });
      const { call } = await line.next('CommutationStarted');
      return { call, customer, agent };
    }

    const live = (line: TestLine, callId: string): Call | undefined =>
      line.calls.find(({ id }) => id === callId);

    test.describe('hold by sending both ends apart', () => {
      test('keeps both legs, plays music, and joins them again', async () => {
        const line = await openLine();
        const { call, customer, agent } = await outgoing(line);
        expect(await line.execute({ type: 'HoldCall', callId: call.id })).toEqual({ status: 'done' });
        expect(live(line, call.id)).toMatchObject({ state: 'held', heldBy: 'agent', phase: 'onHold' });
        const before = customer.calls[0]!.rtp.packets;
        await expect.poll(() => customer.calls[0]!.rtp.packets, 'hears music').toBeGreaterThan(before + 10);
        expect(agent.liveCalls).toHaveLength(1);
        expect(agent.calls).toHaveLength(1);

        expect(await line.execute({ type: 'ResumeCall', callId: call.id })).toEqual({ status: 'done' });
        expect(live(line, call.id)).toMatchObject({ state: 'talking' });
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
        const line = await openLine();
        const agent = await phone('101', { onCall: { do: 'answer', afterMs: 0 } });
        const customer = await phone('201');
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
        const line = await openLine();
        const { call, customer, agent } = await queueCall(line);
        expect(await line.execute({ type: 'HoldCall', callId: call.id })).toEqual({ status: 'done' });
        expect(await pbx.console('core show channels concise')).toMatch(/!Queue!/u);
        const before = customer.calls[0]!.rtp.packets;
        await expect.poll(() => customer.calls[0]!.rtp.packets, 'hears music').toBeGreaterThan(before + 10);
        expect(await line.execute({ type: 'ResumeCall', callId: call.id })).toEqual({ status: 'done' });
        expect(await pbx.console('core show channels concise')).toMatch(/!Queue!/u);
        expect(agent.liveCalls).toHaveLength(1);
        await customer.liveCalls[0]!.hangup();
        await line.next('RingFinished');
        await expect.poll(() => agent.liveCalls.length).toBe(0);
        expect(line.names()).toEqual(fiveEvents);
      });

      test('ends with the other party, and the silent leg with it', async () => {
        const line = await openLine();
        const { call, customer, agent } = await outgoing(line);
        await line.execute({ type: 'HoldCall', callId: call.id });
        await customer.liveCalls[0]!.hangup();
        expect((await line.next('RingFinished')).call).toMatchObject({ id: call.id, outcome: 'answered' });
        await expect.poll(() => agent.liveCalls.length).toBe(0);
        expect(line.calls).toEqual([]);
      });

      test('loses nothing when the agent puts the handset down: the phone is called to resume', async () => {
        const line = await openLine();
        const { call, customer, agent } = await outgoing(line);
        await line.execute({ type: 'HoldCall', callId: call.id });
        await agent.liveCalls[0]!.hangup();
        await expect.poll(() => pbx.console('core show channels concise')).not.toContain(pbx.device('101'));
        expect(agent.liveCalls).toEqual([]);
        expect(live(line, call.id)).toMatchObject({
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
        const line = await openLine();
        const { call, customer, agent } = await outgoing(line);
        await line.execute({ type: 'HoldCall', callId: call.id });
        expect(await line.execute({ type: 'DropCall', callId: call.id })).toEqual({ status: 'done' });
        await customer.waitFor('ended');
        await expect.poll(() => agent.liveCalls.length).toBe(0);
      });

      test('by another program is shown, and resumed, the same', async () => {
        const line = await openLine();
        const { call } = await outgoing(line);
        const { ami } = await RawAmi.open(pbx.amiPort, pbx.account);
        const names = await channelNames(pbx);
        const own = names.find((name) => name.includes('/101-'))!;
        const other = names.find((name) => name.includes('/201-'))!;
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
      const line = await openLine({ context: 'nowhere' });
      const { call, agent } = await outgoing(line);
      expect(await line.execute({ type: 'HoldCall', callId: call.id })).toEqual({ status: 'done' });
      await expect.poll(() => agent.liveCalls.length).toBe(0);
      expect(await line.execute({ type: 'ResumeCall', callId: call.id })).toEqual({ status: 'done' });
      expect(agent.liveCalls).toHaveLength(1);
    });

    test('a right that is taken away hides its button, and one that is given shows it', async () => {
      const conf = join(dirname(dirname(pbx.logFile)), 'etc', 'manager.conf');
      const before = readFileSync(conf, 'utf8');
      const line = await openLine();
      const { call, customer } = await outgoing(line);
      expect(live(line, call.id)!.features.can).not.toContain('MuteCall');
      await customer.liveCalls[0]!.hangup();
      await line.next('RingFinished');
      try {
        writeFileSync(conf, before.replaceAll('= call,agent,originate', '= call,agent,originate,system'));
        await pbx.console('manager reload');
        line.connection.connectNow();
        await line.next('Disconnected');
        await line.next('Connected');
        await line.execute({ type: 'MakeCall', number: '201' });
        const again = await line.next('CommutationStarted');
        expect(again.call.features.can).toContain('MuteCall');
        // Taken away from under the session: the action is gone.
        await pbx.console('module unload res_mutestream.so');
        expect(await line.execute({ type: 'MuteCall', callId: again.call.id })).toMatchObject({
          status: 'refused',
        });
        await expect.poll(() => live(line, again.call.id)?.features.can).not.toContain('MuteCall');
        expect(live(line, again.call.id)!.features.can).toContain('HoldCall');
      } finally {
        writeFileSync(conf, before);
        await pbx.console('manager reload');
        await pbx.console('module load res_mutestream.so');
      }
    });

    test.describe('blind transfer', () => {
      test('passes the other party on, and the call ends as transferred', async () => {
        const line = await openLine();
        const { call, customer } = await outgoing(line);
        const colleague = await phone('103', { onCall: { do: 'answer', afterMs: 100 } });
        expect(await line.execute({ type: 'BlindTransferCall', callId: call.id, number: '103' })).toEqual({
          status: 'done',
        });
        expect((await line.next('RingFinished')).call).toMatchObject({ id: call.id, outcome: 'transferred' });
        await colleague.waitFor('up');
        expect(customer.liveCalls).toHaveLength(1);
        expect(line.calls).toEqual([]);
      });

      test('to a number that does not exist is refused, and the call is as it was', async () => {
        const line = await openLine();
        const { call, customer } = await outgoing(line);
        expect(
          await line.execute({ type: 'BlindTransferCall', callId: call.id, number: '999' }),
        ).toMatchObject({ status: 'refused', code: 'unknownNumber' });
        expect(
          await line.execute({ type: 'BlindTransferCall', callId: call.id, number: '10a' }),
        ).toMatchObject({ status: 'refused', code: 'invalidNumber' });
        expect(customer.liveCalls).toHaveLength(1);
        expect(live(line, call.id)).toMatchObject({ state: 'talking' });
      });

      test('of a queue call', async () => {
        const line = await openLine();
        const { call, customer, agent } = await queueCall(line);
        const colleague = await phone('103', { onCall: { do: 'answer', afterMs: 100 } });
        expect(await line.execute({ type: 'BlindTransferCall', callId: call.id, number: '103' })).toEqual({
          status: 'done',
        });
        expect((await line.next('RingFinished')).call).toMatchObject({ id: call.id, outcome: 'transferred' });
        await colleague.waitFor('up');
        expect(customer.liveCalls).toHaveLength(1);
        expect(agent.liveCalls).toHaveLength(0);
      });

      for (const hold of ['holdingPen', 'park'] as const) {
        test(`of a call on hold by ${hold}`, async () => {
          const line = await openLine({ hold });
          const { call, customer, agent } = await outgoing(line);
          expect(await line.execute({ type: 'HoldCall', callId: call.id })).toEqual({ status: 'done' });
          const colleague = await phone('103', { onCall: { do: 'answer', afterMs: 100 } });
          expect(await line.execute({ type: 'BlindTransferCall', callId: call.id, number: '103' })).toEqual({
            status: 'done',
          });
          expect((await line.next('RingFinished')).call).toMatchObject({
            id: call.id,
            outcome: 'transferred',
          });
          await colleague.waitFor('up');
          expect(customer.liveCalls).toHaveLength(1);
          await expect.poll(() => agent.liveCalls.length).toBe(0);
          expect(line.calls).toEqual([]);
        });
      }
    });

    test('keys are heard by the other party, in their order', async () => {
      const line = await openLine();
      const { call, customer } = await outgoing(line);
      expect(await line.execute({ type: 'SendDtmf', callId: call.id, digits: '1225#' })).toEqual({
        status: 'done',
      });
      await expect.poll(() => customer.calls[0]!.rtp.digits).toBe('1225#');
      const told = line.events.flatMap((event) => (event.type === 'DtmfEntered' ? event.digits : []));
      expect(told.join('')).toBe('1225#');
      expect(await line.execute({ type: 'SendDtmf', callId: call.id, digits: '1,2' })).toMatchObject({
        code: 'invalidDigits',
      });
    });

    test('muting is of the own leg, and not there without its right', async () => {
      const least = await openLine();
      const line = await openLine({}, pbx.full);
      const { call, customer } = await outgoing(line);
      await expect.poll(() => least.calls[0]?.state).toBe('talking');
      const hidden = least.calls[0]!.features;
      expect(hidden.can).not.toContain('MuteCall');
      expect(hidden.denied).not.toHaveProperty('MuteCall');
      expect(await line.execute({ type: 'MuteCall', callId: call.id })).toEqual({ status: 'done' });
      expect(live(line, call.id)).toMatchObject({ muted: true });
      expect(live(line, call.id)!.features.can).toContain('UnmuteCall');
      expect(live(line, call.id)!.features.can).not.toContain('MuteCall');
      expect(await line.execute({ type: 'UnmuteCall', callId: call.id })).toEqual({ status: 'done' });
      expect(live(line, call.id)).not.toHaveProperty('muted');
      await customer.liveCalls[0]!.hangup();
    });

    test('a muted leg that is replaced is muted no more', async () => {
      const line = await openLine({ hold: 'park' }, pbx.full);
      const { call } = await outgoing(line);
      await line.execute({ type: 'MuteCall', callId: call.id });
      expect(await line.execute({ type: 'HoldCall', callId: call.id })).toEqual({ status: 'done' });
      await expect.poll(() => live(line, call.id)?.muted).toBeUndefined();
      expect(await line.execute({ type: 'ResumeCall', callId: call.id })).toEqual({ status: 'done' });
      expect(live(line, call.id)).not.toHaveProperty('muted');
    });

    test.describe('the car park', () => {
      test('a parked call leaves the line, and anybody fetches it', async () => {
        const line = await openLine();
        const { call, customer } = await outgoing(line);
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

      test('who gives up in it ends the call that is on hold there', async () => {
        const line = await openLine({ hold: 'park' });
        const { call, customer } = await outgoing(line);
        await line.execute({ type: 'HoldCall', callId: call.id });
        await customer.liveCalls[0]!.hangup();
        expect((await line.next('RingFinished')).call).toMatchObject({ id: call.id, outcome: 'answered' });
        expect(line.calls).toEqual([]);
      });

      test('who is fetched by a colleague has left this line', async () => {
        const line = await openLine({ hold: 'park' });
        const beside = new TestLine(pbx, { line: '102' });
        lines.push(beside);
        await beside.next('Connected');
        const { call, customer } = await outgoing(line);
        await line.execute({ type: 'HoldCall', callId: call.id });
        await phone('102');
        await expect.poll(() => beside.connection.line.parked).toMatchObject([{ number: '201' }]);
        const { space } = beside.connection.line.parked[0]!;
        expect(await beside.execute({ type: 'RetrieveParkedCall', space })).toMatchObject({ status: 'done' });
        expect((await line.next('RingFinished')).call).toMatchObject({ id: call.id, outcome: 'transferred' });
        expect((await beside.next('CommutationStarted')).call).toMatchObject({ number: '201' });
        expect(customer.liveCalls).toHaveLength(1);
      });

      test('who has waited too long rings the phone again: still the same call', async () => {
        const line = await openLine();
        const { call, customer, agent } = await outgoing(line);
        const { ami } = await RawAmi.open(pbx.amiPort, pbx.account);
        const names = await channelNames(pbx);
        const own = names.find((name) => name.includes('/101-'))!;
        const other = names.find((name) => name.includes('/201-'))!;
        await ami.action(parkAction(pbx, other, own, 1000));
        ami.close();
        await line.next('PutHoldAction');
        await expect.poll(() => agent.liveCalls.map(({ state }) => state)).toEqual(['ringing']);
        await expect
          .poll(() => line.calls)
          .toMatchObject([{ id: call.id, state: 'held', phase: 'resuming' }]);
        agent.liveCalls[0]!.answer();
        expect((await line.next('EndHoldAction')).call).toMatchObject({ id: call.id, state: 'talking' });
        await customer.liveCalls[0]!.hangup();
        await line.next('RingFinished');
        expect(line.names()).toEqual(fiveEvents);
        expect(line.calls).toEqual([]);
      });

      test('a phone that does not take the call back when its time is up lets it go', async () => {
        const line = await openLine();
        const { call, agent } = await outgoing(line);
        const { ami } = await RawAmi.open(pbx.amiPort, pbx.account);
        const names = await channelNames(pbx);
        const own = names.find((name) => name.includes('/101-'))!;
        const other = names.find((name) => name.includes('/201-'))!;
        await ami.action(parkAction(pbx, other, own, 1000));
        ami.close();
        agent.onCall = { do: 'refuse', status: 486, afterMs: 100 };
        await line.next('PutHoldAction');
        expect((await line.next('RingFinished')).call).toMatchObject({ id: call.id });
        expect(line.calls).toEqual([]);
      });
    });

    test("a colleague's ringing call is taken, as one call that came in", async () => {
      const line = new TestLine(pbx, { controls: auto, colleagues: ['102'] });
      lines.push(line);
      await line.next('Connected');
      const agent = await phone('101');
      const colleague = await phone('102');
      const customer = await phone('201', { name: 'Jürgen' });
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

    test('a second call is dialled and answered with the first put on hold', async () => {
      const line = await openLine();
      const { call, customer } = await outgoing(line);
      await phone('202', { onCall: { do: 'answer', afterMs: 50 } });
      expect(await line.execute({ type: 'MakeCall', number: '202', holdOthers: true })).toMatchObject({
        status: 'done',
      });
      expect(live(line, call.id)).toMatchObject({ state: 'held' });
      const second = await line.next('CommutationStarted');
      expect(second.call.number).toBe('202');
      const caller = await phone('trunk', { number: '+4930987654' });
      await caller.dial('5000');
      const third = await line.next('RingStarted');
      expect(await line.execute({ type: 'AnswerCall', callId: third.call.id, holdOthers: true })).toEqual({
        status: 'done',
      });
      expect(line.calls.map(({ state }) => state)).toEqual(['held', 'held', 'talking']);
      expect(customer.liveCalls).toHaveLength(1);
    });

    test.describe('answer and hold by NOTIFY', () => {
      test('the phone does it itself, and is told to resume', async () => {
        const line = await openLine({ answer: 'notify', hold: 'notify' }, pbx.full);
        const agent = await phone('101', { obeysAutoAnswer: [] });
        const customer = await phone('201');
        await customer.dial('101');
        const { call } = await line.next('RingStarted');
        expect(await line.execute({ type: 'AnswerCall', callId: call.id })).toEqual({ status: 'done' });
        expect(await line.execute({ type: 'HoldCall', callId: call.id })).toEqual({ status: 'done' });
        // The phone knows when its re-INVITE is answered.
        await expect.poll(() => agent.liveCalls[0]?.heldByUs).toBe(true);
        expect(await line.execute({ type: 'ResumeCall', callId: call.id })).toEqual({ status: 'done' });
        await expect.poll(() => agent.liveCalls[0]?.heldByUs).toBe(false);
        expect(agent.calls).toHaveLength(1);
        await customer.liveCalls[0]!.hangup();
        await line.next('RingFinished');
        expect(line.names()).toEqual(fiveEvents);
      });

      test('a queue call likewise', async () => {
        const line = await openLine({ answer: 'notify', hold: 'notify' }, pbx.full);
        const { call, customer, agent } = await queueCall(line);
        expect(await line.execute({ type: 'HoldCall', callId: call.id })).toEqual({ status: 'done' });
        await expect.poll(() => agent.liveCalls[0]?.heldByUs).toBe(true);
        expect(await line.execute({ type: 'ResumeCall', callId: call.id })).toEqual({ status: 'done' });
        await expect.poll(() => agent.liveCalls[0]?.heldByUs).toBe(false);
        await customer.liveCalls[0]!.hangup();
        await line.next('RingFinished');
        expect(line.names()).toEqual(fiveEvents);
      });

      test('a phone that ignores it is remembered, and the next control takes over', async () => {
        const line = await openLine({}, pbx.full);
        await phone('101', { obeysNotify: false });
        const customer = await phone('201', { onCall: { do: 'answer', afterMs: 50 } });
        await line.execute({ type: 'MakeCall', number: '201' });
        const { call } = await line.next('CommutationStarted');
        expect(await line.execute({ type: 'HoldCall', callId: call.id })).toEqual({ status: 'done' });
        expect(await line.execute({ type: 'ResumeCall', callId: call.id })).toEqual({ status: 'done' });
        expect(line.log.filter(({ what }) => what === 'control unable')).toMatchObject([
          { control: 'notify' },
        ]);
        expect(await line.execute({ type: 'HoldCall', callId: call.id })).toEqual({ status: 'done' });
        expect(line.log.filter(({ what }) => what === 'control unable')).toHaveLength(1);
        await customer.liveCalls[0]!.hangup();
      });
    });
  });
}

async function channelNames(pbx: Asterisk): Promise<string[]> {
  const list = await pbx.console('core show channels concise');
  return list.split('\n').flatMap((row) => (row.includes('!') ? [row.split('!')[0]!] : []));
}
