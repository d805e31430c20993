import { test } from '@playwright/test';
import { expect } from '../expect.ts';
import type { Call } from '../../src/cti/call.ts';
import { startCable, type Cable } from '../pbx/network.ts';
import { SipPhone } from '../phones/sipPhone.ts';
import { startAsterisk, type Asterisk } from '../pbx/asterisk.ts';
import { TestLine } from './testLine.ts';
import { versions } from '../pbx/versions.ts';

for (const version of versions) {
  test.describe(`the link to Asterisk ${version} breaks`, () => {
    let pbx: Asterisk;
    let cable: Cable;
    let line: TestLine;
    let phones: SipPhone[];

    test.beforeAll(async () => {
      pbx = await startAsterisk({ version });
    });
    test.afterAll(() => pbx.stop());
    test.beforeEach(async () => {
      cable = await startCable(pbx.host, pbx.amiPort);
      line = new TestLine(pbx, { port: cable.port });
      phones = [await SipPhone.at(pbx, '101'), await SipPhone.at(pbx, '201')];
      phones[1]!.onCall = { do: 'answer', afterMs: 50 };
      await line.next('Connected');
    });
    test.afterEach(async () => {
      await line.stop();
      await cable.stop();
      await pbx.clear();
      for (const phone of phones) await phone.stop();
    });

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
      await phones[0]!.liveCalls[0]!.hold();
      await line.next('PutHoldAction');
      cable.cut();
      await line.next('Connected');
      expect(line.calls).toMatchObject([{ id: callId, state: 'held', heldBy: 'agent' }]);
      await phones[0]!.liveCalls[0]!.resume();
      await line.next('EndHoldAction');
    });

    test('in a call that ends meanwhile: ended once, as it was', async () => {
      await talk();
      cable.pull();
      await phones[0]!.liveCalls[0]!.hangup();
      cable.cut();
      cable.plug();
      const { call } = await line.next('RingFinished');
      expect(call.outcome).toBe('answered');
      await line.next('Connected');
      expect(line.calls).toEqual([]);
    });

    test('before a call that comes meanwhile: it is there, ringing', async () => {
      cable.pull();
      await phones[1]!.dial('101');
      await phones[0]!.waitFor('ringing');
      cable.cut();
      cable.plug();
      await line.next('Connected');
      expect(line.calls).toMatchObject([{ direction: 'incoming', state: 'ringing', number: '201' }]);
      phones[0]!.liveCalls[0]!.answer();
      await line.next('CommutationStarted');
    });

    test('a panel that is started again finds the calls, also the parked one', async () => {
      const callId = await talk();
      await line.execute({ type: 'HoldCall', callId });
      await phones[0]!.dial('202');
      await expect.poll(() => line.calls.length).toBe(2);
      const second = new TestLine(pbx);
      await second.next('Connected');
      expect(second.calls.map(({ state }) => state).sort()).toEqual(['dialing', 'held']);
      const parked = second.calls.find(({ state }) => state === 'held')!;
      expect(parked.number).toBe('201');
      await phones[0]!.liveCalls.at(-1)!.hangup();
      expect(await second.execute({ type: 'ResumeCall', callId: parked.id })).toEqual({ status: 'done' });
      await second.stop();
    });

    test('the PBX is restarted in the middle of a call: it ends, once, and the next one works', async () => {
      await talk();
      await pbx.kill();
      await line.next('Disconnected');
      expect(line.calls[0]?.checking).toBe(true);
      await pbx.start();
      const { call } = await line.next('RingFinished');
      expect(call.outcome).toBe('answered');
      await line.next('Connected');
      expect(line.calls).toEqual([]);
      // The phones do not know of the restart yet.
      for (const phone of phones) await phone.stop();
      phones = [await SipPhone.at(pbx, '101'), await SipPhone.at(pbx, '201')];
      phones[1]!.onCall = { do: 'answer', afterMs: 50 };
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
}
