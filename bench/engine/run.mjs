// @ts-check
// npm run bench:engine: a giant answer, the whole way from bytes to the line, what a busy PBX costs, and a login to it; writes its tables
// into docs/performance.md. Each measure runs in processes of its own.
import '../../scripts/lib/node-version.mjs';
import { inRoot } from '../../scripts/lib/paths.mjs';
import { run } from '../../scripts/lib/run.mjs';
import { buildOurs } from '../lib/prepare.mjs';
import { measured, median, tableOf, writeInto } from '../lib/report.mjs';

const times = 3;

await buildOurs('bench/engine/ours.mjs', 'ours.js');
const giants = (await measure('giant')).flatMap(({ runs }) => runs);
const ways = await measure('wholeWay');
const growths = (await measure('growth')).map(({ rows }) => rows);
const logins = (await measure('login')).map(({ rows }) => rows);

/** @param {readonly number[]} values */
const of = (values, digits = 0) => `${median(values).toFixed(digits)} (${Math.min(...values).toFixed(digits)}–${Math.max(...values).toFixed(digits)})`; // prettier-ignore
/**
 * @param {any[][]} all rows of each run
 * @param {number} row
 * @param {string} field
 */
const column = (all, row, field) => all.map((rows) => rows[row][field]);
const parser = median(ways.map(({ parserUs }) => parserUs));
const line = median(ways.map(({ lineUs }) => lineUs));

writeInto(
  'docs/performance.md',
  'engine',
  `${measured()}; each in ${times} processes, medians (least–most).`,
  [
    tableOf(
      ['One answer of 80,000 lines, 6.4 MB', '', 'aim'],
      [
        ['asked until answered', `${of(giants.map(({ ms }) => ms))} ms`, '100 ms'],
        [
          'longest pause of the event loop meanwhile',
          `${of(giants.map(({ pauseMs }) => pauseMs))} ms`,
          '20 ms',
        ],
        ['its 80,000 lines as text', `${of(giants.map(({ readMs }) => readMs))} ms`, '20 ms'],
      ],
    ),
    tableOf(
      ['Foreign events, processor time of one', '', 'aim'],
      [
        ['the parser, and the name of the event', `${parser.toFixed(2)} µs`, ''],
        [
          'the whole way: socket, login, parser, dialect, channels, the line',
          `${line.toFixed(2)} µs, ${(line / parser).toFixed(1)} times`,
          '1.5 times',
        ],
      ],
    ),
    tableOf(
      ['Foreign channels alive', 'processor time of one event', 'memory of one channel', 'left when all have ended'],
      (growths[0] ?? []).map((/** @type {any} */ { channels }, /** @type {number} */ row) => [
        channels.toLocaleString('en'),
        `${of(column(growths, row, 'usPerEvent'), 1)} µs`,
        channels < 1_000 ? '' : `${of(column(growths, row, 'bytesPerChannel'))} bytes`,
        `${Math.max(0, median(column(growths, row, 'bytesLeft')) / 1024).toFixed(0)} KiB`,
      ]),
    ),
    tableOf(
      ['Channels that stand', 'login until the line is shown'],
      (logins[0] ?? []).map((/** @type {any} */ { channels }, /** @type {number} */ row) => [
        channels.toLocaleString('en'),
        `${of(column(logins, row, 'ms'))} ms`,
      ]),
    ),
  ].join('\n\n'),
); // prettier-ignore

/**
 * @param {string} name
 * @returns {Promise<any[]>}
 */
async function measure(name) {
  const all = [];
  for (let time = 0; time < times; time += 1) {
    const { code, stdout, stderr } = await run(process.execPath, [
      '--expose-gc',
      inRoot('bench/engine/measures.mjs'),
      name,
    ]);
    if (code !== 0) throw new Error(`${name} failed: ${stderr}`);
    all.push(JSON.parse(stdout));
    console.log(name, stdout.trim());
  }
  return all;
}
