import { describe, expect, it } from 'vitest';
import { AmiError } from '../../../ami/wire/error.ts';
import { ControlBench } from '../../testing/controlBench.ts';
import { notifyAnswer, notifyHold, notifyResume } from './notify.ts';

describe('what is sent', () => {
  it('with PJSIP goes within the dialog of the call', async () => {
    const bench = new ControlBench();
    bench.ring();
    const run = notifyAnswer.run(bench.context, bench.story);
    await bench.settle();
    expect(bench.sent).toEqual([
      {
        name: 'PJSIPNotify',
        fields: [
          ['Channel', 'PJSIP/101-00000002'],
          ['Variable', 'Event=talk'],
        ],
      },
    ]);
    await bench.advance(2_000);
    await run;
  });

  it('with chan_sip names the phone', async () => {
    const bench = new ControlBench({ device: 'SIP/101' });
    bench.talk();
    const run = notifyHold.run(bench.context, bench.story);
    await bench.settle();
    expect(bench.sent).toEqual([
      {
        name: 'SIPnotify',
        fields: [
          ['Channel', 'SIP/101'],
          ['Variable', 'Event=hold'],
        ],
      },
    ]);
    await bench.advance(2_000);
    await run;
  });
});

describe('a phone that obeys', () => {
  it('answers', async () => {
    const bench = new ControlBench();
    bench.ring();
    const run = notifyAnswer.run(bench.context, bench.story);
    await bench.settle();
    bench.hear(
      { type: 'bridgeEntered', bridgeId: 'b', channel: { ...bench.phone, state: 'up' } },
      { type: 'bridgeEntered', bridgeId: 'b', channel: { ...bench.caller, state: 'up' } },
    );
    expect(await run).toEqual({ status: 'done' });
  });

  it('holds and takes back', async () => {
    const bench = new ControlBench();
    bench.talk();
    const hold = notifyHold.run(bench.context, bench.story);
    await bench.settle();
    bench.hear({ type: 'held', channel: bench.phone });
    expect(await hold).toEqual({ status: 'done' });
    const resume = notifyResume.run(bench.context, bench.story);
    await bench.settle();
    bench.hear({ type: 'unheld', channel: bench.phone });
    expect(await resume).toEqual({ status: 'done' });
    expect(bench.context.phone.ignoresNotify).toBe(false);
  });
});

describe('a phone that does not', () => {
  it('is remembered, and the next control may try', async () => {
    const bench = new ControlBench();
    bench.talk();
    expect(notifyHold.denial(bench.context, bench.story)).toBeUndefined();
    const run = notifyHold.run(bench.context, bench.story);
    await bench.advance(2_000);
    expect(await run).toBe('unable');
    expect(bench.context.phone.ignoresNotify).toBe(true);
    expect(notifyHold.denial(bench.context, bench.story)).toBe('holdOnPhone');
    expect(notifyResume.denial(bench.context)).toBe('resumeOnPhone');
    const ringing = new ControlBench();
    ringing.context.phone.ignoresNotify = true;
    expect(notifyAnswer.denial(ringing.context, ringing.ring())).toBe('answerOnPhone');
  });

  it('is not accused when the link broke meanwhile', async () => {
    const bench = new ControlBench();
    bench.talk();
    const run = notifyHold.run(bench.context, bench.story);
    await bench.settle();
    bench.line = { ...bench.line, link: { state: 'off' } };
    await bench.advance(2_000);
    expect(await run).toEqual({ status: 'refused', code: 'connectionLost' });
    expect(bench.context.phone.ignoresNotify).toBe(false);
  });

  it('is not accused when the PBX refused, nor when the call ended', async () => {
    const refusing = new ControlBench();
    refusing.talk();
    refusing.on('PJSIPNotify', { error: 'Permission denied' });
    expect(await notifyHold.run(refusing.context, refusing.story)).toBe('unable');
    expect(refusing.context.phone.ignoresNotify).toBe(false);

    const lost = new ControlBench();
    lost.talk();
    lost.on('PJSIPNotify', new AmiError('disconnected', 'The connection was lost.'));
    expect(await notifyHold.run(lost.context, lost.story)).toMatchObject({ code: 'connectionLost' });

    const ended = new ControlBench();
    ended.talk();
    const run = notifyHold.run(ended.context, ended.story);
    await ended.settle();
    ended.hear({ type: 'hungUp', channel: ended.phone, cause: 16 });
    expect(await run).toEqual({ status: 'refused', code: 'callEnded' });
    expect(ended.context.phone.ignoresNotify).toBe(false);
  });
});

it('is offered where the right is there, and a phone for it', () => {
  const less = new ControlBench({ may: ['Originate'] });
  expect(notifyAnswer.denial(less.context, less.ring())).toBe('rightMissing');
  const talking = new ControlBench();
  expect(notifyAnswer.denial(talking.context, talking.talk())).toBe('answerOnPhone');
  const parked = new ControlBench();
  expect(notifyResume.appliesTo(parked.park())).toBe(false);
  const apart = new ControlBench();
  expect(notifyResume.appliesTo(apart.pen())).toBe(false);
});

describe('a call of which no one knows whether the phone holds it', () => {
  async function resume(bench: ControlBench, then: () => void | Promise<void>) {
    bench.talk();
    const { story } = bench;
    story.call = { ...story.call, holdUnknown: true };
    const run = notifyResume.run(bench.context, story);
    await bench.settle();
    await then();
    return run;
  }

  it('is taken back where the phone held it', async () => {
    const bench = new ControlBench();
    expect(await resume(bench, () => bench.hear({ type: 'unheld', channel: bench.phone }))).toEqual({
      status: 'done',
    });
    expect(bench.story.call).not.toHaveProperty('holdUnknown');
  });

  it('says nothing of the phone where nothing happens: it may have had nothing to do', async () => {
    const bench = new ControlBench();
    const result = await resume(bench, () => bench.advance(2_000));
    expect(result).toEqual({ status: 'refused', code: 'resumeOnPhone' });
    expect(bench.context.phone.ignoresNotify).toBe(false);
  });
});
