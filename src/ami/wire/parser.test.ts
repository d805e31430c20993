import { describe, expect, test } from 'vitest';
import type { AmiPacket } from './packet.ts';
import { AmiParser } from './parser.ts';
import type { AmiParserOptions } from './parserOptions.ts';
import { recordedBytes, recordedPbxes } from '../testing/recordings.ts';

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

function cut(bytes: Uint8Array, length: number): Uint8Array[] {
  const chunks = [];
  for (let offset = 0; offset < bytes.length; offset += length)
    chunks.push(bytes.subarray(offset, offset + length));
  return chunks;
}

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
  ])('of something else is reported at once, before a line is complete: %j', (text, shown) => {
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
    const text = 'Event: UserEvent\r\nResponse: Follows\r\nUserEvent: x\r\n\r\nEvent: Next\r\n\r\n';
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
