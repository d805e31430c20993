import { describe, expect, it } from 'vitest';
import type { ChannelEvent, ChannelFacts } from '../../dialect/channelEvent.ts';
import { ControlBench } from '../../testing/controlBench.ts';
import { openRecording } from '../../testing/replay.ts';
import { transfer } from './transfer.ts';

/** What Asterisk 11 sends until the customer waits in the lot: the channel whose place is taken by masquerade gets no state of its own. */
function parkedEvents(): ChannelEvent[] {
  const { packets, dialect } = openRecording('11-sip', '09-hold-by-park');
  const events = packets.flatMap((packet) => dialect.read(packet));
  const parked = events.findIndex(({ type }) => type === 'parked');
  const legEnds = events.findIndex(
    (event, index) => index > parked && event.type === 'hungUp' && event.channel.name.startsWith('SIP/101-'),
  );
  expect(Math.min(parked, legEnds)).toBeGreaterThan(0);
  return events.slice(0, legEnds + 1);
}

/** Held by parking on Asterisk 11, and a second call with the colleague. */
function held(): ControlBench {
  const bench = new ControlBench({ family: '1.x' });
  for (const event of parkedEvents()) {
    if (event.type === 'parked') bench.adapter.intend(bench.story.call.id, { to: 'park' });
    bench.hear(event);
  }
  const leg: ChannelFacts = { uniqueId: '3.1', name: 'SIP/101-00000099', state: 'up', exten: '102' };
  const colleague: ChannelFacts = { uniqueId: '3.2', name: 'SIP/102-0000009a', state: 'up' };
  bench.hear(
    { type: 'created', channel: leg },
    { type: 'created', channel: colleague },
    { type: 'dialBegun', caller: leg, dest: colleague, dialString: '102' },
    { type: 'bridgeEntered', bridgeId: 'e', channel: leg },
    { type: 'bridgeEntered', bridgeId: 'e', channel: colleague },
  );
  return bench;
}

describe('on Asterisk 11, a call that is held by parking and another one', () => {
  it('can be joined', () => {
    const bench = held();
    expect(bench.adapter.stories().map(({ call }) => call.state)).toEqual(['held', 'talking']);
    for (const story of bench.adapter.stories())
      expect(transfer.denial(bench.context, story)).toBeUndefined();
  });

  it('are joined: the customer in the lot with the colleague', async () => {
    const bench = held();
    const [first, second] = bench.adapter.stories().map(({ call }) => call.id);
    const done = bench.context.perform({ type: 'TransferCall', callId: second!, withCallId: first! });
    await bench.settle();
    const joined = bench.sent.find(({ name }) => name === 'Bridge');
    expect(Object.fromEntries(joined?.fields ?? [])).toMatchObject({
      Channel1: 'SIP/102-0000009a',
      Channel2: 'SIP/201-00000033',
    });
    bench.hear({ type: 'hungUp', channel: { uniqueId: '3.1', name: 'SIP/101-00000099' }, cause: 16 });
    const remote = bench.adapter.channels.byName('SIP/201-00000033')!;
    bench.hear(
      { type: 'bridgeEntered', bridgeId: 'f', channel: { uniqueId: '3.2', name: 'SIP/102-0000009a' } },
      { type: 'bridgeEntered', bridgeId: 'f', channel: { uniqueId: remote.uniqueId, name: remote.name } },
    );
    expect(await done).toEqual({ status: 'done' });
    expect(bench.adapter.stories()).toEqual([]);
  });
});
