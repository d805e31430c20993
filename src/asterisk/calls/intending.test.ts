import { expect, it } from 'vitest';
import { ControlBench } from '../testing/controlBench.ts';

const at = { monoMs: 0, wallMs: 0 };

it('a conference that does not come about leaves the party where it waited', () => {
  const bench = new ControlBench();
  const story = bench.park();
  const intent = { to: 'meet', room: 'conference-1' } as const;
  bench.adapter.intend(story.call.id, intent);
  expect(story).toMatchObject({ isConferring: true, parkedAt: '701' });
  bench.adapter.settle(story.call.id, intent, 'refused', at);
  expect(story.away).toEqual({ how: 'parked', space: '701' });
});

it('what an action of ours was for is forgotten when it throws', async () => {
  const bench = new ControlBench();
  const { call } = bench.talk();
  const act = bench.adapter.during(
    [call.id],
    { to: 'leave' },
    () => at,
    () => {
      expect(bench.story.movingOn).toBe(true);
      return Promise.reject(new Error('gone'));
    },
  );
  await expect(act).rejects.toThrow('gone');
  expect(bench.story).toMatchObject({ movingOn: false, intent: undefined });
});

it('both ends that come apart late are ours all the same', () => {
  const bench = new ControlBench();
  const { call } = bench.talk();
  const intent = { to: 'sendApart' } as const;
  bench.adapter.intend(call.id, intent);
  bench.adapter.settle(call.id, intent, 'timedOut', at);
  bench.comeApart();
  expect(bench.story.away).toEqual({ how: 'apart', waits: '1.1', byUs: true });
});

it('a call whose end was refused goes on as if no one had asked', () => {
  const bench = new ControlBench();
  const { call } = bench.talk();
  const intent = { to: 'end' } as const;
  bench.adapter.intend(call.id, intent);
  bench.adapter.settle(call.id, intent, 'refused', at);
  expect(bench.story.dropped).toBe(false);
});
