import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { recordedBytes, recordedPbxes, type RecordedPbx } from '../../ami/testing/recordings.ts';
import { isCallEvent } from '../../cti/event.ts';
import type { RecordedChunk } from '../options/lineOptions.ts';
import { parseTiming } from './recording.ts';
import { ConnectionProbe } from '../testing/connectionProbe.ts';
import { deviceOf } from '../testing/replay.ts';

const scenario = '01-outgoing-hold-unhold-hangup';
const fiveEvents = ['RingStarted', 'CommutationStarted', 'PutHoldAction', 'EndHoldAction', 'RingFinished'];

function timingOf(pbx: RecordedPbx): readonly RecordedChunk[] {
  const path = new URL(`../recordings/${pbx}/${scenario}.timing.jsonl`, import.meta.url);
  return parseTiming(readFileSync(fileURLToPath(path), 'utf8'));
}

function playing(pbx: RecordedPbx, bytes: Uint8Array, timing?: readonly RecordedChunk[]): ConnectionProbe {
  const probe = new ConnectionProbe({
    device: deviceOf(pbx, '101'),
    source: { kind: 'recording', bytes, ...(timing === undefined ? {} : { timing }) },
  });
  probe.connection.start();
  return probe;
}

const withoutInfo = ({ calls }: ConnectionProbe): string[] =>
  calls.filter((type) => type !== 'CallInfoChanged');

describe.each(recordedPbxes)('a recording of %s as the source of a line', (pbx) => {
  const bytes = recordedBytes(pbx, scenario);

  it('gives its call events at once', () => {
    const probe = playing(pbx, bytes);
    expect(probe.events).toEqual([]);
    probe.passTime();
    expect(withoutInfo(probe)).toEqual(fiveEvents);
    expect(probe.links).toEqual(['online', 'refused']);
    expect(probe.line).toMatchObject({
      calls: [],
      ignored: 0,
      link: { state: 'refused', fault: { code: 'recordingEnded' } },
    });
    expect(probe.world.clock.pending).toBe(0);
  });

  it('gives the same events in its own time, each when it was heard', () => {
    const timing = timingOf(pbx);
    const probe = playing(pbx, bytes, timing);
    const began = probe.world.clock.now();
    while (probe.world.clock.pending > 0) probe.passTime();
    expect(withoutInfo(probe)).toEqual(fiveEvents);

    // Each call event is reported in the moment of the read that holds it.
    const readsMs = timing.map(({ t }) => Math.round(t * 1_000));
    const told = probe.events.filter(isCallEvent).map(({ at }) => Math.round(at.wallMs - began));
    for (const ms of told) expect(readsMs).toContain(ms);
    expect(told).toEqual(told.toSorted((a, b) => a - b));
    // The hold of this session lasted about two seconds: the clocks of the call are the recording's.
    const { holdMs, talkMs } = probe.events.filter(isCallEvent).at(-1)!.call;
    const at = (type: string): number => probe.events.find((event) => event.type === type)!.at.monoMs;
    expect(holdMs).toBeCloseTo(at('EndHoldAction') - at('PutHoldAction'), 6);
    expect(talkMs + holdMs).toBeCloseTo(at('RingFinished') - at('CommutationStarted'), 6);
    expect(holdMs).toBeGreaterThan(0);
  });

  it('can be watched and nothing else', async () => {
    const probe = playing(pbx, bytes, timingOf(pbx));
    while (probe.line.calls[0]?.state !== 'talking') probe.passTime();
    expect(probe.line.features.can).toEqual([]);
    expect(probe.line.features.denied.MakeCall).toBe('replayOnly');
    expect(probe.line.calls[0].features).toEqual({
      can: [],
      denied: { HoldCall: 'replayOnly', DropCall: 'replayOnly' },
    });
    expect(await probe.dial()).toEqual({ status: 'refused', code: 'replayOnly' });
    expect(await probe.connection.execute({ type: 'DropCall', callId: probe.callId() })).toEqual({
      status: 'refused',
      code: 'replayOnly',
    });
  });

  it('ends with the stop, in its midst', async () => {
    const probe = playing(pbx, bytes, timingOf(pbx));
    probe.passTime();
    probe.passTime();
    await probe.connection.stop();
    expect(probe.line.link).toEqual({ state: 'off' });
    expect(probe.world.clock.pending).toBe(0);
  });
});

describe('a file that is no recording', () => {
  it.each([
    ['nothing', ''],
    ['a text', 'To whom it may concern:\r\n\r\nthis is no manager.\r\n'],
    ['a web server', 'HTTP/1.1 400 Bad Request\r\nServer: x\r\n\r\n'],
  ])('is reported as unreadable: %s', (_what, text) => {
    const probe = playing('16-pjsip', Buffer.from(text));
    probe.passTime();
    expect(probe.line.link).toMatchObject({ state: 'refused', fault: { code: 'recordingUnreadable' } });
    expect(probe.line.calls).toEqual([]);
  });

  it.each([
    ['/etc/shadow', 'root:$y$j9T$F5Jx5fExrKuPp53xLKQ..1:19876:0:99999:7:::\ndaemon:*:19876:0:99999:7:::\n'],
    ['a key', '-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQ\n-----END PRIVATE KEY-----\n'],
    ['a key in one line', `MIIEvQIBADANBgkqhkiG9w0BAQ${'x'.repeat(100_000)}`],
  ])('that is another file is refused with nothing of what stands in it: %s', (_what, text) => {
    const probe = playing('22-pjsip', Buffer.from(text));
    probe.passTime();
    const { link } = probe.line;
    expect(link).toMatchObject({ fault: { code: 'recordingUnreadable' } });
    const told = JSON.stringify([link, probe.events, probe.world.log]);
    for (let from = 0; from + 8 <= 26; from++) expect(told).not.toContain(text.slice(from, from + 8));
  });

  it('with a timing file that is another file is refused with nothing of what stands in it', () => {
    expect(() => parseTiming('root:$y$j9T$F5Jx5f')).toThrow(/^timing file, line 1: no JSON$/);
  });

  it('with packets beyond all bounds is reported as unreadable, not swallowed', () => {
    const endless = `Asterisk Call Manager/5.0.4\r\nX: ${'x'.repeat(2_000_000)}\r\n\r\n`;
    const probe = playing('16-pjsip', Buffer.from(endless));
    probe.passTime();
    expect(probe.line.link).toMatchObject({ state: 'refused', fault: { code: 'recordingUnreadable' } });
  });
});

describe('a timing file', () => {
  it('has the reads of the server in order, and leaves the rest alone', () => {
    const text = [
      '{"t": 0.1, "kind": "server", "off": 0, "len": 10}',
      '{"t": 0.2, "kind": "client", "off": 0, "len": 5}',
      '',
      '{"t": 0.3, "kind": "server", "off": 10, "len": 2}',
    ].join('\n');
    expect(parseTiming(text)).toEqual([
      { t: 0.1, off: 0, len: 10 },
      { t: 0.3, off: 10, len: 2 },
    ]);
  });

  it.each([
    ['no JSON', 'x'],
    ['a read without its length', '{"t": 0, "kind": "server", "off": 0}'],
    ['a time that is a text', '{"t": "0", "kind": "server", "off": 0, "len": 1}'],
  ])('that is none is reported: %s', (_what, text) => {
    expect(() => parseTiming(text)).toThrow(SyntaxError);
  });
});
