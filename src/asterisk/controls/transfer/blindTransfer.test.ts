import { describe, expect, it } from 'vitest';
import { ControlBench } from '../../testing/controlBench.ts';
import { blindTransfer } from './blindTransfer.ts';

const to = (bench: ControlBench, number: string) =>
  ({ type: 'BlindTransferCall', callId: bench.story.call.id, number }) as const;
const names = (bench: ControlBench): string[] => bench.sent.map(({ name }) => name);

it('looks the number up, and transfers as the phone itself would', async () => {
  const bench = new ControlBench();
  bench.talk();
  const run = blindTransfer.run(bench.context, bench.story, to(bench, '103'));
  await bench.settle();
  expect(bench.sent).toEqual([
    { name: 'Getvar', fields: [['Variable', 'DIALPLAN_EXISTS(from-internal,103,1)']] },
    {
      name: 'BlindTransfer',
      fields: [
        ['Channel', 'PJSIP/101-00000002'],
        ['Context', 'from-internal'],
        ['Exten', '103'],
      ],
    },
  ]);
  bench.hear({ type: 'hungUp', channel: bench.phone, cause: 16 });
  expect(await run).toEqual({ status: 'done' });
  expect(bench.events.at(-1)).toMatchObject({ type: 'RingFinished', call: { outcome: 'transferred' } });
});

it('redirects the other party where there is no such action', async () => {
  const bench = new ControlBench({ may: ['Redirect', 'Getvar'] });
  bench.talk();
  const run = blindTransfer.run(bench.context, bench.story, to(bench, '103'));
  await bench.settle();
  expect(bench.sent.at(-1)).toEqual({
    name: 'Redirect',
    fields: [
      ['Channel', 'PJSIP/201-00000001'],
      ['Context', 'from-internal'],
      ['Exten', '103'],
      ['Priority', 1],
    ],
  });
  bench.hear({ type: 'hungUp', channel: bench.phone, cause: 16 });
  expect(await run).toEqual({ status: 'done' });
});

it.each(['pen', 'park'] as const)('redirects one who waits (%s), and the call is over', async (wait) => {
  const bench = new ControlBench();
  bench[wait]();
  expect(await blindTransfer.run(bench.context, bench.story, to(bench, '103'))).toEqual({ status: 'done' });
  expect(names(bench)).toEqual(['Getvar', 'Redirect']);
  expect(bench.sent[1]?.fields[0]).toEqual(['Channel', 'PJSIP/201-00000001']);
  expect(bench.events.at(-1)).toMatchObject({ type: 'RingFinished', call: { outcome: 'transferred' } });
  expect(bench.adapter.stories()).toEqual([]);
});

it('redirects one who was just parked, while the leg of the agent is still ending', async () => {
  const bench = new ControlBench();
  bench.talk();
  bench.adapter.intend(bench.story.call.id, { to: 'park' });
  bench.hear({ type: 'parked', parkee: bench.caller, space: '701', parker: bench.device });
  expect(await blindTransfer.run(bench.context, bench.story, to(bench, '103'))).toEqual({ status: 'done' });
  expect(names(bench)).toEqual(['Getvar', 'Redirect']);
});

describe('a transfer that does not come about', () => {
  it('because the agent has hung up while the number was looked up: the other party is left alone', async () => {
    const bench = new ControlBench({ may: ['Redirect', 'Getvar'] });
    bench.talk();
    bench.on('Getvar', () => {
      bench.hear({ type: 'hungUp', channel: bench.phone, cause: 16 });
      return { value: '1' };
    });
    const story = bench.story;
    expect(await blindTransfer.run(bench.context, story, to(bench, '103'))).toEqual({
      status: 'refused',
      code: 'callEnded',
    });
    expect(names(bench)).toEqual(['Getvar']);
  });

  it.each(['', '10a', '103,1', '${X}'])('because %j is no number', async (number) => {
    const bench = new ControlBench();
    bench.talk();
    expect(await blindTransfer.run(bench.context, bench.story, to(bench, number))).toEqual({
      status: 'refused',
      code: 'invalidNumber',
    });
    expect(bench.sent).toEqual([]);
  });

  it('because the PBX refused it is no transfer later either', async () => {
    const bench = new ControlBench();
    bench.talk();
    bench.on('BlindTransfer', { error: 'Permission denied' });
    expect(await blindTransfer.run(bench.context, bench.story, to(bench, '103'))).toMatchObject({
      code: 'rightMissing',
    });
    bench.hear({ type: 'hungUp', channel: bench.phone, cause: 16 });
    expect(bench.events.at(-1)).toMatchObject({ type: 'RingFinished', call: { outcome: 'answered' } });
    await bench.advance(5_000);
  });

  it('because nothing happened is no transfer later either', async () => {
    const bench = new ControlBench();
    bench.talk();
    const run = blindTransfer.run(bench.context, bench.story, to(bench, '103'));
    await bench.advance(5_000);
    expect(await run).toEqual({ status: 'timedOut', afterMs: 5_000 });
    bench.hear({ type: 'hungUp', channel: bench.phone, cause: 16 });
    expect(bench.events.at(-1)).toMatchObject({ call: { outcome: 'answered' } });
  });
});

it('is offered to a call that was answered, with one right or the other', () => {
  const ringing = new ControlBench();
  expect(blindTransfer.denial(ringing.context, ringing.ring())).toBe('notYetAnswered');
  const less = new ControlBench({ may: ['Park'] });
  expect(blindTransfer.denial(less.context, less.talk())).toBe('rightMissing');
  const some = new ControlBench({ may: ['Redirect'] });
  expect(blindTransfer.denial(some.context, some.talk())).toBeUndefined();
});
