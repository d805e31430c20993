import { test } from '@playwright/test';
import { expect } from '../expect.ts';
import { controls, onEachPbx } from './site.ts';

onEachPbx('a blind transfer', (site) => {
  test.describe('blind transfer', () => {
    test('passes the other party on, and the call ends as transferred', async () => {
      const line = await site.line('101', { controls: controls() });
      const { call, customer } = await site.outgoing(line);
      const colleague = await site.phone('103', { do: 'answer', afterMs: 100 });
      expect(await line.execute({ type: 'BlindTransferCall', callId: call.id, number: '103' })).toEqual({
        status: 'done',
      });
      expect((await line.next('RingFinished')).call).toMatchObject({ id: call.id, outcome: 'transferred' });
      await colleague.waitFor('up');
      expect(customer.liveCalls).toHaveLength(1);
      expect(line.calls).toEqual([]);
    });

    test('to a number that does not exist is refused, and the call is as it was', async () => {
      const line = await site.line('101', { controls: controls() });
      const { call, customer } = await site.outgoing(line);
      expect(await line.execute({ type: 'BlindTransferCall', callId: call.id, number: '999' })).toMatchObject(
        { status: 'refused', code: 'unknownNumber' },
      );
      expect(await line.execute({ type: 'BlindTransferCall', callId: call.id, number: '10a' })).toMatchObject(
        { status: 'refused', code: 'invalidNumber' },
      );
      expect(customer.liveCalls).toHaveLength(1);
      expect(line.call(call.id)).toMatchObject({ state: 'talking' });
    });

    test('of a queue call', async () => {
      const line = await site.line('101', { controls: controls() });
      const { call, customer, agent } = await site.queueCall(line);
      const colleague = await site.phone('103', { do: 'answer', afterMs: 100 });
      expect(await line.execute({ type: 'BlindTransferCall', callId: call.id, number: '103' })).toEqual({
        status: 'done',
      });
      expect((await line.next('RingFinished')).call).toMatchObject({ id: call.id, outcome: 'transferred' });
      await colleague.waitFor('up');
      expect(customer.liveCalls).toHaveLength(1);
      await expect.poll(() => agent.liveCalls).toEqual([]);
    });

    for (const hold of ['holdingPen', 'park'] as const) {
      test(`of a call on hold by ${hold}`, async () => {
        const line = await site.line('101', { controls: controls({ hold }) });
        const { call, customer, agent } = await site.outgoing(line);
        expect(await line.execute({ type: 'HoldCall', callId: call.id })).toEqual({ status: 'done' });
        const colleague = await site.phone('103', { do: 'answer', afterMs: 100 });
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
});
