import { test } from '@playwright/test';
import { expect } from '../expect.ts';
import { answers, busy, declines, ended, hear, onEachPbx, over, type Site } from './site.ts';
import type { SipPhone } from '../phones/sipPhone.ts';

const caller = '+491701234567';

async function hangUp(...phones: SipPhone[]): Promise<void> {
  for (const phone of phones) for (const call of phone.liveCalls) await call.hangup();
}

/** A desk phone and a mobile app with one account. chan_sip knows one registration of a peer only. */
onEachPbx(
  'a desk phone and a mobile app with one account',
  (site) => {
    async function rung(site: Site) {
      const line = await site.line('105');
      const [desk, app] = [await site.phone('105'), await site.phone('105-app')];
      const customer = await site.customer();
      await customer.dial('51105');
      const { call } = await line.next('RingStarted');
      const ringing = [await desk.waitFor('ringing'), await app.waitFor('ringing')] as const;
      return { line, desk, app, customer, call, ringing };
    }

    for (const [index, where] of ['desk phone', 'mobile app'].entries()) {
      test(`incoming, answered at the ${where}: one call, answered`, async () => {
        const { line, customer, ringing } = await rung(site);
        expect(line.calls).toHaveLength(1);
        const [here, there] = [ringing[index]!, ringing[1 - index]!];
        here.answer();
        await line.next('CommutationStarted');
        await expect.poll(() => there.state).toBe('ended');
        expect(line.calls).toMatchObject([{ state: 'talking', number: caller }]);
        await hear(customer.liveCalls[0], here);
        await hangUp(customer);
        await over(line);
        expect(ended(line)).toEqual([`incoming ${caller} answered`]);
        expect(line.names()).toEqual(['RingStarted', 'CommutationStarted', 'RingFinished']);
      });
    }

    test('incoming, declined by the panel: both phones are quiet, one call, declined', async () => {
      const { line, call, ringing } = await rung(site);
      expect(await line.execute({ type: 'DropCall', callId: call.id })).toEqual({ status: 'done' });
      await over(line);
      await expect.poll(() => ringing.map(({ state }) => state)).toEqual(['ended', 'ended']);
      expect(ended(line)).toEqual([`incoming ${caller} rejected`]);
    });

    test('incoming, declined at one phone, the other rings on; the caller gives up', async () => {
      const { line, customer, ringing } = await rung(site);
      ringing[0].refuse(603);
      await hangUp(customer);
      await over(line);
      expect(ended(line)).toHaveLength(1);
    });

    test('incoming, no answer: missed once', async () => {
      const { line, customer } = await rung(site);
      await hangUp(customer);
      await over(line);
      expect(ended(line)).toEqual([`incoming ${caller} cancelled`]);
    });

    test('incoming, one phone is busy, the other answers: one call, answered', async () => {
      const line = await site.line('105');
      await site.phone('105', busy);
      const app = await site.phone('105-app');
      const customer = await site.customer();
      await customer.dial('51105');
      const theirs = await app.waitFor('ringing');
      await line.next('RingStarted');
      theirs.answer();
      await line.next('CommutationStarted');
      await hangUp(customer);
      await over(line);
      expect(ended(line)).toEqual([`incoming ${caller} answered`]);
    });

    test('incoming, one phone is gone, the other answers: one call, answered', async () => {
      const line = await site.line('106');
      const desk = await site.phone('106');
      const customer = await site.customer();
      await customer.dial('51106');
      await line.next('RingStarted');
      (await desk.waitFor('ringing')).answer();
      await line.next('CommutationStarted');
      expect(line.calls).toHaveLength(1);
      await hangUp(customer);
      await over(line);
      expect(ended(line)).toEqual([`incoming ${caller} answered`]);
    });

    test('queue: one call, answered at the mobile app', async () => {
      const line = await site.line('105');
      await site.phone('105');
      const app = await site.phone('105-app', answers);
      await site.member('Local/105@site-extensions/n');
      const customer = await site.customer();
      await customer.dial('5128');
      await line.next('CommutationStarted');
      expect(line.calls).toMatchObject([{ queue: 'orders', number: caller }]);
      await hear(customer.liveCalls[0], app.liveCalls[0]);
      await hangUp(customer);
      await over(line);
      expect(ended(line)).toEqual([`incoming ${caller} answered`]);
    });

    test('hold, resume and blind transfer of a call answered at the mobile app', async () => {
      const { line, customer, call, ringing } = await rung(site);
      ringing[1].answer();
      await line.next('CommutationStarted');
      const callId = line.calls[0]!.id;
      expect(callId).toBe(call.id);
      expect(await line.execute({ type: 'HoldCall', callId })).toEqual({ status: 'done' });
      expect(line.calls).toMatchObject([{ state: 'held', heldBy: 'agent' }]);
      expect(await line.execute({ type: 'ResumeCall', callId })).toEqual({ status: 'done' });
      await hear(customer.liveCalls[0], ringing[1]);
      const colleague = await site.phone('102', answers);
      expect(await line.execute({ type: 'BlindTransferCall', callId, number: '102' })).toEqual({
        status: 'done',
      });
      await colleague.waitFor('up');
      await hear(customer.liveCalls[0], colleague.liveCalls[0]);
      await over(line);
      expect(ended(line)).toEqual([`incoming ${caller} transferred`]);
    });

    test('outgoing, dialled at the mobile app: one call', async () => {
      const line = await site.line('105');
      const app = await site.phone('105-app');
      await site.phone('105');
      await site.phone('201', answers);
      await app.dial('201');
      await line.next('CommutationStarted');
      expect(line.calls).toMatchObject([{ direction: 'outgoing', number: '201', state: 'talking' }]);
      await hangUp(app);
      await over(line);
      expect(ended(line)).toEqual(['outgoing 201 answered']);
    });
  },
  ['PJSIP'],
);

/** A phone that sends its calls elsewhere (302), and the answers of the phone that is called. */
onEachPbx('diverted, declined', (site) => {
  async function divertedPhone(): Promise<SipPhone> {
    const agent = await site.phone('101', { do: 'divert', to: '202' });
    // Who diverts is not at the phone: it lifts for nothing.
    agent.obeysAutoAnswer = [];
    return agent;
  }

  test('outgoing by the panel, the own phone is diverted: the call goes on where it went, and ends there', async () => {
    const line = await site.line();
    await divertedPhone();
    const there = await site.phone('202');
    there.obeysAutoAnswer = [];
    await site.phone('201', answers);
    void line.execute({ type: 'MakeCall', number: '201' });
    const theirs = await there.waitFor('ringing');
    theirs.answer();
    await line.next('CommutationStarted');
    expect(line.calls).toMatchObject([{ direction: 'outgoing', state: 'talking', number: '201' }]);
    expect(await line.execute({ type: 'DropCall', callId: line.calls[0]!.id })).toEqual({ status: 'done' });
    await expect.poll(() => theirs.state).toBe('ended');
    await over(line);
    expect(ended(line)).toEqual(['outgoing 201 answered']);
  });

  test('outgoing by the panel, the own phone is diverted and declined there: the call ends', async () => {
    const line = await site.line();
    await divertedPhone();
    const there = await site.phone('202', declines);
    there.obeysAutoAnswer = [];
    await line.execute({ type: 'MakeCall', number: '201' });
    await over(line);
    expect(line.calls).toEqual([]);
  });

  test('incoming, the own phone is diverted: nothing is left here', async () => {
    const line = await site.line();
    await divertedPhone();
    const there = await site.phone('202', answers);
    const customer = await site.customer();
    const call = await customer.dial('5000');
    await customer.waitFor('up', (up) => up === call);
    await expect.poll(() => line.calls, line.story()).toEqual([]);
    await hear(call, there.liveCalls[0]);
  });

  test('outgoing, the called phone is diverted: one call, talking with who answers', async () => {
    const line = await site.line();
    const agent = await site.phone('101');
    await site.phone('202', { do: 'divert', to: '103' });
    const there = await site.phone('103', answers);
    await line.execute({ type: 'MakeCall', number: '202' });
    await line.next('CommutationStarted');
    expect(line.calls).toHaveLength(1);
    await hear(agent.liveCalls[0], there.liveCalls[0]);
    await hangUp(there);
    await over(line);
    expect(ended(line).map((text) => text.split(' ')[2])).toEqual(['answered']);
  });

  for (const by of ['the panel', 'the phone']) {
    test(`outgoing by ${by}: busy, declined, unknown, no line: each by its name`, async () => {
      const line = await site.line();
      const agent = await site.phone('101');
      const colleague = await site.phone('102');
      for (const [status, outcome] of [
        [486, 'busy'],
        [603, 'rejected'],
        [404, 'failed'],
        [503, 'failed'],
      ] as const) {
        colleague.onCall = { do: 'refuse', status, afterMs: 50 };
        if (by === 'the panel') await line.execute({ type: 'MakeCall', number: '102' });
        else await agent.dial('102');
        await colleague.waitFor('ended');
        // The tone says it to whoever is connected already; the others are refused.
        await expect
          .poll(async () => {
            const channels = await site.pbx.console('core show channels concise');
            return channels === '' || /!(Busy|Congestion)!/u.test(channels);
          })
          .toBe(true);
        await hangUp(agent);
        expect((await line.next('RingFinished')).call.outcome, String(status)).toBe(outcome);
      }
    });
  }
});
