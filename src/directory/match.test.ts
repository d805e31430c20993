import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dialledNumber, type DialRules, noDialRules } from '../cti/number/dialRules.ts';
import { sameNumbers, tailOf } from './match.ts';

const berlin: DialRules = {
  outsidePrefix: '0',
  internationalPrefix: '00',
  nationalPrefix: '0',
  countryCode: '49',
  areaCode: '30',
  internalDigitsMax: 4,
};

function same(number: string, numbers: readonly string[], rules = berlin): readonly string[] {
  return sameNumbers(
    number,
    numbers.map((one) => ({ number: one })),
    rules,
  ).map((one) => one.number);
}

describe('numbers are the same', () => {
  it.each([
    ['in full and national', '+491701234567', '01701234567'],
    ['abroad in both spellings', '0041443334455', '+41443334455'],
    ['an extension', '101', '101'],
    ['without an area code', '9018201', '+49309018201'],
    ['without the zero in front', '1701234567', '01701234567'],
  ])('%s', (_how, one, other) => {
    expect(same(one, [other])).toEqual([other]);
    expect(same(other, [one])).toEqual([one]);
  });

  it('though the phone system puts the way to an outside line in front of a caller’s', () => {
    expect(same('001701234567', ['+491701234567'])).toEqual(['+491701234567']);
  });

  it('by their tails, where no country is known', () => {
    expect(same('01701234567', ['+491701234567'], noDialRules)).toEqual(['+491701234567']);
  });

  it('in the longest tail, if no whole number is', () => {
    const rules = { ...berlin, countryCode: '' };
    expect(same('0309018201', ['+49309018201', '9018201'], rules)).toEqual(['+49309018201']);
  });

  it('each of them, where several are', () => {
    expect(same('9018201', ['+49309018201', '+49409018201'])).toHaveLength(2);
  });
});

describe('numbers differ', () => {
  it.each([
    ['with another area code', '+49301234567', '+49401234567'],
    ['with another area code, one national', '0301234567', '+49401234567'],
    ['with another country', '+441701234567', '+491701234567'],
    ['with six digits in common', '901820', '+4930901820'],
    ['an extension and the end of a number', '101', '+4930901101'],
    ['with something else in front than a dial plan puts there', '771234567', '+49301234567'],
  ])('%s', (_how, one, other) => {
    expect(same(one, [other])).toEqual([]);
    expect(same(other, [one])).toEqual([]);
  });

  it('from what is no number', () => {
    for (const text of ['', '+', '*21#', 'anonymous', '(030)'])
      expect(same(text, ['030901820', text])).toEqual([]);
  });
});

it('a number is found however the rules have it dialled', () => {
  const digits = fc.stringMatching(/^[1-9][0-9]{8,9}$/u);
  fc.assert(
    fc.property(digits, (national) => {
      const e164 = `+49${national}`;
      expect(same(dialledNumber(e164, berlin), [e164])).toEqual([e164]);
      expect(tailOf(dialledNumber(e164, berlin))).toBe(tailOf(e164));
    }),
  );
});

it('of any two texts it is never the one without the other', () => {
  const text = fc.oneof(fc.string(), fc.stringMatching(/^\+?[0-9]{0,12}$/u));
  fc.assert(
    fc.property(text, text, (one, other) => {
      if (same(one, [other]).length > 0) expect(tailOf(one)).toBe(tailOf(other));
    }),
  );
});
