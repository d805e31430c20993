import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from '@playwright/test';
import type { HistoryCall } from '../src/history/historyCall.ts';
import { expect } from './expect.ts';

const writer = join(import.meta.dirname, 'historyWriter.mjs');

/** Kills the writer with no warning once it has said so many times that something is written. @returns the last it said */
async function written(path: string, first: number, times: number): Promise<{ at: number; talkMs: number }> {
  const child = spawn(process.execPath, [writer, path, 'write', String(first)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  let last = { at: -1, talkMs: 0 };
  let count = 0;
  for await (const line of createInterface(child.stdout)) {
    const [at = -1, talkMs = 0] = line.split(' ').map(Number);
    last = { at, talkMs };
    count += 1;
    if (count === times) child.kill('SIGKILL');
  }
  await ended;
  expect(count).toBeGreaterThanOrEqual(times);
  return last;
}

test('a process that is killed while it writes loses at most the row that it was writing', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'killed-'));
  const path = join(folder, 'history', 'history.db');
  let first = 0;
  for (const times of [1, 2, 5, 13, 34, 89]) {
    const last = await written(path, first, times);
    const read = execFileSync(process.execPath, [writer, path, 'read'], { maxBuffer: 2 ** 26 });
    const { calls, found } = JSON.parse(read.toString()) as { calls: HistoryCall[]; found: HistoryCall[] };
    // What was written before is whole, what was being written is there or not, and all of it is found.
    const kept = calls.toSorted((a, b) => a.startedAt - b.startedAt);
    expect(kept.map(({ id }) => id)).toEqual(kept.map((_, at) => `call-${at}`));
    expect([last.at + 1, last.at + 2]).toContain(kept.length);
    expect(kept.slice(first, last.at).every(({ talkMs }) => talkMs === 1_000)).toBe(true);
    expect(kept[last.at]?.talkMs).toBeGreaterThanOrEqual(last.talkMs);
    expect(found).toHaveLength(calls.length);
    expect(readdirSync(join(folder, 'history')).filter((name) => /damaged|newer/.test(name))).toEqual([]);
    first = kept.length;
  }
  rmSync(folder, { recursive: true });
});
