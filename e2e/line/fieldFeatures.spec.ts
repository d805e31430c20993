import { test } from '@playwright/test';
import { expect } from '../expect.ts';
import { answers, busy, ended, hear, onEachPbx, over, type Site } from './site.ts';
import type { StaticLine } from '../pbx/asterisk.ts';
import type { CallBehaviour, SipCall } from '../phones/sipPhone.ts';
import type { TestLine } from './testLine.ts';

const caller = '+491701234567';

/** A feature of the dial plan, and a call through it to somebody who answers in the end. */
interface Feature {
  readonly what: string;
  /** Switches it on, before the panel looks. */
  readonly prepare?: (site: Site) => Promise<unknown>;
  /** Who is rung, besides the agent's phone and the one that answers. */
  readonly others?: Partial<Record<StaticLine, CallBehaviour>>;
  readonly number: string;
  readonly answeredAt: StaticLine;
  /** What they do on the phone when they have answered. */
  readonly press?: string;
}

/** Dialled by 101. */
const outgoing: readonly Feature[] = [
  {
    what: 'extension with a mailbox',
    prepare: (site) => site.choose('VM', '102'),
    number: '61102',
    answeredAt: '102',
  },
  { what: 'forwarding by a feature code', prepare: forward102, number: '61102', answeredAt: '103' },
  {
    what: 'follow-me to a mobile that confirms',
    prepare: (site) => site.choose('FM', '102', '4915112345'),
    others: { '102': { do: 'ring' } },
    number: '61102',
    answeredAt: 'trunk',
    press: '1',
  },
  { what: 'hot desk', prepare: atDesk102, number: '61170', answeredAt: '102' },
  { what: 'ring group, all', others: { '102': busy }, number: '619', answeredAt: '103' },
  { what: 'ring group, hunt', others: { '102': { do: 'ring' } }, number: '620', answeredAt: '103' },
  { what: 'ring group, memory hunt', others: { '102': { do: 'ring' } }, number: '621', answeredAt: '103' },
  { what: 'ring group, all by Local', others: { '102': busy }, number: '622', answeredAt: '103' },
  { what: 'ring group, hunt by Local', others: { '102': { do: 'ring' } }, number: '623', answeredAt: '103' },
  { what: 'call confirmation', number: '624', answeredAt: '202', press: '1' },
  {
    what: 'trunk failover',
    others: { trunk: { do: 'refuse', status: 503 } },
    number: '6254930123456',
    answeredAt: 'trunk2',
  },
  { what: 'time condition, day', number: '626', answeredAt: '102' },
  { what: 'announcement', number: '613', answeredAt: '202' },
  { what: 'intercom', number: '*80102', answeredAt: '102' },
];

/** Dialled from outside, for 101. */
const incoming: readonly Feature[] = [
  {
    what: 'extension with a mailbox',
    prepare: (site) => site.choose('VM', '101'),
    number: '51101',
    answeredAt: '101',
  },
  {
    what: 'forwarding by a feature code',
    prepare: async (site) => {
      const phone = await site.phone('102');
      await site.code(phone, '*72101');
      await phone.stop();
    },
    number: '51102',
    answeredAt: '101',
  },
  {
    what: 'follow-me, the desk phone answers',
    prepare: (site) => site.choose('FM', '101', '4915112345'),
    number: '51101',
    answeredAt: '101',
  },
  {
    what: 'hot desk',
    prepare: async (site) => {
      const phone = await site.phone('101');
      await site.code(phone, '*11170');
      await phone.stop();
    },
    number: '51170',
    answeredAt: '101',
  },
  { what: 'ring group, hunt', others: { '102': busy }, number: '5120', answeredAt: '101' },
  { what: 'ring group, memory hunt', number: '5121', answeredAt: '101' },
  { what: 'ring group, all by Local', others: { '102': busy }, number: '5123', answeredAt: '101' },
  { what: 'call confirmation', number: '5124', answeredAt: '101', press: '1' },
  { what: 'announcement', number: '5127', answeredAt: '101' },
  { what: 'caller-name prefix', number: '5126', answeredAt: '101' },
];

async function forward102(site: Site): Promise<void> {
  const phone = await site.phone('102');
  await site.code(phone, '*72103');
  await phone.stop();
}

async function atDesk102(site: Site): Promise<void> {
  const phone = await site.phone('102');
  await site.code(phone, '*11170');
  await phone.stop();
}

/** The phones of a feature; the call of the one that answers comes when it is up. */
async function lift(site: Site, feature: Feature): Promise<() => Promise<SipCall>> {
  await feature.prepare?.(site);
  for (const [name, onCall] of Object.entries(feature.others ?? {}))
    await site.phone(name as StaticLine, onCall);
  const phone = await site.phone(feature.answeredAt, answers);
  return async () => {
    const call = await phone.waitFor('up');
    if (feature.press !== undefined) call.press(feature.press);
    return call;
  };
}

async function holdAndResume(line: TestLine, callId: string, ...calls: SipCall[]): Promise<void> {
  expect(await line.execute({ type: 'HoldCall', callId }), line.story()).toEqual({ status: 'done' });
  expect(line.calls).toMatchObject([{ id: callId, state: 'held', heldBy: 'agent' }]);
  expect(await line.execute({ type: 'ResumeCall', callId }), line.story()).toEqual({ status: 'done' });
  expect(line.calls).toMatchObject([{ id: callId, state: 'talking' }]);
  await hear(...calls);
}

onEachPbx('a site’s dial plan', (site) => {
  for (const feature of outgoing) {
    test(`${feature.what}: outgoing, held and resumed`, async () => {
      const up = await lift(site, feature);
      const line = await site.line();
      const agent = await site.phone('101');
      await line.execute({ type: 'MakeCall', number: feature.number });
      const theirs = await up();
      const { call } = await line.next('CommutationStarted');
      expect(line.calls).toMatchObject([{ direction: 'outgoing', state: 'talking' }]);
      await hear(agent.liveCalls[0], theirs);
      await holdAndResume(line, call.id, agent.liveCalls[0]!, theirs);
      await theirs.hangup();
      await over(line);
      expect(ended(line).map(direction)).toEqual(['outgoing answered']);
    });

    test(`${feature.what}: target of a blind transfer`, async () => {
      const up = await lift(site, feature);
      const line = await site.line();
      const agent = await site.phone('101');
      const customer = await site.phone('201');
      const call = await customer.dial('101');
      (await agent.waitFor('ringing')).answer();
      const callId = (await line.next('CommutationStarted')).call.id;
      const { number } = feature;
      expect(await line.execute({ type: 'BlindTransferCall', callId, number }), line.story()).toEqual({
        status: 'done',
      });
      await over(line);
      await hear(call, await up());
      expect(ended(line)).toEqual(['incoming 201 transferred']);
    });
  }

  for (const feature of incoming) {
    test(`${feature.what}: incoming, held, resumed and transferred`, async () => {
      const up = await lift(site, feature);
      const line = await site.line();
      const customer = await site.customer();
      const theirs = await customer.dial(feature.number);
      const own = await up();
      const { call } = await line.next('CommutationStarted');
      expect(line.calls).toMatchObject([{ direction: 'incoming', state: 'talking', number: caller }]);
      const prefix = feature.what === 'caller-name prefix' ? 'Sales: ' : '';
      expect(line.calls).toMatchObject([{ name: `${prefix}Erika Mustermann` }]);
      await hear(theirs, own);
      await holdAndResume(line, call.id, theirs, own);
      const colleague = await site.phone('202', answers);
      const callId = call.id;
      expect(await line.execute({ type: 'BlindTransferCall', callId, number: '202' }), line.story()).toEqual({
        status: 'done',
      });
      await over(line);
      await hear(theirs, await colleague.waitFor('up'));
      expect(ended(line)).toEqual([`incoming ${caller} transferred`]);
      expect(line.names().filter((name) => name === 'RingStarted')).toHaveLength(1);
    });
  }

  for (const { what, prepare } of [
    { what: 'extension with a mailbox', prepare: () => site.choose('VM', '101') },
    { what: 'follow-me', prepare: () => site.choose('FM', '101', '4915112345') },
  ]) {
    test(`${what}: queue, held and resumed`, async () => {
      await prepare();
      const line = await site.line();
      const agent = await site.phone('101', answers);
      await site.member('Local/101@site-extensions/n');
      const customer = await site.customer();
      const theirs = await customer.dial('5128');
      const { call } = await line.next('CommutationStarted');
      expect(line.calls).toMatchObject([{ queue: 'orders', number: caller }]);
      await holdAndResume(line, call.id, theirs, agent.liveCalls[0]!);
      await theirs.hangup();
      await over(line);
      expect(ended(line)).toEqual([`incoming ${caller} answered`]);
    });
  }

  test('hot desk: queue', async () => {
    const agent = await site.phone('101');
    await site.code(agent, '*11170');
    agent.onCall = answers;
    const line = await site.line();
    await site.member('Local/170@site-extensions/n');
    const customer = await site.customer();
    await customer.dial('5128');
    await line.next('CommutationStarted');
    expect(line.calls).toMatchObject([{ queue: 'orders', number: caller }]);
    await hear(customer.liveCalls[0], agent.liveCalls[0]);
  });

  /** The menu listens. */
  const asked = (): Promise<void> =>
    expect.poll(() => site.pbx.console('core show channels concise')).toMatch(/!(BackGround|WaitExten)!/u);

  test('menu: queue', async () => {
    const line = await site.line();
    const agent = await site.phone('101', answers);
    await site.member('Local/101@from-queue/n');
    const customer = await site.customer();
    const theirs = await customer.dial('5125');
    await customer.waitFor('up', (up) => up === theirs);
    await asked();
    theirs.press('3');
    await line.next('CommutationStarted');
    expect(line.calls).toMatchObject([{ queue: 'orders', number: caller }]);
    await hear(theirs, agent.liveCalls[0]);
  });

  test('menu: incoming', async () => {
    const line = await site.line();
    const agent = await site.phone('101', answers);
    const customer = await site.customer();
    const theirs = await customer.dial('5125');
    await customer.waitFor('up', (up) => up === theirs);
    await asked();
    theirs.press('4');
    await line.next('CommutationStarted');
    expect(line.calls).toMatchObject([{ direction: 'incoming', number: caller }]);
    await hear(theirs, agent.liveCalls[0]);
  });

  test('menu: target of a blind transfer', async () => {
    const line = await site.line();
    await site.phone('101', answers);
    const customer = await site.phone('201');
    const call = await customer.dial('101');
    const callId = (await line.next('CommutationStarted')).call.id;
    expect(await line.execute({ type: 'BlindTransferCall', callId, number: '615' })).toEqual({
      status: 'done',
    });
    await over(line);
    const colleague = await site.phone('102', answers);
    await asked();
    call.press('1');
    await hear(call, await colleague.waitFor('up'));
    expect(ended(line)).toEqual(['incoming 201 transferred']);
  });

  test('do not disturb by a feature code: incoming and queue: nothing is shown, and calls come again when it is off', async () => {
    const agent = await site.phone('101');
    await site.code(agent, '*78');
    const line = await site.line();
    await site.member('Local/101@site-extensions/n');
    const customer = await site.customer();
    const waiting = await customer.dial('5128');
    await customer.waitFor('up', (up) => up === waiting);
    const refused = await customer.dial('51101');
    await customer.waitFor('ended', (call) => call === refused);
    expect(line.names()).toEqual([]);
    await waiting.hangup();
    await site.code(agent, '*79');
    await expect.poll(() => line.calls).toEqual([]);
    await customer.dial('51101');
    await expect.poll(() => line.calls).toMatchObject([{ direction: 'incoming', number: caller }]);
  });

  test('time condition: outgoing at night: the mailbox answers', async () => {
    await site.choose('site', 'closed');
    const line = await site.line();
    await site.phone('101');
    await line.execute({ type: 'MakeCall', number: '626' });
    await line.next('CommutationStarted');
    expect(line.calls).toMatchObject([{ direction: 'outgoing', state: 'talking', number: '626' }]);
  });

  test('do not disturb: outgoing to a colleague: busy', async () => {
    const colleague = await site.phone('102');
    await site.code(colleague, '*78');
    const line = await site.line();
    const agent = await site.phone('101');
    const call = await agent.dial('61102');
    await agent.waitFor('ended', (ended) => ended === call);
    await over(line);
    expect(ended(line)).toEqual(['outgoing 61102 busy']);
  });

  test('paging: outgoing, and at a phone that is paged', async () => {
    const line = await site.line();
    const paged = await site.line('102');
    const agent = await site.phone('101');
    await site.phone('102', answers);
    await site.phone('103', answers);
    const call = await agent.dial('627');
    await paged.next('CommutationStarted');
    expect(paged.calls).toMatchObject([{ direction: 'incoming', state: 'talking', number: '101' }]);
    await line.next('CommutationStarted');
    expect(line.calls).toMatchObject([{ direction: 'outgoing', state: 'talking', number: '627' }]);
    await call.hangup();
    await over(line);
    await over(paged);
    expect(ended(paged)).toEqual(['incoming 101 answered']);
  });

  test('do not disturb: outgoing to a colleague by the panel: busy', async () => {
    const colleague = await site.phone('102');
    await site.code(colleague, '*78');
    const line = await site.line();
    const agent = await site.phone('101');
    await line.execute({ type: 'MakeCall', number: '61102' });
    await line.next('AbonentBusy');
    await agent.liveCalls[0]?.hangup();
    await over(line);
    expect(ended(line)).toEqual(['outgoing 61102 busy']);
  });
});

const direction = (text: string): string => text.replace(/ .* /, ' ');
