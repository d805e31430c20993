import { describe, expect, it } from 'vitest';
import type { ChannelFacts } from '../../dialect/channelEvent.ts';
import { followUp } from '../hold/followUp.ts';
import { colleague, TransferBench } from '../../testing/transferBench.ts';

describe('a conference', () => {
  const join = (bench: TransferBench, room: string, ...channels: ChannelFacts[]): void => {
    for (const channel of channels) {
      bench.hear(
        { type: 'bridgeEntered', bridgeId: 'room', channel: { ...channel, state: 'up' } },
        { type: 'conferenceJoined', conference: room, channel },
      );
    }
  };
  const own: ChannelFacts = { uniqueId: '3.1', name: 'PJSIP/101-00000009' };

  async function conferring(order: (bench: TransferBench) => ChannelFacts[]) {
    const bench = new TransferBench();
    const { first, second } = bench.twoCalls();
    const begun = bench.context.perform({ type: 'StartConference', callId: second, withCallId: first });
    await bench.settle();
    const room = String(bench.field('Redirect', 'Exten'));
    bench.hear(
      { type: 'bridgeLeft', bridgeId: 'e', channel: own },
      { type: 'bridgeLeft', bridgeId: 'e', channel: colleague },
    );
    join(bench, room, ...order(bench));
    return { bench, first, second, room, result: await begun };
  }

  it.each([
    ['the agent first', (bench: TransferBench) => [own, colleague, bench.caller]],
    ['the agent last', (bench: TransferBench) => [bench.caller, colleague, own]],
    ['the agent and the other one before', (bench: TransferBench) => [bench.caller, own, colleague]],
  ])('has its parties in any order of arrival: %s', async (_name, order) => {
    const { bench, first, second, room, result } = await conferring(order);
    expect(result).toEqual({ status: 'done' });
    expect(room).toMatch(/^conference-\d{15}$/u);
    for (const id of [first, second]) {
      expect(bench.adapter.story(id)?.call).toMatchObject({ phase: 'conference', conference: room });
    }
    expect(bench.adapter.story(first)?.remote).toBe(bench.caller.uniqueId);
    expect(bench.adapter.story(second)?.remote).toBe(colleague.uniqueId);
    for (const command of ['HoldCall', 'MakeConsultCall', 'StartConference'] as const) {
      expect(bench.context.denial(command, bench.adapter.story(first)!)).toBe('inConference');
    }
  });

  it('that loses a party is an ordinary call', async () => {
    const { bench, first, second, room } = await conferring((each) => [own, colleague, each.caller]);
    const dropped = bench.context.perform({ type: 'DropCall', callId: second });
    await bench.settle();
    expect(bench.field('Hangup', 'Channel')).toBe(colleague.name);
    bench.hear(
      { type: 'conferenceLeft', conference: room, channel: colleague },
      { type: 'bridgeLeft', bridgeId: 'room', channel: colleague },
      { type: 'hungUp', channel: colleague, cause: 16 },
    );
    expect(await dropped).toEqual({ status: 'done' });
    expect(bench.adapter.story(first)?.call).toMatchObject({ phase: 'talking', state: 'talking' });
    expect(bench.adapter.story(first)?.call.conference).toBeUndefined();

    const joined = followUp(bench.context, bench.story.call);
    await bench.settle();
    expect(bench.field('Redirect', 'Exten')).toBe('silence');
    bench.hear(
      { type: 'conferenceLeft', conference: room, channel: own },
      { type: 'conferenceLeft', conference: room, channel: bench.caller },
      { type: 'bridgeLeft', bridgeId: 'room', channel: own },
      { type: 'bridgeLeft', bridgeId: 'room', channel: bench.caller },
    );
    for (let step = 0; step < 3; step += 1) await bench.advance(20);
    await joined;
    expect(bench.names().at(-1)).toBe('Bridge');
    expect(bench.adapter.conferences()).toEqual([]);
  });

  it.each(['before they are joined', 'and the PBX knows it first'])(
    'that two others leave at once lets the agent go: %s',
    async (when) => {
      const { bench, room } = await conferring((each) => [own, colleague, each.caller]);
      const leave = (channel: ChannelFacts): void =>
        bench.hear(
          { type: 'conferenceLeft', conference: room, channel },
          { type: 'bridgeLeft', bridgeId: 'room', channel },
          { type: 'hungUp', channel, cause: 16 },
        );
      leave(bench.caller);
      if (when.includes('first')) bench.on('Redirect', { error: 'ExtraChannel does not exist' });
      const followed = followUp(bench.context, bench.story.call);
      await bench.settle();
      leave(colleague);
      for (let step = 0; step < 200; step += 1) await bench.advance(20);
      await followed;
      expect(bench.names().at(-1)).toBe('Hangup');
      expect(bench.field('Hangup', 'Channel')).toBe(own.name);
    },
  );

  it('needs the dial-plan lines', () => {
    const bench = new TransferBench();
    const { second } = bench.twoCalls();
    bench.context.dialPlan = { hold: true, conference: false };
    expect(bench.context.denial('StartConference', bench.adapter.story(second)!)).toBe('dialPlanMissing');
  });

  it('that the PBX refuses leaves the calls as they were', async () => {
    const bench = new TransferBench();
    const { first, second } = bench.twoCalls();
    bench.on('Redirect', { error: 'Permission denied' });
    expect(
      await bench.context.perform({ type: 'StartConference', callId: second, withCallId: first }),
    ).toMatchObject({ status: 'refused', code: 'rightMissing' });
    expect(bench.states).toEqual(['held', 'talking']);
    bench.hear({ type: 'hungUp', channel: own, cause: 16 });
    expect(bench.adapter.story(second)).toBeUndefined();
  });
});
