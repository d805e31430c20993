import { describe, expect, it } from 'vitest';
import { controlAt, inAscii, percentDecoded, placed, placeOf, sliceOf } from './characters.ts';

/** Numbering systems of Unicode (CLDR) whose digits telephones write. */
const systems =
  'arab arabext nkoo deva beng guru gujr orya tamldec telu knda mlym thai laoo tibt mymr khmr mong fullwide';

describe('inAscii', () => {
  it.each(systems.split(' '))('knows the digits of %s', (numberingSystem) => {
    const written = new Intl.NumberFormat('en', { numberingSystem, useGrouping: false }).format(9876543210);
    expect(written).not.toBe('9876543210');
    expect(inAscii(placed(written)).text).toBe('9876543210');
  });

  it('leaves what only looks like a digit', () => {
    for (const text of ['²', '½', '①', '\u{1d7d8}', 'Ⅷ']) expect(inAscii(placed(text)).text).toBe(text);
  });

  it('knows where each character came from', () => {
    const text = inAscii(placed('\u200e😀\u2011１'));
    expect(text.text).toBe('😀-1');
    expect([0, 1, 2, 3, 4].map((index) => placeOf(text, index))).toEqual([1, 1, 3, 4, 5]);
  });
});

describe('percentDecoded', () => {
  it('is decoded once, with its places', () => {
    const text = percentDecoded(sliceOf(placed('tel:%2B49%252'), 4));
    expect(text).toEqual({ text: '+49%2', places: [4, 7, 8, 9, 12, 13] });
  });

  it.each(['%zz', '1%', '%ff'])('is undefined for %s', (text) =>
    expect(percentDecoded(placed(text))).toBeUndefined(),
  );
});

it('finds control characters, other ends of a line and the reversal of the writing direction', () => {
  expect(controlAt('12\n3', { lines: true })).toBeUndefined();
  expect(controlAt('12\n3', { lines: false })).toBe(2);
  for (const sign of ['\u0000', '\u0085', '\u2028', '\u202e'])
    expect(controlAt(`1${sign}2`, { lines: true })).toBe(1);
});
