import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Fields, flag, oneOf, optional, text, textLike, wrongField } from './field.ts';

/** Values that look like what is asked for and are not. */
const lookAlikes: readonly unknown[] = [
  undefined,
  null,
  0,
  1,
  Number.NaN,
  [],
  ['ready'],
  {},
  { toString: () => 'ready' },
  new String('ready'),
  new Boolean(true),
  Symbol('ready'),
  () => 'ready',
  10n,
];

describe('a field that holds', () => {
  it.each<[string, { is: (value: unknown) => boolean }, readonly unknown[], readonly unknown[]]>([
    ['a text', text((value) => value !== ''), ['a', ' ', 'ready'], ['']],
    [
      'a text of a shape',
      textLike(/^[a-z]+$/, 5),
      ['a', 'ready'],
      ['', 'A', 'readyy', 'a\n', 'a\r\nb', 'a\0'],
    ],
    ['one of several', oneOf('ready', 'notReady'), ['ready', 'notReady'], ['', 'Ready', 'ready ', 'ready\n']],
    ['yes or no', flag, [true, false], ['true', '']],
  ])('%s takes that and nothing that is like it', (_what, field, right, wrong) => {
    for (const value of right) expect(field.is(value), String(value)).toBe(true);
    for (const value of [...wrong, ...lookAlikes])
      expect(field.is(value), JSON.stringify(String(value))).toBe(false);
  });

  it('a text of a shape is measured before it is looked at', () => {
    // A shape that would take for ever on a long text.
    const slow = textLike(/^(?:a+)+b$/, 20);
    expect(slow.is('a'.repeat(100_000))).toBe(false);
  });

  it('something that may be left out is as strict as one that may not', () => {
    expect(optional(flag).is(true)).toBe(true);
    for (const value of lookAlikes) expect(optional(flag).is(value)).toBe(false);
  });
});

describe('an object by its fields', () => {
  const fields = { number: textLike(/^[0-9]+$/, 8), hold: optional(flag) } satisfies Fields;

  it.each<[string, object, ReturnType<typeof wrongField>]>([
    ['all there', { number: '1', hold: true }, undefined],
    ['what may be missing is', { number: '1' }, undefined],
    ['what must be there is missing', { hold: true }, { field: 'number', why: 'missing' }],
    ['one is wrong', { number: 'x' }, { field: 'number', why: 'wrong' }],
    ['one is there, and undefined', { number: '1', hold: undefined }, { field: 'hold', why: 'wrong' }],
    ['one too many', { number: '1', context: 'x' }, { field: 'context', why: 'unknown' }],
    [
      'one too many, and undefined',
      { number: '1', context: undefined },
      { field: 'context', why: 'unknown' },
    ],
    ['the stranger is named first', { number: 'x', context: 'x' }, { field: 'context', why: 'unknown' }],
    ['nothing', {}, { field: 'number', why: 'missing' }],
  ])('%s', (_what, object, wrong) => {
    expect(wrongField(object as Record<string, unknown>, fields)).toEqual(wrong);
  });

  it('takes nothing from where the object has it: its prototype does not count', () => {
    const inherited = Object.create({ number: '1' }) as Record<string, unknown>;
    expect(wrongField(inherited, fields)).toEqual({ field: 'number', why: 'missing' });
    const polluted = JSON.parse('{"number":"1","__proto__":{"hold":true}}') as Record<string, unknown>;
    expect(wrongField(polluted, fields)).toEqual({ field: '__proto__', why: 'unknown' });
    for (const name of ['constructor', 'toString', 'hasOwnProperty'])
      expect(wrongField({ number: '1', [name]: 1 }, fields)).toEqual({ field: name, why: 'unknown' });
  });

  it('is right exactly where each field is, whatever it has', () => {
    const names = fc.constantFrom('number', 'hold', 'x', '__proto__', 'constructor');
    const values = fc.oneof(fc.constantFrom('1', true, 'x', undefined), fc.anything());
    fc.assert(
      fc.property(fc.array(fc.tuple(names, values), { maxLength: 4 }), (entries) => {
        const object = Object.fromEntries(entries);
        const own = Object.keys(object);
        const isRight =
          own.every((name) => name === 'number' || name === 'hold') &&
          own.includes('number') &&
          fields.number.is(object.number) &&
          (!own.includes('hold') || fields.hold.is(object.hold));
        expect(wrongField(object, fields) === undefined).toBe(isRight);
      }),
      { numRuns: 200 },
    );
  });
});
