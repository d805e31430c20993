import { describe, expect, it } from 'vitest';
import { BootWatch } from './bootWatch.ts';
import { LineWorld } from '../testing/lineWorld.ts';

async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
}

describe('the watch over a PBX that may still boot', () => {
  it('looks three times, further and further apart, and then leaves it alone', async () => {
    const { clock, edges } = new LineWorld();
    const looks: number[] = [];
    const begun = clock.now();
    new BootWatch(edges.clock, () => Promise.resolve(void looks.push(clock.now() - begun))).start();
    while (clock.nextInMs !== undefined) {
      clock.advance(clock.nextInMs);
      await settle();
    }
    expect(looks).toEqual([6_000, 36_000, 156_000]);
  });

  it('stops, also while it looks, and starts again with the next link', async () => {
    const { clock, edges } = new LineWorld();
    let looked = 0;
    let finish: () => void = () => undefined;
    const watch = new BootWatch(edges.clock, () => {
      looked += 1;
      return new Promise((resolve) => {
        finish = resolve;
      });
    });
    watch.start();
    clock.advance(6_000);
    watch.stop();
    finish();
    await settle();
    expect(clock.pending).toBe(0);
    watch.start();
    clock.advance(6_000);
    expect(looked).toBe(2);
    watch.stop();
  });
});
