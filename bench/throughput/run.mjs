// @ts-check
// npm run bench:throughput [-- EVENTS TIMES]: our AMI client beside the six that npm has and beside a floor, on the same traffic, in turns; writes the
// table into docs/performance.md. Takes some minutes, in which the machine is best left alone.
import '../../scripts/lib/node-version.mjs';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { inRoot } from '../../scripts/lib/paths.mjs';
import { buildOurs, install } from '../lib/prepare.mjs';
import { measured, median, tableOf, writeInto } from '../lib/report.mjs';

const [events = 200_000, times = 5] = process.argv.slice(2).map(Number);
const bytesPerWrites = [1_448, 16 * 1024, 64 * 1024];
const names = [
  'floor',
  'offhook',
  'asterisk.io',
  'yana',
  'asterisk-ami-client',
  'ami-io',
  'asterisk-manager',
  'nami',
];
/** A client that has not taken all of it by then does not. */
const patienceMs = 300_000;

/**
 * @typedef {{ ms: number, cpuS: number, peakMiB: number, damaged: number, isRight: boolean }} Figures
 * @typedef {Figures | string} Result of one run, or why there is none
 */

await install();
await buildOurs('src/ami/client.ts', 'client.js');
/** @type {Map<string, Map<number, Result[]>>} */
const results = new Map(names.map((name) => [name, new Map(bytesPerWrites.map((bytes) => [bytes, []]))]));
for (const bytes of bytesPerWrites) {
  for (let time = 0; time < times; time += 1) {
    // In turns, so that whatever else the machine does hits all of them.
    for (const name of names) {
      const result = await measure(name, bytes);
      results.get(name)?.get(bytes)?.push(result);
      console.log(`${name} ${bytes}: ${typeof result === 'string' ? result : rateOf(result)}`);
    }
  }
}
writeInto(
  'docs/performance.md',
  'throughput',
  `${measured()}; ${events.toLocaleString('en')} events, ${times === 1 ? 'once each' : `${times} times each, medians`}.`,
  throughput(),
);

/**
 * @param {string} name
 * @param {number} bytes
 * @returns {Promise<Result>}
 */
async function measure(name, bytes) {
  const server = fork(inRoot('bench/throughput/server.mjs'), [String(events), String(bytes)]);
  try {
    const [{ port }] = await once(server, 'message');
    const client = fork(inRoot('bench/throughput/client.mjs'), [name, String(port), String(events)], {
      silent: true,
    });
    let said = '';
    client.stdout?.on('data', (text) => (said += text));
    const timer = setTimeout(() => client.kill('SIGKILL'), patienceMs);
    const [code, signal] = await once(client, 'exit');
    clearTimeout(timer);
    if (code !== 0) return signal === null ? `ended with ${code}` : 'did not get all of them';
    return /** @type {Figures} */ (JSON.parse(said.slice(said.lastIndexOf('{'))));
  } finally {
    server.kill();
  }
}

/** @param {Figures} figures */
function rateOf({ ms, cpuS, peakMiB, damaged, isRight }) {
  const faults = [damaged > 0 && `${damaged} names damaged`, damaged === 0 && !isRight && 'out of order'];
  return [
    `${perSecond(ms)}/s, ${cpuS.toFixed(2)} s CPU, ${peakMiB.toFixed(0)} MiB`,
    ...faults.filter(Boolean),
  ].join(', ');
}

/** @param {number} ms */
function perSecond(ms) {
  return (Math.round((events / ms) * 10) * 100).toLocaleString('en');
}

function throughput() {
  const head = [
    'Events per second',
    ...bytesPerWrites.map((bytes) => `${bytes.toLocaleString('en')} bytes a write`),
    'processor time',
    'memory',
    'names',
  ];
  const rows = names.map((name) => {
    const all = [...(results.get(name)?.values() ?? [])].map((list) =>
      list.filter((one) => typeof one !== 'string'),
    );
    const flat = all.flat();
    const worst = Math.max(0, ...flat.map(({ damaged }) => damaged));
    return [
      { floor: 'floor: reads and splits', offhook: '**Offhook**' }[name] ?? name,
      ...all.map((list) =>
        list.length === 0 ? 'never all of them' : perSecond(median(list.map(({ ms }) => ms))),
      ),
      `${median(flat.map(({ cpuS }) => cpuS)).toFixed(2)} s`,
      `${median(flat.map(({ peakMiB }) => peakMiB)).toFixed(0)} MiB`,
      namesOf(flat, worst),
    ];
  });
  return tableOf(head, rows);
}

/**
 * @param {Figures[]} runs
 * @param {number} worst
 */
function namesOf(runs, worst) {
  if (runs.length === 0) return '';
  return runs.every(({ isRight }) => isRight) ? 'all right' : `${worst} damaged`;
}
