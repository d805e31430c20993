import { describe, expect, it } from 'vitest';
import { reloadDelayMs } from './revival.ts';

describe('a page that died', () => {
  it('is loaded again at once, also the second time', () => {
    expect([reloadDelayMs([10]), reloadDelayMs([10, 20])]).toEqual([0, 0]);
  });

  it('waits longer the more often it dies within a minute', () => {
    const deaths = [0, 1, 2, 3, 4, 5, 6].map((n) => n * 1000);
    const delays = deaths.map((_, index) => reloadDelayMs(deaths.slice(0, index + 1)));
    expect(delays).toEqual([0, 0, 1_000, 5_000, 30_000, 30_000, 30_000]);
  });

  it('is loaded at once again when it had lived for a while', () => {
    expect(reloadDelayMs([0, 1, 2, 3, 4, 3_600_000])).toBe(0);
  });
});
