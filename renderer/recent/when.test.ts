// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { locale } from '../parts/words.ts';
import { when } from './when.ts';

// A zone whose nights are not all alike.
vi.hoisted(() => {
  process.env.TZ = 'Europe/Berlin';
});

const noon = new Date(2026, 10, 23, 12).getTime();
const midnight = new Date(2026, 10, 23).getTime();

describe('when a call was', () => {
  it('is a time today, also at midnight sharp', () => {
    const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short' });
    expect(when(noon, midnight)).toBe(time.format(noon));
    expect(when(midnight, midnight)).toBe(time.format(midnight));
  });

  it('is yesterday for the whole of the day before, and no longer', () => {
    expect(when(midnight - 1, midnight)).toBe('Yesterday');
    const before = new Date(2026, 10, 22).getTime();
    expect(when(before, midnight)).toBe('Yesterday');
    expect(when(before - 1, midnight)).toMatch(/21/);
  });

  it('knows yesterday also when the clocks were changed in the night', () => {
    expect(new Date(2026, 2, 30).getTime() - new Date(2026, 2, 29).getTime()).toBe(23 * 3_600_000);
    for (let day = 1; day <= 365; day += 1) {
      const today = new Date(2026, 0, day).getTime();
      const yesterday = new Date(2026, 0, day - 1).getTime();
      expect(when(yesterday, today)).toBe('Yesterday');
      expect(when(yesterday - 1, today)).not.toBe('Yesterday');
    }
  });
});
