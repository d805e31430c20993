import { expect, it } from 'vitest';
import { TokenBucket } from './tokenBucket.ts';

it('gives so many at once, then as many as come back with time', () => {
  const bucket = new TokenBucket(3, 2, 0);
  expect([1, 2, 3, 4].map(() => bucket.take(0))).toEqual([true, true, true, false]);
  expect(bucket.take(499)).toBe(false);
  expect(bucket.take(500)).toBe(true);
  expect([1, 2, 3, 4].map(() => bucket.take(60_000))).toEqual([true, true, true, false]);
});

it('takes no notice of a clock that goes back', () => {
  const bucket = new TokenBucket(1, 1, 1_000);
  expect(bucket.take(1_000)).toBe(true);
  expect(bucket.take(0)).toBe(false);
  expect(bucket.take(1_000)).toBe(false);
  expect(bucket.take(2_000)).toBe(true);
});
