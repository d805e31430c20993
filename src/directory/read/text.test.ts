import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decoded, textOf } from './text.ts';

it.each([
  ['UTF-8', Buffer.from('Müller')],
  ['UTF-8 with its mark', Buffer.from('\ufeffMüller')],
  ['UTF-16 of Windows', Buffer.from('\ufeffMüller', 'utf16le')],
  ['UTF-16 with the big end first', Buffer.from('\ufeffMüller', 'utf16le').swap16()],
  ['Windows-1252', Buffer.from('Müller', 'latin1')],
])('reads %s', (_charset, bytes) => {
  expect(textOf(bytes)).toBe('Müller');
});

it('reads any bytes, by any charset that is named', () => {
  fc.assert(
    fc.property(fc.uint8Array(), fc.string(), (bytes, charset) => {
      expect(typeof textOf(bytes)).toBe('string');
      expect(typeof decoded(charset, bytes)).toBe('string');
    }),
  );
});
