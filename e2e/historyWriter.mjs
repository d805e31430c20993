// @ts-check
// node historyWriter.mjs FILE: writes calls with the built thread of the history, one after the other, and says which are written.
// node historyWriter.mjs FILE read: prints the calls that it has, as JSON.
import process from 'node:process';
import { openWorker } from '../scripts/lib/bench/databaseWorker.mjs';

const [path = '', mode, first = '0'] = process.argv.slice(2);
const { ask, close } = openWorker(path);
/** @type {(at: number, talkMs: number) => object} */
const call = (at, talkMs) => ({
  id: `call-${at}`,
  direction: 'incoming',
  number: String(100_000 + at),
  name: 'Maria Svensson',
  startedAt: 1_700_000_000_000 + at,
  talkMs,
  holdMs: 0,
});

if (mode === 'read') {
  const calls = await ask('calls', 'line', { text: '', filter: 'all' }, { offset: 0, limit: 1_000_000 });
  const found = await ask(
    'calls',
    'line',
    { text: 'svensson', filter: 'all' },
    { offset: 0, limit: 1_000_000 },
  );
  process.stdout.write(JSON.stringify({ calls, found }));
  await close();
} else {
  for (let at = Number(first); ; at += 1)
    for (const talkMs of [0, 1_000]) {
      await ask('put', 'line', [call(at, talkMs)], Date.now());
      process.stdout.write(`${at} ${talkMs}\n`);
    }
}
