import { expect, it } from 'vitest';
import { dial } from '../controls/dial/dial.ts';
import { drop } from '../controls/drop.ts';
import type { ChannelEvent, ChannelFacts } from '../dialect/channelEvent.ts';
import { ControlBench } from '../testing/controlBench.ts';

const local: ChannelFacts = {
  uniqueId: '5.1',
  name: 'Local/202@from-internal-00000001;1',
  linkedId: '5.1',
  exten: '202',
};
const half: ChannelFacts = { uniqueId: '5.2', name: 'Local/202@from-internal-00000001;2', linkedId: '5.1' };
const mobile: ChannelFacts = { uniqueId: '5.3', name: 'PJSIP/202-00000003', linkedId: '5.1' };
const called: ChannelFacts = { uniqueId: '5.4', name: 'PJSIP/201-00000004', linkedId: '5.1' };
const originated = (success: boolean): ChannelEvent => ({
  type: 'originated',
  actionId: 'x-1',
  success,
  reason: success ? 4 : 3,
  ...(success ? { uniqueId: local.uniqueId } : {}),
});

/** A click-to-call whose phone answers 302 to 202. */
async function diverted(isTold = true): Promise<ControlBench> {
  const bench = new ControlBench();
  await dial(bench.context, '201');
  const own: ChannelFacts = {
    uniqueId: String(bench.sent[0]?.fields.find(([name]) => name === 'ChannelId')?.[1]),
    name: 'PJSIP/101-00000002',
    linkedId: '5.0',
  };
  bench.hear(
    { type: 'created', channel: { ...own, state: 'down', exten: 's' } },
    { type: 'dialBegun', dest: own, dialString: '101' },
    { type: 'dialEnded', dest: own, status: 'CANCEL', ...(isTold ? { forward: '202@from-internal' } : {}) },
    { type: 'hungUp', channel: own, cause: 0 },
  );
  return bench;
}

function ringElsewhere(bench: ControlBench): void {
  bench.hear(
    { type: 'created', channel: { ...local, state: 'down' } },
    { type: 'created', channel: { ...half, state: 'ring' } },
    { type: 'dialBegun', dest: local, dialString: '202' },
    { type: 'created', channel: { ...mobile, state: 'down' } },
    { type: 'dialBegun', caller: half, dest: mobile, dialString: '202' },
  );
}

function talkElsewhere(bench: ControlBench): void {
  ringElsewhere(bench);
  bench.hear(
    { type: 'changed', channel: { ...local, state: 'up' } },
    originated(true),
    { type: 'created', channel: { ...called, state: 'down' } },
    { type: 'dialBegun', caller: local, dest: called, dialString: '201' },
    { type: 'bridgeEntered', bridgeId: 'a', channel: { ...called, state: 'up' } },
    { type: 'bridgeEntered', bridgeId: 'a', channel: { ...local, state: 'up' } },
  );
}

/** The Local channel is optimised away. */
const optimised: readonly ChannelEvent[] = [
  { type: 'bridgeEntered', bridgeId: 'a', channel: { ...mobile, state: 'up' } },
  { type: 'bridgeLeft', bridgeId: 'a', channel: local },
  { type: 'hungUp', channel: local, cause: 16 },
  { type: 'hungUp', channel: half, cause: 16 },
];

it('a click-to-call is followed to where the phone diverts it, and hung up there', async () => {
  const bench = await diverted();
  talkElsewhere(bench);
  expect(bench.story.call).toMatchObject({ state: 'talking', number: '201' });
  bench.hear(...optimised);
  expect(bench.story.call.state).toBe('talking');
  bench.on('Hangup', ({ fields }) => {
    expect(fields[0]).toEqual(['Channel', mobile.name]);
    queueMicrotask(() => bench.hear({ type: 'hungUp', channel: mobile, cause: 16 }));
    return 'ok';
  });
  expect(await drop.run(bench.context, bench.story)).toEqual({ status: 'done' });
  expect(bench.events.at(-1)).toMatchObject({ type: 'RingFinished', call: { outcome: 'answered' } });
});

it.each(['bridgeEntered', 'bridgeLeft', 'hungUp'])(
  'a hang-up of the Local channel that is optimised away in that moment, as of its %s, ends the call all the same',
  async (from) => {
    const bench = await diverted();
    talkElsewhere(bench);
    const cut = optimised.findIndex(({ type }) => type === from);
    bench.hear(...optimised.slice(0, cut));
    bench.on('Hangup', ({ fields }) => {
      const isGone = fields[0]?.[1] === local.name;
      queueMicrotask(() =>
        bench.hear(
          ...(isGone ? optimised.slice(cut) : [{ type: 'hungUp', channel: mobile, cause: 16 } as const]),
        ),
      );
      return 'ok';
    });
    expect(await drop.run(bench.context, bench.story)).toEqual({ status: 'done' });
    expect(bench.events.at(-1)).toMatchObject({ type: 'RingFinished', call: { outcome: 'answered' } });
    expect(bench.sent.filter(({ name }) => name === 'Hangup').map(({ fields }) => fields[0]?.[1])).toEqual([
      local.name,
      mobile.name,
    ]);
  },
);

it('is followed by what the answer to Originate names, where nothing else was told', async () => {
  const bench = await diverted(false);
  bench.hear({ type: 'created', channel: { ...local, state: 'up' } }, originated(true));
  expect(bench.story.call.phase).toBe('calling');
});

it('not answered there, ends as diverted', async () => {
  const bench = await diverted();
  ringElsewhere(bench);
  bench.hear({ type: 'hungUp', channel: local, cause: 0 }, originated(false));
  expect(bench.events.at(-1)).toMatchObject({
    type: 'RingFinished',
    call: { outcome: 'failed', endReason: 'phoneDiverted' },
  });
});

it('can be given up while it rings there', async () => {
  const bench = await diverted();
  ringElsewhere(bench);
  bench.on('Hangup', ({ fields }) => {
    expect(fields[0]).toEqual(['Channel', local.name]);
    queueMicrotask(() => bench.hear({ type: 'hungUp', channel: local, cause: 16 }));
    return 'ok';
  });
  expect(await drop.run(bench.context, bench.story)).toEqual({ status: 'done' });
  expect(bench.events.at(-1)).toMatchObject({ type: 'RingFinished', call: { outcome: 'cancelled' } });
});

it('a hang-up that finds nothing to hang up is refused, and the call is still shown', async () => {
  const bench = await diverted(false);
  const { call } = bench.story;
  const run = drop.run(bench.context, bench.story);
  await bench.advance(5_000);
  expect(await run).toEqual({ status: 'refused', code: 'phoneDiverted' });
  expect(bench.sent.map(({ name }) => name)).toEqual(['Originate']);
  expect(bench.adapter.story(call.id)?.call.state).toBe('dialing');
});
