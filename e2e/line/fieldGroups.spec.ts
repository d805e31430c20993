import { test } from '@playwright/test';
import { expect } from '../expect.ts';
import { answers, busy, declines, ended, hear, onEachPbx, over } from './site.ts';
import type { SipPhone } from '../phones/sipPhone.ts';

const caller = '+491701234567';

async function hangUp(phone: SipPhone): Promise<void> {
  for (const call of phone.liveCalls) await call.hangup();
}

/** One caller, several people: who was busy or declined is not what the agent did. */
onEachPbx('groups', (site) => {
  for (const { how, number } of [
    { how: 'all at once', number: '5003' },
    { how: 'one after the other', number: '5120' },
    { how: 'all at once by Local channels', number: '5123' },
  ]) {
    test(`incoming, ${how}: a colleague is busy, declines or is unknown, the caller gives up: missed`, async () => {
      const line = await site.line();
      const agent = await site.phone('101');
      const colleague = await site.phone('102');
      const customer = await site.customer();
      for (const status of [486, 603, 404]) {
        colleague.onCall = { do: 'refuse', status };
        await customer.dial(number);
        await line.next('RingStarted');
        await agent.waitFor('ringing');
        await expect.poll(() => colleague.liveCalls).toEqual([]);
        await hangUp(customer);
        expect((await line.next('RingFinished')).call.outcome, String(status)).toBe('cancelled');
      }
      expect(ended(line)).toEqual(Array(3).fill(`incoming ${caller} cancelled`));
    });
  }

  test('incoming, all at once: a colleague declines after ringing, the caller gives up: missed', async () => {
    const line = await site.line();
    const colleague = await site.phone('102', declines);
    await site.phone('101');
    const customer = await site.customer();
    await customer.dial('5003');
    await line.next('RingStarted');
    await colleague.waitFor('ended');
    await hangUp(customer);
    await over(line);
    expect(ended(line)).toEqual([`incoming ${caller} cancelled`]);
  });

  test('incoming, all at once: declined here is declined, also when a colleague goes on ringing', async () => {
    const line = await site.line();
    await site.phone('101', declines);
    await site.phone('102');
    const customer = await site.customer();
    for (const number of ['5003', '5123']) {
      await customer.dial(number);
      expect((await line.next('RingFinished')).call.outcome).toBe('rejected');
      await hangUp(customer);
    }
  });

  test('incoming, one after the other: rung out here, answered by the colleague', async () => {
    const line = await site.line();
    await site.phone('101');
    const colleague = await site.phone('102', answers);
    const customer = await site.customer();
    await customer.dial('5122');
    await colleague.waitFor('up');
    await over(line);
    expect(ended(line)).toEqual([`incoming ${caller} answeredElsewhere`]);
  });

  test('incoming, memory hunt: rings here again for the same caller: one call, answered', async () => {
    const line = await site.line();
    let rings = 0;
    await site.phone('101', () => ((rings += 1) === 2 ? answers : { do: 'ring' }));
    await site.phone('102', busy);
    const customer = await site.customer();
    await customer.dial('5121');
    await line.next('CommutationStarted');
    expect(line.calls).toMatchObject([{ number: caller, rings: 2 }]);
    await hangUp(customer);
    await over(line);
    expect(ended(line)).toEqual([`incoming ${caller} answered`]);
    expect(line.connection.line.ignored).toBe(0);
  });

  test('incoming, memory hunt: the caller gives up at the second ring: missed once', async () => {
    const line = await site.line();
    await site.phone('101');
    await site.phone('102', busy);
    const customer = await site.customer();
    await customer.dial('5121');
    await expect.poll(() => line.calls.map(({ rings }) => rings)).toEqual([2]);
    await hangUp(customer);
    await over(line);
    expect(ended(line)).toEqual([`incoming ${caller} cancelled`]);
  });

  test('incoming, memory hunt after an announcement: one call, answered', async () => {
    const line = await site.line();
    let rings = 0;
    await site.phone('101', () => ((rings += 1) === 2 ? answers : { do: 'ring' }));
    await site.phone('102', busy);
    const customer = await site.customer();
    await customer.dial('5130');
    await line.next('CommutationStarted');
    expect(line.calls).toMatchObject([{ number: caller, rings: 2 }]);
    await hangUp(customer);
    await over(line);
    expect(ended(line)).toEqual([`incoming ${caller} answered`]);
  });

  test('incoming after an announcement, rung out, then the mailbox: missed while the caller speaks', async () => {
    const line = await site.line();
    await site.phone('101');
    const customer = await site.customer();
    const call = await customer.dial('5131');
    await over(line);
    expect(ended(line)).toEqual([`incoming ${caller} noAnswer`]);
    expect(customer.liveCalls).toEqual([call]);
    await hangUp(customer);
  });

  test('incoming, memory hunt: declined here, then rung again: the decline ends the first call', async () => {
    const line = await site.line();
    let rings = 0;
    await site.phone('101', () => ((rings += 1) === 1 ? declines : answers));
    await site.phone('102', busy);
    const customer = await site.customer();
    await customer.dial('5121');
    await line.next('CommutationStarted');
    await hangUp(customer);
    await over(line);
    expect(ended(line)).toEqual([`incoming ${caller} rejected`, `incoming ${caller} answered`]);
  });

  for (const { how, number } of [
    { how: 'all at once', number: '619' },
    { how: 'one after the other', number: '620' },
    { how: 'memory hunt', number: '621' },
    { how: 'all at once by Local channels', number: '622' },
    { how: 'one after the other by Local channels', number: '623' },
  ]) {
    test(`outgoing, ${how}: one is busy, another rings and answers`, async () => {
      const line = await site.line();
      const agent = await site.phone('101');
      await site.phone('102', busy);
      const colleague = await site.phone('103');
      await line.execute({ type: 'MakeCall', number });
      const theirs = await colleague.waitFor('ringing');
      await expect.poll(() => line.calls[0]?.phase, line.story()).toBe('ringing');
      await expect.poll(() => line.calls[0]?.remoteBusy ?? false).toBe(false);
      theirs.answer();
      await line.next('CommutationStarted');
      expect(line.calls).toMatchObject([{ state: 'talking', number }]);
      await hear(agent.liveCalls[0], theirs);
      await theirs.hangup();
      await over(line);
      expect(ended(line)).toEqual([`outgoing ${number} answered`]);
    });

    test(`outgoing, ${how}: one is busy, given up at the handset and by the panel: cancelled`, async () => {
      const line = await site.line();
      const agent = await site.phone('101');
      await site.phone('102', busy);
      const colleague = await site.phone('103');
      for (const by of ['handset', 'panel']) {
        await agent.dial(number);
        await colleague.waitFor('ringing');
        await expect.poll(() => line.calls[0]?.phase, line.story()).toBe('ringing');
        if (by === 'handset') await hangUp(agent);
        else await line.execute({ type: 'DropCall', callId: line.calls[0]!.id });
        expect((await line.next('RingFinished')).call.outcome, by).toBe('cancelled');
        await expect.poll(() => colleague.liveCalls).toEqual([]);
      }
      expect(ended(line)).toEqual(Array(2).fill(`outgoing ${number} cancelled`));
    });
  }

  test('outgoing, the second trunk after a 503: rings, answered', async () => {
    const line = await site.line();
    const agent = await site.phone('101');
    await site.phone('trunk', { do: 'refuse', status: 503 });
    const there = await site.phone('trunk2');
    await line.execute({ type: 'MakeCall', number: '6254930123456' });
    const theirs = await there.waitFor('ringing');
    await expect.poll(() => line.calls[0]?.phase, line.story()).toBe('ringing');
    theirs.answer();
    await line.next('CommutationStarted');
    await hear(agent.liveCalls[0], theirs);
    await theirs.hangup();
    await over(line);
    expect(ended(line)).toEqual(['outgoing 6254930123456 answered']);
  });

  test('outgoing, the second trunk after a 503: given up is cancelled, busy is busy, declined is declined', async () => {
    const line = await site.line();
    const agent = await site.phone('101');
    await site.phone('trunk', { do: 'refuse', status: 503 });
    const there = await site.phone('trunk2');
    await line.execute({ type: 'MakeCall', number: '6254930123456' });
    await there.waitFor('ringing');
    await expect.poll(() => line.calls[0]?.phase).toBe('ringing');
    await hangUp(agent);
    expect((await line.next('RingFinished')).call.outcome).toBe('cancelled');
    for (const [onCall, outcome] of [
      [busy, 'busy'],
      [declines, 'rejected'],
    ] as const) {
      there.onCall = onCall;
      await agent.dial('6254930123456');
      expect((await line.next('RingFinished')).call.outcome).toBe(outcome);
      await hangUp(agent);
    }
  });
});

/** A queue rings the same agent for the same caller until somebody answers. */
onEachPbx('a queue that rings again', (site) => {
  for (const kind of ['a Local channel', 'the phone itself']) {
    test(`member ${kind}: answered at the third ring: one call`, async () => {
      const line = await site.line();
      await site.member(kind === 'the phone itself' ? site.pbx.device('101') : 'Local/101@from-queue/n');
      let rings = 0;
      await site.phone('101', () => ((rings += 1) === 3 ? answers : { do: 'ring' }));
      const customer = await site.customer();
      await customer.dial('5128');
      await line.next('CommutationStarted');
      expect(line.calls).toMatchObject([{ direction: 'incoming', number: caller, queue: 'orders' }]);
      await hangUp(customer);
      await over(line);
      expect(rings).toBe(3);
      expect(ended(line)).toEqual([`incoming ${caller} answered`]);
    });
  }

  test('the caller gives up at the second ring: one call, missed once', async () => {
    const line = await site.line();
    await site.member('Local/101@from-queue/n');
    let rings = 0;
    await site.phone('101', () => {
      rings += 1;
      return { do: 'ring' };
    });
    const customer = await site.customer();
    await customer.dial('5128');
    await expect.poll(() => rings).toBe(2);
    await line.next('RingStarted');
    await hangUp(customer);
    await over(line);
    expect(ended(line)).toEqual([`incoming ${caller} cancelled`]);
  });

  test('rung out here, then answered by a colleague who came in: one call, answered elsewhere', async () => {
    const line = await site.line();
    await site.member('Local/101@from-queue/n');
    let rings = 0;
    await site.phone('101', () => {
      rings += 1;
      return { do: 'ring' };
    });
    await site.phone('102', answers);
    const customer = await site.customer();
    const call = await customer.dial('5128');
    await expect.poll(() => rings).toBe(1);
    await site.member('Local/102@from-queue/n');
    await customer.waitFor('up', (up) => up === call);
    await over(line);
    expect(ended(line), line.story()).toHaveLength(1);
    expect(line.connection.line.ignored).toBe(0);
  });
});
