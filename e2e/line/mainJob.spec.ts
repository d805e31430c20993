import { test } from '@playwright/test';
import { expect } from '../expect.ts';
import { startBaresip } from '../phones/baresip.ts';
import { answers, onEachPbx, rings } from './site.ts';
import { fiveEvents, type TestLine } from './testLine.ts';

onEachPbx(
  'the engine',
  (site, { version }) => {
    const quick = version === 22 ? { tag: '@quick' } : {};
    let line: TestLine;
    test.beforeEach(async () => {
      line = await site.line();
    });

    test('dials, holds by parking, resumes and ends, with a real soft phone', quick, async () => {
      const customer = await site.phone('201', { do: 'answer', afterMs: 200 });
      const baresip = await startBaresip({ pbx: site.pbx, line: '101' });
      try {
        const made = await line.execute({ type: 'MakeCall', number: '201' });
        expect(made.status).toBe('done');
        const ringing = await line.next('RingStarted');
        expect(ringing.call).toMatchObject({ direction: 'outgoing', number: '201', phase: 'calling' });
        const { call } = await line.next('CommutationStarted');
        expect(line.calls[0]?.features.can).toEqual([
          'HoldCall',
          'BlindTransferCall',
          'MakeConsultCall',
          'SendDtmf',
          'ParkCall',
          'DropCall',
        ]);

        expect(await line.execute({ type: 'HoldCall', callId: call.id })).toEqual({ status: 'done' });
        expect(line.calls[0]).toMatchObject({ id: call.id, state: 'held', heldBy: 'agent' });
        await expect.poll(() => customer.calls[0]?.rtp.packets, 'hears music').toBeGreaterThan(10);

        expect(await line.execute({ type: 'ResumeCall', callId: call.id })).toEqual({ status: 'done' });
        expect(line.calls[0]).toMatchObject({ id: call.id, state: 'talking' });

        expect(await line.execute({ type: 'DropCall', callId: call.id })).toEqual({ status: 'done' });
        await customer.waitFor('ended');
        expect(line.names()).toEqual(fiveEvents);
        expect(line.calls).toEqual([]);
        expect(line.connection.line.ignored).toBe(0);
      } finally {
        await baresip.stop();
      }
    });

    test('hold made on the phone is the same five events', async () => {
      await site.phone('201', answers);
      const agent = await site.phone('101');
      await line.execute({ type: 'MakeCall', number: '201' });
      await line.next('CommutationStarted');
      await agent.liveCalls[0]!.hold();
      const { call } = await line.next('PutHoldAction');
      expect(call.heldBy).toBe('agent');
      expect(line.calls[0]?.features.denied.ResumeCall).toBe('resumeOnPhone');
      await agent.liveCalls[0]!.resume();
      await line.next('EndHoldAction');
      await agent.liveCalls[0]!.hangup();
      await line.next('RingFinished');
      expect(line.names()).toEqual(fiveEvents);
    });

    test('a phone that wants a hand: two phases, then no answer, busy and decline of the own phone', async () => {
      await site.phone('201', answers);
      const agent = await site.phone('101', rings, { obeysAutoAnswer: [] });
      await line.execute({ type: 'MakeCall', number: '201' });
      await agent.waitFor('ringing');
      expect((await line.next('CallInfoChanged')).call.phase).toBe('agentRinging');
      agent.liveCalls[0]!.answer();
      await line.next('CommutationStarted');
      const callId = line.calls[0]!.id;
      await line.execute({ type: 'DropCall', callId });
      expect((await line.next('RingFinished')).call.outcome).toBe('answered');

      agent.onCall = { do: 'refuse', status: 486, afterMs: 100 };
      await line.execute({ type: 'MakeCall', number: '201' });
      expect((await line.next('RingFinished')).call.endReason).toBe('phoneBusy');
      agent.onCall = { do: 'refuse', status: 603, afterMs: 100 };
      await line.execute({ type: 'MakeCall', number: '201' });
      const declined = await line.next('RingFinished');
      expect(declined.call.endReason).toBe(
        site.pbx.tech === 'PJSIP' ? 'phoneRejected' : declined.call.endReason,
      );

      agent.onCall = { do: 'ring' };
      await line.execute({ type: 'MakeCall', number: '201' });
      // At once: the phone may not even ring yet.
      expect(await line.execute({ type: 'DropCall', callId: line.calls[0]!.id })).toEqual({ status: 'done' });
      const dropped = await line.next('RingFinished');
      expect(dropped.call).toMatchObject({ outcome: 'cancelled' });
      expect(line.names().filter((name) => name === 'RingFinished')).toHaveLength(4);
    });

    test('the other party is busy, does not answer, or the number does not exist', async () => {
      const customer = await site.phone('201', { do: 'refuse', status: 486, afterMs: 100 });
      await site.phone('101');
      await line.execute({ type: 'MakeCall', number: '201' });
      await line.next('AbonentBusy');
      expect((await line.next('RingFinished')).call.outcome).toBe('busy');

      customer.onCall = { do: 'ring' };
      await line.execute({ type: 'MakeCall', number: '201' });
      await customer.waitFor('ringing');
      await expect.poll(() => line.calls[0]?.phase).toBe('ringing');
      await line.execute({ type: 'DropCall', callId: line.calls[0]!.id });
      expect((await line.next('RingFinished')).call.outcome).toBe('cancelled');

      expect(await line.execute({ type: 'MakeCall', number: '999' })).toMatchObject({
        status: 'refused',
        code: 'unknownNumber',
      });
      expect(line.calls).toEqual([]);
    });

    test('an incoming call is answered by picking it up, held and resumed', async () => {
      const agent = await site.phone('101');
      const customer = await site.phone('201', rings, { name: 'Jürgen' });
      await customer.dial('101');
      const { call } = await line.next('RingStarted');
      expect(call).toMatchObject({ direction: 'incoming', number: '201', name: 'Jürgen', state: 'ringing' });
      expect(await line.execute({ type: 'AnswerCall', callId: call.id })).toEqual({ status: 'done' });
      await customer.waitFor('up');
      expect(agent.liveCalls.filter(({ state }) => state === 'up')).toHaveLength(1);
      expect(line.calls).toHaveLength(1);
      expect(await line.execute({ type: 'HoldCall', callId: call.id })).toEqual({ status: 'done' });
      expect(await line.execute({ type: 'ResumeCall', callId: call.id })).toEqual({ status: 'done' });
      await customer.liveCalls[0]!.hangup();
      expect((await line.next('RingFinished')).call).toMatchObject({ id: call.id, outcome: 'answered' });
      expect(line.names()).toEqual(fiveEvents);
    });

    test('a phone that does not pick up automatically is noticed, and the agent is asked to', async () => {
      const agent = await site.phone('101', rings, { obeysAutoAnswer: [] });
      const customer = await site.phone('201');
      await customer.dial('101');
      const { call } = await line.next('RingStarted');
      expect(await line.execute({ type: 'AnswerCall', callId: call.id })).toMatchObject({
        status: 'refused',
        code: 'answerOnPhone',
      });
      await expect.poll(() => agent.liveCalls.length).toBe(1);
      expect(line.calls[0]?.features.denied.AnswerCall).toBe('answerOnPhone');
      agent.liveCalls[0]!.answer();
      await line.next('CommutationStarted');
      expect(line.calls).toHaveLength(1);
    });

    test('declining ends the own leg only: the queue goes on to the next agent', async () => {
      await site.phone('101');
      const second = await site.phone('102');
      const customer = await site.phone('trunk', rings, { number: '+4930987654', name: 'Max Kunde' });
      await customer.dial('5001');
      const { call } = await line.next('RingStarted');
      expect(call).toMatchObject({ queue: 'support', number: '+4930987654', did: '5001' });
      expect(await line.execute({ type: 'DropCall', callId: call.id })).toEqual({ status: 'done' });
      await second.waitFor('ringing');
      // The caller waits on in the queue: the call is off the screen, and over when they have left.
      expect(line.calls).toEqual([]);
      await customer.liveCalls[0]!.hangup();
      expect((await line.next('RingFinished')).call.outcome).toBe('rejected');
    });
  },
  ['PJSIP', 'SIP'],
  // With nothing of ours in its dial plan: what is done with the least.
  { snippet: false },
);
