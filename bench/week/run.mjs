// @ts-check
// npm run bench:week [-- CALLS] (after npm run build): a week of calls of the line, played at speed through what the main process makes of
// them, without and with the history; says what the heap has more of afterwards, and fails where that is anything. Writes its table into
// docs/performance.md. Takes some twenty minutes.
import '../../scripts/lib/node-version.mjs';
import { inRoot } from '../../scripts/lib/paths.mjs';
import { run } from '../../scripts/lib/run.mjs';
import { buildOurs } from '../lib/prepare.mjs';
import { measured, tableOf, writeInto } from '../lib/report.mjs';

const [calls = 200_000] = process.argv.slice(2).map(Number);
/** Less is the heap's own coming and going, KiB. */
const growthMaxKiB = 512;

await buildOurs('bench/week/ours.mjs', 'week.js');
const weeks = [await measure('off'), await measure('on')];

writeInto(
  'docs/performance.md',
  'week',
  `${measured()}; ${calls.toLocaleString('en')} calls, the first fifth to warm up.`,
  tableOf(
    ['', 'without the history', 'with the history'],
    [
      ['calls per second', ...weeks.map(({ perS }) => perS.toFixed(0))],
      ['heap when warm', ...weeks.map(({ beforeKiB }) => `${beforeKiB.toFixed(0)} KiB`)],
      ['heap at the end', ...weeks.map(({ afterKiB }) => `${afterKiB.toFixed(0)} KiB`)],
      ['timers when warm, at the end, after the line was closed', ...weeks.map(({ timers }) => timers.join(', '))],
      ['classes of which there are more', ...weeks.map(({ grown }) => grown.map((/** @type {any} */ { name, more }) => `${name} (${more})`).join(', ') || 'none')],
    ],
  ),
); // prettier-ignore
const isFlat = weeks.every(
  ({ afterKiB, beforeKiB, timers, resources, standing, grown }) =>
    afterKiB - beforeKiB < growthMaxKiB && timers[0] === timers[1] && timers[2] === 0 && resources[0] === resources[1] && standing === 0 && grown.length === 0,
); // prettier-ignore
console.log(isFlat ? 'Nothing is left of them.' : 'Something is left of them.');
process.exitCode = isFlat ? 0 : 1;

/**
 * @param {'on' | 'off'} history
 * @returns {Promise<any>}
 */
async function measure(history) {
  const { code, stdout, stderr } = await run(process.execPath, ['--expose-gc', inRoot('bench/week/measure.mjs'), String(calls), history]); // prettier-ignore
  if (code !== 0) throw new Error(`The week failed: ${stderr}`);
  console.log(`history ${history}: ${stdout.trim()}`);
  return JSON.parse(stdout);
}
