import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LineDecoder } from './lineDecoder.ts';

let foreign = 0;
function decoded(bytes: Buffer, charset = 'utf-8'): string {
  foreign = 0;
  return new LineDecoder({ charset, onForeign: () => (foreign += 1) }).decode(bytes, 0, bytes.length);
}
const cut = (text: string, dropped: number): Buffer => {
  const bytes = Buffer.from(text);
  return bytes.subarray(0, bytes.length - dropped);
};

describe('a line of the manager', () => {
  it.each([
    ['windows-1251', [0xc8, 0xe2, 0xe0, 0xed, 0xee, 0xe2], 'Иванов'],
    ['iso-8859-1', [0x4d, 0xfc, 0x6c, 0x6c, 0x65, 0x72], 'Müller'],
    ['iso-8859-15', [0xa4], '€'],
    ['koi8-r', [0xe9, 0xd7, 0xc1, 0xce], 'Иван'],
    ['shift_jis', [0x93, 0x63, 0x92, 0x86], '田中'],
    ['gb18030', [0xcd, 0xf5], '王'],
  ])('in %s is read as such', (charset, bytes, text) => {
    expect(decoded(Buffer.from(bytes), charset)).toBe(text);
    expect(foreign).toBe(1);
  });

  it('that is UTF-8 stays so, whatever the charset', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.constantFrom('utf-8', 'windows-1251', 'gb18030'),
        (text, charset) => {
          expect(decoded(Buffer.from(text), charset)).toBe(Buffer.from(text).toString());
          expect(foreign).toBe(0);
        },
      ),
    );
  });

  it('that was cut in the middle of a character loses the broken one', () => {
    expect(decoded(cut('Общество с огран', 1))).toBe('Общество с огра');
    expect(decoded(cut('Ärzte 😀', 1), 'windows-1252')).toBe('Ärzte ');
    expect(decoded(cut('山田太郎', 2), 'shift_jis')).toBe('山田太');
    expect(decoded(Buffer.concat([cut('"Общ', 1), Buffer.from('" <101>')]))).toBe('"Об" <101>');
    expect(foreign).toBe(0);
  });

  it('with the replacement character itself is no other charset', () => {
    expect(decoded(Buffer.from('a\uFFFDb'), 'windows-1251')).toBe('a\uFFFDb');
    expect(foreign).toBe(0);
  });

  it('that is no UTF-8 is reported also where no one set a charset', () => {
    expect(decoded(Buffer.from('M\u00fcller', 'latin1'))).toBe('M\uFFFDller');
    expect(foreign).toBe(1);
  });
});
