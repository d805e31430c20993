import { expect, it } from 'vitest';
import { LogQuota } from './logQuota.ts';

it('lets a kind have 30 lines at once, then one a minute that says how many were left out', () => {
  const quota = new LogQuota();
  const written = Array.from({ length: 100 }, () => quota.take('page refused', 0));
  expect(written.filter((unwritten) => unwritten !== undefined)).toHaveLength(30);
  expect(quota.take('other', 0)).toBe(0);
  expect([...quota.rest()]).toEqual([['page refused', 70]]);
  expect(quota.take('page refused', 60_000)).toBe(70);
  expect(quota.take('page refused', 60_001)).toBeUndefined();
  expect(quota.take('page refused', 120_000)).toBe(1);
  expect([...quota.rest()]).toEqual([]);
});

it('does not grow with kinds that somebody makes up', () => {
  const quota = new LogQuota();
  for (let kind = 0; kind < 5_000; kind++) quota.take(`kind ${kind}`, 0);
  expect([...quota.rest()].length).toBeLessThanOrEqual(501);
});
