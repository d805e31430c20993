import { describe, expect, it } from 'vitest';
import { AmiError } from '../../ami/wire/error.ts';
import { ControlBench } from '../testing/controlBench.ts';
import type { ChannelEvent } from '../dialect/channelEvent.ts';
import { openRecording } from '../testing/replay.ts';
import { dial } from './dial/dial.ts';
import { drop } from './drop.ts';

/** The PBX hangs up what it is asked to. */
function hangsUp(bench: ControlBench): void {
  bench.on('Hangup', ({ fields }) => {
    const channel = [bench.caller, bench.phone].find(({ name }) => name === fields[0]?.[1]);
    if (channel !== undefined) queueMicrotask(() => bench.hear({ type: 'hungUp', channel, cause: 16 }));
    return 'ok';
  });
}

describe('what is hung up', () => {
  it("of a call that talks is the agent's leg", async () => {
    const bench = new ControlBench();
    bench.talk();
    hangsUp(bench);
    expect(await drop.run(bench.context, bench.story)).toEqual({ status: 'done' });
    expect(bench.sent).toEqual([
      {
        name: 'Hangup',
        fields: [
          ['Channel', 'PJSIP/101-00000002'],
          ['Cause', 16],
        ],
      },
    ]);
    expect(bench.events.at(-1)).toMatchObject({ type: 'RingFinished', call: { outcome: 'answered' } });
  });

  it("of a call that rings is the agent's leg alone, as rejected: a queue goes on to the next agent", async () => {
    const bench = new ControlBench();
    bench.ring();
    hangsUp(bench);
    expect(await drop.run(bench.context, bench.story)).toEqual({ status: 'done' });
    expect(bench.sent.map(({ fields }) => fields)).toEqual([
      [
        ['Channel', 'PJSIP/101-00000002'],
        ['Cause', 21],
      ],
    ]);
    expect(bench.events.at(-1)).toMatchObject({ type: 'RingFinished', call: { outcome: 'rejected' } });
  });

  it('of a call that rings on two phones of the agent is each of them', async () => {
    const bench = new ControlBench();
    bench.ring();
    const mobile = { ...bench.phone, uniqueId: '1.3', name: 'PJSIP/101-00000003' };
    bench.hear(
      { type: 'created', channel: { ...mobile, state: 'down' } },
      { type: 'dialBegun', caller: bench.caller, dest: { ...mobile, state: 'down' }, dialString: '101' },
      { type: 'changed', channel: { ...mobile, state: 'ringing' } },
    );
    expect(bench.adapter.stories()).toHaveLength(1);
    bench.on('Hangup', ({ fields }) => {
      const channel = [mobile, bench.phone].find(({ name }) => name === fields[0]?.[1]);
      if (channel !== undefined) queueMicrotask(() => bench.hear({ type: 'hungUp', channel, cause: 21 }));
      return 'ok';
    });
    expect(await drop.run(bench.context, bench.story)).toEqual({ status: 'done' });
    expect(bench.sent.map(({ fields }) => fields[0]?.[1])).toEqual([
      'PJSIP/101-00000002',
      'PJSIP/101-00000003',
    ]);
    expect(bench.events.at(-1)).toMatchObject({ type: 'RingFinished', call: { outcome: 'rejected' } });
  });

  it('of a call on hold by parking is the other party, who waits alone', async () => {
    const bench = new ControlBench();
    bench.park();
    hangsUp(bench);
    expect(await drop.run(bench.context, bench.story)).toEqual({ status: 'done' });
    expect(bench.sent.map(({ fields }) => fields[0])).toEqual([['Channel', 'PJSIP/201-00000001']]);
  });

  it('is never who comes in the place of the other party', async () => {
    const bench = new ControlBench();
    const { call } = bench.park();
    const { story } = bench;
    const stranger = { uniqueId: '1.7', name: 'PJSIP/203-00000007' };
    bench.hear({ type: 'created', channel: { ...stranger, state: 'up' } });
    bench.on('Hangup', () => {
      queueMicrotask(() => {
        story.remote = stranger.uniqueId;
        bench.adapter.setPhase(call.id, 'resuming', bench.world.edges.clock.now());
      });
      return 'ok';
    });
    const run = drop.run(bench.context, story);
    await bench.advance(5_000);
    expect(await run).toEqual({ status: 'timedOut', afterMs: 5_000 });
    expect(bench.sent.map(({ fields }) => fields[0]?.[1])).toEqual(['PJSIP/201-00000001']);
  });

  it('of a call that is on its way back to the phone is both', async () => {
    const bench = new ControlBench();
    const { call } = bench.park();
    bench.adapter.expectLeg(call.id, 'resume', 'offhook-leg');
    bench.adapter.setPhase(call.id, 'resuming', bench.world.edges.clock.now());
    bench.hear({ type: 'created', channel: { uniqueId: 'offhook-leg', name: 'PJSIP/101-00000009' } });
    hangsUp(bench);
    expect(await drop.run(bench.context, bench.story)).toEqual({ status: 'done' });
    expect(bench.sent.map(({ fields }) => fields[0]?.[1])).toEqual([
      'PJSIP/201-00000001',
      'PJSIP/101-00000009',
    ]);
  });
});

describe('an end that is asked for at once', () => {
  it('waits for the leg that the Originate makes, and hangs that up', async () => {
    const bench = new ControlBench();
    await dial(bench.context, '201');
    const run = drop.run(bench.context, bench.story);
    await bench.advance(300);
    expect(bench.sent.map(({ name }) => name)).toEqual(['Originate']);
    const leg = { uniqueId: 'offhook-id-2', name: 'PJSIP/101-00000001' };
    bench.on('Hangup', () => {
      queueMicrotask(() => bench.hear({ type: 'hungUp', channel: leg, cause: 16 }));
      return 'ok';
    });
    bench.hear({ type: 'created', channel: { ...leg, state: 'down' } });
    expect(await run).toEqual({ status: 'done' });
    expect(bench.events.at(-1)).toMatchObject({ type: 'RingFinished', call: { outcome: 'cancelled' } });
    expect(bench.events.at(-1)).not.toHaveProperty('call.endReason');
  });

  it('is done when the call ends meanwhile', async () => {
    const bench = new ControlBench();
    await dial(bench.context, '201');
    const run = drop.run(bench.context, bench.story);
    await bench.settle();
    bench.hear({ type: 'originated', actionId: 'x-1', success: false, reason: 0 });
    expect(await run).toEqual({ status: 'done' });
    expect(bench.sent.map(({ name }) => name)).toEqual(['Originate']);
  });

  it('ends a call whose leg never comes: no one could end it otherwise', async () => {
    const bench = new ControlBench();
    bench.on('Originate', new AmiError('timeout', 'No answer.'));
    await dial(bench.context, '201');
    const run = drop.run(bench.context, bench.story);
    await bench.advance(5_000);
    expect(await run).toEqual({ status: 'done' });
    expect(bench.events.at(-1)).toMatchObject({ type: 'RingFinished', call: { outcome: 'cancelled' } });
    expect(bench.adapter.stories()).toEqual([]);
  });
});

describe('an end that does not come about', () => {
  it('is no failure when the channel is gone already: that was asked for', async () => {
    const bench = new ControlBench();
    bench.talk();
    bench.on('Hangup', () => {
      queueMicrotask(() => bench.hear({ type: 'hungUp', channel: bench.phone, cause: 16 }));
      return { error: 'No such channel' };
    });
    expect(await drop.run(bench.context, bench.story)).toEqual({ status: 'done' });
  });

  it('is reported with its reason, and the call goes on', async () => {
    const bench = new ControlBench();
    bench.talk();
    bench.on('Hangup', { error: 'Permission denied' });
    expect(await drop.run(bench.context, bench.story)).toMatchObject({
      status: 'refused',
      code: 'rightMissing',
    });
    expect(bench.story.call.state).toBe('talking');
    await bench.advance(5_000);
  });

  it('times out when the PBX takes it and nothing happens', async () => {
    const bench = new ControlBench();
    bench.talk();
    const run = drop.run(bench.context, bench.story);
    await bench.advance(5_000);
    expect(await run).toEqual({ status: 'timedOut', afterMs: 5_000 });
  });

  it('is not offered to who may not', () => {
    const less = new ControlBench({ may: ['Originate'] });
    expect(drop.denial(less.context)).toBe('rightMissing');
    const bench = new ControlBench({ may: ['Hangup'] });
    expect(drop.denial(bench.context)).toBeUndefined();
  });
});

describe('a click-to-call that is given up before the phone is lifted', () => {
  const { packets, dialect } = openRecording('11-sip', '01h-originate-agent-no-answer');
  const recorded = packets.flatMap((packet) => dialect.read(packet));

  /** As recorded with Asterisk 11 for a phone that no one lifts, but for what the Hangup changes: cause and reason. */
  function ends(reason: number): ChannelEvent[] {
    return recorded.flatMap((event): ChannelEvent[] => {
      if (event.type === 'hungUp') return [{ ...event, cause: 16 }];
      return event.type === 'originated' ? [{ ...event, actionId: 'x-1', reason }] : [];
    });
  }

  it.each([0, 1, 3])('on Asterisk 11 is cancelled, reason %d, in either order', async (reason) => {
    for (const order of [ends(reason), ends(reason).reverse()]) {
      const bench = new ControlBench({ family: '1.x' });
      await dial(bench.context, '201');
      bench.hear(...recorded.filter(({ type }) => type === 'created' || type === 'changed'));
      expect(bench.story.call.phase).toBe('agentRinging');
      bench.on('Hangup', () => {
        queueMicrotask(() => bench.hear(...order));
        return 'ok';
      });
      expect(await drop.run(bench.context, bench.story)).toEqual({ status: 'done' });
      expect(bench.sent.at(-1)?.fields[0]).toEqual(['Channel', 'SIP/101-0000000b']);
      const ended = bench.events.filter(({ type }) => type === 'RingFinished');
      expect(ended).toMatchObject([{ call: { outcome: 'cancelled' } }]);
      expect(ended).not.toMatchObject([{ call: { endReason: expect.anything() as string } }]);
    }
  });
});
