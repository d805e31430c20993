import { expect, it } from 'vitest';
import { ControlBench } from '../testing/controlBench.ts';
import { mute, unmute } from './mute.ts';

it("is of what the agent's leg says, on and off", async () => {
  const bench = new ControlBench();
  bench.talk();
  expect(await mute.run(bench.context, bench.story)).toEqual({ status: 'done' });
  expect(bench.sent).toEqual([
    {
      name: 'MuteAudio',
      fields: [
        ['Channel', 'PJSIP/101-00000002'],
        ['Direction', 'in'],
        ['State', 'on'],
      ],
    },
  ]);
  expect(bench.story.call.muted).toBe(true);
  expect(await unmute.run(bench.context, bench.story)).toEqual({ status: 'done' });
  expect(bench.sent.at(-1)?.fields[2]).toEqual(['State', 'off']);
  expect(bench.story.call).not.toHaveProperty('muted');
});

it('goes with the leg', async () => {
  const bench = new ControlBench();
  bench.talk();
  await mute.run(bench.context, bench.story);
  bench.adapter.intend(bench.story.call.id, { to: 'park' });
  bench.hear(
    { type: 'parked', parkee: bench.caller, space: '701', parker: bench.device },
    { type: 'hungUp', channel: bench.phone, cause: 16 },
  );
  expect(bench.story.call).toMatchObject({ state: 'held' });
  expect(bench.story.call).not.toHaveProperty('muted');
});

it('stays while the leg waits apart: it is the same leg', async () => {
  const bench = new ControlBench();
  bench.talk();
  await mute.run(bench.context, bench.story);
  bench.hear(
    { type: 'bridgeLeft', bridgeId: 'b', channel: bench.caller },
    { type: 'bridgeLeft', bridgeId: 'b', channel: bench.phone },
    { type: 'musicStarted', channel: bench.caller },
  );
  expect(bench.story.call).toMatchObject({ state: 'held', muted: true });
});

it('that the PBX refuses is not shown', async () => {
  const bench = new ControlBench();
  bench.talk();
  bench.on('MuteAudio', { error: 'Permission denied' });
  expect(await mute.run(bench.context, bench.story)).toMatchObject({ code: 'rightMissing' });
  expect(bench.story.call).not.toHaveProperty('muted');
});

it('is not there without its right, nor without a leg', () => {
  const less = new ControlBench({ may: ['Hangup'] });
  expect(mute.denial(less.context, less.talk())).toBe('rightMissing');
  const parked = new ControlBench();
  expect(mute.denial(parked.context, parked.park())).toBe('notYetAnswered');
});
