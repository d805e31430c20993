import { mkdtemp, readFile, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { FakeClock } from '../../src/ami/testing/fakeClock.ts';
import type { Clock } from '../../src/world/edges.ts';
import { newLine } from '../../src/cti/line.ts';
import type { TracePacket } from '../../src/ipc/support.ts';
import { type Files, nodeFiles } from '../../src/world/atomicFile.ts';
import { type Settings, defaultSettings } from '../../src/settings/schema.ts';
import { fullDisk } from '../../src/settings/testing/troubledFiles.ts';
import { words } from '../../src/words/words.ts';
import { LinkHistory } from './linkHistory.ts';
import { SupportHost } from './supportHost.ts';
import { WireTrace } from '../line/wireTrace.ts';

const greeting = 'Asterisk Call Manager/11.0.0\r\n';
const ringing = 'Event: Newchannel\r\nCallerIDNum: 442079460958\r\nCallerIDName: Maria Svensson\r\n\r\n';

let folder: string;
let timers: FakeClock;
let clock: Clock;
let trace: WireTrace;
let history: LinkHistory;
let pushed: TracePacket[][];
let chosen: (suggestion: string) => string | null;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'offhook-support-'));
  timers = new FakeClock();
  clock = {
    now: () => ({ monoMs: timers.now(), wallMs: timers.now() }),
    setTimeout: (callback, delayMs) => timers.setTimeout(callback, delayMs),
    clearTimeout: (timer) => timers.clearTimeout(timer),
  };
  trace = new WireTrace(1_000_000, () => clock.now());
  history = new LinkHistory(2, () => clock.now().wallMs);
  pushed = [];
  chosen = (suggestion) => join(folder, suggestion);
});

function open(settings: Partial<Settings> = {}, files: Files = nodeFiles): SupportHost {
  return new SupportHost({
    trace,
    clock,
    files,
    facts: () => ({
      sources: [],
      versions: { Offhook: '1.2.3' },
      settings: { ...defaultSettings, url: 'pbx.example.org', ...settings },
      line: newLine('101', 'PJSIP/101'),
      phone: { registration: { state: 'registered' }, hasMicrophone: true, dialogs: [] },
      history: history.changes,
    }),
    logTail: () => Promise.resolve('{"what":"started"}\n'),
    chooseFile: (suggestion) => Promise.resolve(chosen(suggestion)),
    onPackets: (packets) => pushed.push([...packets]),
    t: words('en').t,
  });
}

describe('the trace', () => {
  it('reports what was there, then what comes, in batches, until no one looks', () => {
    trace.take('in', Buffer.from(greeting));
    const host = open();
    expect(host.watch().map(({ text }) => text)).toEqual([greeting.trimEnd()]);
    trace.take('in', Buffer.from(ringing));
    trace.take('out', Buffer.from('Action: Ping\r\n\r\n'));
    expect(pushed).toEqual([]);
    timers.advance(100);
    expect(pushed.map((batch) => batch.map(({ id, direction }) => ({ id, direction })))).toEqual([
      [
        { id: 2, direction: 'in' },
        { id: 3, direction: 'out' },
      ],
    ]);
    trace.take('in', Buffer.from(ringing));
    host.leave();
    trace.take('in', Buffer.from(ringing));
    timers.advance(1_000);
    expect(pushed).toHaveLength(1);
  });

  it('is saved as a recording, the latest connection under the name that was chosen', async () => {
    trace.take('in', Buffer.from(`${greeting}${ringing}`));
    trace.begin();
    trace.take('in', Buffer.from(greeting));
    chosen = () => join(folder, 'lost.server.txt');
    const file = join(folder, 'lost.server.txt');
    expect(await open().saveRecording()).toEqual({ status: 'saved', file });
    expect(await readFile(file, 'utf8')).toBe(greeting);
    expect(await readFile(join(folder, 'lost-before1.server.txt'), 'utf8')).toBe(`${greeting}${ringing}`);
    expect((await readdir(folder)).sort()).toEqual([
      'lost-before1.client.txt',
      'lost-before1.server.txt',
      'lost-before1.timing.jsonl',
      'lost.client.txt',
      'lost.server.txt',
      'lost.timing.jsonl',
    ]);
  });

  it('is not saved where nothing was chosen, nothing came, or the disk is full: and nothing half of it is left', async () => {
    expect(await open().saveRecording()).toEqual({ status: 'failed', code: 'nothingYet' });
    trace.take('in', Buffer.from(greeting));
    expect(await open({}, fullDisk).saveRecording()).toMatchObject({ status: 'failed', code: 'diskFull' });
    chosen = () => null;
    expect(await open().saveRecording()).toEqual({ status: 'notChosen' });
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('the report', () => {
  it('has versions, settings, connection history, log and packets; numbers and names are masked', async () => {
    history.take({ state: 'connecting', attempt: 1 });
    history.take({ state: 'connecting', attempt: 1 });
    history.take({ state: 'online', version: '22' });
    history.take({ state: 'refused', fault: { code: 'loginRefused' } });
    trace.take('in', Buffer.from(`${greeting}${ringing}`));
    const { text, masks } = await open().report();
    expect(masks).toBe(true);
    expect(text).toContain('Offhook: 1.2.3');
    expect(text).toContain('"url": "pbx.example.org"');
    expect(text).not.toContain('connecting');
    expect(text).toContain('online {"version":"22"}');
    expect(text).toContain('"hasMicrophone": true');
    expect(text).toContain('refused {"fault":{"code":"loginRefused"}}');
    expect(text).toContain('{"what":"started"}');
    expect(text).toContain('CallerIDNum: **********58');
    expect(text).toContain('CallerIDName: ***');
    expect(text).not.toMatch(/Maria|4420794609/);
  });

  it('has them readable where the settings say so', async () => {
    trace.take('in', Buffer.from(ringing));
    const { text, masks } = await open({ maskNumbers: false }).report();
    expect(masks).toBe(false);
    expect(text).toContain('CallerIDNum: 442079460958\nCallerIDName: Maria Svensson');
  });

  it('that is saved is the one that was read', async () => {
    const host = open();
    const { text } = await host.report();
    trace.take('in', Buffer.from(`${greeting}${ringing}`));
    const result = await host.saveReport();
    expect(result).toMatchObject({ status: 'saved' });
    const [file] = await readdir(folder);
    expect(await readFile(join(folder, file!), 'utf8')).toBe(text);
  });

  it('is not saved on a full disk, and says so', async () => {
    const result = await open({}, fullDisk).saveReport();
    expect(result).toMatchObject({ status: 'failed', code: 'diskFull' });
    expect(await readdir(folder)).toEqual([]);
  });
});
