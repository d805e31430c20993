import { describe, expect, it } from 'vitest';
import { AmiError } from '../../../ami/wire/error.ts';
import { ControlBench } from '../../testing/controlBench.ts';
import { hold, resume } from './park.ts';

/** The park as the PBX tells of it: the other party in its space, the agent's leg gone. */
function parks(bench: ControlBench): void {
  bench.on('Park', () => {
    queueMicrotask(() =>
      bench.hear(
        { type: 'parked', parkee: bench.caller, space: '701', parker: bench.device },
        { type: 'hungUp', channel: bench.phone, cause: 16 },
      ),
    );
    return 'ok';
  });
}

/** A new leg of the phone, as the Originate made it. */
function newLeg(bench: ControlBench) {
  const chosen = bench.sent.at(-1)?.fields.find(([name]) => name === 'ChannelId')?.[1];
  return {
    uniqueId: chosen === undefined ? '9.9' : String(chosen),
    name: `${bench.device}-00000009`,
    exten: '',
  };
}

const names = (bench: ControlBench): string[] => bench.events.map(({ type }) => type);

describe('what is sent to hold', () => {
  it('on AMI 2.x and later names whom to park, and whom to ring when no one fetches them', async () => {
    const bench = new ControlBench();
    bench.talk();
    parks(bench);
    await hold.run(bench.context, bench.story);
    expect(bench.sent).toEqual([
      {
        name: 'Park',
        fields: [
          ['Channel', 'PJSIP/201-00000001'],
          ['TimeoutChannel', 'PJSIP/101-00000002'],
          ['Timeout', 600_000],
        ],
      },
    ]);
  });

  it('on AMI 1.x names the other channel as that requires', async () => {
    const bench = new ControlBench({ family: '1.x' });
    bench.talk();
    parks(bench);
    await hold.run(bench.context, bench.story);
    expect(bench.sent[0]?.fields).toEqual([
      ['Channel', 'SIP/201-00000001'],
      ['Channel2', 'SIP/101-00000002'],
      ['Timeout', 600_000],
    ]);
  });

  it.each(['1.x', '2.x'] as const)('on AMI %s never has the field that crashes a PBX', async (family) => {
    const bench = new ControlBench({ family });
    bench.talk();
    parks(bench);
    await hold.run(bench.context, bench.story);
    expect(bench.sent[0]?.fields.map(([name]) => name)).not.toContain('AnnounceChannel');
  });
});

describe('a hold', () => {
  it('is done when the PBX reports the parking; the agent may lose the leg, the call goes on', async () => {
    const bench = new ControlBench();
    bench.talk();
    parks(bench);
    expect(await hold.run(bench.context, bench.story)).toEqual({ status: 'done' });
    expect(names(bench)).toEqual(['RingStarted', 'CommutationStarted', 'PutHoldAction']);
    expect(bench.story.call).toMatchObject({ state: 'held', heldBy: 'agent', phase: 'onHold' });
    expect(bench.world.clock.pending).toBe(0);
  });

  it('goes on also when the leg ends before the parking is reported', async () => {
    const bench = new ControlBench();
    bench.talk();
    bench.on('Park', () => {
      queueMicrotask(() => bench.hear({ type: 'hungUp', channel: bench.phone, cause: 16 }));
      return 'ok';
    });
    const run = hold.run(bench.context, bench.story);
    await bench.settle();
    expect(names(bench)).not.toContain('RingFinished');
    bench.hear({ type: 'parked', parkee: bench.caller, space: '701', parker: bench.device });
    expect(await run).toEqual({ status: 'done' });
  });

  it('times out when nothing happens, and the call is as it was', async () => {
    const bench = new ControlBench();
    bench.talk();
    const run = hold.run(bench.context, bench.story);
    await bench.advance(5_000);
    expect(await run).toEqual({ status: 'timedOut', afterMs: 5_000 });
    expect(bench.story.call.state).toBe('talking');
    expect(bench.story.away).toBeUndefined();
  });

  it('that came to nothing while the leg went is the end of the call', async () => {
    const bench = new ControlBench();
    bench.talk();
    bench.on('Park', () => {
      queueMicrotask(() => bench.hear({ type: 'hungUp', channel: bench.phone, cause: 16 }));
      return 'ok';
    });
    const run = hold.run(bench.context, bench.story);
    await bench.advance(5_000);
    expect(await run).toEqual({ status: 'timedOut', afterMs: 5_000 });
    expect(bench.events.at(-1)).toMatchObject({ type: 'RingFinished', call: { outcome: 'answered' } });
    expect(bench.adapter.stories()).toEqual([]);
  });

  it('says so when the other party has just hung up', async () => {
    const bench = new ControlBench();
    bench.talk();
    bench.on('Park', () => {
      queueMicrotask(() =>
        bench.hear(
          { type: 'hungUp', channel: bench.phone, cause: 16 },
          { type: 'hungUp', channel: bench.caller, cause: 16 },
        ),
      );
      return 'ok';
    });
    expect(await hold.run(bench.context, bench.story)).toEqual({ status: 'refused', code: 'callEnded' });
  });

  it.each([
    ['Channel does not exist: PJSIP/201-00000001', 'callEnded'],
    ['Permission denied', 'rightMissing'],
  ])('refused with "%s" leaves the call alone', async (error, code) => {
    const bench = new ControlBench();
    bench.talk();
    bench.on('Park', { error });
    expect(await hold.run(bench.context, bench.story)).toMatchObject({ status: 'refused', code });
    expect(bench.story).toMatchObject({ away: undefined, call: { state: 'talking' } });
  });

  it('says so when the link breaks', async () => {
    const bench = new ControlBench();
    bench.talk();
    bench.on('Park', new AmiError('disconnected', 'Lost.'));
    expect(await hold.run(bench.context, bench.story)).toMatchObject({ code: 'connectionLost' });
  });

  it('is offered to who may park and dial, for a call that talks', () => {
    const bench = new ControlBench();
    expect(hold.denial(bench.context, bench.ring())).toBe('notYetAnswered');
    const talking = new ControlBench();
    expect(hold.denial(talking.context, talking.talk())).toBeUndefined();
    talking.hear({ type: 'held', channel: talking.caller });
    expect(hold.denial(talking.context, talking.story), 'only the other side holds').toBeUndefined();
    for (const may of [['Park'], ['Originate']]) {
      const less = new ControlBench({ may });
      expect(hold.denial(less.context, less.talk())).toBe('rightMissing');
    }
  });
});

describe('what is sent to resume', () => {
  it('is a leg of the phone that dials the parking space', async () => {
    const bench = new ControlBench();
    bench.park();
    void resume.run(bench.context, bench.story);
    await bench.settle();
    expect(bench.sent[0]).toMatchObject({ name: 'Originate' });
    expect(bench.sent[0]?.fields.slice(0, 7)).toEqual([
      ['Channel', 'PJSIP/101'],
      ['Context', 'parkedcalls'],
      ['Exten', '701'],
      ['Priority', 1],
      ['CallerID', '"Anna Agent" <101>'],
      ['Timeout', 30_000],
      ['Async', true],
    ]);
    await bench.advance(35_000);
  });
});

describe('a resume', () => {
  it.each(['1.x', '2.x'] as const)('on AMI %s is done when the two hear each other again', async (family) => {
    const bench = new ControlBench({ family });
    const callId = bench.park().call.id;
    const run = resume.run(bench.context, bench.story);
    await bench.settle();
    expect(bench.story.call.phase).toBe('resuming');
    const leg = newLeg(bench);
    bench.hear(
      { type: 'created', channel: { ...leg, state: 'down' } },
      { type: 'changed', channel: { ...leg, state: 'up' } },
      { type: 'unparked', parkee: bench.caller, retrieverName: leg.name },
      { type: 'bridgeEntered', bridgeId: 'b2', channel: { ...leg, state: 'up' } },
      { type: 'bridgeEntered', bridgeId: 'b2', channel: { ...bench.caller, state: 'up' } },
    );
    expect(await run).toEqual({ status: 'done' });
    expect(bench.story.call).toMatchObject({ id: callId, state: 'talking', uniqueId: leg.uniqueId });
    // Whose name it is did not change by our own text on the new leg.
    expect(bench.story.call).toMatchObject({ number: '201', name: 'Customer Alpha' });
    bench.hear({ type: 'hungUp', channel: { ...leg }, cause: 16 });
    expect(names(bench).filter((name) => name !== 'CallInfoChanged')).toEqual([
      'RingStarted',
      'CommutationStarted',
      'PutHoldAction',
      'EndHoldAction',
      'RingFinished',
    ]);
  });

  it('is done also when the fetching is reported before the leg (as Asterisk 22 does under load)', async () => {
    const bench = new ControlBench({ family: '2.x' });
    const callId = bench.park().call.id;
    const run = resume.run(bench.context, bench.story);
    await bench.settle();
    const leg = newLeg(bench);
    bench.hear(
      { type: 'unparked', parkee: bench.caller, retrieverName: leg.name, retrieverId: leg.uniqueId },
      { type: 'created', channel: { ...leg, state: 'down' } },
      { type: 'dialBegun', dest: leg, dialString: '101' },
      { type: 'changed', channel: { ...leg, state: 'ringing' } },
      { type: 'changed', channel: { ...leg, state: 'up' } },
      { type: 'bridgeEntered', bridgeId: 'b2', channel: { ...bench.caller, state: 'up' } },
      { type: 'bridgeEntered', bridgeId: 'b2', channel: { ...leg, state: 'up' } },
    );
    expect(await run).toEqual({ status: 'done' });
    expect(bench.adapter.stories().map(({ call }) => [call.id, call.state])).toEqual([[callId, 'talking']]);
  });

  it('that the phone does not answer leaves the call on hold', async () => {
    const bench = new ControlBench();
    bench.park();
    const run = resume.run(bench.context, bench.story);
    await bench.settle();
    const leg = newLeg(bench);
    bench.hear(
      { type: 'created', channel: { ...leg, state: 'down' } },
      { type: 'hungUp', channel: leg, cause: 19 },
      { type: 'originated', actionId: 'x-1', success: false, reason: 3 },
    );
    expect(await run).toEqual({ status: 'refused', code: 'phoneNotAnswered' });
    expect(bench.story.call).toMatchObject({ state: 'held', phase: 'onHold' });
  });

  it('that makes no leg at all, the phone being away, leaves the call on hold', async () => {
    const bench = new ControlBench();
    bench.park();
    const run = resume.run(bench.context, bench.story);
    await bench.settle();
    bench.hear({ type: 'originated', actionId: 'x-1', success: false, reason: 0 });
    expect(await run).toEqual({ status: 'refused', code: 'phoneNotAnswered' });
    expect(bench.story.call.phase).toBe('onHold');
  });

  it('says so when the other party has given up meanwhile', async () => {
    const bench = new ControlBench();
    bench.park();
    const run = resume.run(bench.context, bench.story);
    await bench.settle();
    bench.hear({ type: 'hungUp', channel: bench.caller, cause: 16 });
    expect(await run).toEqual({ status: 'refused', code: 'callEnded' });
  });

  it('times out when nothing happens, and can be tried again', async () => {
    const bench = new ControlBench();
    bench.park();
    const run = resume.run(bench.context, bench.story);
    await bench.advance(35_000);
    expect(await run).toEqual({ status: 'timedOut', afterMs: 35_000 });
    expect(bench.story.call.phase).toBe('onHold');
    expect(resume.denial(bench.context, bench.story)).toBeUndefined();
  });

  it('says that the parking is not found when the space is no extension of that context', async () => {
    const bench = new ControlBench();
    bench.park();
    bench.on('Originate', { error: 'Extension does not exist.' });
    expect(await resume.run(bench.context, bench.story)).toEqual({
      status: 'refused',
      code: 'parkingNotFound',
      detail: 'Extension does not exist.',
    });
    expect(bench.story.call.phase).toBe('onHold');
    // The wait that no one needs any more runs out, and is heard by no one.
    await bench.advance(35_000);
  });

  it('is offered where there is somebody to fetch', () => {
    const bench = new ControlBench();
    bench.talk();
    bench.hear({ type: 'held', channel: bench.phone });
    expect(resume.appliesTo(bench.story), 'held on the phone').toBe(false);
    const parked = new ControlBench();
    expect(resume.denial(parked.context, parked.park())).toBeUndefined();
    parked.adapter.setPhase(parked.story.call.id, 'resuming', parked.world.edges.clock.now());
    expect(resume.denial(parked.context, parked.story)).toBe('commandInProgress');
    const less = new ControlBench({ may: ['Park'] });
    expect(resume.denial(less.context, less.park())).toBe('rightMissing');
  });
});
