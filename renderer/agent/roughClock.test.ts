// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { roughClock, roughStepMs } from './roughClock.ts';

const secondMs = 1_000;
const minuteMs = 60_000;
const hourMs = 3_600_000;

describe('the time in a state', () => {
  it.each([
    [0, '0:00'],
    [42 * secondMs, '0:42'],
    [minuteMs - 1, '0:59'],
    [minuteMs, '1 min'],
    [12 * minuteMs + 59 * secondMs, '12 min'],
    [hourMs - 1, '59 min'],
    [hourMs, '1:00 h'],
    [hourMs + 5 * minuteMs, '1:05 h'],
    [26 * hourMs + 30 * minuteMs, '26:30 h'],
  ])('of %i ms is %s', (ms, text) => {
    expect(roughClock(ms)).toBe(text);
  });

  it('is the same until the next step', () => {
    for (const ms of [0, 41 * secondMs, minuteMs, 59 * minuteMs, hourMs, 26 * hourMs]) {
      const stepMs = roughStepMs(ms);
      expect(roughClock(ms + stepMs - 1)).toBe(roughClock(ms));
      expect(roughClock(ms + stepMs)).not.toBe(roughClock(ms));
    }
  });
});
