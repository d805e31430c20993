import { afterEach, describe, expect, test, vi } from 'vitest';
import type { AmiError } from './error.ts';
import { AmiParser } from './parser.ts';
import type { AmiParserOptions } from './parserOptions.ts';

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

/** Counts what the parser does to its bytes: how many it looks at, one by one or by fours, and how many it moves. */
function countWork(): { looks: number; moves: number } {
  const work = { looks: 0, moves: 0 };
  const counting = <Bytes extends Uint8Array | Int32Array>(target: Bytes): Bytes =>
    new Proxy(target, {
      get(_, key) {
        if (typeof key === 'string' && /^\d+$/.test(key)) {
          work.looks += target.BYTES_PER_ELEMENT;
          return target[Number(key)];
        }
        const value: unknown = Reflect.get(target, key, target);
        if (typeof value !== 'function') return value;
        return (...args: unknown[]): unknown => {
          if (key === 'set') work.moves += (args[0] as Uint8Array).byteLength;
          return (value as (...values: unknown[]) => unknown).apply(target, args);
        };
      },
    });
  const allocate = Buffer.allocUnsafeSlow.bind(Buffer);
  vi.spyOn(Buffer, 'allocUnsafeSlow').mockImplementation((size) => counting(allocate(size)));
  const Words = Int32Array;
  vi.stubGlobal(
    'Int32Array',
    new Proxy(Words, {
      construct: (_, [of]: [number | ArrayBuffer]) =>
        typeof of === 'number' ? new Words(of) : counting(new Words(of)),
    }),
  );
  return work;
}

describe('a long reply', () => {
  afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
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
    '%s is looked at once and moved a bounded number of times, however small the pieces',
    (_, head, toLine, tail) => {
      const line = 'PJSIP/101-00000001!from-internal!201!1!Up!Dial'.repeat(2);
      const count = Math.ceil(1_000_000 / toLine(line).length);
      const bytes = Buffer.from(head + toLine(line).repeat(count) + tail);
      const work = countWork();
      const parser = new AmiParser({ expectGreeting: false });
      const packets = cut(bytes, 146).flatMap((chunk) => parser.push(chunk));
      expect(work.looks).toBeGreaterThanOrEqual(bytes.length);
      // Each once; where a line or a piece ends, those around it twice.
      expect(work.looks).toBeLessThan(1.3 * bytes.length);
      // In, and at most as much again each time that the buffer doubles.
      expect(work.moves).toBeGreaterThanOrEqual(bytes.length);
      expect(work.moves).toBeLessThan(3 * bytes.length);
      expect(packets).toHaveLength(1);
      expect(packets[0]?.output).toHaveLength(count);
      expect(packets[0]?.output.at(-1)).toBe(line);
    },
  );

  test('has no line so long that its pieces are looked at again and again', () => {
    const bytes = Buffer.from(`Event: ${'x'.repeat(60_000)}\r\n\r\n`);
    const work = countWork();
    const parser = new AmiParser({ expectGreeting: false });
    const packets = cut(bytes, 10).flatMap((chunk) => parser.push(chunk));
    // Four bytes at once: those where a piece ends are looked at twice.
    expect(work.looks).toBeLessThan(1.4 * bytes.length);
    expect(work.moves).toBeLessThan(3 * bytes.length);
    expect(packets[0]?.event).toHaveLength(60_000);
  });

  test('in one push is the same', () => {
    const bytes = Buffer.from(`Response: Success\r\n${'Output: something\r\n'.repeat(200_000)}\r\n`);
    const [packet] = new AmiParser({ expectGreeting: false }).push(bytes);
    expect(packet?.output).toHaveLength(200_000);
  });
});
