import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAlike, keysAfter, keysOfParameter } from './keysAfter.ts';
import { arePausedKeys } from './number.ts';

const after = (text: string, number: string, isLink = false): unknown => {
  const reading = keysAfter(text, { number, end: number.length, isLink });
  return reading.ok ? [reading.keys, text.slice(reading.end)] : 'unclear';
};

describe('what stands behind a number', () => {
  it.each([
    ['+498912345,,12#', '+498912345', ['12#', '']],
    ['+498912345 ext. 21', '+498912345', ['21', '']],
    ['+498912345 Durchwahl 21 (Büro)', '+498912345', ['21', ' (Büro)']],
    ['+498912345 x21', '+498912345', ['21', '']],
    ['+498912345 PIN: 820 445 398#', '+498912345', ['820445398#', '']],
    ['+498912345p21', '+498912345', ['21', '']],
    ['+498912345w21p3', '+498912345', ['21,3', '']],
    ['+498912345', '+498912345', [undefined, '']],
    ['+498912345 extra', '+498912345', [undefined, ' extra']],
    ['+498912345 ext. 21st floor', '+498912345', [undefined, ' ext. 21st floor']],
    ['101,102', '101', [undefined, ',102']],
    ['101,21', '101', 'unclear'],
    ['101p21', '101', 'unclear'],
    ['101,21#', '101', ['21#', '']],
    ['101,2 1-3#', '101', ['213#', '']],
    ['101,,21', '101', ['21', '']],
    ['101;,21', '101', ['21', '']],
    ['1234567,21', '1234567', ['21', '']],
    ['123456,21', '123456', 'unclear'],
    ['+1234,21', '+1234', ['21', '']],
    ['+498912345, 21', '+498912345', [undefined, ', 21']],
    ['+498912345 ,21', '+498912345', ['21', '']],
    ['+498912345,*21#', '+498912345', ['*21#', '']],
    ['+498912345 ext 21,,3', '+498912345', ['21,3', '']],
    ['+498912345 ext 21 PIN 33', '+498912345', ['21,33', '']],
    ['+498912345 (ext 21)', '+498912345', ['21', '']],
  ] as const)('%s', (text, number, found) => {
    expect(after(text, number)).toEqual(found);
  });

  it('is keys in a link, where a comma is no list', () => {
    expect(after('101,21', '101', true)).toEqual(['21', '']);
    expect(after('101,21', '101')).toBe('unclear');
  });

  it('is read up to where the keys end, and only that can be sent', () => {
    const unit = fc.constantFrom(...Array.from('0123456789,;pwx #*-'), 'ext ', 'PIN ', '(', ')', 'a');
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 20 }), fc.boolean(), (rest, isLink) => {
        const number = '+498912345';
        const reading = keysAfter(number + rest, { number, end: number.length, isLink });
        if (!reading.ok) {
          expect(reading.at).toBeGreaterThanOrEqual(number.length);
          expect(reading.at).toBeLessThanOrEqual(number.length + rest.length);
          return;
        }
        const taken = (number + rest).slice(number.length, reading.end);
        const digits = (text = ''): string => text.replace(/[^0-9*#]/g, '');
        expect(digits(reading.keys)).toBe(reading.keys === undefined ? '' : digits(taken));
        if (reading.keys === undefined) expect(reading.end).toBe(number.length);
        else expect(arePausedKeys(reading.keys)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('the keys of a parameter', () => {
  it.each([
    ['21', '21'],
    ['p21', '21'],
    ['21pp3', '21,,3'],
    ['21w3', '21;3'],
    [',,21,', '21'],
    ['(030) 21', '03021'],
    ['', ''],
    ['pp', ''],
  ])('%j are %j', (text, keys) => expect(keysOfParameter(text)).toBe(keys));

  it.each(['21a', '21@x', '21\r\n', '+21', 'x'.repeat(3), '1'.repeat(65)])('%j are none', (text) =>
    expect(keysOfParameter(text)).toBeUndefined(),
  );
});

describe('two numbers of a list', () => {
  it.each([
    ['101', '102', true],
    ['101', '1020', false],
    ['1', '2', false],
    ['030901820', '030901821', true],
    ['+4930901820', '030901821', true],
    ['030901820', '21', false],
    ['0901', '0902', false],
    ['101', '10*', false],
    ['+4930901820', '901821', false],
  ])('%s and %s: %s', (one, other, alike) => expect(isAlike(one, other)).toBe(alike));
});
