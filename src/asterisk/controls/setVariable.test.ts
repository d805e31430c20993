import { expect, it } from 'vitest';
import { ControlBench } from '../testing/controlBench.ts';
import { setVariable } from './setVariable.ts';

const name = 'CDR(userfield)';

it('is set on the channel of the caller: its record in the CDR has the whole call', async () => {
  const bench = new ControlBench();
  const story = bench.talk();
  expect(story.call.direction).toBe('incoming');
  expect(await setVariable(bench.context, story, name, 'Order')).toEqual({ status: 'done' });
  expect(bench.sent).toEqual([
    {
      name: 'Setvar',
      fields: [
        ['Channel', bench.adapter.channels.get(bench.caller.uniqueId)?.name],
        ['Variable', name],
        ['Value', 'Order'],
      ],
    },
  ]);
});

it('is not set without its right, nor once the call is over', async () => {
  const less = new ControlBench({ may: ['Hangup'] });
  expect(await setVariable(less.context, less.talk(), name, 'Order')).toMatchObject({ code: 'rightMissing' });
  const bench = new ControlBench();
  const story = bench.talk();
  bench.on('Setvar', { error: 'No such channel' });
  expect(await setVariable(bench.context, story, name, 'Order')).toMatchObject({ code: 'callEnded' });
  bench.hear(
    { type: 'hungUp', channel: bench.caller, cause: 16 },
    { type: 'hungUp', channel: bench.phone, cause: 16 },
  );
  expect(await setVariable(bench.context, story, name, 'Order')).toMatchObject({ code: 'callEnded' });
});
