import { expect, test } from 'vitest';
import { backoffMs } from './backoff.ts';

const limits = { minMs: 500, maxMs: 30_000 };
const almostOne = 1 - Number.EPSILON;

test('the upper bound doubles up to the maximum', () => {
  const bounds = [0, 1, 2, 3, 4, 5, 6, 7, 100, 5_000].map((attempt) => backoffMs(limits, attempt, almostOne));
  expect(bounds).toEqual([499, 999, 1_999, 3_999, 7_999, 15_999, 29_999, 29_999, 29_999, 29_999]);
});

test('the wait is drawn from all of it, so that panels do not come back in step', () => {
  expect(backoffMs(limits, 3, 0)).toBe(0);
  expect(backoffMs(limits, 3, 0.25)).toBe(1_000);
  expect(backoffMs(limits, 3, 0.5)).toBe(2_000);
});
