import { describe, expect, it } from 'vitest';
import { ControlBench } from '../../testing/controlBench.ts';
import { callEvent } from './settled.ts';

const hold = ['PutHoldAction', 'RingFinished'] as const;

/** An answer of the PBX that comes when the test says so. */
function answer(): { readonly act: () => Promise<void>; readonly come: () => void } {
  let come = (): void => undefined;
  const promise = new Promise<void>((resolve) => (come = resolve));
  return { act: () => promise, come };
}

describe('what confirms an action', () => {
  it('has its time from the answer of the PBX on, however late that is', async () => {
    const bench = new ControlBench();
    const { act, come } = answer();
    const run = callEvent(bench.context, bench.talk(), hold, 5_000, act);
    await bench.advance(9_000);
    come();
    await bench.advance(4_999);
    bench.hear({ type: 'held', channel: bench.phone });
    expect(await run).toMatchObject({ type: 'PutHoldAction' });
    expect(bench.world.clock.pending).toBe(0);
  });

  it('may come before that answer', async () => {
    const bench = new ControlBench();
    const { act, come } = answer();
    const run = callEvent(bench.context, bench.talk(), hold, 5_000, act);
    bench.hear({ type: 'held', channel: bench.phone }, { type: 'unheld', channel: bench.phone });
    come();
    expect(await run).toMatchObject({ type: 'PutHoldAction' });
  });

  it('is not what the other party does', async () => {
    const bench = new ControlBench();
    const run = callEvent(bench.context, bench.talk(), hold, 5_000, () => Promise.resolve());
    bench.hear({ type: 'held', channel: bench.caller });
    await bench.advance(5_000);
    expect(await run).toBeUndefined();
  });

  it('is how the call stands where nothing is left to be reported', async () => {
    const bench = new ControlBench();
    const story = bench.talk();
    bench.hear({ type: 'held', channel: bench.phone });
    const run = callEvent(bench.context, story, hold, 5_000, () => Promise.resolve());
    await bench.advance(5_000);
    expect(await run).toMatchObject({ type: 'PutHoldAction', call: { state: 'held' } });
  });

  it('is the end of a call that ended before: nothing is sent', async () => {
    const bench = new ControlBench();
    const story = bench.talk();
    bench.hear({ type: 'hungUp', channel: bench.phone, cause: 16 });
    const run = callEvent(bench.context, story, hold, 5_000, () => Promise.reject(new Error('sent')));
    expect(await run).toMatchObject({ type: 'RingFinished', call: { state: 'ended' } });
  });

  it('is not waited for where the action failed', async () => {
    const bench = new ControlBench();
    const run = callEvent(bench.context, bench.talk(), hold, 5_000, () =>
      Promise.reject(new Error('refused')),
    );
    await expect(run).rejects.toThrow('refused');
    expect(bench.world.clock.pending).toBe(0);
  });
});
