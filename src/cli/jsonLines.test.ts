import fc from 'fast-check';
import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { type InputLine, JsonLineWriter, LineReader } from './jsonLines.ts';

function read(bytes: Buffer, cuts: readonly number[]): InputLine[] {
  const reader = new LineReader();
  const places = [...new Set([0, ...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length])].sort(
    (a, b) => a - b,
  );
  const lines = places.flatMap((place, index) =>
    reader.push(bytes.subarray(place, places[index + 1] ?? bytes.length)),
  );
  return [...lines, ...reader.end()];
}

test('the same lines however the bytes are cut', () => {
  const line = fc.string({ unit: 'grapheme' }).filter((text) => !/[\r\n]/.test(text));
  fc.assert(
    fc.property(fc.array(line), fc.constantFrom('\n', '\r\n'), fc.array(fc.nat()), (texts, end, cuts) => {
      const bytes = Buffer.from(texts.map((text) => text + end).join(''));
      expect(read(bytes, cuts)).toEqual(texts.map((text) => ({ text })));
    }),
  );
});

test('the last line needs no line end', () => {
  expect(read(Buffer.from('one\ntwo'), [])).toEqual([{ text: 'one' }, { text: 'two' }]);
});

test('a line that is too long is reported once, and the next one is read', () => {
  const bytes = Buffer.from(`${'x'.repeat(200_000)}\nnext\n${'y'.repeat(70_000)}`);
  expect(read(bytes, [10, 70_000, 150_000])).toEqual([
    { tooLong: true },
    { text: 'next' },
    { tooLong: true },
  ]);
});

test('a value is one line, whatever is in it', async () => {
  const output = new PassThrough();
  const writer = new JsonLineWriter(output);
  writer.write({ name: 'a\nb\u2028c\u001b[2J\u009b2J\u202e' });
  await writer.flushed();
  expect(String(output.read())).toBe('{"name":"a\\nb\\u2028c\\u001b[2J\\u009b2J\\u202e"}\n');
  output.destroy();
  writer.write({});
  await writer.flushed();
});
