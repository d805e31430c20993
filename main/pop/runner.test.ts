import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import type { LogEntry } from '../../src/world/edges.ts';
import { FakeWorldClock } from '../testing/fakeWorldClock.ts';
import { Runner } from './runner.ts';

let clock: FakeWorldClock;
let logged: LogEntry[];
let runner: Runner;
let folder: string;

beforeEach(() => {
  clock = new FakeWorldClock();
  logged = [];
  runner = new Runner({ clock, log: (entry) => logged.push(entry) });
  folder = mkdtempSync(join(tmpdir(), 'offhook-runner-'));
});

const node = (script: string, ...args: readonly string[]): readonly string[] => ['-e', script, '--', ...args];
const until = "setInterval(() => require('fs').existsSync(process.argv[1]) && process.exit(0), 5)";

it('hands each argument over as it is, and no shell sees it', async () => {
  const out = join(folder, 'out');
  const args = ['a b', '"; touch /nowhere; #', "O'Neill", '$HOME', '', 'ü\u{1f600}', '*'];
  const script = 'require("fs").writeFileSync(process.argv[1], JSON.stringify(process.argv.slice(2)))';
  runner.run(process.execPath, node(script, out, ...args));
  await expect.poll(() => (existsSync(out) ? readFileSync(out, 'utf8') : '')).toBe(JSON.stringify(args));
  await expect.poll(() => clock.nextInMs).toBeUndefined();
  expect(logged).toEqual([]);
});

it('ends a program that takes too long', async () => {
  runner.run(process.execPath, node('setInterval(() => undefined, 1000)'));
  clock.advance(30_000);
  expect(logged).toMatchObject([{ what: 'program ended', code: 'tooSlow' }]);
  await expect.poll(() => clock.nextInMs).toBeUndefined();
});

it('has four of them at once, and starts again when one has ended', async () => {
  const go = join(folder, 'go');
  for (let index = 0; index < 6; index += 1) runner.run(process.execPath, node(until, go));
  expect(logged.map(({ code }) => code)).toEqual(['tooMany', 'tooMany']);
  const { writeFileSync } = await import('node:fs');
  writeFileSync(go, '');
  await expect.poll(() => clock.nextInMs).toBeUndefined();
  runner.run(process.execPath, node(until, go));
  expect(logged).toHaveLength(2);
});

it('logs one that is not there, and one that fails', async () => {
  runner.run(join(folder, 'nothing'), []);
  await expect.poll(() => logged).toMatchObject([{ what: 'program not started' }]);
  runner.run(process.execPath, node('process.exit(3)'));
  await expect.poll(() => logged[1]).toMatchObject({ what: 'program failed', exit: 3 });
});
