import { test } from '@playwright/test';
import { expect } from '../expect.ts';
import type { Call } from '../../src/cti/call.ts';
import type { CtiCommandType } from '../../src/cti/command.ts';
import { answers, busy, declines, ended, hear, onEachPbx, over } from './site.ts';
import type { TestLine } from './testLine.ts';

const caller = '+491701234567';
/** What needs somebody at the other end. */
const forTwo: readonly CtiCommandType[] = ['HoldCall', 'ParkCall', 'MakeConsultCall', 'TransferCall'];

/** The PBX itself is at the other end: a menu, a mailbox, a conference room. */
onEachPbx('the PBX at the other end', (site) => {
  const isHere = (line: TestLine, application: string): Promise<void> =>
    expect
      .poll(() => line.calls.map((call) => `${call.state} ${call.application ?? ''}`))
      .toEqual([`talking ${application}`]);

  async function typed(digits: string): Promise<void> {
    const supervisor = await site.supervisor();
    await supervisor.waitForEvent({ Event: 'UserEvent', UserEvent: 'Typed', Digits: digits });
  }

  async function drop(line: TestLine, call: Call | undefined): Promise<void> {
    expect(await line.execute({ type: 'DropCall', callId: call?.id ?? '' })).toEqual({ status: 'done' });
    await over(line);
  }

  test('a menu, dialled by the panel: keys go to it, what needs a second person is not offered', async () => {
    const line = await site.line();
    await site.supervisor();
    await site.phone('101');
    await line.execute({ type: 'MakeCall', number: '610' });
    await isHere(line, 'menu');
    const [call] = line.calls;
    expect(call?.features.can.filter((command) => forTwo.includes(command))).toEqual([]);
    expect(await line.execute({ type: 'SendDtmf', callId: call?.id ?? '', digits: '4711' })).toEqual({
      status: 'done',
    });
    await typed('4711');
    expect(JSON.stringify([line.events, line.log])).not.toContain('4711');
    await isHere(line, 'echo');
    await drop(line, call);
    expect(ended(line)).toEqual(['outgoing 610 answered']);
  });

  test('a menu, dialled on the phone: keys of the phone and of the panel', async () => {
    const line = await site.line();
    await site.supervisor();
    const agent = await site.phone('101');
    const own = await agent.dial('610');
    await isHere(line, 'menu');
    own.press('47');
    await (await site.supervisor()).waitForEvent({ Event: 'DTMFEnd', Digit: '7' });
    expect(await line.execute({ type: 'SendDtmf', callId: line.calls[0]?.id ?? '', digits: '12' })).toEqual({
      status: 'done',
    });
    await typed('4712');
    await own.hangup();
    await over(line);
    expect(ended(line)).toEqual(['outgoing 610 answered']);
  });

  test('a menu that leads to a colleague: one call, then with the colleague; held and resumed', async () => {
    const line = await site.line();
    const agent = await site.phone('101');
    const colleague = await site.phone('102', answers);
    await line.execute({ type: 'MakeCall', number: '615' });
    await isHere(line, 'menu');
    const callId = line.calls[0]?.id ?? '';
    expect(await line.execute({ type: 'SendDtmf', callId, digits: '1' })).toEqual({ status: 'done' });
    const theirs = await colleague.waitFor('up');
    await isHere(line, '');
    expect(line.calls).toMatchObject([{ id: callId }]);
    await hear(agent.liveCalls[0], theirs);
    expect(await line.execute({ type: 'HoldCall', callId })).toEqual({ status: 'done' });
    expect(await line.execute({ type: 'ResumeCall', callId })).toEqual({ status: 'done' });
    await hear(agent.liveCalls[0], theirs);
    await theirs.hangup();
    await over(line);
    expect(ended(line)).toHaveLength(1);
  });

  test('a menu that leads to a queue: waiting in it, then with who answers', async () => {
    const line = await site.line();
    await site.phone('101');
    await line.execute({ type: 'MakeCall', number: '615' });
    await isHere(line, 'menu');
    const callId = line.calls[0]?.id ?? '';
    await line.execute({ type: 'SendDtmf', callId, digits: '3' });
    await isHere(line, 'queue');
    const colleague = await site.phone('102', answers);
    await site.member('Local/102@from-queue/n');
    const theirs = await colleague.waitFor('up');
    await isHere(line, '');
    await theirs.hangup();
    await over(line);
    expect(ended(line)).toHaveLength(1);
  });

  test('a mailbox, dialled: named as such', async () => {
    const line = await site.line();
    await site.phone('101');
    await line.execute({ type: 'MakeCall', number: '618' });
    await isHere(line, 'voicemail');
    await drop(line, line.calls[0]);
    expect(ended(line)).toEqual(['outgoing 618 answered']);
  });

  for (const { what, onCall } of [
    { what: 'there is no answer', onCall: { do: 'ring' } },
    { what: 'busy', onCall: busy },
    { what: 'declined', onCall: declines },
  ] as const) {
    test(`outgoing, ${what}, then the mailbox: connected, answered by it`, async () => {
      const line = await site.line();
      await site.phone('101');
      await site.phone('202', onCall);
      await line.execute({ type: 'MakeCall', number: '617' });
      await line.next('CommutationStarted');
      await isHere(line, 'voicemail');
      expect(line.calls[0]?.remoteBusy ?? false).toBe(false);
      await drop(line, line.calls[0]);
      expect(ended(line)).toEqual(['outgoing 617 answered']);
    });

    test(`outgoing, ${what}, then "press 5" before an answer: connected, keys go to it`, async () => {
      const line = await site.line();
      await site.supervisor();
      const agent = await site.phone('101');
      await site.phone('202', onCall);
      await agent.dial('611');
      await isHere(line, 'menu');
      const callId = line.calls[0]?.id ?? '';
      expect(await line.execute({ type: 'SendDtmf', callId, digits: '5' })).toEqual({ status: 'done' });
      await typed('5');
      await over(line);
      expect(ended(line)).toEqual(['outgoing 611 answered']);
    });
  }

  test('outgoing, no answer, then something else answers', async () => {
    const line = await site.line();
    await site.phone('101');
    await site.phone('202');
    await line.execute({ type: 'MakeCall', number: '616' });
    await isHere(line, 'echo');
    await drop(line, line.calls[0]);
    expect(ended(line)).toEqual(['outgoing 616 answered']);
  });

  test('incoming, rung out here, then the mailbox: missed', async () => {
    const line = await site.line();
    await site.phone('101');
    const customer = await site.customer();
    const call = await customer.dial('5129');
    await customer.waitFor('up', (up) => up === call);
    await over(line);
    expect(ended(line)).toEqual([`incoming ${caller} noAnswer`]);
  });

  for (const { how, number } of [
    { how: 'before the answer', number: '613' },
    { how: 'after the answer', number: '614' },
  ]) {
    test(`an announcement ${how}, then a person: one call, with the person`, async () => {
      const line = await site.line();
      const agent = await site.phone('101');
      const person = await site.phone('202', answers);
      await line.execute({ type: 'MakeCall', number });
      const theirs = await person.waitFor('up');
      await isHere(line, '');
      await hear(agent.liveCalls[0], theirs);
      await theirs.hangup();
      await over(line);
      expect(ended(line)).toEqual([`outgoing ${number} answered`]);
    });
  }

  test('a conference room with music for who is alone: no hold, one call, as others come and go', async () => {
    const line = await site.line();
    const agent = await site.phone('101');
    const colleague = await site.phone('103');
    const own = await agent.dial('630');
    await isHere(line, 'conference');
    for (let i = 0; i < 2; i += 1) {
      const theirs = await colleague.dial('630');
      await hear(own, theirs);
      await theirs.hangup();
      await expect.poll(() => site.pbx.console('confbridge list')).toMatch(/^630 +1 /m);
    }
    await own.hangup();
    await over(line);
    expect(ended(line).map((text) => text.split(' ')[2])).toEqual(['answered']);
    expect(line.names()).not.toContain('PutHoldAction');
  });

  test('a conference room that is recorded: the recorder is no party', async () => {
    const line = await site.line();
    const agent = await site.phone('101');
    const own = await agent.dial('631');
    await isHere(line, 'conference');
    const colleague = await site.phone('103');
    await hear(own, await colleague.dial('631'));
    expect(line.calls).toHaveLength(1);
    await own.hangup();
    await over(line);
    expect(line.names()).not.toContain('PutHoldAction');
    expect(ended(line).map((text) => text.split(' ')[2])).toEqual(['answered']);
  });

  test('a supervisor who listens in is no party: the call stays the customer’s, and can be held', async () => {
    const line = await site.line();
    const agent = await site.phone('101', answers);
    const customer = await site.customer();
    await customer.dial('5000');
    const { call } = await line.next('CommutationStarted');
    const supervisor = await site.phone('103');
    const listening = await supervisor.dial('633101');
    await supervisor.waitFor('up', (up) => up === listening);
    expect(await line.execute({ type: 'HoldCall', callId: call.id })).toEqual({ status: 'done' });
    expect(await line.execute({ type: 'ResumeCall', callId: call.id })).toEqual({ status: 'done' });
    await hear(customer.liveCalls[0], agent.liveCalls[0]);
    expect(line.calls).toMatchObject([{ id: call.id, number: caller, state: 'talking' }]);
    await listening.hangup();
    await customer.liveCalls[0]?.hangup();
    await over(line);
    expect(ended(line)).toEqual([`incoming ${caller} answered`]);
  });

  test('outgoing, the called person must press 1: ringing until they have, cancelled if given up before', async () => {
    const line = await site.line();
    const agent = await site.phone('101');
    const person = await site.phone('202', answers);
    await line.execute({ type: 'MakeCall', number: '624' });
    const theirs = await person.waitFor('up');
    await expect.poll(() => line.calls).toMatchObject([{ state: 'dialing', phase: 'ringing' }]);
    theirs.press('1');
    await line.next('CommutationStarted');
    await hear(agent.liveCalls[0], theirs);
    await theirs.hangup();
    await over(line);
    await line.execute({ type: 'MakeCall', number: '624' });
    const second = await person.waitFor('up');
    await agent.liveCalls[0]?.hangup();
    // Read ends at its own pace, at the latest after its limit, and only then the call.
    if (second.state === 'up') second.press('2');
    await over(line);
    expect(ended(line)).toEqual(['outgoing 624 answered', 'outgoing 624 cancelled']);
  });

  test('incoming, the agent must press 1: connected when they have', async () => {
    const line = await site.line();
    const agent = await site.phone('101', answers);
    const customer = await site.customer();
    await customer.dial('5124');
    const own = await agent.waitFor('up');
    await expect
      .poll(() => line.calls)
      .toMatchObject([{ direction: 'incoming', state: 'ringing', number: caller }]);
    own.press('1');
    await line.next('CommutationStarted');
    await hear(customer.liveCalls[0], own);
    await own.hangup();
    await over(line);
    expect(ended(line)).toEqual([`incoming ${caller} answered`]);
  });
});

onEachPbx(
  'a long announcement',
  (site) => {
    test('17 seconds, then an application: noticed whenever it comes', async () => {
      const line = await site.line();
      await site.phone('101');
      await line.execute({ type: 'MakeCall', number: '612' });
      await line.next('CommutationStarted');
      expect(line.calls).toMatchObject([{ state: 'talking' }]);
    });
  },
  // It takes as long as it takes: on one PBX.
  ['SIP'],
);
