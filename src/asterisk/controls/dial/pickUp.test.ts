import { describe, expect, it } from 'vitest';
import { ControlBench } from '../../testing/controlBench.ts';
import { pickUp } from './pickUp.ts';

function secondLeg(bench: ControlBench) {
  const chosen = bench.sent[0]?.fields.find(([name]) => name === 'ChannelId')?.[1];
  return {
    uniqueId: chosen === undefined ? '9.9' : String(chosen),
    name: `${bench.device}-00000009`,
    exten: '',
  };
}

describe('what is sent to answer', () => {
  it('is a second leg that takes the ringing one, and picks up automatically', async () => {
    const bench = new ControlBench();
    bench.ring();
    void pickUp.run(bench.context, bench.story);
    await bench.settle();
    expect(bench.sent).toEqual([
      {
        name: 'Originate',
        fields: [
          ['Channel', 'PJSIP/101'],
          ['Application', 'PickupChan'],
          ['Data', 'PJSIP/101-00000002'],
          ['CallerID', '"Anna Agent" <101>'],
          ['Timeout', 4_000],
          ['Async', true],
          ['ChannelId', 'offhook-id-2'],
          ['Variable', 'PJSIP_HEADER(add,Call-Info)=<sip:127.0.0.1>;answer-after=0'],
          ['Variable', 'PJSIP_HEADER(add,Alert-Info)=<http://127.0.0.1>;info=alert-autoanswer;delay=0'],
        ],
      },
    ]);
    await bench.advance(2_000);
  });
});

describe('an answer', () => {
  it('on AMI 2.x is one call: the second leg takes over, the first is cancelled', async () => {
    const bench = new ControlBench();
    const callId = bench.ring().call.id;
    const run = pickUp.run(bench.context, bench.story);
    await bench.settle();
    const leg = secondLeg(bench);
    bench.hear(
      { type: 'created', channel: { ...leg, state: 'down' } },
      {
        type: 'changed',
        channel: { ...leg, state: 'up', connectedNumber: '101', connectedName: 'Anna Agent' },
      },
      { type: 'hungUp', channel: bench.phone, cause: 26 },
      { type: 'bridgeEntered', bridgeId: 'b', channel: { ...leg, state: 'up' } },
      { type: 'bridgeEntered', bridgeId: 'b', channel: { ...bench.caller, state: 'up' } },
    );
    expect(await run).toEqual({ status: 'done' });
    expect(bench.story.call).toMatchObject({
      id: callId,
      state: 'talking',
      number: '201',
      name: 'Customer Alpha',
      uniqueId: leg.uniqueId,
    });
    bench.hear({ type: 'hungUp', channel: leg, cause: 16 });
    expect(bench.events.at(-1)).toMatchObject({ type: 'RingFinished', call: { id: callId, cause: 16 } });
    expect(bench.adapter.stories()).toEqual([]);
  });

  it('says so when the caller has given up meanwhile', async () => {
    const bench = new ControlBench();
    bench.ring();
    const run = pickUp.run(bench.context, bench.story);
    await bench.settle();
    bench.hear(
      { type: 'dialEnded', caller: bench.caller, dest: bench.phone, status: 'CANCEL' },
      { type: 'hungUp', channel: bench.phone, cause: 16 },
    );
    expect(await run).toEqual({ status: 'refused', code: 'callEnded' });
    expect(bench.events.at(-1)).toMatchObject({ type: 'RingFinished', call: { outcome: 'cancelled' } });
  });

  it('of a phone that only rings twice is given up, and not offered again', async () => {
    const bench = new ControlBench();
    bench.ring();
    const run = pickUp.run(bench.context, bench.story);
    await bench.settle();
    const leg = secondLeg(bench);
    bench.hear(
      { type: 'created', channel: { ...leg, state: 'down' } },
      { type: 'changed', channel: { ...leg, state: 'ringing' } },
    );
    await bench.advance(2_000);
    expect(await run).toBe('unable');
    expect(bench.sent.at(-1)).toEqual({ name: 'Hangup', fields: [['Channel', leg.name]] });
    expect(pickUp.denial(bench.context, bench.story)).toBe('answerOnPhone');
    // The end of the leg that did not help is not the end of the call.
    bench.hear({ type: 'hungUp', channel: leg, cause: 16 });
    expect(bench.story.call.state).toBe('ringing');
    bench.hear(
      { type: 'bridgeEntered', bridgeId: 'b', channel: { ...bench.phone, state: 'up' } },
      { type: 'bridgeEntered', bridgeId: 'b', channel: { ...bench.caller, state: 'up' } },
    );
    expect(bench.story.call.state).toBe('talking');
  });

  it('of a phone whose second leg never came is given up without hanging up the ringing one', async () => {
    const bench = new ControlBench();
    bench.ring();
    const run = pickUp.run(bench.context, bench.story);
    await bench.advance(2_000);
    expect(await run).toBe('unable');
    expect(bench.sent.map(({ name }) => name)).toEqual(['Originate']);
  });

  it('refused by the PBX leaves the phone ringing', async () => {
    const bench = new ControlBench();
    bench.ring();
    bench.on('Originate', { error: 'Permission denied' });
    expect(await pickUp.run(bench.context, bench.story)).toMatchObject({ code: 'rightMissing' });
    expect(bench.story.call.state).toBe('ringing');
    await bench.advance(2_000);
  });

  it('is offered while it rings, if the phone may pick up automatically', () => {
    const bench = new ControlBench();
    expect(pickUp.denial(bench.context, bench.ring())).toBeUndefined();
    const off = new ControlBench({ autoAnswer: false });
    expect(pickUp.denial(off.context, off.ring())).toBe('answerOnPhone');
    const less = new ControlBench({ may: ['Hangup'] });
    expect(pickUp.denial(less.context, less.ring())).toBe('rightMissing');
    const talking = new ControlBench();
    expect(pickUp.denial(talking.context, talking.talk())).toBe('answerOnPhone');
  });
});

describe('an answer where several phones of the agent ring', () => {
  const mobile = { uniqueId: '1.3', name: 'PJSIP/101-00000003', exten: '' };

  /** Two registrations of the line's device are called for one caller. */
  function bothRing(bench: ControlBench): void {
    bench.ring();
    bench.hear(
      { type: 'created', channel: { ...mobile, state: 'down' } },
      { type: 'dialBegun', caller: bench.caller, dest: mobile, dialString: '101' },
      { type: 'changed', channel: { ...mobile, state: 'ringing' } },
    );
  }
  const picked = (bench: ControlBench): unknown =>
    bench.sent[0]?.fields.find(([name]) => name === 'Data')?.[1];

  it('is one call on the leg that lifts, though both that rang end', async () => {
    const bench = new ControlBench();
    bothRing(bench);
    const callId = bench.story.call.id;
    const run = pickUp.run(bench.context, bench.story);
    await bench.settle();
    expect(picked(bench)).toBe('PJSIP/101-00000002');
    const leg = secondLeg(bench);
    bench.hear(
      { type: 'created', channel: { ...leg, state: 'down' } },
      { type: 'changed', channel: { ...leg, state: 'up' } },
      { type: 'dialEnded', caller: bench.caller, dest: mobile, status: 'CANCEL' },
      { type: 'hungUp', channel: mobile, cause: 26 },
      { type: 'hungUp', channel: bench.phone, cause: 26 },
      { type: 'bridgeEntered', bridgeId: 'b', channel: { ...leg, state: 'up' } },
      { type: 'bridgeEntered', bridgeId: 'b', channel: { ...bench.caller, state: 'up' } },
    );
    expect(await run).toEqual({ status: 'done' });
    expect(bench.adapter.stories().map(({ call }) => call)).toMatchObject([
      { id: callId, state: 'talking', uniqueId: leg.uniqueId },
    ]);
  });

  it.each([
    ['is not yet ringing', { type: 'changed', channel: { state: 'down' } }],
    ['was just declined', { type: 'dialEnded', status: 'BUSY' }],
  ] as const)('takes the call from the one that rings, where the first %s', async (_which, event) => {
    const bench = new ControlBench();
    bothRing(bench);
    if (event.type === 'changed') bench.hear({ ...event, channel: { ...bench.phone, ...event.channel } });
    else bench.hear({ ...event, caller: bench.caller, dest: bench.phone });
    const run = pickUp.run(bench.context, bench.story);
    await bench.advance(2_000);
    expect(await run).toBe('unable');
    expect(picked(bench)).toBe(mobile.name);
  });

  it('that fails hangs up neither of the two that ring', async () => {
    const bench = new ControlBench();
    bothRing(bench);
    const run = pickUp.run(bench.context, bench.story);
    await bench.settle();
    const leg = secondLeg(bench);
    bench.hear(
      { type: 'created', channel: { ...leg, state: 'down' } },
      { type: 'changed', channel: { ...leg, state: 'ringing' } },
    );
    await bench.advance(2_000);
    expect(await run).toBe('unable');
    const hungUp = bench.sent.filter(({ name }) => name === 'Hangup');
    expect(hungUp).toEqual([{ name: 'Hangup', fields: [['Channel', leg.name]] }]);
    bench.hear({ type: 'hungUp', channel: leg, cause: 16 });
    expect(bench.story.call.state).toBe('ringing');
    expect(bench.story.agentLegs.size).toBe(2);
  });
});
