import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RecordReader, recordSeparator } from './records.ts';

const record = fc
  .string({ unit: 'grapheme', maxLength: 20 })
  .filter((text) => !text.includes(recordSeparator));
const stream = fc
  .tuple(fc.array(record, { maxLength: 8 }), record)
  .map(([records, rest]) => ({ records, text: records.map((one) => one + recordSeparator).join('') + rest }));

describe('records', () => {
  it('are the same wherever the stream is cut', () => {
    fc.assert(
      fc.property(stream, fc.array(fc.nat(200), { maxLength: 12 }), ({ records, text }, cuts) => {
        const places = [0, ...cuts.filter((at) => at < text.length), text.length].sort((a, b) => a - b);
        const reader = new RecordReader(1_000);
        const read = places.flatMap((at, index) => reader.push(text.slice(at, places[index + 1])));
        expect(read).toEqual(records);
      }),
    );
  });

  it('are the same at every single cut', () => {
    const text = ['{"protocol":"json","version":1}', '{"type":6}', ''].join(recordSeparator);
    for (let at = 0; at <= text.length; at += 1) {
      const reader = new RecordReader(100);
      expect([...reader.push(text.slice(0, at)), ...reader.push(text.slice(at))]).toEqual(
        text.split(recordSeparator).slice(0, -1),
      );
    }
  });

  it.each([
    ['whole', ['äx\u001e'], true],
    ['one byte longer', ['äxy\u001e'], false],
    ['in pieces', ['ä', 'x\u001eä', 'x\u001e'], true],
    ['in pieces, one byte longer', ['ä', 'x\u001eä', 'xy'], false],
    ['without an end', ['ää'], false],
    ['behind another one', ['a\u001eabcd\u001e'], false],
  ])('may be as long as is said, UTF-8: %s', (_how, pieces, isTaken) => {
    const reader = new RecordReader(3);
    const read = (): void => pieces.forEach((piece) => void reader.push(piece));
    if (isTaken) expect(read).not.toThrow();
    else expect(read).toThrow(RangeError);
  });
});
