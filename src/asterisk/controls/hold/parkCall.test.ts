import { expect, it } from 'vitest';
import { ControlBench } from '../../testing/controlBench.ts';
import { parkCall } from './parkCall.ts';

it('leaves the other party for anybody, and the call is over for this line', async () => {
  const bench = new ControlBench();
  bench.talk();
  const run = parkCall.run(bench.context, bench.story);
  await bench.settle();
  expect(bench.sent[0]).toMatchObject({ name: 'Park' });
  expect(bench.sent[0]?.fields).toContainEqual(['Channel', 'PJSIP/201-00000001']);
  expect(bench.sent[0]?.fields.map(([name]) => name)).not.toContain('AnnounceChannel');
  bench.hear(
    { type: 'bridgeLeft', bridgeId: 'b', channel: bench.caller },
    { type: 'parked', parkee: bench.caller, space: '701', parker: bench.device },
    { type: 'hungUp', channel: bench.phone, cause: 16 },
  );
  expect(await run).toEqual({ status: 'done' });
  const names = bench.events.map(({ type }) => type);
  expect(names).not.toContain('PutHoldAction');
  expect(bench.events.at(-1)).toMatchObject({ type: 'RingFinished', call: { outcome: 'transferred' } });
});

it('is the same when the leg ends before the parking is reported', async () => {
  const bench = new ControlBench();
  bench.talk();
  const run = parkCall.run(bench.context, bench.story);
  await bench.settle();
  bench.hear(
    { type: 'hungUp', channel: bench.phone, cause: 16 },
    { type: 'parked', parkee: bench.caller, space: '701', parker: bench.device },
  );
  expect(await run).toEqual({ status: 'done' });
  expect(bench.adapter.stories()).toEqual([]);
});

it('of a call that is parked already sends nothing: from now on it is anybody’s', async () => {
  const bench = new ControlBench();
  expect(await parkCall.run(bench.context, bench.park())).toEqual({ status: 'done' });
  expect(bench.sent).toEqual([]);
  expect(bench.events.at(-1)).toMatchObject({ type: 'RingFinished', call: { outcome: 'transferred' } });
});

it('that the PBX refuses leaves the call as it was', async () => {
  const bench = new ControlBench();
  bench.talk();
  bench.on('Park', { error: 'Permission denied' });
  expect(await parkCall.run(bench.context, bench.story)).toMatchObject({ code: 'rightMissing' });
  bench.hear({ type: 'hungUp', channel: bench.phone, cause: 16 });
  expect(bench.events.at(-1)).toMatchObject({ call: { outcome: 'answered' } });
  await bench.advance(5_000);
});
