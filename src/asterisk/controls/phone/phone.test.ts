import { beforeEach, describe, expect, it } from 'vitest';
import type { CommandResult } from '../../../cti/command.ts';
import type { PhoneAct, PhoneDialog, PhoneOutcome, PhoneView } from '../../../phone/phone.ts';
import type { LinePhone } from '../../../phone/softphone.ts';
import { ControlBench } from '../../testing/controlBench.ts';
import { callDenial, controlName, runOnCall } from '../index.ts';

/** The page of the phone: obeys, as the test says. */
class PhoneInTest implements LinePhone {
  view: PhoneView = { registration: { state: 'registered' }, hasMicrophone: true, dialogs: [] };
  readonly acts: (readonly [sipCallId: string, act: PhoneAct])[] = [];
  outcome: PhoneOutcome = 'done';
  /** What the PBX sees of it. */
  then: () => void = () => undefined;

  invite(): string {
    return 'invited-1';
  }

  order(sipCallId: string, act: PhoneAct): Promise<PhoneOutcome> {
    this.acts.push([sipCallId, act]);
    if (this.outcome === 'done') this.then();
    return Promise.resolve(this.outcome);
  }

  onChanged(): () => void {
    return () => undefined;
  }

  has(...dialogs: readonly PhoneDialog[]): void {
    this.view = { ...this.view, dialogs };
  }
}

let phone: PhoneInTest;
let bench: ControlBench;

beforeEach(() => {
  phone = new PhoneInTest();
  bench = new ControlBench({
    softphone: phone,
    may: ['Originate', 'Getvar', 'Hangup'],
    controls: { answer: 'softphone', hold: 'auto', transfer: 'auto', context: 'offhook' },
  });
  bench.on('Getvar', (action) => ({
    value: action.fields.some(([, value]) => value === 'CHANNEL(pjsip,call-id)') ? 'a@pbx' : '',
  }));
});

const run = (type: 'AnswerCall' | 'HoldCall' | 'ResumeCall' | 'MuteCall' | 'UnmuteCall' | 'DropCall') =>
  runOnCall(bench.context, bench.story, { type, callId: bench.story.call.id });

const join = (): void =>
  bench.hear(
    { type: 'bridgeEntered', bridgeId: 'b', channel: { ...bench.phone, state: 'up' } },
    { type: 'bridgeEntered', bridgeId: 'b', channel: { ...bench.caller, state: 'up' } },
  );

describe('answer', () => {
  it('is done by the phone, and settles when the PBX has connected the two', async () => {
    bench.ring();
    phone.has({ sipCallId: 'a@pbx', state: 'ringing' });
    phone.then = join;
    expect(await run('AnswerCall')).toEqual({ status: 'done' });
    expect(phone.acts).toEqual([['a@pbx', { do: 'answer' }]]);
    expect(bench.sent.map(({ name }) => name)).toEqual(['Getvar']);
  });

  it('is not tried without a microphone, and says so when it is found to be gone', async () => {
    bench.ring();
    phone.outcome = 'noMicrophone';
    expect(await run('AnswerCall')).toEqual({ status: 'refused', code: 'microphoneMissing' });
    phone.view = { ...phone.view, hasMicrophone: false };
    expect(callDenial('AnswerCall', bench.context, bench.story)).toBe('microphoneMissing');
  });

  it('by a phone that does not have the call leaves it ringing, with what to do', async () => {
    bench.ring();
    phone.outcome = 'noSuchCall';
    expect(await run('AnswerCall')).toMatchObject({ status: 'refused' });
    expect(bench.story.call.state).toBe('ringing');
  });

  it('times out where the PBX reports nothing', async () => {
    bench.ring();
    const answered = run('AnswerCall');
    await bench.advance(5_000);
    expect(await answered).toEqual({ status: 'timedOut', afterMs: 5_000 });
  });
});

describe('hold and resume', () => {
  it('are the phone’s own, and settle by what the PBX reports', async () => {
    bench.talk();
    phone.has({ sipCallId: 'a@pbx', state: 'up' });
    phone.then = () => bench.hear({ type: 'held', channel: bench.phone });
    expect(await run('HoldCall')).toEqual({ status: 'done' });
    expect(bench.story.call.state).toBe('held');
    phone.then = () => bench.hear({ type: 'unheld', channel: bench.phone });
    expect(await run('ResumeCall')).toEqual({ status: 'done' });
    expect(phone.acts.map(([, act]) => act.do)).toEqual(['hold', 'resume']);
  });

  it('go on by another control where the page is gone', async () => {
    bench.talk();
    phone.outcome = 'failed';
    expect(controlName('HoldCall', bench.context, bench.story)).toBe('softphone');
    const held = run('HoldCall');
    await bench.settle();
    expect(bench.sent.map(({ name }) => name)).not.toContain('PJSIPNotify');
    await bench.advance(60_000);
    expect((await held).status).not.toBe('done');
  });
});

describe('mute and keys', () => {
  it('need no right', async () => {
    bench.talk();
    phone.has({ sipCallId: 'a@pbx', state: 'up' });
    expect(await run('MuteCall')).toEqual({ status: 'done' });
    expect(bench.story.call.muted).toBe(true);
    expect(await run('UnmuteCall')).toEqual({ status: 'done' });
    expect(bench.story.call.muted).not.toBe(true);
  });

  it('press one after the other, as the agent’s own leg', async () => {
    bench.talk();
    const { id: callId } = bench.story.call;
    const press = (digits: string): Promise<CommandResult> =>
      runOnCall(bench.context, bench.story, { type: 'SendDtmf', callId, digits });
    expect(await press('4#')).toEqual({ status: 'done' });
    expect(phone.acts.map(([, act]) => act)).toEqual([
      { do: 'press', key: '4' },
      { do: 'press', key: '#' },
    ]);
    expect(bench.events.filter(({ type }) => type === 'DtmfEntered')).toHaveLength(2);
    expect(await press('x')).toMatchObject({ status: 'refused' });
    expect(phone.acts).toHaveLength(2);
  });
});

describe('the end of a call', () => {
  it('is the phone’s where the leg is the call’s alone', async () => {
    bench.talk();
    phone.then = () => bench.hear({ type: 'hungUp', channel: bench.phone, cause: 16 });
    expect(await run('DropCall')).toEqual({ status: 'done' });
    expect(phone.acts).toEqual([['a@pbx', { do: 'end' }]]);
  });

  it('is the PBX’s where the other party waits without the agent', async () => {
    bench.park();
    const dropped = run('DropCall');
    await bench.settle();
    expect(phone.acts).toEqual([]);
    expect(bench.sent.map(({ name }) => name)).toContain('Hangup');
    await bench.advance(5_000);
    await dropped;
  });

  it('is the PBX’s where the phone does not know the call', async () => {
    bench.talk();
    phone.outcome = 'noSuchCall';
    const dropped = run('DropCall');
    await bench.settle();
    expect(bench.sent.map(({ name }) => name)).toContain('Hangup');
    await bench.advance(5_000);
    await dropped;
  });
});

describe('a call that the panel dials', () => {
  it('brings a word that only this phone was given, and no header that others obey', async () => {
    const { makeCall } = await import('../dial/dial.ts');
    void makeCall.run(bench.context, { type: 'MakeCall', number: '201' });
    await bench.settle();
    const originate = bench.sent.find(({ name }) => name === 'Originate');
    expect(originate?.fields.filter(([name]) => name === 'Variable')).toEqual([
      ['Variable', 'PJSIP_HEADER(add,X-Offhook-Call)=invited-1'],
    ]);
  });
});

describe('a line with a desk phone', () => {
  it('has none of these', () => {
    const desk = new ControlBench();
    desk.ring();
    expect(controlName('AnswerCall', desk.context, desk.story)).toBe('pickUp');
    expect(controlName('DropCall', desk.context, desk.story)).toBe('hangup');
  });
});
