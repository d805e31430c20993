import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { selectedNumber } from './selection.ts';

describe('selectedNumber', () => {
  it.each([
    ['+44 20 7946 0958', '+442079460958'],
    ['  (030) 90-18 20\r\n', '030901820'],
    ['Tel.: +49 30 901820', '+4930901820'],
    ['Call me at 020/7946-0958, please.', '02079460958'],
    ['+44 (0)20 7946 0958', '+442079460958'],
    ['tel:+44-20-7946-0958', '+442079460958'],
    ['101', '101'],
    ['*21#', undefined],
    ['*211#', '*211#'],
    ['Fax-Nr. 030.901.820', '030901820'],
    ['＋４４ ２０ ７９４６', '+44207946'],
    ['٠٣٠ ٩٠١ ٨٢٠', '030901820'],
    ['+44 20 7946 0958\t+44 20 7946 0958', '+442079460958'],
    ['Room 12\n+44 20 7946 0958', '+442079460958'],
    ['(+44 20 7946 0958)', '+442079460958'],
    ['\u202a+44 20 7946 0958\u202c', '+442079460958'],
  ])('finds the number in %j', (text, number) => {
    expect(selectedNumber(text)).toEqual(
      number === undefined ? { ok: false, code: 'tooShort' } : { ok: true, number },
    );
  });

  it.each([
    ['+44 20 7946 0958 ext. 12', '12'],
    ['+44 20 7946 0958 x12', '12'],
    ['+44 20 7946 0958 (ext 12)', '12'],
    ['tel:+442079460958;ext=12', '12'],
  ])('finds the extension in %j', (text, ext) => {
    expect(selectedNumber(text)).toEqual({ ok: true, number: '+442079460958', ext });
  });

  it.each([
    ['', 'empty'],
    [' \n ', 'empty'],
    ['no number here', 'notANumber'],
    ['12', 'tooShort'],
    ['tel:12', 'tooShort'],
    ['1-800-FLOWERS', 'letters'],
    ['order A-1234567', 'letters'],
    ['user123@example.com', 'letters'],
    ['101\n102', 'severalNumbers'],
    ['030 901820, 030 901821', 'severalNumbers'],
    ['+4930901820+4930901821', 'severalNumbers'],
    ['030 901820 / 030 901821', 'severalNumbers'],
    ['030\u0000901820', 'controlCharacter'],
    ['tel:--answer', 'argumentLike'],
    ['9'.repeat(70), 'notANumber'],
    [`${'x '.repeat(126)}0301 901820`, 'tooLong'],
  ])('gives none for %j: %s', (text, code) => {
    expect(selectedNumber(text)).toEqual({ ok: false, code });
  });

  it('reads 256 characters, and no more', () => {
    expect(selectedNumber(`030 901820 ${'x '.repeat(2000)}`)).toEqual({ ok: true, number: '030901820' });
    expect(selectedNumber(`${'x '.repeat(200)}030 901820`)).toEqual({ ok: false, code: 'notANumber' });
  });

  it('never throws, and gives nothing that cannot be dialled', () => {
    const unit = fc.constantFrom(...Array.from('0123456789+-.()*#;/ ,xe:\n\ttl²é\u202a٣'));
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit, maxLength: 300 })), (text) => {
        const reading = selectedNumber(text);
        if (!reading.ok) return;
        expect(reading.number).toMatch(/^\+?[0-9*#]{3,64}$/);
        expect(reading.number.replace(/\D/g, '').length).toBeGreaterThanOrEqual(3);
        expect(selectedNumber(reading.number)).toEqual({ ok: true, number: reading.number });
      }),
      { numRuns: 5000 },
    );
  });
});
