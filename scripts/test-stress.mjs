// @ts-check
// npm run test:stress -- [RUNS] [-- ARGS]: whole runs of `npm test` while every processor core is kept busy by something else. A test that
// fails here waits for a time where it should wait for a condition. ARGS are those of scripts/test.mjs.
import './lib/node-version.mjs';
import { spawn } from 'node:child_process';
import os from 'node:os';
import { inRoot, root } from './lib/paths.mjs';
import { endingWithUs, run } from './lib/run.mjs';
import { duration } from './lib/steps.mjs';
import { stressArgs, usage } from './lib/test/args.mjs';
import { readReport } from './lib/test/report.mjs';
import { table } from './lib/test/table.mjs';

const asked = stressArgs(process.argv.slice(2));
if (!asked) {
  process.stderr.write(usage);
  process.exit(2);
}
const cores = os.availableParallelism();

/** A process that does nothing, all the time; the kernel ends it with us, whatever happens. */
const busy = () =>
  spawn(...endingWithUs(process.execPath, ['-e', 'for (;;);'], 'SIGKILL'), { stdio: 'ignore' });
const load = Array.from({ length: cores }, busy);
process.on('exit', () => load.forEach((child) => child.kill('SIGKILL')));

/** @type {string[][]} */
const rows = [];
let failures = 0;
for (let number = 1; number <= asked.runs; number++) {
  process.stdout.write(`\n### Run ${number} of ${asked.runs}, beside ${cores} busy processes\n\n`);
  const startedMs = Date.now();
  const { code } = await run(process.execPath, [inRoot('scripts/test.mjs'), ...asked.forwarded], {
    cwd: root,
    show: true,
  });
  if (code !== 0) failures++;
  const summary = readReport(inRoot('out/test-report/summary.json'));
  const time = (/** @type {string} */ wanted) =>
    summary?.steps.find((/** @type {{ title: string }} */ { title }) => title === wanted)?.ms;
  const cell = (/** @type {number | undefined} */ ms) => (ms === undefined ? '–' : duration(ms));
  rows.push([
    String(number),
    String(summary?.passed ?? 0),
    String(summary?.failed ?? '–'),
    String(summary?.notRun ?? '–'),
    cell(time('Unit tests')),
    cell(time('End-to-end tests')),
    duration(Date.now() - startedMs),
    code === 0 ? 'passed' : `exit code ${code}`,
  ]);
}

const heads = ['Run', 'Passed', 'Failed', 'Not run', 'Unit tests', 'End-to-end tests', 'Whole', ''];
process.stdout.write(`\n${cores} cores, ${cores} busy processes beside\n\n${table(heads, rows)}`);
process.stdout.write(`\n${asked.runs - failures} of ${asked.runs} runs passed\n`);
process.exit(failures > 0 ? 1 : 0);
