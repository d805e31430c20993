import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AmiPacket } from './packet.ts';
import { AmiParser } from './parser.ts';
import type { AmiParserOptions } from './parserOptions.ts';
import { recordedBytes, recordedPbxes, recordedSegments, recordingNames } from '../testing/recordings.ts';

const greeting = 'Asterisk Call Manager/5.0.4\r\n';

function parse(
  chunks: readonly (Uint8Array | string)[],
  options: Partial<AmiParserOptions> = {},
): AmiPacket[] {
  const parser = new AmiParser(options);
  const packets = chunks.flatMap((chunk) =>
    parser.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk),
  );
  return [...packets, ...parser.end()];
}

function cut(bytes: Uint8Array, length: number): Uint8Array[] {
  const chunks = [];
  for (let offset = 0; offset < bytes.length; offset += length)
    chunks.push(bytes.subarray(offset, offset + length));
  return chunks;
}

describe('a stream cut anywhere', () => {
  // The second has raw command output (on 11) or Output lines, the third UTF-8, quotes and a look-alike "Event: Hangup".
  const pieces = recordedPbxes.flatMap((pbx) => [
    { pbx, name: '17b-error-replies', bytes: recordedBytes(pbx, '17b-error-replies').subarray(0, 2_000) },
    {
      pbx,
      name: '20-command',
      bytes: around(recordedBytes(pbx, '20-command'), 'Response: Follows', 'follows\r\nOutput'),
    },
    { pbx, name: '19-odd-caller-ids', bytes: around(recordedBytes(pbx, '19-odd-caller-ids'), 'ü', 'Jürgen') },
  ]);

  test.each(pieces)('gives the same packets at every offset ($pbx $name)', ({ bytes }) => {
    const options = { expectGreeting: bytes.toString('latin1', 0, 8) === 'Asterisk' };
    const whole = parse([bytes], options).map(({ headers }) => headers);
    expect(whole.length).toBeGreaterThan(5);
    for (let offset = 1; offset < bytes.length; offset += 1) {
      const halves = parse([bytes.subarray(0, offset), bytes.subarray(offset)], options).map(
        ({ headers }) => headers,
      );
      // A deep comparison of each is slow; the text differs whenever they do.
      if (JSON.stringify(halves) !== JSON.stringify(whole)) expect(halves, `cut at ${offset}`).toEqual(whole);
    }
  });

  test.each(recordedPbxes)(
    'gives the same packets byte by byte and in the segments it came in (%s)',
    (pbx) => {
      const name = '12b-queue-member-actions';
      const bytes = recordedBytes(pbx, name);
      const whole = parse([bytes]);
      const segments = recordedSegments(pbx, name)
        .filter(({ kind }) => kind === 'server')
        .map(({ off, len }) => bytes.subarray(off, off + len));
      expect(Buffer.concat(segments).equals(bytes)).toBe(true);
      expect(parse(segments)).toEqual(whole);
      expect(parse(cut(bytes, 1))).toEqual(whole);
    },
  );

  test('a UTF-8 character keeps its shape when it is split', () => {
    const bytes = Buffer.from('Event: Newchannel\r\nCallerIDName: Jürgen €uro 😀\r\n\r\n');
    for (const length of [1, 2, 3, 5, 7]) {
      const [packet] = parse(cut(bytes, length), { expectGreeting: false });
      expect(packet?.get('CallerIDName')).toBe('Jürgen €uro 😀');
    }
  });

  test('packets of any headers come back, however they are cut and whatever empty lines are between (property)', () => {
    const word = fc
      .stringMatching(/^[A-Za-z][\w()/-]{0,20}$/)
      .filter((name) => !/^(response|output)$/i.test(name));
    const value = fc
      .string({ unit: 'grapheme', maxLength: 40 })
      .map((text) => text.replaceAll('\r\n', ' ').trim())
      .filter((text) => !text.endsWith('\r'));
    const packets = fc.array(
      fc.record({ headers: fc.array(fc.tuple(word, value), { minLength: 1, maxLength: 8 }), gap: fc.nat(2) }),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(
        packets,
        fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1 }),
        (expected, lengths) => {
          const text = expected.map(
            ({ headers, gap }) =>
              headers.map(([name, content]) => `${name}: ${content}\r\n`).join('') + '\r\n'.repeat(1 + gap),
          );
          let rest = Buffer.from(greeting + text.join(''));
          const chunks = [];
          for (let turn = 0; rest.length > 0; turn += 1) {
            const length = lengths[turn % lengths.length] ?? 1;
            chunks.push(rest.subarray(0, length));
            rest = rest.subarray(length);
          }
          expect(parse(chunks).map(({ headers }) => headers)).toEqual(expected.map(({ headers }) => headers));
        },
      ),
    );
  });
});

/** 2 KB around the first occurrence of one of the marks, from the beginning of a packet. */
function around(bytes: Buffer, ...marks: string[]): Buffer {
  const at = Math.max(...marks.map((mark) => bytes.indexOf(mark)));
  const start = bytes.lastIndexOf('\r\n\r\n', Math.max(0, at - 600)) + 4;
  return bytes.subarray(start, start + 2_000);
}

describe('all recordings', () => {
  // The oracle is a plain split of the text; raw command output is in one piece there, from its first line to the end mark.
  test.each(recordedPbxes)('agree with a plain split of their text (%s)', (pbx) => {
    for (const name of recordingNames(pbx)) {
      const bytes = recordedBytes(pbx, name);
      const [first = '', ...lines] = bytes.toString().split('\r\n');
      const expected: string[][] = [[]];
      for (const line of lines) {
        if (line.trim() === '') expected.push([]);
        else if (!line.endsWith('--END COMMAND--'))
          expected.at(-1)?.push(line.replace(/^([^:]*): */, '$1:').trim());
        else for (const raw of line.split('\n').slice(0, -1)) expected.at(-1)?.push(`Output:${raw.trim()}`);
      }
      const parser = new AmiParser();
      const packets = [...parser.push(bytes), ...parser.end()];
      expect(parser.greeting).toBe(first);
      const seen = packets.map(({ headers }) => headers.map(([key, value]) => `${key}:${value.trim()}`));
      expect(seen, name).toEqual(expected.filter((packet) => packet.length > 0));
    }
  });
});
