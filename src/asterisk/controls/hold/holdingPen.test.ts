import { describe, expect, it } from 'vitest';
import { ControlBench } from '../../testing/controlBench.ts';
import { drop } from '../drop.ts';
import { penHold, penResume } from './holdingPen.ts';

const parts = (bench: ControlBench): void =>
  bench.hear(
    { type: 'bridgeLeft', bridgeId: 'b', channel: bench.caller },
    { type: 'bridgeLeft', bridgeId: 'b', channel: bench.phone },
    { type: 'musicStarted', channel: bench.caller },
  );
const joins = (bench: ControlBench, leg = bench.phone): void =>
  bench.hear(
    { type: 'bridgeEntered', bridgeId: 'c', channel: { ...leg, state: 'up' } },
    { type: 'musicStopped', channel: bench.caller },
    { type: 'bridgeEntered', bridgeId: 'c', channel: { ...bench.caller, state: 'up' } },
  );

describe('a hold', () => {
  it('is one Redirect for both ends, and settles when they are apart', async () => {
    const bench = new ControlBench();
    bench.talk();
    const run = penHold.run(bench.context, bench.story);
    await bench.settle();
    expect(bench.sent).toEqual([
      {
        name: 'Redirect',
        fields: [
          ['Channel', 'PJSIP/201-00000001'],
          ['Context', 'offhook'],
          ['Exten', 'hold'],
          ['Priority', 1],
          ['ExtraChannel', 'PJSIP/101-00000002'],
          ['ExtraContext', 'offhook'],
          ['ExtraExten', 'silence'],
          ['ExtraPriority', 1],
        ],
      },
    ]);
    expect(bench.story.call.state).toBe('talking');
    parts(bench);
    expect(await run).toEqual({ status: 'done' });
    expect(bench.story.call).toMatchObject({ state: 'held', heldBy: 'agent' });
  });

  it.each(['UnicastRTP/127.0.0.1:8090-0x7f10', 'Unheard-of/helper-00000001'])(
    'sends the customer to the music, not %s that came into the bridge before',
    async (name) => {
      const bench = new ControlBench();
      bench.ring();
      bench.hear(
        { type: 'bridgeEntered', bridgeId: 'b', channel: { uniqueId: '1.9', name, state: 'up' } },
        { type: 'bridgeEntered', bridgeId: 'b', channel: { ...bench.phone, state: 'up' } },
        { type: 'bridgeEntered', bridgeId: 'b', channel: { ...bench.caller, state: 'up' } },
      );
      const run = penHold.run(bench.context, bench.story);
      await bench.settle();
      expect(bench.sent[0]?.fields[0]).toEqual(['Channel', 'PJSIP/201-00000001']);
      parts(bench);
      expect(await run).toEqual({ status: 'done' });
    },
  );

  it('goes where the settings say', async () => {
    const controls = { answer: 'auto', hold: 'auto', transfer: 'auto', context: 'our-lines' } as const;
    const bench = new ControlBench({ controls });
    bench.talk();
    const run = penHold.run(bench.context, bench.story);
    await bench.settle();
    expect(bench.sent[0]?.fields).toContainEqual(['ExtraContext', 'our-lines']);
    await bench.advance(5_000);
    expect(await run).toEqual({ status: 'timedOut', afterMs: 5_000 });
  });

  it('that the PBX refuses leaves the call as it was', async () => {
    const bench = new ControlBench();
    bench.talk();
    bench.on('Redirect', { error: 'Permission denied' });
    expect(await penHold.run(bench.context, bench.story)).toMatchObject({ code: 'rightMissing' });
    expect(bench.story.call.state).toBe('talking');
    await bench.advance(5_000);
  });

  it('says so when the other party hangs up in that moment', async () => {
    const bench = new ControlBench();
    bench.talk();
    const run = penHold.run(bench.context, bench.story);
    await bench.settle();
    bench.hear(
      { type: 'hungUp', channel: bench.caller, cause: 16 },
      { type: 'hungUp', channel: bench.phone, cause: 16 },
    );
    expect(await run).toEqual({ status: 'refused', code: 'callEnded' });
  });

  it('is offered with the rights and the lines of the dial plan, to a call between two', () => {
    const bench = new ControlBench();
    expect(penHold.denial(bench.context, bench.talk())).toBeUndefined();
    expect(
      penHold.denial({ ...bench.context, dialPlan: { hold: false, conference: true } }, bench.story),
    ).toBe('dialPlanMissing');
    const less = new ControlBench({ may: ['Redirect'] });
    expect(penHold.denial(less.context, less.talk())).toBe('rightMissing');
    const held = new ControlBench();
    held.talk();
    held.hear({ type: 'held', channel: held.phone });
    expect(penHold.denial(held.context, held.story)).toBe('notYetAnswered');
  });
});

describe('a resumption', () => {
  it('is one Bridge', async () => {
    const bench = new ControlBench();
    bench.pen();
    const run = penResume.run(bench.context, bench.story);
    await bench.settle();
    expect(bench.sent).toEqual([
      {
        name: 'Bridge',
        fields: [
          ['Channel1', 'PJSIP/101-00000002'],
          ['Channel2', 'PJSIP/201-00000001'],
        ],
      },
    ]);
    joins(bench);
    expect(await run).toEqual({ status: 'done' });
    expect(bench.story.call.state).toBe('talking');
  });

  it.each([
    ['a leg that dialled', { application: 'Dial', context: 'offhook', exten: 'silence' }],
    ['a leg that was dialled', { application: undefined, context: 'offhook', exten: 'silence' }],
    ['a leg that has just lifted', { application: undefined, context: 'from-internal', exten: '' }],
  ])('waits for %s to have come to silence', async (_, { application, context, exten }) => {
    const bench = new ControlBench();
    bench.pen();
    const facts = { ...bench.phone, exten };
    bench.statuses.set(bench.phone.name, () => ({
      facts,
      context,
      called: false,
      ...(application && { application }),
    }));
    const run = penResume.run(bench.context, bench.story);
    for (let looks = 0; looks < 10; looks += 1) await bench.advance(20);
    expect(bench.sent).toEqual([]);
    bench.statuses.set(bench.phone.name, () => ({
      facts: { ...facts, exten: 'silence' },
      context: 'offhook',
      called: false,
      application: 'Wait',
    }));
    await bench.advance(20);
    expect(bench.sent.map(({ name }) => name)).toEqual(['Bridge']);
    joins(bench);
    expect(await run).toEqual({ status: 'done' });
  });

  it('does not wait where the leg was put elsewhere, and not for ever where silence is another application', async () => {
    const elsewhere = new ControlBench();
    elsewhere.pen();
    const { phone: facts } = elsewhere;
    const item = { facts: { ...facts, exten: 'quiet' }, called: false, application: 'Playback' };
    elsewhere.statuses.set(facts.name, () => ({ ...item, context: 'their-lines' }));
    void penResume.run(elsewhere.context, elsewhere.story);
    await elsewhere.settle();
    expect(elsewhere.sent.map(({ name }) => name)).toEqual(['Bridge']);
    const changed = new ControlBench();
    changed.pen();
    changed.statuses.set(facts.name, () => ({
      ...item,
      facts: { ...facts, exten: 'silence' },
      context: 'offhook',
    }));
    void penResume.run(changed.context, changed.story);
    for (let looks = 0; looks < 100; looks += 1) await changed.advance(20);
    expect(changed.sent.map(({ name }) => name)).toEqual(['Bridge']);
  });

  it('calls the phone first where the agent has hung up', async () => {
    const bench = new ControlBench();
    bench.pen();
    bench.hear({ type: 'hungUp', channel: bench.phone, cause: 16 });
    expect(bench.story.call).toMatchObject({ state: 'held', phase: 'onHold' });
    const run = penResume.run(bench.context, bench.story);
    await bench.settle();
    expect(bench.sent[0]).toMatchObject({ name: 'Originate' });
    expect(bench.sent[0]?.fields).toContainEqual(['Exten', 'silence']);
    expect(bench.story.call.phase).toBe('resuming');
    const leg = { uniqueId: 'offhook-id-2', name: 'PJSIP/101-00000009' };
    bench.hear(
      { type: 'created', channel: { ...leg, state: 'down' } },
      { type: 'changed', channel: { ...leg, state: 'up' } },
    );
    await bench.settle();
    expect(bench.sent.at(-1)).toEqual({
      name: 'Bridge',
      fields: [
        ['Channel1', 'PJSIP/101-00000009'],
        ['Channel2', 'PJSIP/201-00000001'],
      ],
    });
    joins(bench, { ...leg, exten: '' });
    expect(await run).toEqual({ status: 'done' });
    expect(bench.story.call).toMatchObject({ state: 'talking', number: '201', uniqueId: 'offhook-id-2' });
  });

  it('calls the phone also where the PBX knew of the hang-up first', async () => {
    const bench = new ControlBench();
    bench.pen();
    bench.on('Bridge', { error: 'Channel1 does not exist: PJSIP/101-00000002' });
    const run = penResume.run(bench.context, bench.story);
    await bench.settle();
    bench.on('Bridge', 'ok');
    bench.hear({ type: 'hungUp', channel: bench.phone, cause: 16 });
    await bench.settle();
    expect(bench.sent.map(({ name }) => name)).toEqual(['Bridge', 'Originate']);
    const leg = { uniqueId: 'offhook-id-2', name: 'PJSIP/101-00000009' };
    bench.hear(
      { type: 'created', channel: { ...leg, state: 'down' } },
      { type: 'changed', channel: { ...leg, state: 'up' } },
    );
    await bench.settle();
    joins(bench, { ...leg, exten: '' });
    expect(await run).toEqual({ status: 'done' });
  });

  it('leaves the other party on hold when the phone is not answered', async () => {
    const bench = new ControlBench();
    bench.pen();
    bench.hear({ type: 'hungUp', channel: bench.phone, cause: 16 });
    const run = penResume.run(bench.context, bench.story);
    await bench.settle();
    const leg = { uniqueId: 'offhook-id-2', name: 'PJSIP/101-00000009' };
    bench.hear(
      { type: 'created', channel: { ...leg, state: 'down' } },
      { type: 'hungUp', channel: leg, cause: 19 },
    );
    expect(await run).toEqual({ status: 'refused', code: 'phoneNotAnswered' });
    expect(bench.story.call).toMatchObject({ state: 'held', phase: 'onHold' });
    expect(bench.sent.map(({ name }) => name)).toEqual(['Originate']);
  });

  it('never names a channel that is gone: that would tear the other one down', async () => {
    const bench = new ControlBench();
    const story = bench.pen();
    bench.hear({ type: 'hungUp', channel: bench.caller, cause: 16 });
    expect(await penResume.run(bench.context, story)).toEqual({ status: 'refused', code: 'callEnded' });
    expect(bench.sent).toEqual([]);
  });
});

describe('the end of a call that waits apart', () => {
  it('by command is of both legs', async () => {
    const bench = new ControlBench();
    bench.pen();
    bench.on('Hangup', ({ fields }) => {
      const channel = [bench.caller, bench.phone].find(({ name }) => name === fields[0]?.[1]);
      if (channel !== undefined) queueMicrotask(() => bench.hear({ type: 'hungUp', channel, cause: 16 }));
      return 'ok';
    });
    expect(await drop.run(bench.context, bench.story)).toEqual({ status: 'done' });
    expect(bench.sent.map(({ fields }) => fields[0]?.[1])).toEqual([
      'PJSIP/201-00000001',
      'PJSIP/101-00000002',
    ]);
  });
});
