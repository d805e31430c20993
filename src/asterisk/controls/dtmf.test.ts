import { describe, expect, it } from 'vitest';
import { ControlBench } from '../testing/controlBench.ts';
import { dial } from './dial/dial.ts';
import { dtmf } from './dtmf.ts';

const keys = (bench: ControlBench, digits: string) =>
  ({ type: 'SendDtmf', callId: bench.story.call.id, digits }) as const;
const told = (bench: ControlBench): string =>
  bench.events.flatMap((event) => (event.type === 'DtmfEntered' ? event.digits : [])).join('');

it('plays one key after the other to the other party, and reports each once it was sent', async () => {
  const bench = new ControlBench();
  bench.talk();
  expect(await dtmf.run(bench.context, bench.story, keys(bench, '1#A'))).toEqual({ status: 'done' });
  expect(bench.sent).toEqual(
    ['1', '#', 'A'].map((digit) => ({
      name: 'PlayDTMF',
      fields: [
        ['Channel', 'PJSIP/201-00000001'],
        ['Digit', digit],
      ],
    })),
  );
  expect(told(bench)).toBe('1#A');
});

it('reaches one who is still being called: the line that was dialled last', async () => {
  const bench = new ControlBench();
  await dial(bench.context, '201');
  expect(dtmf.denial(bench.context, bench.story)).toBe('notYetAnswered');
  const own = { uniqueId: 'offhook-id-2', name: 'PJSIP/101-00000001' };
  const dest = { uniqueId: '1.2', name: 'PJSIP/trunk-00000002' };
  bench.hear(
    { type: 'created', channel: { ...own, state: 'up' } },
    { type: 'created', channel: dest },
    { type: 'dialBegun', caller: own, dest, dialString: '201' },
  );
  expect(dtmf.denial(bench.context, bench.story)).toBeUndefined();
  expect(await dtmf.run(bench.context, bench.story, keys(bench, '3'))).toEqual({ status: 'done' });
  expect(bench.sent.at(-1)?.fields[0]).toEqual(['Channel', 'PJSIP/trunk-00000002']);
});

describe('keys that came with the number', () => {
  it.each([
    ['7#', '7#'],
    ['', undefined],
    // No end of them.
    ['12', '12#;7#'],
  ])('once sent leave %j', async (keysLeft, keys) => {
    const bench = new ControlBench();
    bench.talk();
    const { adapter, edges } = bench.context;
    adapter.setKeys(bench.story.call.id, '12#;7#', edges.clock.now());
    const command = { type: 'SendDtmf', callId: bench.story.call.id, digits: '12#', keysLeft } as const;
    expect(await dtmf.run(bench.context, bench.story, command)).toEqual({ status: 'done' });
    expect(bench.story.call.keys).toBe(keys);
  });

  it('are left, all of them, when one was lost', async () => {
    const bench = new ControlBench();
    bench.talk();
    const { adapter, edges } = bench.context;
    adapter.setKeys(bench.story.call.id, '12#', edges.clock.now());
    bench.on('PlayDTMF', ({ fields }) => (fields[1]?.[1] === '2' ? { error: 'Channel not found' } : 'ok'));
    const command = { type: 'SendDtmf', callId: bench.story.call.id, digits: '12#', keysLeft: '' } as const;
    expect(await dtmf.run(bench.context, bench.story, command)).toMatchObject({ status: 'refused' });
    expect(bench.story.call.keys).toBe('12#');
  });
});

describe('what is not sent', () => {
  it.each(['', '1,2', 'w', '1 2', '1'.repeat(65)])('%j are no keys', async (digits) => {
    const bench = new ControlBench();
    bench.talk();
    expect(await dtmf.run(bench.context, bench.story, keys(bench, digits))).toEqual({
      status: 'refused',
      code: 'invalidDigits',
    });
    expect(bench.sent).toEqual([]);
  });

  it('is not told either', async () => {
    const bench = new ControlBench();
    bench.talk();
    bench.on('PlayDTMF', ({ fields }) => (fields[1]?.[1] === '2' ? { error: 'Channel not found' } : 'ok'));
    expect(await dtmf.run(bench.context, bench.story, keys(bench, '123'))).toMatchObject({
      status: 'refused',
    });
    expect(told(bench)).toBe('1');
  });
});

it('is not there without its right', () => {
  const less = new ControlBench({ may: ['Hangup'] });
  expect(dtmf.denial(less.context, less.talk())).toBe('rightMissing');
});
