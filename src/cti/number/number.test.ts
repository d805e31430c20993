import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  areKeys,
  arePausedKeys,
  canCallBack,
  digitCount,
  isDialable,
  isDialKey,
  kindOf,
  maxKeysLength,
  maxNumberLength,
} from './number.ts';

/** Mostly what numbers are made of, with now and then a sign that is none of it. */
const unit = fc.oneof(
  { weight: 20, arbitrary: fc.constantFrom(...Array.from('0123456789')) },
  { weight: 3, arbitrary: fc.constantFrom(...Array.from('+*#,;')) },
  { weight: 1, arbitrary: fc.constantFrom(...Array.from(' -/@&=()wpWP\r\n\0١５')) },
);
const text = fc.string({ unit, maxLength: 70 });

describe('a text that can be dialled', () => {
  it('is digits, * and #, or a + and digits, and nothing else', () => {
    fc.assert(
      fc.property(text, (written) => {
        const digits = Array.from(written).filter((sign) => '0123456789'.includes(sign)).length;
        const keysAlone = Array.from(written).every((sign) => '0123456789*#'.includes(sign));
        const isInternational = written.startsWith('+') && digits === written.length - 1 && digits > 0;
        const isRight = written !== '' && (keysAlone || isInternational);
        expect(isDialable(written)).toBe(isRight && written.length <= maxNumberLength);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    '',
    '+',
    '++49',
    '4+9',
    '+49+',
    '*+49',
    '+49#',
    ' 49',
    '49 ',
    '49\n',
    '49\r\nAction: Hangup',
    '101@x',
  ])('is not %j', (written) => expect(isDialable(written)).toBe(false));

  it('is made of keys that a phone has, but for the + in front', () => {
    fc.assert(
      fc.property(text, (written) => {
        fc.pre(isDialable(written));
        expect(Array.from(written).every(isDialKey)).toBe(true);
      }),
    );
    for (const key of '0123456789+*#') expect(isDialKey(key)).toBe(true);
    for (const key of ['', 'a', '10', 'Enter', ',', ' ', 'w', '\n', '٣'])
      expect(isDialKey(key), key).toBe(false);
  });
});

describe('the kind of a number', () => {
  it.each([
    ['101', 'extension'],
    ['110', 'extension'],
    ['123456', 'extension'],
    ['1234567', 'number'],
    ['0', 'number'],
    ['0110', 'number'],
    ['+1', 'number'],
    ['*43#', 'code'],
    ['#', 'code'],
    ['030*1', 'code'],
  ] as const)('%s is of the kind %s', (number, kind) => {
    expect(kindOf(number)).toBe(kind);
  });

  it('lets a party be called back by every number but a feature code', () => {
    fc.assert(
      fc.property(text, (shown) => {
        const isCode = shown.includes('*') || shown.includes('#');
        expect(canCallBack(shown)).toBe(isDialable(shown) && !isCode);
      }),
    );
    expect(canCallBack('*21*0900123456#')).toBe(false);
    expect(canCallBack('')).toBe(false);
    expect(canCallBack('anonymous')).toBe(false);
  });
});

describe('keys for after the answer', () => {
  it('are the keys of a phone, without pauses', () => {
    fc.assert(
      fc.property(text, (written) => {
        const isRight = written !== '' && Array.from(written).every((sign) => '0123456789*#'.includes(sign));
        expect(areKeys(written)).toBe(isRight && written.length <= maxKeysLength);
      }),
    );
  });

  it('with pauses neither begin nor end with one, and give keys between them', () => {
    fc.assert(
      fc.property(text, (written) => {
        const groups = written.split(/[,;]+/);
        const isRight = written.length <= maxKeysLength && groups.every((group) => /^[0-9*#]+$/.test(group));
        expect(arePausedKeys(written)).toBe(isRight);
      }),
      { numRuns: 2000 },
    );
  });
});

it('counts the digits and nothing else', () => {
  fc.assert(
    fc.property(text, (written) => {
      expect(digitCount(written)).toBe(
        Array.from(written).filter((sign) => sign >= '0' && sign <= '9').length,
      );
    }),
  );
});
