import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { qualityOf, ratings, type SoundCounters } from './quality.ts';

const none: SoundCounters = { received: 0, lost: 0, jitterMs: 0 };
const ratingAt = (lossPercent: number, jitterMs = 2, roundTripMs = 20): string | undefined =>
  qualityOf(none, { received: 100, lost: 0, jitterMs, there: { lossPercent, jitterMs, roundTripMs } })
    ?.rating;

describe('how a call sounds', () => {
  it('is one word, by loss, jitter and the way', () => {
    expect([0, 1, 5, 30].map((loss) => ratingAt(loss))).toEqual(['good', 'good', 'fair', 'poor']);
    expect([10, 120, 200].map((jitter) => ratingAt(0, jitter))).toEqual(['good', 'fair', 'poor']);
    expect([100, 700, 1_200].map((roundTrip) => ratingAt(0, 2, roundTrip))).toEqual(['good', 'fair', 'poor']);
  });

  it('is that of the last seconds, and of the worse direction', () => {
    const before = { received: 1_000, lost: 300, jitterMs: 3 };
    expect(qualityOf(before, { received: 1_500, lost: 300, jitterMs: 3 })).toEqual({
      rating: 'good',
      lossPercent: 0,
      jitterMs: 5,
    });
    const there = { lossPercent: 30, jitterMs: 40, roundTripMs: 123 };
    expect(qualityOf(before, { received: 1_450, lost: 350, jitterMs: 3, there })).toEqual({
      rating: 'poor',
      lossPercent: 30,
      jitterMs: 40,
      roundTripMs: 120,
    });
  });

  it('is not known where nothing came in: on hold', () => {
    expect(qualityOf({ ...none, received: 50 }, { ...none, received: 50 })).toBeUndefined();
  });

  it('never gets better by more loss, jitter or delay', () => {
    const amount = fc.double({ min: 0, max: 100, noNaN: true });
    fc.assert(
      fc.property(amount, amount, amount, amount, (loss, jitter, roundTrip, more) => {
        const place = (word: string | undefined): number => ratings.indexOf(word as 'good');
        const here = place(ratingAt(loss, jitter, 10 * roundTrip));
        expect(place(ratingAt(Math.min(100, loss + more), jitter, 10 * roundTrip))).toBeGreaterThanOrEqual(
          here,
        );
        expect(place(ratingAt(loss, jitter + more, 10 * roundTrip))).toBeGreaterThanOrEqual(here);
        expect(place(ratingAt(loss, jitter, 10 * (roundTrip + more)))).toBeGreaterThanOrEqual(here);
      }),
    );
  });
});
