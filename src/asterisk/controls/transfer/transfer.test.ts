import { describe, expect, it } from 'vitest';
import { followUp } from '../hold/followUp.ts';
import { half, colleague, TransferBench } from '../../testing/transferBench.ts';

describe('Atxfer', () => {
  it('is done when the consultation is there, and remembers nothing', async () => {
    const bench = new TransferBench();
    const { first, second } = await bench.consulting();
    expect(bench.names()).toEqual(['Atxfer']);
    expect(bench.field('Atxfer', 'Context')).toBe('from-internal');
    expect(bench.adapter.story(second)?.call).toMatchObject({
      consultFor: first,
      number: '102',
      keys: '7#',
    });
    expect(bench.states).toEqual(['held', 'dialing']);
    expect(bench.context.atxferDoesNothing.size).toBe(0);
  });

  it('that does nothing is remembered for calls of that direction, and a consultation call is made', async () => {
    const bench = new TransferBench();
    bench.talk();
    const made = bench.consult();
    await bench.advance(2_000);
    expect([...bench.context.atxferDoesNothing]).toEqual(['incoming']);
    expect(bench.names()).toEqual(['Atxfer', 'PJSIPNotify']);
    await bench.advance(2_000);
    // The phone ignores NOTIFY: the holding pen.
    expect(bench.names().slice(2)).toEqual(['Redirect']);
    const leg = { ...bench.phone, state: 'up' as const };
    bench.hear(
      { type: 'bridgeLeft', bridgeId: 'b', channel: leg },
      { type: 'bridgeLeft', bridgeId: 'b', channel: bench.caller },
      { type: 'musicStarted', channel: bench.caller },
    );
    await bench.settle();
    expect(bench.names().slice(3)).toEqual(['Originate']);
    expect(await made).toMatchObject({ status: 'done' });
    expect(bench.adapter.stories()[1]?.call).toMatchObject({ consultFor: bench.story.call.id, keys: '7#' });
  });

  it.each(['+491234', '12#34'])('is not asked to play %s', async (number) => {
    const bench = new TransferBench({
      controls: { answer: 'auto', hold: 'auto', transfer: 'atxfer', context: 'offhook' },
    });
    bench.talk();
    expect(await bench.consult(number)).toMatchObject({ status: 'refused' });
    expect(bench.names()).toEqual([]);
  });

  it('is not sent for a number that does not exist, nor is anything else', async () => {
    const bench = new TransferBench();
    bench.on('Getvar', { value: '0' });
    bench.talk();
    expect(await bench.consult('999')).toEqual({ status: 'refused', code: 'unknownNumber' });
    expect(bench.names()).toEqual([]);
    expect(bench.states).toEqual(['talking']);
  });

  it('is not there on AMI 1.x, where no event reports whether it began', () => {
    const bench = new TransferBench({ family: '1.x', may: ['Atxfer', 'Hangup'] });
    expect(bench.context.denial('MakeConsultCall', bench.talk())).toBe('rightMissing');
  });

  it('is completed only after the colleague has been there for a while', async () => {
    const bench = new TransferBench();
    const { first, second } = await bench.consulting();
    expect(bench.context.denial('TransferCall', bench.adapter.story(first)!)).toBe('notYetAnswered');
    bench.atxferAnswered();
    const done = bench.context.perform({ type: 'TransferCall', callId: second });
    await bench.advance(249);
    expect(bench.names()).toEqual(['Atxfer']);
    await bench.advance(1);
    expect(bench.field('Hangup', 'Channel')).toBe(bench.phone.name);
    bench.hear(
      { type: 'bridgeLeft', bridgeId: 'c', channel: bench.phone },
      { type: 'bridgeEntered', bridgeId: 'b', channel: { ...half(1), state: 'up' } },
      { type: 'transferred', legs: [bench.phone.uniqueId] },
      { type: 'hungUp', channel: bench.phone, cause: 16 },
    );
    expect(await done).toEqual({ status: 'done' });
    const ends = bench.events.flatMap((event) => (event.type === 'RingFinished' ? [event.call.outcome] : []));
    expect(ends).toEqual(['transferred', 'transferred']);
  });

  it('is not completed when the colleague hangs up in that while', async () => {
    const bench = new TransferBench();
    const { second } = await bench.consulting();
    bench.atxferAnswered();
    const done = bench.context.perform({ type: 'TransferCall', callId: second });
    await bench.advance(100);
    bench.hear({ type: 'hungUp', channel: colleague, cause: 16 });
    await bench.advance(150);
    expect(await done).toMatchObject({ status: 'refused', code: 'callEnded' });
    expect(bench.names()).toEqual(['Atxfer']);
  });

  it('is cancelled by the end of the called leg where the right for CancelAtxfer is missing', async () => {
    const bench = new TransferBench({ may: ['Atxfer', 'Hangup'] });
    const { second } = await bench.consulting();
    const cancelled = bench.context.perform({ type: 'CancelTransfer', callId: second });
    await bench.settle();
    expect(bench.field('Hangup', 'Channel')).toBe(colleague.name);
    bench.hear(
      { type: 'bridgeLeft', bridgeId: 'c', channel: bench.phone },
      { type: 'bridgeEntered', bridgeId: 'b', channel: { ...bench.phone, state: 'up' } },
    );
    expect(await cancelled).toEqual({ status: 'done' });
    expect(bench.states).toEqual(['talking']);
    const end = bench.events.find(({ type }) => type === 'RingFinished');
    expect(end).toMatchObject({ call: { id: second, outcome: 'cancelled' } });
  });

  it('is swapped by its code, and a code that does nothing is not tried again', async () => {
    const bench = new TransferBench();
    const { first } = await bench.consulting();
    bench.atxferAnswered();
    const swapped = bench.context.perform({ type: 'SwapCalls', callId: first });
    for (let step = 0; step < 4; step += 1) await bench.advance(1_000);
    expect(await swapped).toMatchObject({ status: 'refused', code: 'swapOnPhone' });
    expect(bench.names().filter((name) => name === 'PlayDTMF')).toHaveLength(2);
    expect(bench.context.denial('SwapCalls', bench.adapter.story(first)!)).toBe('swapOnPhone');
  });

  it('swapped on the phone keeps both calls, the other one on hold', async () => {
    const bench = new TransferBench();
    const { first, second } = await bench.consulting();
    bench.atxferAnswered();
    const leg = { ...bench.phone, state: 'up' as const };
    bench.hear(
      { type: 'held', channel: leg },
      { type: 'bridgeLeft', bridgeId: 'c', channel: leg },
      { type: 'bridgeEntered', bridgeId: 'b', channel: leg },
      { type: 'unheld', channel: leg },
    );
    expect(bench.adapter.story(first)?.call.state).toBe('talking');
    expect(bench.adapter.story(second)?.call).toMatchObject({ state: 'held', heldBy: 'agent' });
    bench.hear(
      { type: 'held', channel: leg },
      { type: 'bridgeLeft', bridgeId: 'b', channel: leg },
      { type: 'bridgeEntered', bridgeId: 'c', channel: leg },
    );
    expect(bench.states).toEqual(['held', 'talking']);
  });
});

describe('a consultation call', () => {
  const controls = { answer: 'auto', hold: 'park', transfer: 'consultation', context: 'offhook' } as const;

  it('is not dialled when the first call cannot be put on hold', async () => {
    const bench = new TransferBench({ controls });
    bench.on('Park', { error: 'Permission denied' });
    bench.talk();
    expect(await bench.consult()).toMatchObject({ status: 'refused', code: 'rightMissing' });
    expect(bench.names()).toEqual(['Park']);
    expect(bench.states).toEqual(['talking']);
  });

  it('that the PBX refuses to dial gives the first one back', async () => {
    const bench = new TransferBench({ controls });
    bench.on('Originate', { error: 'Extension does not exist.' });
    bench.park();
    const { call } = bench.story;
    expect(await bench.consult()).toMatchObject({ status: 'refused', code: 'unknownNumber' });
    // It was on hold before: it is left as the agent had it.
    expect(bench.names()).toEqual(['Originate']);
    expect(bench.adapter.story(call.id)?.call.state).toBe('held');
  });

  it('that has ended gives the first one back, unless the agent talks to somebody else', async () => {
    const bench = new TransferBench({ controls });
    const first = bench.park().call.id;
    const ended = { ...bench.story.call, id: 'x', consultFor: first, state: 'ended' } as const;
    const resumed = followUp(bench.context, ended);
    await bench.settle();
    expect(bench.field('Originate', 'Exten')).toBe('701');
    expect(bench.adapter.story(first)?.call.phase).toBe('resuming');
    await bench.advance(60_000);
    await resumed;

    const busy = new TransferBench({ controls });
    const calls = busy.twoCalls();
    await followUp(busy.context, { ...ended, consultFor: calls.first });
    expect(busy.names()).toEqual([]);
  });
});

describe('joining two calls', () => {
  it('bridges the two other parties, and hangs up what is left of the agent', async () => {
    const bench = new TransferBench();
    const { first, second } = bench.twoCalls();
    const done = bench.context.perform({ type: 'TransferCall', callId: second, withCallId: first });
    await bench.settle();
    expect(bench.names()).toEqual(['Bridge', 'Hangup']);
    expect([bench.field('Bridge', 'Channel1'), bench.field('Bridge', 'Channel2')].sort()).toEqual(
      [bench.caller.name, colleague.name].sort(),
    );
    bench.hear(
      { type: 'bridgeEntered', bridgeId: 'f', channel: { ...bench.caller, state: 'up' } },
      { type: 'bridgeEntered', bridgeId: 'f', channel: { ...colleague, state: 'up' } },
      { type: 'hungUp', channel: { uniqueId: '3.1', name: `${bench.device}-00000009` }, cause: 16 },
    );
    expect(await done).toEqual({ status: 'done' });
    expect(bench.adapter.stories()).toEqual([]);
  });

  it('does nothing when one of them is gone: a Bridge that fails tears the calls apart', async () => {
    const bench = new TransferBench();
    const { first, second } = bench.twoCalls();
    bench.adapter.story(second)!.remote = 'gone';
    bench.adapter.story(second)!.neighbour = undefined;
    expect(
      await bench.context.perform({ type: 'TransferCall', callId: first, withCallId: second }),
    ).toMatchObject({ status: 'refused', code: 'partyGone' });
    expect(bench.context.denial('StartConference', bench.adapter.story(first)!)).toBe('partyGone');
    expect(bench.names()).toEqual([]);
  });

  it('that the PBX refuses leaves a later end of the calls what it is', async () => {
    const bench = new TransferBench();
    bench.on('Bridge', { error: 'Permission denied' });
    const { first, second } = bench.twoCalls();
    expect(
      await bench.context.perform({ type: 'TransferCall', callId: first, withCallId: second }),
    ).toMatchObject({ status: 'refused', code: 'rightMissing' });
    bench.hear({ type: 'hungUp', channel: bench.caller, cause: 16 });
    expect(bench.events.at(-1)).toMatchObject({ type: 'RingFinished', call: { outcome: 'answered' } });
  });

  it('is not there for a call alone', () => {
    const bench = new TransferBench();
    const story = bench.talk();
    expect(bench.context.denial('TransferCall', story)).toBe('noOtherCall');
    expect(bench.context.denial('StartConference', story)).toBe('noOtherCall');
    expect(bench.context.denial('CancelTransfer', story)).toBe('noOtherCall');
  });
});
