import { mkdtemp, readFile, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Call } from '../../src/cti/call.ts';
import { noFeatures } from '../../src/cti/features.ts';
import { type Files, nodeFiles } from '../../src/world/atomicFile.ts';
import { fullDisk, unreadable } from '../../src/settings/testing/troubledFiles.ts';
import type { LogEntry } from '../../src/world/edges.ts';
import { FakeClock } from '../../src/ami/testing/fakeClock.ts';
import { RecentCalls } from './recentCalls.ts';

const call = (id: string, more: Partial<Call> = {}): Call => ({
  id,
  direction: 'outgoing',
  state: 'ended',
  phase: 'ended',
  number: '+4930901820',
  name: 'Maria Svensson',
  line: '101',
  uniqueId: '1700000000.1',
  startedAt: 1,
  endedAt: 9,
  countedAtMonoMs: 5,
  phaseSinceMonoMs: 5,
  holdMs: 0,
  talkMs: 4,
  outcome: 'answered',
  features: noFeatures,
  ...more,
});

let folder: string;
let path: string;
let logged: LogEntry[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'offhook-recent-'));
  path = join(folder, 'recent.json');
  logged = [];
});
const open = (files: Files = nodeFiles): Promise<RecentCalls> =>
  RecentCalls.open(path, {
    files,
    clock: new FakeClock(),
    nowWallMs: () => 0,
    log: (entry) => logged.push(entry),
  });

describe('recent calls', () => {
  it('are none at first', async () => {
    expect((await open()).calls).toEqual([]);
    expect(logged).toEqual([]);
  });

  it('that were taken out last come back where they were, once', async () => {
    const recent = await open();
    for (const [id, endedAt] of [
      ['a', 1],
      ['b', 2],
      ['c', 3],
    ] as const)
      recent.add(call(id, { endedAt }));
    const before = recent.calls;
    recent.remove(['b', 'c', 'unknown']);
    recent.add(call('d', { endedAt: 4 }));
    expect(recent.restore(['b', 'c', 'unknown']).map(({ id }) => id)).toEqual(['d', 'c', 'b', 'a']);
    expect(recent.calls.slice(1)).toEqual(before);
    recent.remove('all');
    expect(recent.restore(['a', 'b', 'c', 'd'])).toEqual([]);
    await recent.flushed();
    expect((await open()).calls).toEqual([]);
  });

  it('say who took one that rang here, also after a restart', async () => {
    const recent = await open();
    recent.add(call('a', { direction: 'incoming', outcome: 'answeredElsewhere' }));
    const answeredBy = { extension: '102', name: 'Bela Blau' };
    expect(recent.answeredBy('a', answeredBy)).toMatchObject([{ id: 'a', answeredBy }]);
    recent.answeredBy('unknown', answeredBy);
    await recent.flushed();
    expect((await open()).calls).toMatchObject([{ id: 'a', answeredBy }]);
  });

  it('are there again after a restart, latest first, with what the list shows and no more', async () => {
    const recent = await open();
    recent.add(call('a', { connectedAt: 5 }));
    recent.add(call('b', { direction: 'incoming', outcome: 'noAnswer', rings: 3 }));
    await recent.flushed();
    const { calls } = await open();
    expect(calls).toEqual(recent.calls);
    expect(calls.map(({ id }) => id)).toEqual(['b', 'a']);
    expect(calls[1]).toEqual({
      id: 'a',
      direction: 'outgoing',
      number: '+4930901820',
      name: 'Maria Svensson',
      startedAt: 1,
      connectedAt: 5,
      endedAt: 9,
      talkMs: 4,
      holdMs: 0,
      outcome: 'answered',
    });
  });

  it('that were missed are dealt with until that is taken back, also after a restart; others are not', async () => {
    const recent = await open();
    recent.add(call('missed', { direction: 'incoming', outcome: 'noAnswer' }));
    recent.add(call('talk', { connectedAt: 5 }));
    expect(recent.markDone(['missed', 'talk'], true).map(({ done }) => done)).toEqual([undefined, true]);
    await recent.flushed();
    const again = await open();
    expect(again.calls.map(({ done }) => done)).toEqual([undefined, true]);
    expect(again.markDone(['missed'], false).map(({ done }) => done)).toEqual([undefined, undefined]);
  });

  it('are the last fifty', async () => {
    const recent = await open();
    for (let n = 0; n < 60; n += 1) recent.add(call(`c${n}`));
    await recent.flushed();
    const { calls } = await open();
    expect(calls).toHaveLength(50);
    expect([calls[0]?.id, calls[49]?.id]).toEqual(['c59', 'c10']);
  });

  it('hold a call once', async () => {
    const recent = await open();
    recent.add(call('a', { outcome: 'failed' }));
    recent.add(call('b'));
    recent.add(call('a'));
    expect(recent.calls.map(({ id, outcome }) => [id, outcome])).toEqual([
      ['a', 'answered'],
      ['b', 'answered'],
    ]);
    await recent.flushed();
  });

  it.each(['', '{"calls":[', '{"version":1,"calls":[{"id":7}]}', '{"version":2,"calls":[]}'])(
    'start empty when the file holds %j, which is kept aside',
    async (text) => {
      await writeFile(path, text);
      const recent = await open();
      expect(recent.calls).toEqual([]);
      recent.add(call('a'));
      await recent.flushed();
      expect(await readFile(join(folder, 'recent.1970-01-01T00-00-00.000Z.json'), 'utf8')).toBe(text);
      expect(await readdir(folder)).toHaveLength(2);
      expect(logged).toMatchObject([{ level: 'warn', what: 'recent calls set aside' }]);
    },
  );

  it('start empty when the file may not be read', async () => {
    await writeFile(path, 'sealed');
    expect((await open(unreadable)).calls).toEqual([]);
    expect(logged).toMatchObject([{ what: 'recent calls set aside', code: 'EACCES' }]);
  });

  it('go on in memory when the disk is full, and the file stays whole', async () => {
    const first = await open();
    first.add(call('a'));
    await first.flushed();
    const recent = await open(fullDisk);
    recent.add(call('b'));
    await recent.flushed();
    expect(recent.calls.map(({ id }) => id)).toEqual(['b', 'a']);
    expect((await open()).calls.map(({ id }) => id)).toEqual(['a']);
    expect(logged).toMatchObject([{ what: 'recent calls not written' }]);
  });
});
