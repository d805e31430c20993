import { describe, expect, it } from 'vitest';
import { ringTone, toneLengthS } from './tone.ts';

describe.each([44_100, 48_000])('the ring tone at %i Hz', (rate) => {
  const samples = ringTone(rate);
  const loudest = (fromS: number, toS: number): number =>
    samples.slice(fromS * rate, toS * rate).reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);

  it('is loud enough, and nowhere cut off', () => {
    expect(samples).toHaveLength(rate * toneLengthS);
    expect(loudest(0, toneLengthS)).toBeCloseTo(0.9);
    expect(samples.every(Number.isFinite)).toBe(true);
  });

  it('begins and ends in silence: repeated, it does not click', () => {
    expect(samples[0]).toBe(0);
    expect(Math.abs(samples.at(-1) ?? 1)).toBeLessThan(0.005);
  });

  it('rests between two rings', () => {
    expect(loudest(0, 0.6)).toBeGreaterThan(0.3);
    expect(loudest(2.6, toneLengthS)).toBeLessThan(0.05);
  });
});
