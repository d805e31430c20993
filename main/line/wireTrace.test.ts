import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AmiParser } from '../../src/ami/wire/parser.ts';
import { parseTiming } from '../../src/asterisk/recording/recording.ts';
import { PacketTexts } from '../support/packetTexts.ts';
import { recordingFiles } from '../support/recordingFiles.ts';
import { WireTrace } from './wireTrace.ts';

const greeting = 'Asterisk Call Manager/11.0.0\r\n';
const event = (n: number): string => `Event: Newchannel\r\nChannel: PJSIP/101-${n}\r\n\r\n`;

function traceOf(maxBytes = 1_000_000): WireTrace {
  let monoMs = 0;
  return new WireTrace(maxBytes, () => ({ monoMs: (monoMs += 10), wallMs: monoMs }));
}

/** A stream in reads of any size. */
const reads = (text: string): fc.Arbitrary<Buffer[]> =>
  fc.array(fc.nat(Buffer.byteLength(text)), { maxLength: 8 }).map((cuts) => {
    const bytes = Buffer.from(text);
    const at = [0, ...cuts.sort((a, b) => a - b), bytes.length];
    return at.slice(1).map((end, index) => bytes.subarray(at[index], end));
  });

describe('what went over the wire', () => {
  it('is kept byte for byte, with its times, and can be replayed', () => {
    const stream = `${greeting}${event(1)}Event: Hangup\r\nCallerIDName: Jürgen Müßig\r\n\r\n`;
    fc.assert(
      fc.property(reads(stream), (chunks) => {
        const trace = traceOf();
        trace.begin();
        for (const chunk of chunks) trace.take('in', chunk);
        trace.take('out', Buffer.from('Action: Ping\r\n\r\n'));
        const [session] = trace.sessions();
        const { server, client, timing } = recordingFiles(session!);
        expect(server.toString()).toBe(stream);
        expect(client.toString()).toBe('Action: Ping\r\n\r\n');
        expect(session!.greeting.toString()).toBe(greeting);
        const played = parseTiming(timing).map(({ off, len }) => server.subarray(off, off + len));
        expect(Buffer.concat(played).toString()).toBe(stream);
      }),
    );
  });

  it('is let go from the oldest on; what is left begins with the greeting and a whole packet', () => {
    const trace = traceOf(400);
    trace.take('in', Buffer.from(greeting));
    for (let n = 0; n < 100; n += 1) {
      const bytes = Buffer.from(event(n));
      trace.take('in', bytes.subarray(0, 20));
      trace.take('in', bytes.subarray(20));
      const kept = trace.chunks().reduce((sum, { bytes: of }) => sum + of.length, 0);
      expect(kept).toBeLessThanOrEqual(400);
    }
    const { server } = recordingFiles(trace.sessions()[0]!);
    const parser = new AmiParser();
    const channels = parser.push(server).map((packet) => packet.get('Channel'));
    expect(parser.greeting).toBe(greeting.trimEnd());
    expect(channels.at(-1)).toBe('PJSIP/101-99');
    expect(new Set(channels.map((channel) => /^PJSIP\/101-\d+$/.test(channel ?? '')))).toEqual(
      new Set([true]),
    );
  });

  it('of two connections is two sessions; a try that brought no byte is none', () => {
    const trace = traceOf();
    trace.take('in', Buffer.from(greeting));
    trace.begin();
    trace.begin();
    trace.take('in', Buffer.from('Asterisk Call Manager/1.3\r\n'));
    expect(trace.sessions().map(({ greeting: first }) => first.toString())).toEqual([
      greeting,
      'Asterisk Call Manager/1.3\r\n',
    ]);
  });

  it('forgets a session when its last byte is let go', () => {
    const trace = traceOf(100);
    trace.take('in', Buffer.from(greeting));
    trace.begin();
    for (let n = 0; n < 10; n += 1) trace.take('in', Buffer.from(event(n)));
    expect(trace.sessions()).toHaveLength(1);
  });
});

describe('packets to read', () => {
  const textsOf = (chunks: readonly Buffer[]): string[] => {
    const texts = new PacketTexts();
    const trace = traceOf();
    for (const chunk of chunks) trace.take('in', chunk);
    return trace.chunks().flatMap((chunk) => texts.push(chunk).map(({ text }) => text));
  };

  it('are the same wherever the stream was cut', () => {
    const stream = `${greeting}${event(1)}Event: Hangup\r\nCallerIDName: Jürgen Müßig\r\n\r\n`;
    const whole = textsOf([Buffer.from(stream)]);
    expect(whole).toEqual([
      greeting.trimEnd(),
      'Event: Newchannel\nChannel: PJSIP/101-1',
      'Event: Hangup\nCallerIDName: Jürgen Müßig',
    ]);
    fc.assert(
      fc.property(reads(stream), (chunks) => {
        expect(textsOf(chunks)).toEqual(whole);
      }),
    );
  });

  it('are numbered, and told which way they went', () => {
    const texts = new PacketTexts();
    const trace = traceOf();
    trace.take('in', Buffer.from(greeting));
    trace.take('out', Buffer.from('Action: Ping\r\n\r\n'));
    const packets = trace.chunks().flatMap((chunk) => texts.push(chunk));
    expect(packets.map(({ id, direction, wallMs }) => ({ id, direction, wallMs }))).toEqual([
      { id: 1, direction: 'in', wallMs: 10 },
      { id: 2, direction: 'out', wallMs: 20 },
    ]);
  });

  it('of a broken stream are shown as they came', () => {
    expect(textsOf([Buffer.from('HTTP/1.1 400 Bad Request\r\nServer: x\r\n\r\n<html>\r\n\r\n')])).toEqual([
      'HTTP/1.1 400 Bad Request\nServer: x',
      '<html>',
    ]);
  });

  it('that are huge are shown in part', () => {
    const [text] = textsOf([Buffer.from(`Event: X\r\nData: ${'y'.repeat(100_000)}\r\n\r\n`)]);
    expect(text?.length).toBeLessThan(20_000);
  });
});
