import fc from 'fast-check';
import { expect, it } from 'vitest';
import { MonoClock } from './monoClock.ts';

it('runs on from the snapshot by the local clock', () => {
  let local = 50;
  const clock = new MonoClock(() => local);
  clock.set(10_000);
  local = 1050;
  expect(clock.now()).toBe(11_000);
});

it('is never set back by a message that was long on its way, nor by how long they usually are', () => {
  const delays = fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 1 });
  fc.assert(
    fc.property(delays, (delaysMs) => {
      const distance = 123_456;
      let local = 0;
      const clock = new MonoClock(() => local);
      const [first = 0, ...later] = delaysMs;
      clock.set(local - first + distance);
      for (const delay of later) {
        local += 1000;
        const before = clock.now();
        clock.correct(local - delay + distance);
        expect(clock.now()).toBeGreaterThanOrEqual(before);
      }
      expect(clock.now()).toBe(local + distance - Math.min(...delaysMs));
    }),
  );
});

it('starts over with a snapshot of another process', () => {
  const clock = new MonoClock(() => 0);
  clock.set(1_000_000);
  clock.set(5);
  expect(clock.now()).toBe(5);
});
