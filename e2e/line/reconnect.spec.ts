import { test } from '@playwright/test';
import { expect } from '../expect.ts';
import type { Call } from '../../src/cti/call.ts';
import type { Cable } from '../pbx/network.ts';
import type { SipPhone } from '../phones/sipPhone.ts';
import { onEachPbx } from './site.ts';
import type { TestLine } from './testLine.ts';

onEachPbx('the link', (site) => {
  test.describe('breaks', () => {
    let cable: Cable;
    let line: TestLine;
    let agent: SipPhone;
    let customer: SipPhone;

    test.beforeEach(async () => {
      cable = await site.cable();
      line = await site.line('101', { port: cable.port });
      await turnOn();
    });

    async function turnOn(): Promise<void> {
      agent = await site.phone('101');
      customer = await site.phone('201', { do: 'answer', afterMs: 50 });
    }

    async function talk(): Promise<string> {
      await line.execute({ type: 'MakeCall', number: '201' });
      return (await line.next('CommutationStarted')).call.id;
    }

    test('in a call that goes on: the same call, and it can be held, resumed and ended', async () => {
      const callId = await talk();
      // The next attempt may come at once: what is shown without the link is looked at when it is told.
      let without: Call | undefined;
      const forget = line.connection.onEvent(({ type }) => {
        if (type === 'Disconnected') without ??= line.calls[0];
      });
      cable.cut();
      await line.next('Disconnected');
      forget();
      expect(without).toMatchObject({ id: callId, checking: true });
      expect(without?.features.can).toEqual([]);
      await line.next('Connected');
      expect(line.calls).toMatchObject([{ id: callId, state: 'talking', number: '201' }]);
      expect(line.calls[0]?.checking).toBeUndefined();
      expect(await line.execute({ type: 'HoldCall', callId })).toEqual({ status: 'done' });
      expect(await line.execute({ type: 'ResumeCall', callId })).toEqual({ status: 'done' });
      expect(await line.execute({ type: 'DropCall', callId })).toEqual({ status: 'done' });
      expect(line.names().filter((name) => name === 'RingFinished')).toHaveLength(1);
    });

    test('while a call is on hold, by parking and on the phone', async () => {
      const callId = await talk();
      await line.execute({ type: 'HoldCall', callId });
      cable.cut();
      await line.next('Connected');
      expect(line.calls).toMatchObject([{ id: callId, state: 'held', heldBy: 'agent' }]);
      expect(await line.execute({ type: 'ResumeCall', callId })).toEqual({ status: 'done' });
      await agent.liveCalls[0]!.hold();
      await line.next('PutHoldAction');
      cable.cut();
      await line.next('Connected');
      expect(line.calls).toMatchObject([{ id: callId, state: 'held', heldBy: 'agent' }]);
      await agent.liveCalls[0]!.resume();
      await line.next('EndHoldAction');
    });

    test('in a call that ends meanwhile: ended once, as it was', async () => {
      await talk();
      cable.pull();
      await agent.liveCalls[0]!.hangup();
      cable.cut();
      cable.plug();
      const { call } = await line.next('RingFinished');
      expect(call.outcome).toBe('answered');
      await line.next('Connected');
      expect(line.calls).toEqual([]);
    });

    test('before a call that comes meanwhile: it is there, ringing', async () => {
      cable.pull();
      await customer.dial('101');
      await agent.waitFor('ringing');
      cable.cut();
      cable.plug();
      await line.next('Connected');
      expect(line.calls).toMatchObject([{ direction: 'incoming', state: 'ringing', number: '201' }]);
      agent.liveCalls[0]!.answer();
      await line.next('CommutationStarted');
    });

    test('a panel that is started again finds the calls, also the parked one', async () => {
      const callId = await talk();
      await line.execute({ type: 'HoldCall', callId });
      await agent.dial('202');
      await expect.poll(() => line.calls.length).toBe(2);
      const second = await site.line();
      expect(second.calls.map(({ state }) => state).sort()).toEqual(['dialing', 'held']);
      const parked = second.calls.find(({ state }) => state === 'held')!;
      expect(parked.number).toBe('201');
      await agent.liveCalls.at(-1)!.hangup();
      expect(await second.execute({ type: 'ResumeCall', callId: parked.id })).toEqual({ status: 'done' });
    });

    test('the PBX is restarted in the middle of a call: it ends, once, and the next one works', async () => {
      await talk();
      await site.pbx.kill();
      await line.next('Disconnected');
      expect(line.calls[0]?.checking).toBe(true);
      await site.pbx.start();
      const { call } = await line.next('RingFinished');
      expect(call.outcome).toBe('answered');
      await line.next('Connected');
      expect(line.calls).toEqual([]);
      // The phones do not know of the restart yet.
      for (const phone of [agent, customer]) await phone.stop();
      await turnOn();
      await talk();
    });

    test('a command while the cable is out settles and says so', async () => {
      const callId = await talk();
      cable.pull();
      const dropping = line.execute({ type: 'DropCall', callId });
      cable.cut();
      expect(await dropping).toMatchObject({ status: 'refused', code: 'connectionLost' });
      expect(await line.execute({ type: 'MakeCall', number: '201' })).toMatchObject({
        status: 'refused',
        code: 'notConnected',
      });
    });
  });
});
