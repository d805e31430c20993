// @ts-check
/** One week in a process of its own: node --expose-gc measure.mjs CALLS on|off. Prints its figures as JSON. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openWorker } from '../../scripts/lib/bench/databaseWorker.mjs';
import { inRoot } from '../../scripts/lib/paths.mjs';
import { heapClasses } from './heapClasses.mjs';

// Built by run.mjs.
const built = '../../out/bench/week.js';
/** @type {typeof import('./ours.mjs')} */
const { BusyWeek, HistoryRecorder } = await import(built);

const [calls = 0, warm = 0] = [Number(process.argv[2]), Number(process.argv[2]) / 10];
const folder = mkdtempSync(join(tmpdir(), 'offhook-week-'));
const history = process.argv[3] === 'on' ? openWorker(join(folder, 'history.db')) : undefined;
/** As the thread's owner does: one after the other. */
let writing = Promise.resolve();
const recorder = new HistoryRecorder({
  put: (call) => {
    if (history !== undefined)
      writing = writing.then(() => history.ask('put', 'line', [call], call.startedAt)).then(() => undefined);
  },
  endAllBut: () => undefined,
});
const week = new BusyWeek(
  (name) => readFileSync(inRoot(`src/asterisk/recordings/22-pjsip/${name}.server.txt`)),
  (event) => recorder.hear(event),
);

/** When two hours went by without a call, and all garbage is gone. */
async function state() {
  await week.pass(7_200_000);
  await writing;
  const classes = await heapClasses();
  for (let time = 0; time < 3; time += 1) {
    globalThis.gc?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return {
    classes,
    bytes: heapUsed + arrayBuffers,
    timers: week.timers,
    resources: process.getActiveResourcesInfo().length,
  };
}

/** @param {number} until */
async function play(until) {
  while (week.ended < until) {
    await week.playUntil(Math.min(until, week.ended + 500));
    await writing;
  }
}

await week.start();
await play(warm);
await state();
await play(2 * warm);
const before = await state();
const beganMs = performance.now();
await play(calls);
const s = (performance.now() - beganMs) / 1000;
const after = await state();
const grown = [...after.classes]
  .map(([name, count]) => ({ name, more: count - (before.classes.get(name) ?? 0) }))
  // What V8 keeps of its own code comes and goes.
  .filter(({ more }) => more > calls / 10_000)
  .sort((a, b) => b.more - a.more);
const { calls: standing, queued } = week.host.line();
await week.host.stop();
await history?.close();
rmSync(folder, { recursive: true });
const figures = {
  calls: week.ended,
  perS: (calls - 2 * warm) / s,
  beforeKiB: before.bytes / 1024,
  afterKiB: after.bytes / 1024,
  timers: [before.timers, after.timers, week.timers],
  resources: [before.resources, after.resources],
  standing: standing.length + queued.length,
  grown,
};
process.stdout.write(`${JSON.stringify(figures)}\n`, () => process.exit());
