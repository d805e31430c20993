import { mkdtemp, readFile, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LogEntry } from '../../src/world/edges.ts';
import type { LineRecord, RememberedCall } from '../../src/asterisk/options/memory.ts';
import { noFeatures } from '../../src/cti/features.ts';
import { type Files, nodeFiles } from '../../src/world/atomicFile.ts';
import { fullDisk, readOnlyFolder, unreadable } from '../../src/settings/testing/troubledFiles.ts';
import { LineMemoryFile } from './lineMemory.ts';
import { realEdges } from '../edges.ts';

/** A call with every fact that a call can have. */
const full: Required<RememberedCall> = {
  call: {
    id: 'c1',
    direction: 'incoming',
    state: 'held',
    phase: 'onHold',
    number: '+4930901820',
    name: 'Žluťoučký <b>kůň</b> 📞',
    line: '101',
    queue: 'support',
    did: '5001',
    uniqueId: '1700000000.1',
    linkedId: '1700000000.1',
    heldBy: 'agent',
    consultFor: 'c0',
    conference: 'k1',
    muted: true,
    remoteBusy: true,
    startedAt: 1,
    ringingAt: 2,
    connectedAt: 3,
    endedAt: 9,
    countedAtMonoMs: 5.25,
    phaseSinceMonoMs: -5,
    holdMs: 0,
    talkMs: 4,
    outcome: 'answered',
    endReason: 'connectionLost',
    cause: 16,
    checking: true,
    holdUnknown: true,
    features: noFeatures,
    privateData: { 'X-Customer': 'A-17', __proto__x: '' },
  },
  agentLegs: ['PJSIP/101-00000001'],
  remote: 'PJSIP/trunk-00000002',
  parkedAt: '701',
  helperLegs: [['offhook-1', 'resume']],
  origin: '1763900000.1',
  dialler: '1763900000.2',
  penned: '1763900000.3',
  neighbour: '1763900000.3',
  isConsulting: true,
  staleNumber: '102',
  isWithheld: true,
  lifted: true,
  sinceMonoMs: -20.5,
};

const record = (more: Partial<LineRecord> = {}): LineRecord => ({
  calls: [full],
  wallMs: 1_763_900_000_000,
  monoMs: 1234.5,
  agent: { chosen: 'notReady', reason: 'Lunch', pausedByPanel: ['support'] },
  phone: { ignoresAutoAnswer: true, ignoresNotify: false },
  ...more,
});
const choosing = (reason: string): LineRecord =>
  record({ agent: { chosen: 'notReady', reason, pausedByPanel: [] } });

let folder: string;
let path: string;
let logged: LogEntry[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'offhook-memory-'));
  path = join(folder, 'memory', 'line.json');
  logged = [];
});
afterEach(() => vi.useRealTimers());

const open = (files: Files = nodeFiles): Promise<LineMemoryFile> => {
  const { clock } = realEdges(() => undefined);
  return LineMemoryFile.open(path, { files, clock, log: (entry) => logged.push(entry) });
};
/** Counts what is put into place. */
function counting(): { files: Files; texts: string[] } {
  const texts: string[] = [];
  const writeNew: Files['writeNew'] = async (to, content, mode) => {
    texts.push(String(content));
    await nodeFiles.writeNew(to, content, mode);
  };
  return { files: { ...nodeFiles, writeNew }, texts };
}

describe('what a line remembers', () => {
  it('is nothing at the first start', async () => {
    expect((await open()).last).toBeUndefined();
    expect(logged).toEqual([]);
  });

  it('is there at the next start, every fact of it', async () => {
    const memory = await open();
    memory.keep(record());
    await memory.flushed();
    expect((await open()).last).toEqual(record());
  });

  it('is of no one else on this computer', async () => {
    const modes: number[] = [];
    const writeNew: Files['writeNew'] = (to, text, mode) => {
      modes.push(mode);
      return nodeFiles.writeNew(to, text, mode);
    };
    const memory = await open({ ...nodeFiles, writeNew });
    memory.keep(record());
    await memory.flushed();
    expect(modes).toEqual([0o600]);
  });

  it('stays what it was when the line was opened, whatever is kept since', async () => {
    const before = await open();
    before.keep(choosing('Lunch'));
    await before.flushed();
    const memory = await open();
    memory.keep(choosing('Training'));
    await memory.flushed();
    expect(memory.last).toEqual(choosing('Lunch'));
    expect((await open()).last).toEqual(choosing('Training'));
  });

  it('is not what could be done with a call: that is found out again', async () => {
    const memory = await open();
    const able = { ...full.call, features: { can: ['DropCall'], denied: {} } as const };
    memory.keep(record({ calls: [{ ...full, call: able }] }));
    await memory.flushed();
    expect((await open()).last?.calls[0]?.call.features).toEqual(noFeatures);
  });
});

describe('writing', () => {
  it('takes together what comes at once, and is done within a tenth of a second', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { files, texts } = counting();
    const memory = await open(files);
    for (const reason of ['a', 'b', 'c']) memory.keep(choosing(reason));
    expect(texts).toEqual([]);
    vi.advanceTimersByTime(100);
    vi.useRealTimers();
    await vi.waitFor(async () => expect(await readFile(path, 'utf8')).toContain('"reason":"c"'));
    expect(texts).toHaveLength(1);
  });

  it('is not put off by news that keep coming', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { files, texts } = counting();
    const memory = await open(files);
    for (let passed = 0; passed < 200; passed += 10) {
      memory.keep(choosing(String(passed)));
      await vi.advanceTimersByTimeAsync(10);
    }
    await vi.waitFor(() => expect(texts.length).toBeGreaterThan(0));
  });

  it('spares the disk what is no news: clocks that run on', async () => {
    const { files, texts } = counting();
    const memory = await open(files);
    memory.keep(record());
    await memory.flushed();
    memory.keep(record({ wallMs: 5, monoMs: 6 }));
    await memory.flushed();
    expect(texts).toHaveLength(1);
  });

  it('happens at quit for what has only just come, and leaves nothing beside the file', async () => {
    const memory = await open();
    memory.keep(choosing('a'));
    const early = memory.flushed();
    memory.keep(choosing('b'));
    await Promise.all([early, memory.flushed()]);
    expect((await open()).last).toEqual(choosing('b'));
    expect(await readdir(join(folder, 'memory'))).toEqual(['line.json']);
  });

  it.each([
    ['full disk', fullDisk, 'diskFull'],
    ['read-only folder', readOnlyFolder, 'notWritable'],
  ])('on a %s is reported once in the log, and the old file stays whole', async (_where, files, code) => {
    const before = await open();
    before.keep(choosing('before'));
    await before.flushed();
    const memory = await open(files);
    for (const reason of ['a', 'b', 'c']) {
      memory.keep(choosing(reason));
      await memory.flushed();
    }
    expect(logged).toMatchObject([{ level: 'warn', what: 'line memory not written', code }]);
    expect((await open()).last).toEqual(choosing('before'));
  });

  it('that failed is made good as soon as the disk has room, and a later failure is reported again', async () => {
    let full = true;
    const writeNew: Files['writeNew'] = (...args) => (full ? fullDisk : nodeFiles).writeNew(...args);
    const memory = await open({ ...nodeFiles, writeNew });
    memory.keep(choosing('a'));
    await memory.flushed();
    full = false;
    await memory.flushed();
    expect((await open()).last).toEqual(choosing('a'));
    full = true;
    memory.keep(choosing('b'));
    await memory.flushed();
    expect(logged).toHaveLength(2);
  });
});

describe('a file that cannot be used', () => {
  const put = async (text: string): Promise<void> => {
    await nodeFiles.makeFolder(join(folder, 'memory'));
    await writeFile(path, text);
  };
  const good = JSON.stringify({ version: 1, record: record() });

  it.each([
    ['empty', ''],
    ['cut off', good.slice(0, -20)],
    ['nothing but zeros', '\0'.repeat(200)],
    ['of a later version', good.replace('"version":1', '"version":2')],
    ['of another shape', good.replace('"held"', '"floating"')],
    ['without a clock', good.replace('"monoMs":1234.5,', '')],
    ['with a number that is none', good.replace('"holdMs":0', '"holdMs":"0"')],
  ])('because it is %s is set aside, and the line begins without a memory', async (_why, text) => {
    expect(text).not.toBe(good);
    await put(text);
    const memory = await open();
    expect(memory.last).toBeUndefined();
    expect(logged).toMatchObject([{ level: 'warn', what: 'line memory set aside' }]);
    memory.keep(choosing('new'));
    await memory.flushed();
    const names = await readdir(join(folder, 'memory'));
    expect(names).toHaveLength(2);
    const aside = names.find((name) => name !== 'line.json') ?? '';
    expect(await readFile(join(folder, 'memory', aside), 'utf8')).toBe(text);
    expect((await open()).last).toEqual(choosing('new'));
  });

  it('because it may not be read is not fatal either', async () => {
    await put(good);
    expect((await open(unreadable)).last).toBeUndefined();
  });

  it('of a later Offhook with facts that this one does not know is used for those that it does', async () => {
    await put(good.replace('"calls"', '"mood":"good","calls"'));
    expect((await open()).last).toEqual(record());
  });
});

it('keeps no keys that came with a number: they may be a passcode', async () => {
  const memory = await open();
  const call = { ...full.call, keys: '820445398#' };
  memory.keep(record({ calls: [{ ...full, call }] }));
  await memory.flushed();
  const written = JSON.stringify((await open()).last) + (await readFile(path, 'utf8'));
  expect(written).toContain(call.number);
  expect(written).not.toContain('820445398');
});
