import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maxNumberLength, numberSchema } from '../../src/ipc/schema.ts';
import { isDialable, isDialKey, maxLength, numberFrom } from './number.ts';

const number = (text: string): string | undefined => {
  const found = numberFrom(text);
  return found.ok ? found.number : undefined;
};

describe('a pasted number', () => {
  it.each([
    ['+44 20 7946 0958', '+442079460958'],
    ['  +44\u00a020\u20117946.0958 ', '+442079460958'],
    ['+44 (0)20 7946 0958', '+442079460958'],
    ['0044 (0) 20 7946 0958', '00442079460958'],
    ['(0)30 901820', '030901820'],
    ['(030) 90 18 20', '030901820'],
    ['030/901820', '030901820'],
    ['tel:+44-20-7946-0958', '+442079460958'],
    ['TEL:+44-20-7946-0958;ext=12', '+442079460958'],
    ['tel:%2B442079460958', '+442079460958'],
    ['callto://+442079460958', '+442079460958'],
    ['sip:201@pbx.example.org', '201'],
    ['tel:*21%23', '*21#'],
    ['Phone: +44 20 7946 0958', '+442079460958'],
    ['Tel. 030 901820', '030901820'],
    ['+44 20 7946 0958 ext. 12', '+442079460958'],
    ['+44 20 7946 0958 x12', '+442079460958'],
    ['\u202a+442079460958\u202c', '+442079460958'],
    ['+44 20 7946 0958', '+442079460958'],
    ['٠٣٠٩٠١٨٢٠', '030901820'],
    ['۰۳۰', '030'],
    ['*21*030901820#', '*21*030901820#'],
    ['0049+30', '004930'],
    ['++4420', '+4420'],
  ])('%j is %s', (text, expected) => expect(number(text)).toBe(expected));

  it.each([['1-800-FLOWERS'], ['+44 20 CALL ME'], ['030 1234 or 030 5678']])(
    '%j is not taken apart: without its letters it would be another number',
    (text) => expect(numberFrom(text)).toEqual({ ok: false, reason: 'letters' }),
  );

  it.each([[''], ['   '], ['call me'], ['()-/.'], ['+'], ['tel:']])('%j holds no number', (text) =>
    expect(numberFrom(text)).toEqual({ ok: false, reason: 'empty' }),
  );
});

describe('whatever is pasted', () => {
  const texts = fc.oneof(
    fc.string(),
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: fc.constantFrom(...Array.from('0123456789+*# ()-./:;tel:extX\u00a0٣')) }),
  );

  it('becomes what can be dialled, or nothing', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const found = number(text);
        fc.pre(found !== undefined);
        expect(numberSchema.safeParse(found.slice(0, maxLength)).success).toBe(true);
        expect(found.lastIndexOf('+')).toBeLessThanOrEqual(0);
      }),
    );
  });

  it('stays what it is once it is a number', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const found = number(text);
        fc.pre(found !== undefined);
        expect(number(found)).toBe(found);
      }),
    );
  });

  it('keeps every digit of a number that is written with separators', () => {
    const separator = fc.constantFrom('', ' ', '-', '.', '/', '\u00a0', ' - ', '(', ')');
    const digits = fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), separator), { minLength: 1 });
    fc.assert(
      fc.property(digits, fc.boolean(), (parts, plus) => {
        const written = (plus ? '+' : '') + parts.map(([digit, after]) => `${digit}${after}`).join('');
        fc.pre(!/\(\s*0\s*\)/.test(written));
        expect(number(written)).toBe((plus ? '+' : '') + parts.map(([digit]) => digit).join(''));
      }),
    );
  });
});

it('takes as many characters as the main process does', () => expect(maxLength).toBe(maxNumberLength));

it('lets the keys of a phone and the + be typed, and nothing else', () => {
  expect(Array.from('0123456789+*#').every(isDialKey)).toBe(true);
  for (const key of ['a', ' ', 'Enter', '', '-', '１', '12']) expect(isDialKey(key)).toBe(false);
  expect(isDialable('+44*#')).toBe(true);
});
