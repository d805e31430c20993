// @ts-check
// npm run bench:history: the history with 100,000 calls, asked as the app asks it: its own thread, the built worker, a real file. Says how
// long the first list, the filters and the search take, and what the process has more of memory for it.
import '../lib/node-version.mjs';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { memoryMiB, openWorker, p95, timed } from '../lib/bench/databaseWorker.mjs';

const count = 100_000;
const limits = { openMs: 100, filterMs: 50, memoryMiB: 20 };
const folder = mkdtempSync(join(tmpdir(), 'offhook-bench-'));
const path = join(folder, 'history.db');
const line = 'line';
const names = ['Erika Mustermann', 'Jörg Müller', 'Maria Svensson', 'Kim Park', 'Bo Ek', 'Anna Kovač', ''];

/** @param {number} index */
function call(index) {
  const startedAt = Date.now() - index * 300_000;
  const isMissed = index % 11 === 0;
  const number = `+49${String(1_700_000_000 + ((index * 7_919) % 90_000_000))}`;
  const talked = {
    connectedAt: startedAt + 5_000,
    endedAt: startedAt + 95_000,
    talkMs: 90_000,
    outcome: 'answered',
  };
  return {
    id: `call-${index}`,
    direction: index % 3 === 0 ? 'outgoing' : 'incoming',
    number,
    name: names[index % names.length] ?? '',
    startedAt,
    talkMs: 0,
    holdMs: 0,
    ...(isMissed && index % 3 !== 0 ? { endedAt: startedAt + 20_000, outcome: 'noAnswer' } : talked),
    ...(index % 40 === 0 ? { note: `wants invoice ${index} again` } : {}),
    ...(index % 5 === 0 ? { queue: 'support' } : {}),
  };
}

const filling = openWorker(path);
for (let from = 0; from < count; from += 2_000)
  await filling.ask(
    'restore',
    line,
    Array.from({ length: 2_000 }, (_, index) => call(from + index)),
  );
await filling.close();
globalThis.gc?.();
const before = memoryMiB();

/** What the window asks for: the days, how many are open, the first page. @param {{ text: string, filter: string }} query */
async function list(query) {
  await ask('days', line, { ...query, countryCode: '49' });
  await ask('openMissed', line);
  await ask('calls', line, { ...query, countryCode: '49' }, { offset: 0, limit: 100 });
}
const { ask, close } = openWorker(path);
const first = await timed(() => list({ text: '', filter: 'all' }));
const queries = [
  ...['all', 'missed', 'incoming', 'outgoing'].map((filter) => ({ text: '', filter })),
  ...[
    'm',
    'mü',
    'müller',
    'maria sven',
    'invoice',
    'invoice 4',
    '0170',
    '+49 170 12',
    '4567',
    '79',
    'kim 12',
    'nobody',
  ].map((text) => ({ text, filter: 'all' })),
  ...['kim', '170'].map((text) => ({ text, filter: 'missed' })),
];
/** @type {{ query: string, ms: number }[]} */
const slowest = [];
/** @type {import('../lib/bench/databaseWorker.mjs').Took[]} */
const times = [];
for (const query of queries) {
  const ofOne = [];
  for (let round = 0; round < 15; round += 1) ofOne.push(await timed(() => list(query)));
  times.push(...ofOne);
  slowest.push({ query: `${query.filter} "${query.text}"`, ms: p95(ofOne).cpuMs });
}
const far = await timed(() =>
  ask('calls', line, { text: '', filter: 'all' }, { offset: count - 100, limit: 100 }),
);
const write = await timed(() => ask('put', line, [call(-1)], Date.now()));
const memory = memoryMiB() - before;
await close();

const figures = [
  { what: 'first list, the file just opened', time: first, limit: limits.openMs },
  {
    what: 'filter or search, p95',
    time: p95(times),
    limit: limits.filterMs,
  },
  { what: 'the last page', time: far, limit: limits.filterMs },
  { what: 'a call written', time: write, limit: limits.filterMs },
];
console.log(`${count} calls, a file of ${Math.round(statSync(path).size / 1_048_576)} MiB`);
for (const { what, time, limit } of figures)
  console.log(`${what}: ${time.ms.toFixed(1)} ms, processor ${time.cpuMs.toFixed(1)} ms (at most ${limit})`);
console.log(`memory, the thread included: ${memory.toFixed(1)} MiB (at most ${limits.memoryMiB})`);
for (const { query, ms } of slowest.toSorted((a, b) => b.ms - a.ms).slice(0, 5))
  console.log(`  ${query}: processor ${ms.toFixed(1)} ms`);
rmSync(folder, { recursive: true });
if (memory > limits.memoryMiB || figures.some(({ time, limit }) => time.ms > limit)) process.exitCode = 1;
