// @ts-check
// npm run bench [-- EVENTS TIMES]: our AMI client beside the six that npm has and beside a floor, on the same traffic, in turns; writes the
// table into docs/performance.md. Takes some minutes, in which the machine is best left alone.
import '../scripts/lib/node-version.mjs';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { cpus, release, totalmem } from 'node:os';
import { build } from 'vite';
import { inRoot, root } from '../scripts/lib/paths.mjs';
import { run } from '../scripts/lib/run.mjs';

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

await prepare();
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
write(tableOf());

async function prepare() {
  if (!fs.existsSync(inRoot('bench/node_modules/nami'))) {
    console.log('Installing what ours is compared with ...');
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
    const { code } = await run(npm, ['ci', '--no-audit', '--no-fund'], { cwd: inRoot('bench'), show: true });
    if (code !== 0) throw new Error(`npm ci in bench/ failed: exit code ${code}.`);
  }
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    build: {
      outDir: inRoot('out/bench'),
      ssr: inRoot('src/ami/client.ts'),
      target: 'node20.19',
      rolldownOptions: { output: { entryFileNames: 'client.js', codeSplitting: false } },
    },
    ssr: { noExternal: true, target: 'node' },
  });
}

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

/** @param {number[]} values */
function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function tableOf() {
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
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/**
 * @param {Figures[]} runs
 * @param {number} worst
 */
function namesOf(runs, worst) {
  if (runs.length === 0) return '';
  return runs.every(({ isRight }) => isRight) ? 'all right' : `${worst} damaged`;
}

/** @param {string} table */
function write(table) {
  const file = inRoot('docs/performance.md');
  const [begin, end] = ['<!-- throughput -->', '<!-- /throughput -->'];
  const machine = `${cpus().length} cores (${cpus()[0]?.model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GiB, Linux ${release()}, Node ${process.version}`;
  const day = new Date().toISOString().slice(0, 10);
  const text = fs.readFileSync(file, 'utf8');
  const [before = '', rest = ''] = text.split(begin);
  const [, after = ''] = rest.split(end);
  const about = `Measured ${day}: ${machine}; ${events.toLocaleString('en')} events, ${times === 1 ? 'once each' : `${times} times each, medians`}.`;
  fs.writeFileSync(file, `${before}${begin}\n\n${about}\n\n${table}\n\n${end}${after}`);
  console.log(`\n${about}\n\n${table}\n\nWritten into docs/performance.md.`);
}
