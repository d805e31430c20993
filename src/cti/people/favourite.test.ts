import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maxFavouriteLength, readFavourite, writeFavourite } from './favourite.ts';

describe('a favourite', () => {
  it.each([
    ['102', { number: '102', name: '' }],
    ['Anna Kovac <102>', { number: '102', name: 'Anna Kovac' }],
    ['  Anna   Kovac<+44 20 7946-0958> ', { number: '+442079460958', name: 'Anna Kovac' }],
    ['+49 (30) 90 18 20', { number: '+4930901820', name: '' }],
    ['Voicemail <*97>', { number: '*97', name: 'Voicemail' }],
  ])('is read from %j', (text, favourite) => {
    expect(readFavourite(text)).toEqual(favourite);
  });

  it.each([
    '',
    'Anna',
    'Anna <>',
    'Anna <102',
    'Anna <Bob>',
    '<102> Anna',
    '1'.repeat(65),
    'PJSIP/102',
    '102,1',
  ])('is none in %j', (text) => {
    expect(readFavourite(text)).toBeUndefined();
  });

  it('is read as it was written, whatever a caller is called', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 300 }),
        fc.stringMatching(/^[0-9]{1,20}$/),
        (name, number) => {
          const text = writeFavourite({ number, name });
          const read = readFavourite(text);
          expect(read?.number).toBe(number);
          expect(read && writeFavourite(read)).toBe(text);
          expect(Array.from(text).length).toBeLessThanOrEqual(maxFavouriteLength);
          expect(text).not.toMatch(/\p{Cc}/u);
        },
      ),
    );
  });
});
