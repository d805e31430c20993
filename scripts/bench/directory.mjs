// @ts-check
// npm run bench:directory: 100,000 contacts, asked as the app asks: the built thread, a real file. Names are typed letter by letter, as into
// the number field; numbers are looked up as at a ring. Says how long each key and each lookup take, and what the process has more of memory.
import '../lib/node-version.mjs';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { memoryMiB, openWorker, p95, timed } from '../lib/bench/databaseWorker.mjs';

/** @typedef {import('../lib/bench/databaseWorker.mjs').Took} Took */

const count = 100_000;
const limits = { keyMs: 30, lookupMs: 100, memoryMiB: 20 };
const folder = mkdtempSync(join(tmpdir(), 'offhook-bench-'));
const path = join(folder, 'history.db');
const source = '/srv/contacts';
const parts = ['ma', 'ri', 'an', 'el', 'so', 'be', 'tu', 'kor', 'lis', 'mü', 'hal', 'den', 'ger', 'stein'];
const firms = ['ACME GmbH', 'Nordwind AG', 'Müller & Söhne', 'Stadtwerke', 'Praxis am Markt', ''];
const rules = {
  ...{
    outsidePrefix: '0',
    internationalPrefix: '00',
    nationalPrefix: '0',
    countryCode: '49',
    areaCode: '30',
  },
  internalDigitsMax: 5,
};

/** The same each time; many share their first letters, as people do. @param {number} index */
function nameOf(index) {
  const { length } = parts;
  /** @param {number} seed */
  const word = (seed) =>
    [seed % length, Math.floor(seed / length) % length, Math.floor(seed / length ** 2) % length]
      .map((at) => parts[at])
      .join('');
  return `${word(index * 7)} ${word(index * 13 + 5)}`;
}

/** @param {number} index */
const numberOf = (index) => `+4930${1_000_000 + index}`;

/** @param {number} index */
function contact(index) {
  return {
    id: `c${index}`,
    name: nameOf(index),
    organisation: firms[index % firms.length],
    numbers: [
      { number: numberOf(index), kind: 'work' },
      { number: `+491701${String(1_000_000 + index)}`, kind: 'mobile' },
    ],
  };
}

const filling = openWorker(path);
const generation = await filling.ask('beginContacts', source);
const startedMs = performance.now();
for (let from = 0; from < count; from += 500)
  await filling.ask(
    'putContacts',
    source,
    generation,
    Array.from({ length: 500 }, (_, at) => contact(from + at)),
  );
await filling.ask('endContacts', source, generation, '', Date.now());
const filledS = (performance.now() - startedMs) / 1_000;
// As after months at a desk: as many as are remembered.
for (let at = 0; at < 500; at += 1) await filling.ask('useContact', source, `c${at * 199}`, at);
await filling.close();
globalThis.gc?.();
const before = memoryMiB();

const { ask, close } = openWorker(path);
const first = await timed(() => ask('searchContacts', 'm', 20));
const typed = ['marian sobe', 'müllis', 'muellis', 'steinger denhal', 'acme ma', 'so so', 'xyzzy', 'e'];
/** @type {Map<string, Took[]>} */
const byKey = new Map();
for (let round = 0; round < 15; round += 1)
  for (const name of typed)
    for (let length = 1; length <= name.length; length += 1) {
      const text = name.slice(0, length);
      const took = await timed(() => ask('searchContacts', text, 20));
      byKey.set(text, [...(byKey.get(text) ?? []), took]);
    }
/** @type {Took[]} */
const lookups = [];
for (let turn = 0; turn < 500; turn += 1) {
  const index = (turn * 7_919) % count;
  // As different trunks write it, and a stranger.
  const ways = [numberOf(index), numberOf(index).replace('+', '000'), numberOf(index).replace('+49', '0')];
  const number = turn % 4 === 3 ? `+4989${2_000_000 + turn}` : (ways[turn % 4] ?? '');
  lookups.push(await timed(() => ask('identify', number, rules)));
}
const memory = memoryMiB() - before;
await close();

const figures = [
  { what: 'a key in the number field, p95', time: p95([...byKey.values()].flat()), limit: limits.keyMs },
  { what: 'who has a number, p95', time: p95(lookups), limit: limits.lookupMs },
];
const sizeMiB = Math.round(statSync(path).size / 1_048_576);
console.log(
  `${count} contacts of two numbers each, read in within ${filledS.toFixed(1)} s, a file of ${sizeMiB} MiB`,
);
console.log(
  `the first key, opening the file: ${first.ms.toFixed(1)} ms, processor ${first.cpuMs.toFixed(1)} ms`,
);
for (const { what, time, limit } of figures)
  console.log(`${what}: ${time.ms.toFixed(1)} ms, processor ${time.cpuMs.toFixed(1)} ms (at most ${limit})`);
console.log(`memory, the thread included: ${memory.toFixed(1)} MiB (at most ${limits.memoryMiB})`);
const slowest = [...byKey].map(([text, times]) => ({ text, time: p95(times) }));
for (const { text, time } of slowest.toSorted((a, b) => b.time.ms - a.time.ms).slice(0, 5))
  console.log(`  "${text}": ${time.ms.toFixed(1)} ms, processor ${time.cpuMs.toFixed(1)} ms`);
rmSync(folder, { recursive: true });
if (memory > limits.memoryMiB || figures.some(({ time, limit }) => time.ms > limit)) process.exitCode = 1;
