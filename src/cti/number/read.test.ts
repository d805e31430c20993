import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  arePausedKeys,
  digitCount,
  isDialable,
  isOne,
  maxNumberLength,
  type NumberReading,
} from './number.ts';
import { linkSchemes } from './link.ts';
import { isFeatureCode, maxTextLength, readLink, readNumber } from './read.ts';

interface Spelling {
  readonly from: string;
  readonly text: string;
  readonly number?: string;
  readonly extension?: string;
  readonly code?: string;
  readonly keys?: string;
  readonly context?: string;
  readonly several?: readonly (string | readonly [string, string])[];
  readonly refused?: string;
  readonly at?: number;
}

const spellings = JSON.parse(
  readFileSync(new URL('../testing/spellings.json', import.meta.url), 'utf8'),
) as readonly Spelling[];

function spelled({ from: _from, text, ...meant }: Spelling): object {
  return { text, ...meant };
}

function understood(text: string): object {
  const reading = readNumber(text);
  if (reading.kind === 'refused') return { text, refused: reading.code, at: reading.at };
  if (reading.kind === 'several') {
    return {
      text,
      several: reading.numbers.map(({ number, keys }) => (keys === undefined ? number : [number, keys])),
    };
  }
  const { kind, number, ...more } = reading;
  return { text, [kind]: number, ...more };
}

describe('the table of spellings', () => {
  it('has them from every source', () => {
    expect(spellings.length).toBeGreaterThan(250);
    expect(new Set(spellings.map(({ from }) => from))).toEqual(
      new Set(['field', 'paste', 'meeting', 'selection', 'link', 'page']),
    );
  });

  it.each(spellings)('$from: $text', (row) => expect(understood(row.text)).toEqual(spelled(row)));
});

it('has one longest number, and refuses the next longer one', () => {
  for (const write of [(digits: string) => digits, (digits: string) => `tel:${digits}`]) {
    expect(readNumber(write('1'.repeat(maxNumberLength)))).toMatchObject({ kind: 'number' });
    expect(readNumber(write('1'.repeat(maxNumberLength + 1)))).toMatchObject({ code: 'tooLong' });
  }
  expect(isDialable('1'.repeat(maxNumberLength))).toBe(true);
  expect(isDialable('1'.repeat(maxNumberLength + 1))).toBe(false);
});

it('looks at no text that is longer than any with a number', () => {
  expect(readNumber(`030 901820 ${'x '.repeat(maxTextLength)}`)).toMatchObject({ code: 'tooLong' });
});

it.each([
  ['https://example.com/tel:123', 'unknownScheme'],
  ['javascript:alert(1)', 'unknownScheme'],
  ['030901820', 'unknownScheme'],
  ['--answer', 'argumentLike'],
  ['a\n', 'unknownScheme'],
  ['1\n2', 'controlCharacter'],
])('takes %j for no link', (text, code) => expect(readLink(text)).toMatchObject({ kind: 'refused', code }));

it('tells a feature code from a number, however it is written', () => {
  for (const text of ['*21*030901820#', 'tel:*21%23', '* 21 #', '＊２１＃', '#31#030901820', '*8'])
    expect(isFeatureCode(text)).toBe(true);
  for (const text of ['030901820', '+4930901820', '+16465550100,,820445398#', '+1 555 123 4567 #12', '', 'x'])
    expect(isFeatureCode(text)).toBe(false);
});

const anything = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.string({ unit: fc.constantFrom(...Array.from('0123456789+-.()*#;=@:%/?& ,extwp\u202a٣²\n\u0000')) }),
  fc
    .array(
      fc.constantFrom(
        ...['%2B', '%00', '%0a', ';ext=', ';phone-context=', '+44', '1', '-', '(0)', ',', '--', ' '],
        ...['030 901820', ' / ', 'Tel.: ', ' (Büro)', ',,', '#', 'PIN ', '\n', '•', 'FLOWERS'],
      ),
    )
    .map((parts) => parts.join('')),
);
const texts = fc.oneof(
  anything,
  fc.tuple(fc.constantFrom(...linkSchemes, 'TEL'), anything).map((parts) => parts.join(':')),
);

/** Digits that a reading gives, in order. */
function digitsOf(reading: NumberReading): string {
  if (reading.kind === 'refused') return '';
  const found = reading.kind === 'several' ? reading.numbers : [reading];
  return found.map(({ number, keys = '' }) => `${number}${keys}`.replace(/[^0-9]/g, '')).join('');
}

describe('whatever comes', () => {
  it('never throws, and gives what can be dialled or a place in the text', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const reading = readNumber(text);
        if (reading.kind === 'refused') {
          expect(reading.at).toBeGreaterThanOrEqual(0);
          expect(reading.at).toBeLessThanOrEqual(text.length);
          return;
        }
        const found = reading.kind === 'several' ? reading.numbers : [reading];
        if (reading.kind === 'several') expect(found.length).toBeGreaterThan(1);
        for (const { number, keys, context } of found) {
          expect(isDialable(number)).toBe(true);
          if (keys !== undefined) expect(arePausedKeys(keys)).toBe(true);
          if (context !== undefined) expect(context).toMatch(/^(?:\+[0-9]+|[\w.-]+)$/);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('reads what it gave as the same number', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const reading = readNumber(text);
        fc.pre(isOne(reading));
        const { kind, number, keys } = reading;
        expect(readNumber(number)).toEqual({ kind, number });
        if (keys !== undefined && !keys.startsWith('+'))
          expect(readNumber(`${number},,${keys}`)).toEqual({ kind, number, keys });
      }),
      { numRuns: 3000 },
    );
  });
});

const digits = fc.stringMatching(/^[1-9][0-9]{6,13}$/);
const separator = fc.constantFrom(
  '',
  '',
  '',
  '-',
  '.',
  ' ',
  '\u2013',
  '\u00a0',
  '\u2022',
  '\u200e',
  '\u2011',
);
const begin = fc.constantFrom('+', '0', '00', '');

/** A number cut into groups, as people write it. */
const written = fc
  .tuple(begin, digits, fc.array(separator, { minLength: 20, maxLength: 20 }))
  .map(([front, number, between]) => ({
    whole: front + number,
    text: front + Array.from(number, (digit, index) => digit + (between[index] ?? '')).join(''),
  }));

describe('the whole number or none', () => {
  it('keeps every digit of a number that is written with separators', () => {
    fc.assert(
      fc.property(written, ({ text, whole }) => {
        const reading = readNumber(text);
        // Groups may happen to look like an address of the Internet, a date or a list: then nothing is dialled.
        if (isOne(reading)) expect(reading.number).toBe(whole);
        else expect(digitsOf(reading)).toBeOneOf(['', whole.replace('+', '')]);
      }),
      { numRuns: 2000 },
    );
  });

  it('never gives a piece, whatever sign stands inside', () => {
    const sign = fc
      .string({ unit: 'binary', minLength: 1, maxLength: 3 })
      .filter((text) => !/[\p{Nd}*#]/u.test(text));
    fc.assert(
      fc.property(written, fc.nat(), sign, ({ text, whole }, at, inside) => {
        const from = 1 + (at % Math.max(1, text.length - 1));
        const reading = readNumber(text.slice(0, from) + inside + text.slice(from));
        expect(digitsOf(reading)).toBeOneOf(['', whole.replace('+', '')]);
      }),
      { numRuns: 3000 },
    );
  });

  it('never makes one number of two', () => {
    const national = fc.stringMatching(/^0[1-9][0-9]{6,9}$/);
    const international = fc.stringMatching(/^\+[1-9][0-9]{8,12}$/);
    const between = fc.constantFrom(
      ', ',
      '; ',
      '\n',
      '\t',
      ' / ',
      ' | ',
      ' or ',
      ',',
      ';',
      '  ',
      ' & ',
      ' oder Fax ',
    );
    const number = fc.oneof(national, international);
    fc.assert(
      fc.property(number, number, between, (one, other, sign) => {
        fc.pre(one !== other);
        const reading = readNumber(one + sign + other);
        if (reading.kind === 'several')
          expect(reading.numbers.map((found) => found.number)).toEqual([one, other]);
        else expect(reading.kind).toBe('refused');
      }),
      { numRuns: 2000 },
    );
  });
});

it('counts digits only', () => expect(digitCount('+49 (0)30 *1#')).toBe(6));
