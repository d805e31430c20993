import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { AmiError } from './error.ts';
import type { AmiPacket } from './packet.ts';
import { AmiParser, type AmiParserOptions } from './parser.ts';
import { recordedBytes, recordedPbxes, recordedSegments, recordingNames } from './testing/recordings.ts';

type Headers = (readonly [string, string])[];

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

/** The packets of a text without greeting, as header lists. */
function headersOf(text: string): Headers[] {
  return parse([text], { expectGreeting: false }).map(({ headers }) => [...headers]);
}

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

describe('the greeting', () => {
  test('may share its segment with what follows', () => {
    const parser = new AmiParser();
    const [packet] = parser.push(Buffer.from(`${greeting}Event: FullyBooted\r\n\r\n`));
    expect(parser.greeting).toBe('Asterisk Call Manager/5.0.4');
    expect(packet?.event).toBe('FullyBooted');
  });

  test('may come in pieces', () => {
    const parser = new AmiParser();
    for (const byte of cut(Buffer.from(greeting), 1)) {
      expect(parser.greeting).toBeUndefined();
      parser.push(byte);
    }
    expect(parser.greeting).toBe('Asterisk Call Manager/5.0.4');
  });

  test.each([
    ['SSH-2.0-OpenSSH_9.2p1\r\n', 'SSH-2.0-OpenSSH_9.2p1'],
    ['HTTP/1.1 400 Bad Request\r\n\r\n', 'HTTP/1.1 400 Bad Request'],
    ['HTTP', 'HTTP'],
    ['\x15\x03\x03\x00\x02\x02F', 'F'],
    ['\x00\x01', 'something unreadable'],
  ])('of something else is told at once, before a line is complete: %j', (text, shown) => {
    const parser = new AmiParser();
    expect(parser.push(Buffer.from(text, 'latin1'))).toEqual([]);
    expect(parser.error?.code).toBe('notAsterisk');
    expect(parser.error?.message).toContain(shown);
    expect(() => parser.push(Buffer.from('x'))).toThrow(parser.error);
    expect(() => parser.end()).toThrow(parser.error);
  });
});

describe('lines', () => {
  test('surplus empty lines are no packets', () => {
    expect(headersOf('\r\n\r\nEvent: A\r\n\r\n\r\n\r\nEvent: B\r\n\r\n\r\n')).toEqual([
      [['Event', 'A']],
      [['Event', 'B']],
    ]);
  });

  test('a stray LF belongs to its line: the answer to Park on 16 and 22', () => {
    expect(
      headersOf('Response: Success\r\nMessage: Park successful\n\r\n\r\nEvent: ParkedCall\r\n\r\n'),
    ).toEqual([
      [
        ['Response', 'Success'],
        ['Message', 'Park successful'],
      ],
      [['Event', 'ParkedCall']],
    ]);
  });

  test('a lone LF within a value stays in it and a lone CR too', () => {
    expect(headersOf('Event: A\r\nText: one\ntwo\rthree\r\n\r\n')).toEqual([
      [
        ['Event', 'A'],
        ['Text', 'one\ntwo\rthree'],
      ],
    ]);
  });

  test('without colon, value or blank, and with colons, equal signs and JSON in the value', () => {
    const text = [
      'event:UserEvent',
      'a line without a colon',
      'AccountCode:',
      'AccountName: ',
      'Uri: sip:201@127.0.0.1:5060',
      'Variable: X=a=b',
      'Json: {"a": {"b": [1, 2]}}',
      'Spaced :   much  ',
      'Look: Event: Hangup',
    ];
    expect(headersOf(`${text.join('\r\n')}\r\n\r\n`)).toEqual([
      [
        ['event', 'UserEvent'],
        ['', 'a line without a colon'],
        ['AccountCode', ''],
        ['AccountName', ''],
        ['Uri', 'sip:201@127.0.0.1:5060'],
        ['Variable', 'X=a=b'],
        ['Json', '{"a": {"b": [1, 2]}}'],
        ['Spaced', 'much'],
        ['Look', 'Event: Hangup'],
      ],
    ]);
  });

  test('repeated keys keep their number and order', () => {
    const [packet] = parse(['Event: X\r\nVariable: a\r\nOther: -\r\nVariable: b\r\nVariable: a\r\n\r\n'], {
      expectGreeting: false,
    });
    expect(packet?.all('variable')).toEqual(['a', 'b', 'a']);
  });

  test('Response need not be the first header', () => {
    const [packet] = parse(['ActionID: 7\r\nMessage: fine\r\nResponse: Success\r\n\r\n'], {
      expectGreeting: false,
    });
    expect(packet?.response).toBe('Success');
    expect(packet?.actionId).toBe('7');
  });
});

describe('the end of the stream', () => {
  test.each(['Event: Shutdown\r\nRestart: False\r\n', 'Event: Shutdown\r\nRestart: False'])(
    'gives a last packet without its empty line: %j',
    (text) => {
      expect(headersOf(text)).toEqual([
        [
          ['Event', 'Shutdown'],
          ['Restart', 'False'],
        ],
      ]);
    },
  );

  test('can be asked whether it cut a line', () => {
    const parser = new AmiParser({ expectGreeting: false });
    parser.push(Buffer.from('Event: Hangup\r\n'));
    expect(parser.isMidLine).toBe(false);
    parser.push(Buffer.from('Uniqueid: 17953962'));
    expect(parser.isMidLine).toBe(true);
  });

  test('of nothing gives nothing', () => {
    expect(parse([])).toEqual([]);
    expect(parse([greeting])).toEqual([]);
  });
});

describe('the reply to Command', () => {
  const old = 'Response: Follows\r\nPrivilege: Command\r\nActionID: c-1\r\n';

  test('is the same for 1.x and for 2.x and later', () => {
    const raw = `${old}one: 1\n\n   indented\n--END COMMAND--\r\n\r\nEvent: Next\r\n\r\n`;
    const lines =
      'Response: Success\r\nActionID: c-1\r\nMessage: Command output follows\r\n' +
      'Output: one: 1\r\nOutput: \r\nOutput:    indented\r\n\r\nEvent: Next\r\n\r\n';
    for (const text of [raw, lines]) {
      const [reply, next] = parse([text], { expectGreeting: false });
      expect(reply?.output).toEqual(['one: 1', '', '   indented']);
      expect(reply?.actionId).toBe('c-1');
      expect(next?.event).toBe('Next');
    }
  });

  test('may have output that looks like the protocol', () => {
    const text = `${old}Privilege: Command\nEvent: Hangup\n\n\nResponse: Error\n--END COMMAND--\r\n\r\n`;
    const [reply, ...more] = parse([text], { expectGreeting: false });
    expect(reply?.output).toEqual(['Privilege: Command', 'Event: Hangup', '', '', 'Response: Error']);
    expect(reply?.response).toBe('Follows');
    expect(more).toEqual([]);
  });

  test('may be empty, or end without a line feed before the mark', () => {
    expect(parse([`${old}--END COMMAND--\r\n\r\n`], { expectGreeting: false })[0]?.output).toEqual([]);
    expect(parse([`${old}all--END COMMAND--\r\n\r\n`], { expectGreeting: false })[0]?.output).toEqual([
      'all',
    ]);
  });

  test('without output and mark does not swallow what comes after it', () => {
    const [reply, next] = parse([`${old}\r\nEvent: Next\r\n\r\n`], { expectGreeting: false });
    expect(reply?.output).toEqual([]);
    expect(next?.event).toBe('Next');
  });

  test('is not opened by an event that somebody gave a header Response: Follows', () => {
    const text = 'Event: UserEvent\r\nResponse: Follows\r\n\r\nEvent: Next\r\n\r\n';
    expect(parse([text], { expectGreeting: false }).map(({ event }) => event)).toEqual(['UserEvent', 'Next']);
  });

  test('was recorded: every version prints its own', () => {
    const outputs = recordedPbxes.map((pbx) =>
      parse([recordedBytes(pbx, '20-command')]).filter(({ output }) => output.length > 0),
    );
    const [eleven = [], ...others] = outputs;
    expect(eleven[0]?.output).toEqual([expect.stringMatching(/^Asterisk GIT-11-f3cdc37 built by root/)]);
    expect(eleven.map(({ response }) => response)).toEqual(eleven.map(() => 'Follows'));
    for (const replies of others) {
      expect(replies[0]?.output).toEqual([expect.stringMatching(/^Asterisk (16|22)\./)]);
      expect(replies.map(({ actionId }) => actionId).slice(0, 5)).toEqual(
        eleven.map(({ actionId }) => actionId).slice(0, 5),
      );
    }
  });
});

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

  test('in one push is the same', () => {
    const bytes = Buffer.from(`Response: Success\r\n${'Output: something\r\n'.repeat(200_000)}\r\n`);
    const [packet] = parse([bytes], { expectGreeting: false });
    expect(packet?.output).toHaveLength(200_000);
  });
});

function sum(calls: Iterable<number>, value: (call: number) => number): number {
  let total = 0;
  for (const call of calls) total += value(call);
  return total;
}
