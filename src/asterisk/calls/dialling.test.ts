import { describe, expect, it } from 'vitest';
import { isCallEvent } from '../../cti/event.ts';
import type { ChannelEvent, ChannelFacts } from '../dialect/channelEvent.ts';
import { dial } from '../controls/dial/dial.ts';
import { ControlBench } from '../testing/controlBench.ts';
import { eventTexts } from '../testing/eventText.ts';

const texts = (bench: ControlBench): string[] => eventTexts(bench.events.filter(isCallEvent));

const own: ChannelFacts = {
  uniqueId: 'offhook-id-2',
  name: 'PJSIP/101-00000001',
  callerNumber: '101',
  callerName: 'Agent One',
};

function trunk(uniqueId: string): ChannelFacts {
  return { uniqueId, name: `PJSIP/trunk-${uniqueId}`, callerNumber: '0301234567' };
}

/** Dialled, and the agent has lifted. */
async function lifted(): Promise<ControlBench> {
  const bench = new ControlBench();
  await dial(bench.context, '0301234567');
  bench.hear(
    { type: 'created', channel: { ...own, state: 'down' } },
    { type: 'changed', channel: { ...own, state: 'up' } },
  );
  return bench;
}

function tries(leg: ChannelFacts): ChannelEvent[] {
  return [
    { type: 'created', channel: { ...leg, state: 'down' } },
    { type: 'dialBegun', caller: own, dest: leg, dialString: 'x' },
  ];
}

describe('an outgoing call that is tried over several trunks', () => {
  it('starts ringing once, and its outcome is that of the last', async () => {
    const bench = await lifted();
    bench.hear(
      ...tries(trunk('1')),
      { type: 'dialEnded', caller: own, dest: trunk('1'), status: 'CONGESTION' },
      { type: 'hungUp', channel: trunk('1'), cause: 34 },
      ...tries(trunk('2')),
      { type: 'changed', channel: { ...trunk('2'), state: 'ringing' } },
      { type: 'dialEnded', caller: own, dest: trunk('2'), status: 'NOANSWER' },
      { type: 'hungUp', channel: trunk('2'), cause: 16 },
      { type: 'hungUp', channel: own, cause: 16 },
    );
    expect(texts(bench).filter((text) => !text.includes('CallInfo'))).toEqual([
      '1 RingStarted',
      '1 RingFinished noAnswer cause=16',
    ]);
  });

  it('is connected with the one that answers', async () => {
    const bench = await lifted();
    bench.hear(
      ...tries(trunk('1')),
      ...tries(trunk('2')),
      { type: 'bridgeEntered', bridgeId: 'b', channel: trunk('2') },
      { type: 'bridgeEntered', bridgeId: 'b', channel: own },
      { type: 'hungUp', channel: trunk('1'), cause: 26 },
    );
    expect(bench.story).toMatchObject({ remote: '2', call: { state: 'talking' } });
    bench.hear({ type: 'hungUp', channel: own, cause: 16 });
    expect(texts(bench).at(-1)).toBe('1 RingFinished answered cause=16');
  });
});

describe('a call that the agent dials on the phone', () => {
  it('is outgoing, with the number that was dialled', () => {
    const bench = new ControlBench();
    const byHand = { ...own, uniqueId: '1.1', exten: '202' };
    const beta = {
      uniqueId: '1.2',
      name: 'PJSIP/202-00000002',
      callerNumber: '202',
      callerName: 'Customer Beta',
    };
    bench.hear(
      { type: 'created', channel: { ...byHand, state: 'ring' } },
      { type: 'created', channel: { ...beta, state: 'down' } },
      { type: 'dialBegun', caller: byHand, dest: beta, dialString: '202' },
    );
    expect(texts(bench)).toEqual(['1 RingStarted outgoing 202 "Customer Beta"']);
  });

  it('of an own line is an incoming call there, and an outgoing one here', () => {
    const bench = new ControlBench({ device: 'PJSIP/102', extension: '102' });
    const byHand = { ...own, uniqueId: '1.1', exten: '102' };
    const colleague = { uniqueId: '1.2', name: 'PJSIP/102-00000002', connectedNumber: '101' };
    bench.hear(
      { type: 'created', channel: { ...byHand, state: 'ring' } },
      { type: 'created', channel: { ...colleague, state: 'down' } },
      { type: 'dialBegun', caller: byHand, dest: colleague, dialString: '102' },
      { type: 'changed', channel: { ...colleague, state: 'ringing' } },
    );
    expect(texts(bench)).toEqual(['1 RingStarted incoming 101 "Agent One"']);
  });
});

describe('the ring start of an incoming call', () => {
  it('comes with the ringing of the phone, or with the dial where the settings say so', () => {
    for (const sendRingStartedOnRingingState of [true, false]) {
      const bench = new ControlBench({ sendRingStartedOnRingingState });
      bench.hear(
        { type: 'created', channel: bench.caller },
        { type: 'created', channel: { ...bench.phone, state: 'down' } },
        { type: 'dialBegun', caller: bench.caller, dest: bench.phone, dialString: '101' },
      );
      expect(texts(bench)).toHaveLength(sendRingStartedOnRingingState ? 0 : 1);
      bench.hear({ type: 'changed', channel: { ...bench.phone, state: 'ringing' } });
      expect(texts(bench)).toEqual(['1 RingStarted incoming 201 "Customer Alpha"']);
    }
  });

  it('never comes of a call that is gone before the phone rang', () => {
    const bench = new ControlBench();
    bench.hear(
      { type: 'created', channel: bench.caller },
      { type: 'created', channel: { ...bench.phone, state: 'down' } },
      { type: 'dialBegun', caller: bench.caller, dest: bench.phone, dialString: '101' },
      { type: 'hungUp', channel: bench.phone, cause: 20 },
      { type: 'hungUp', channel: bench.caller, cause: 20 },
    );
    expect(bench.events).toEqual([]);
    expect(bench.adapter.stories()).toEqual([]);
  });

  it('comes for each of two callers: a second call is a second call', () => {
    const bench = new ControlBench();
    bench.ring();
    const second = { uniqueId: '2.1', name: 'PJSIP/202-00000003', callerNumber: '202', exten: '101' };
    const rings = { uniqueId: '2.2', name: 'PJSIP/101-00000004' };
    bench.hear(
      { type: 'created', channel: second },
      { type: 'created', channel: { ...rings, state: 'down' } },
      { type: 'dialBegun', caller: second, dest: rings, dialString: '101' },
      { type: 'changed', channel: { ...rings, state: 'ringing' } },
    );
    expect(texts(bench)).toEqual([
      '1 RingStarted incoming 201 "Customer Alpha"',
      '2 RingStarted incoming 202 ""',
    ]);
  });
});

describe('a dial plan that tries the same agent again', () => {
  it('is one call', () => {
    const bench = new ControlBench();
    bench.ring();
    bench.hear(
      { type: 'dialEnded', caller: bench.caller, dest: bench.phone, status: 'NOANSWER' },
      { type: 'hungUp', channel: bench.phone, cause: 16 },
    );
    const again = { uniqueId: '1.3', name: 'PJSIP/101-00000005' };
    bench.hear(
      { type: 'created', channel: { ...again, state: 'down' } },
      { type: 'dialBegun', caller: bench.caller, dest: again, dialString: '101' },
      { type: 'changed', channel: { ...again, state: 'ringing' } },
    );
    expect(texts(bench)).toEqual([
      '1 RingStarted incoming 201 "Customer Alpha"',
      '1 CallInfoChanged queued',
      '1 CallInfoChanged key',
      '1 CallInfoChanged ringing',
    ]);
  });
});

describe('a queue call through a Local channel, its events out of order', () => {
  const channel = (uniqueId: string, name: string, more: Partial<ChannelFacts> = {}): ChannelFacts => ({
    uniqueId,
    name,
    linkedId: '1.1',
    ...more,
  });
  const caller = channel('1.1', 'PJSIP/trunk-01', { callerNumber: '+4420', exten: '5001', state: 'up' });
  const first = channel('1.2', 'Local/101@from-queue-00;1', { callerNumber: '101' });
  const second = channel('1.3', 'Local/101@from-queue-00;2', { callerNumber: '+4420' });
  const leg = channel('1.4', 'PJSIP/101-02', { callerNumber: '101', connectedNumber: '+4420' });
  const queueDials: ChannelEvent = { type: 'dialBegun', caller, dest: first, dialString: '101@from-queue/n' };
  const localDials: ChannelEvent = { type: 'dialBegun', caller: second, dest: leg, dialString: '101' };
  const rings: ChannelEvent = { type: 'changed', channel: { ...leg, state: 'ringing' } };

  it.each<[string, ChannelEvent[]]>([
    ['in order', [queueDials, localDials, rings]],
    ["the queue's dial after the phone's", [localDials, queueDials, rings]],
    ["the queue's dial after the ringing", [localDials, rings, queueDials]],
  ])('%s: one call, with its queue', (_what, order) => {
    const bench = new ControlBench();
    for (const each of [caller, first, second, leg]) bench.hear({ type: 'created', channel: each });
    bench.hear({ type: 'joinedQueue', uniqueId: caller.uniqueId, queue: 'support' }, ...order);
    expect(texts(bench)).toEqual(['1 RingStarted incoming +4420 "" queue=support did=5001']);
  });

  it('an Originate of the Local channel is no incoming call', () => {
    const bench = new ControlBench();
    for (const each of [first, second, leg]) bench.hear({ type: 'created', channel: each });
    bench.hear({ type: 'dialBegun', dest: first, dialString: '101@from-queue/n' }, localDials, rings);
    expect(texts(bench)).toEqual(['1 CallInfoChanged agentRinging outgoing']);
  });
});
