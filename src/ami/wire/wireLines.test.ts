import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { recordedBytes, recordedPbxes, recordingNames } from '../testing/recordings.ts';
import { HeaderNames } from './headerNames.ts';
import { AmiPacket } from './packet.ts';
import { AmiParser } from './parser.ts';

const parse = (bytes: Uint8Array): AmiPacket[] => {
  const parser = new AmiParser({ expectGreeting: false });
  return [...parser.push(bytes), ...parser.end()];
};

/** What a packet says that is asked while it is bytes, and what it says as text. */
function expectSame(packet: AmiPacket, names: readonly string[]): void {
  const asked = names.map((name) => [packet.get(name), packet.all(name)]);
  const { event } = packet;
  const text = new AmiPacket(packet.headers);
  expect([event, asked]).toEqual([text.event, names.map((name) => [text.get(name), text.all(name)])]);
}

const line = fc.oneof(
  fc.constantFrom(
    'Event: Hangup',
    'event:  Hold ',
    'Uniqueid: 1.2',
    'UNIQUEID : 1.3',
    'Uniqueid\n:\t1.4',
    ' Uniqueid: 1.5',
    'Uniqueid1: 1.6',
    'Uniquei: 1.7',
    'Output:   indented ',
    'OUTPUT:x',
    'Output : y',
    'no colon',
    ': no name',
    'A:',
    'Name: Jürgen',
    'Name:\u00a0Анна ',
    'Имя: Анна',
    'Message: Park successful\n',
    'Response: Success',
    'Response: Follows',
    '\u00a0Odd: 1',
    'K\u212a: kelvin',
  ),
  fc.string({ maxLength: 12 }),
);

describe('a packet in the bytes that came', () => {
  test('says what it says as text, however a name is spelled', () => {
    const spelled = fc.mixedCase(
      fc.constantFrom('event', 'uniqueid', 'output', 'name', 'message', 'имя', 'nothing', 'a', 'response'),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 8 }), fc.array(spelled, { maxLength: 4 }), (lines, names) => {
        for (const packet of parse(Buffer.from(`${lines.join('\r\n')}\r\n\r\n`))) expectSame(packet, names);
      }),
      { numRuns: 3_000 },
    );
  });

  test.each(recordedPbxes)('says so in every recording (%s)', (pbx) => {
    for (const name of recordingNames(pbx)) {
      const packets = parse(recordedBytes(pbx, name));
      for (const packet of packets) {
        const names = packet.headers.map(([header]) => header).filter((header) => header !== '');
        expectSame(packet, [...new Set(names), 'NotThere']);
      }
    }
  });

  test('keeps what it was while more comes, in whatever pieces', () => {
    const parser = new AmiParser({ expectGreeting: false });
    const stream = Array.from(
      { length: 2_000 },
      (_, index) => `Event: E\r\nName: Ä ${index}\r\nUniqueid: ${index}\r\n\r\n`,
    );
    const bytes = Buffer.from(stream.join(''));
    const kept: AmiPacket[] = [];
    for (let offset = 0; offset < bytes.length; offset += 1_448) {
      // The caller may use its bytes again.
      const piece = Buffer.from(bytes.subarray(offset, offset + 1_448));
      kept.push(...parser.push(piece));
      piece.fill('x');
    }
    expect(kept.map((packet) => packet.get('uniqueid'))).toEqual(stream.map((_, index) => String(index)));
    expect(kept.map((packet) => packet.get('name'))).toEqual(stream.map((_, index) => `Ä ${index}`));
  });

  test('of a line without its end, at the end of the stream, has it', () => {
    const parser = new AmiParser({ expectGreeting: false });
    parser.push(Buffer.from('Event: Hangup\r\nUniqueid: 1.2'));
    const [packet] = parser.end();
    expect([packet?.event, packet?.get('Uniqueid'), packet?.headers.length]).toEqual(['Hangup', '1.2', 2]);
  });
});

describe('headers that are looked for together', () => {
  const names = new HeaderNames(['Channel', 'Uniqueid']);
  const memoryOf = (text: string): object | undefined =>
    new AmiParser({ expectGreeting: false }).push(Buffer.from(text))[0]?.memoryOf(names);

  test.each([
    ['in this order', 'Event: X\r\nChannel: a\r\nUniqueid: 1\r\n\r\n', true],
    ['in another, spelled otherwise, empty', 'Event: X\r\nUNIQUEID:\r\nchannel : a\r\n\r\n', true],
    ['one missing', 'Event: X\r\nChannel: a\r\nUniqueidX: 1\r\n\r\n', false],
    ['in this order again', 'Event: X\r\nChannel: a\r\nUniqueid: 1\r\n\r\n', true],
    ['fewer lines', 'Event: X\r\n\r\n', false],
  ])('are there: %s', (_, text, isThere) => {
    expect(memoryOf(text) !== undefined).toBe(isThere);
  });

  test('are looked for in bytes only', () => {
    expect(new AmiPacket([['Channel', 'a'], ['Uniqueid', '1']]).memoryOf(names)).toBeUndefined(); // prettier-ignore
  });
});
