import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type DialRules,
  dialledNumber,
  dialRulesOf,
  e164Number,
  noDialRules,
  undialledNumber,
} from './dialRules.ts';
import { isDialable } from './number.ts';

const berlin: DialRules = {
  ...noDialRules,
  outsidePrefix: '0',
  internationalPrefix: '00',
  countryCode: '49',
  areaCode: '30',
};
const london: DialRules = {
  ...noDialRules,
  outsidePrefix: '9',
  internationalPrefix: '00',
  countryCode: '44',
};
const boston: DialRules = {
  ...noDialRules,
  outsidePrefix: '9',
  internationalPrefix: '011',
  nationalPrefix: '1',
  countryCode: '1',
  areaCode: '617',
};
const rome: DialRules = {
  ...noDialRules,
  outsidePrefix: '0',
  internationalPrefix: '00',
  nationalPrefix: '',
  countryCode: '39',
};
const plus = { internationalPrefix: '', outsidePrefix: '' };
const noPlus: DialRules = { ...noDialRules, internationalPrefix: '00' };
const outsideOnly: DialRules = { ...noDialRules, outsidePrefix: '0' };

describe('what is dialled', () => {
  it.each([
    ['abroad', berlin, '+442079460958', '000442079460958'],
    ['abroad, as dialled in the country', berlin, '00442079460958', '000442079460958'],
    ['own country', berlin, '+4930901820', '0030901820'],
    ['own country, as from abroad', berlin, '004930901820', '0030901820'],
    ['another area', berlin, '0891234567', '00891234567'],
    ['own area', berlin, '901820', '0030901820'],
    ['the same everywhere', berlin, '116117', '0116117'],
    ['with the outside line already', berlin, '000442079460958', '000442079460958'],
    ['abroad', london, '+4930901820', '9004930901820'],
    ['own country', london, '+442079460958', '902079460958'],
    ['own area', london, '79460958', '979460958'],
    ['with the outside line already', london, '902079460958', '902079460958'],
    ['with the outside line already, abroad', london, '9004930901820', '9004930901820'],
    ['abroad', boston, '+4930901820', '90114930901820'],
    ['own country', boston, '+12125551234', '912125551234'],
    ['ten digits', boston, '2125551234', '912125551234'],
    ['eleven digits', boston, '12125551234', '912125551234'],
    ['seven digits', boston, '5551234', '916175551234'],
    ['with the outside line already', boston, '912125551234', '912125551234'],
    ['an area that begins as the outside line', boston, '9125551234', '919125551234'],
    ['a country without a prefix of its own', rome, '+390612345678', '00612345678'],
    ['abroad', rome, '+4930901820', '0004930901820'],
    ['for a PBX without +', noPlus, '+4930901820', '004930901820'],
    ['in the country, as it is', noPlus, '030901820', '030901820'],
    ['for a PBX that takes the +', outsideOnly, '+4930901820', '+4930901820'],
    ['with the outside line already', outsideOnly, '0030901820', '0030901820'],
    ['in the country', outsideOnly, '030901820', '0030901820'],
  ])('%s (%#)', (_what, rules, number, dialled) => {
    expect(dialledNumber(number, rules)).toBe(dialled);
  });

  it.each([
    ['an ambulance', { ...rome, outsidePrefix: '' }, '+39112', '0039112'],
    ['an extension', { ...berlin, outsidePrefix: '' }, '+49123', '0049123'],
    ['an extension, where the PBX takes the +', { ...rome, ...plus }, '+39123', '+39123'],
    [
      'an extension, behind an outside line that is one digit',
      { ...rome, internalDigitsMax: 4 },
      '+39123',
      '00039123',
    ],
  ])('never becomes the number of %s by being short', (_whose, rules, number, dialled) => {
    expect(dialledNumber(number, rules)).toBe(dialled);
  });

  it.each([
    ['begins as the outside line', { ...rome, areaCode: '6' }, '0123456', '00123456'],
    ['is one more zero than the country has', berlin, '0000123456', '00000123456'],
    ['is nothing but the outside line', { ...london, internalDigitsMax: 0 }, '9', '99'],
    ['is nothing but the international prefix', { ...london, internalDigitsMax: 0 }, '00', '900'],
  ])('has the outside line in front where the number %s', (_what, rules, number, dialled) => {
    expect(dialledNumber(number, rules)).toBe(dialled);
  });

  it('takes the rules alone out of what has more', () => {
    expect(dialRulesOf({ ...berlin, ...{ more: 'x' } })).toEqual(berlin);
  });

  it('is the number itself where no rule is set', () => {
    fc.assert(
      fc.property(numbers, (number) => {
        expect(dialledNumber(number, noDialRules)).toBe(number);
        expect(undialledNumber(number, noDialRules)).toBe(number);
      }),
    );
  });
});

describe('what is shown for what was dialled', () => {
  it.each([
    [berlin, '000442079460958', '+442079460958'],
    [berlin, '0030901820', '+4930901820'],
    [berlin, '0116117', '116117'],
    [berlin, '110', '110'],
    [berlin, '12345', '12345'],
    [london, '979460958', '79460958'],
    [boston, '912125551234', '+12125551234'],
    [outsideOnly, '0030901820', '030901820'],
    [noPlus, '004930901820', '+4930901820'],
    [rome, '00612345678', '+390612345678'],
  ])('%j %s', (rules, dialled, number) => expect(undialledNumber(dialled, rules)).toBe(number));
});

const key = fc.constantFrom('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
const digits = (maxLength: number): fc.Arbitrary<string> => fc.string({ unit: key, maxLength });
const rulesOf: fc.Arbitrary<DialRules> = fc.oneof(
  fc.constantFrom(berlin, london, boston, rome, noPlus, outsideOnly),
  fc.record({
    outsidePrefix: fc.constantFrom('', '0', '9', '8', '99', '81'),
    internationalPrefix: fc.constantFrom('', '00', '011', '0011', '010', '810'),
    nationalPrefix: fc.constantFrom('', '0', '1', '8'),
    countryCode: fc.oneof(fc.constant(''), fc.stringMatching(/^[1-9][0-9]{0,2}$/)),
    areaCode: fc.oneof(fc.constant(''), fc.stringMatching(/^[1-9][0-9]{0,4}$/)),
    internalDigitsMax: fc.integer({ min: 2, max: 8 }),
  }),
);
const front = fc.constantFrom(
  '',
  '+',
  '0',
  '00',
  '000',
  '9',
  '90',
  '900',
  '011',
  '9011',
  '1',
  '+49',
  '0049',
  '116',
  '+1',
);
const numbers = fc
  .tuple(front, digits(14))
  .map((parts) => parts.join(''))
  .filter(isDialable);

describe('whatever the rules and the number', () => {
  it('is dialled again as it was dialled, by the number that is shown', () => {
    fc.assert(
      fc.property(numbers, rulesOf, (number, rules) => {
        // No country code begins with 0.
        fc.pre(!number.startsWith('+0'));
        const dialled = dialledNumber(number, rules);
        const shown = undialledNumber(dialled, rules);
        expect(dialledNumber(shown, rules)).toBe(dialled);
        expect(undialledNumber(dialledNumber(shown, rules), rules)).toBe(shown);
      }),
      { numRuns: 5000 },
    );
  });

  it('never sends a + to a PBX that cannot take it', () => {
    fc.assert(
      fc.property(numbers, rulesOf, (number, rules) => {
        fc.pre(rules.internationalPrefix !== '');
        expect(dialledNumber(number, rules)).not.toContain('+');
      }),
      { numRuns: 2000 },
    );
  });

  it('leaves emergency numbers, extensions and feature codes alone', () => {
    const untouched = fc.oneof(
      fc.constantFrom('110', '112', '911', '999'),
      fc.string({ unit: key, minLength: 1, maxLength: 2 }),
      fc.stringMatching(/^[0-9]{0,8}[*#][0-9*#]{0,12}$/),
    );
    fc.assert(
      fc.property(untouched, rulesOf, (number, rules) => {
        expect(dialledNumber(number, rules)).toBe(number);
        expect(undialledNumber(number, rules)).toBe(number);
      }),
      { numRuns: 2000 },
    );
  });

  it('shows what can be dialled', () => {
    fc.assert(
      fc.property(numbers, rulesOf, (number, rules) => {
        expect(isDialable(undialledNumber(number, rules))).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});

it.each([berlin, london, boston, rome, noPlus])('gives an international number back (%#)', (rules) => {
  const international = fc.stringMatching(/^\+[1-9][0-9]{9,13}$/);
  fc.assert(
    fc.property(international, (number) => {
      const dialled = dialledNumber(number, rules);
      fc.pre(isPossible(number));
      expect(undialledNumber(dialled, rules)).toBe(number);
      // `0` for an outside line and `0` for the country: `0030...` may be either, and is read as abroad.
      if (rules.outsidePrefix !== '0') expect(dialledNumber(dialled, rules)).toBe(dialled);
    }),
    { numRuns: 2000 },
  );
});

/** Numbers that no country gives: a national number that begins with 0 outside of Italy, a North American one of another length. */
function isPossible(number: string): boolean {
  return !/^\+(?:49|44)0|^\+390{2}|^\+1(?![2-9][0-9]{2}[2-9][0-9]{6}$)/.test(number);
}

describe('a number in full', () => {
  it.each([
    [berlin, '+442079460958', '+442079460958'],
    [berlin, '00442079460958', '+442079460958'],
    [berlin, '030901820', '+4930901820'],
    [berlin, '+4930901820', '+4930901820'],
    [berlin, '901820', ''],
    [berlin, '201', ''],
    [berlin, '112', ''],
    [berlin, '*21*030901820#', ''],
    [berlin, '', ''],
    [berlin, 'anonymous', ''],
    [boston, '6175550123', '+16175550123'],
    [boston, '16175550123', '+16175550123'],
    [rome, '0612345678', '+390612345678'],
    [noDialRules, '030901820', ''],
    [noDialRules, '+4930901820', '+4930901820'],
    [noDialRules, '+4930901820901820901820', ''],
  ])('(%#) %j', (rules, number, full) => {
    expect(e164Number(number, rules)).toBe(full);
  });
});
