import { test } from '@playwright/test';
import { expect } from '../expect.ts';
import { isCallEvent } from '../../src/cti/event.ts';
import type { StaticLine } from '../pbx/asterisk.ts';
import type { SipPhone } from '../phones/sipPhone.ts';
import { answers, controls, ended, hear, onEachPbx, over, rings, type Site } from './site.ts';
import type { TestLine } from './testLine.ts';

/** Each by a name of their own, so that a name beside the number of another is noticed. */
const people: readonly (readonly [StaticLine, string])[] = [
  ['102', 'Bela Blau'],
  ['103', 'Cora Cyan'],
  ['201', 'Erika Erle'],
  ['202', 'Frida Fichte'],
];

async function person(site: Site, name: StaticLine, onCall = rings): Promise<SipPhone> {
  const displayName = people.find(([line]) => line === name)?.[1] ?? '';
  return site.phone(name, onCall, { name: displayName });
}

/** All that the line has ever shown as the other end: `201 Erika Erle`. */
function shown(line: TestLine): readonly string[] {
  const calls = line.events.filter(isCallEvent).map(({ call }) => call);
  return [...new Set(calls.map(({ number, name }) => `${number} ${name}`.trim()))];
}

/** Number and name are of one person, or the name is not known. */
function isOfOne(party: string): boolean {
  const [number, ...words] = party.split(' ');
  const [, own] = people.find(([line]) => line === number) ?? [];
  return words.length === 0 || words.join(' ') === own;
}

onEachPbx('a call that moves on', (site) => {
  let line: TestLine;
  let agent: SipPhone;

  test.beforeEach(async () => {
    line = await site.line('101', { controls: controls() });
    agent = await site.phone('101');
  });

  /** Hangs up at the other end, and looks at all that was shown. */
  async function endedAs(phone: SipPhone, ...ends: string[]): Promise<void> {
    await phone.liveCalls[0]!.hangup();
    await over(line);
    expect(shown(line).filter((party) => !isOfOne(party))).toEqual([]);
    expect(ended(line)).toEqual(ends);
  }

  test('the colleague passes the agent on, unannounced: the call is with the next one, by number and name', async () => {
    const colleague = await person(site, '102', answers);
    const next = await person(site, '103', answers);
    await line.execute({ type: 'MakeCall', number: '102' });
    const { call } = await line.next('CommutationStarted');
    await colleague.liveCalls[0]!.transfer('103');
    await next.waitFor('up');
    await hear(agent.liveCalls[0], next.liveCalls[0]);
    await expect
      .poll(() => line.calls.map(({ id, number }) => `${id} ${number}`), line.story())
      .toEqual([`${call.id} 103`]);
    await endedAs(next, 'outgoing 103 answered');
  });

  test('the colleague passes the caller on after asking: the call is with the caller', async () => {
    const colleague = await person(site, '102');
    const customer = await person(site, '201');
    const first = await customer.dial('102');
    await colleague.waitFor('ringing');
    const theirs = colleague.liveCalls[0]!;
    theirs.answer();
    await customer.waitFor('up', (up) => up === first);
    await theirs.hold();
    const asking = await colleague.dial('101');
    await line.next('RingStarted');
    agent.liveCalls[0]!.answer();
    await colleague.waitFor('up', (up) => up === asking);
    await asking.transfer(theirs);
    await expect.poll(() => line.calls.map(({ number }) => number), line.story()).toEqual(['201']);
    await endedAs(customer, 'incoming 201 answered');
  });

  test('the called phone is diverted: one call, with one of the two by number and name', async () => {
    await person(site, '102', { do: 'divert', to: '103' });
    const there = await person(site, '103', answers);
    await line.execute({ type: 'MakeCall', number: '102' });
    await line.next('CommutationStarted');
    await hear(agent.liveCalls[0], there.liveCalls[0]);
    await endedAs(there, 'outgoing 102 answered');
  });

  test('a colleague picks the ringing call up: the call is with them', async () => {
    const picker = await site.line('103', {
      controls: controls(),
      colleagues: ['102'],
      agentName: 'Cora Cyan',
    });
    await person(site, '102');
    const there = await person(site, '103');
    await line.execute({ type: 'MakeCall', number: '102' });
    await expect.poll(() => picker.connection.line.ringingColleagues).toMatchObject([{ extension: '102' }]);
    const { id } = picker.connection.line.ringingColleagues[0]!;
    expect(await picker.execute({ type: 'PickUpRingingCall', id })).toMatchObject({ status: 'done' });
    await line.next('CommutationStarted');
    await hear(agent.liveCalls[0], there.liveCalls[0]);
    await endedAs(there, 'outgoing 103 answered');
  });

  test('a consulted colleague is busy: the call is the caller’s again', async () => {
    const customer = await person(site, '201');
    await person(site, '102', { do: 'refuse', status: 486, afterMs: 50 });
    await customer.dial('101');
    const { call } = await line.next('RingStarted');
    agent.liveCalls[0]!.answer();
    await line.next('CommutationStarted');
    await line.execute({ type: 'MakeConsultCall', callId: call.id, number: '102' });
    await expect
      .poll(() => line.calls.map(({ id, state }) => `${id} ${state}`), line.story())
      .toEqual([`${call.id} talking`]);
    await endedAs(customer, 'outgoing 102 busy', 'incoming 201 answered');
  });
});

onEachPbx('a click-to-call', (site) => {
  test('given up before the own phone is lifted: cancelled, each time', async () => {
    const line = await site.line('101', { controls: controls() });
    await site.phone('201');
    const agent = await site.phone('101', rings, { obeysAutoAnswer: [] });
    for (let round = 0; round < 2; round += 1) {
      void line.execute({ type: 'MakeCall', number: '201' });
      await agent.waitFor('ringing', ({ state }) => state === 'ringing');
      await expect.poll(() => line.calls[0]?.phase).toBe('agentRinging');
      expect(await line.execute({ type: 'DropCall', callId: line.calls[0]!.id })).toEqual({ status: 'done' });
      await line.next('RingFinished');
      await expect.poll(() => agent.liveCalls).toEqual([]);
    }
    expect(ended(line)).toEqual(['outgoing 201 cancelled', 'outgoing 201 cancelled']);
  });
});
