import { afterEach, describe, expect, test, vi } from 'vitest';
import type { AmiError } from './error.ts';
import { AmiParser, type AmiParserOptions } from './parser.ts';

function errorOf(text: string, options: Partial<AmiParserOptions>): AmiError | undefined {
  const parser = new AmiParser({ expectGreeting: false, ...options });
  parser.push(Buffer.from(text));
  return parser.error;
}

function cut(bytes: Uint8Array, length: number): Uint8Array[] {
  const chunks = [];
  for (let offset = 0; offset < bytes.length; offset += length)
    chunks.push(bytes.subarray(offset, offset + length));
  return chunks;
}

describe('limits', () => {
  test('a line', () => {
    expect(errorOf('Event: 123\r\n\r\n', { maxLineBytes: 10 })).toBeUndefined();
    expect(errorOf('Event: 1234\r\n\r\n', { maxLineBytes: 10 })?.code).toBe('lineTooLong');
    expect(errorOf('Event: 1234', { maxLineBytes: 10 })?.code).toBe('lineTooLong');
    // The CR may be the first half of the line end, so it does not count yet.
    expect(errorOf('Event: 123\r', { maxLineBytes: 10 })).toBeUndefined();
  });

  test('counts bytes, not characters', () => {
    expect(errorOf('Event: €', { maxLineBytes: 10 })).toBeUndefined();
    expect(errorOf('Event: €€', { maxLineBytes: 10 })?.code).toBe('lineTooLong');
  });

  test('headers in a packet, not in the stream', () => {
    expect(errorOf('A: 1\r\nB: 2\r\n\r\nC: 3\r\nD: 4\r\n\r\n', { maxHeaders: 2 })).toBeUndefined();
    expect(errorOf('A: 1\r\nB: 2\r\nC: 3\r\n', { maxHeaders: 2 })?.code).toBe('tooManyHeaders');
  });

  test('bytes of a packet, not of the stream', () => {
    const packet = 'Event: AAAAAAAAAA\r\n\r\n';
    expect(errorOf(packet.repeat(50), { maxPacketBytes: 40 })).toBeUndefined();
    expect(errorOf('Event: AAAAAAAAAA\r\n'.repeat(3), { maxPacketBytes: 40 })?.code).toBe('tooLarge');
    expect(errorOf(`Response: Follows\r\n${'x\n'.repeat(50)}`, { maxPacketBytes: 40 })?.code).toBe(
      'tooLarge',
    );
  });

  test('packets before the broken limit are still given', () => {
    const parser = new AmiParser({ expectGreeting: false, maxLineBytes: 20 });
    const packets = parser.push(Buffer.from(`Event: Good\r\n\r\nEvent: ${'x'.repeat(30)}\r\n\r\n`));
    expect(packets.map(({ event }) => event)).toEqual(['Good']);
    expect(parser.error?.code).toBe('lineTooLong');
  });
});

describe('a 6 MB reply', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  test.each([
    ['of Output lines', 'Response: Success\r\n', (line: string) => `Output: ${line}\r\n`, '\r\n'],
    [
      'of raw output',
      'Response: Follows\r\nPrivilege: Command\r\n',
      (line: string) => `${line}\n`,
      '--END COMMAND--\r\n\r\n',
    ],
  ])(
    '%s is scanned and copied a bounded number of times, however small the pieces',
    (_, head, toLine, tail) => {
      const line = 'PJSIP/101-00000001!from-internal!201!1!Up!Dial'.repeat(2);
      const count = Math.ceil(6_000_000 / toLine(line).length);
      const bytes = Buffer.from(head + toLine(line).repeat(count) + tail);
      const prototype = Buffer.prototype as Buffer;
      const indexOf = vi.spyOn(prototype, 'indexOf');
      const copyWithin = vi.spyOn(prototype, 'copyWithin');
      const parser = new AmiParser({ expectGreeting: false });
      const packets = cut(bytes, 1_460).flatMap((chunk) => parser.push(chunk));
      expect(packets).toHaveLength(1);
      expect(packets[0]?.output).toHaveLength(count);
      expect(packets[0]?.output.at(-1)).toBe(line);
      const scanned = sum(indexOf.mock.calls.keys(), (call) => {
        const found = Number(indexOf.mock.results[call]?.value);
        const length = (indexOf.mock.contexts[call] as Buffer).length;
        return (found === -1 ? length : found) - Number(indexOf.mock.calls[call]?.[1]);
      });
      const moved = sum(copyWithin.mock.calls.keys(), (call) => {
        const length = (copyWithin.mock.contexts[call] as Buffer).length;
        return length - Number(copyWithin.mock.calls[call]?.[1]);
      });
      expect(scanned).toBeGreaterThanOrEqual(0.9 * bytes.length);
      expect(scanned).toBeLessThan(1.5 * bytes.length);
      expect(moved).toBeLessThan(1.5 * bytes.length);
    },
  );

  test('has no line so long that its pieces are scanned again and again', () => {
    const bytes = Buffer.from(`Event: ${'x'.repeat(60_000)}\r\n\r\n`);
    const indexOf = vi.spyOn(Buffer.prototype as Buffer, 'indexOf');
    const parser = new AmiParser({ expectGreeting: false });
    const packets = cut(bytes, 10).flatMap((chunk) => parser.push(chunk));
    expect(packets[0]?.event).toHaveLength(60_000);
    const scanned = sum(indexOf.mock.calls.keys(), (call) => {
      return (indexOf.mock.contexts[call] as Buffer).length - Number(indexOf.mock.calls[call]?.[1]);
    });
    expect(scanned).toBeLessThan(2 * bytes.length);
  });

  test('in one push is the same', () => {
    const bytes = Buffer.from(`Response: Success\r\n${'Output: something\r\n'.repeat(200_000)}\r\n`);
    const [packet] = new AmiParser({ expectGreeting: false }).push(bytes);
    expect(packet?.output).toHaveLength(200_000);
  });
});

function sum(calls: Iterable<number>, value: (call: number) => number): number {
  let total = 0;
  for (const call of calls) total += value(call);
  return total;
}
