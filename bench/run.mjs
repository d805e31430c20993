// @ts-check
// npm run bench [-- NAME ...]: the benches that need no desktop and no Asterisk, one after another, or those that are named. Fails where one
// misses its aim. Takes some minutes, in which the machine is best left alone.
import '../scripts/lib/node-version.mjs';
import fs from 'node:fs';
import { inRoot } from '../scripts/lib/paths.mjs';
import { run } from '../scripts/lib/run.mjs';

const benches = {
  throughput: 'bench/throughput/run.mjs',
  engine: 'bench/engine/run.mjs',
  history: 'scripts/bench/history.mjs',
  directory: 'scripts/bench/directory.mjs',
};
const all = Object.keys(benches);
const named = process.argv.slice(2);
const unknown = named.find((name) => !all.includes(name));
if (unknown !== undefined) throw new Error(`There is no bench ${unknown}: ${all.join(', ')}.`);

if (!fs.existsSync(inRoot('out/main/historyWorker.js'))) await node('scripts/build.mjs');
for (const [name, script] of Object.entries(benches)) {
  if (named.length > 0 && !named.includes(name)) continue;
  console.log(`\n${name}`);
  if ((await node(script)) !== 0) process.exitCode = 1;
}

/** @param {string} script from the root */
async function node(script) {
  const { code } = await run(process.execPath, [inRoot(script)], { show: true });
  return code;
}
