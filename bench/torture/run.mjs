// @ts-check
// npm run bench:torture [-- WORDS [CLIENTS]]: what a manager's port can do to a client, done to ours and to the six that npm has; writes
// the table into docs/reliability.md. With words, only the cases with these in their title, and nothing is written.
import '../../scripts/lib/node-version.mjs';
import { fork } from 'node:child_process';
import { inRoot } from '../../scripts/lib/paths.mjs';
import { buildOurs, install } from '../lib/prepare.mjs';
import { measured, tableOf, writeInto } from '../lib/report.mjs';
import { cases } from './cases/index.mjs';
import { FakePbx } from './fakePbx.mjs';

const libraries = ['asterisk-manager', 'asterisk-ami-client', 'ami-io', 'asterisk.io', 'nami', 'yana'];
const [words = '', only] = process.argv.slice(2);
const clients = only === undefined ? ['offhook', ...libraries] : only.split(',');
const chosen = cases.filter(({ title }) => title.includes(words));
/** Who has no verdict by then hangs. */
const patienceMs = 20_000;
const atATime = 6;

await install();
await buildOurs('src/ami/client.ts', 'client.js');
const plays = chosen.flatMap((one) => clients.map((client) => ({ one, client })));
/** @type {Map<string, string>} */
const verdicts = new Map();
await Promise.all(Array.from({ length: atATime }, work));
const table = tableOf(
  ['', ...clients.map((name) => (name === 'offhook' ? '**Offhook**' : name))],
  [
    ...chosen.map(({ title }) => [title, ...clients.map((client) => verdictOf(title, client))]),
    ['**right**', ...clients.map((client) => `**${rights(client)} of ${chosen.length}**`)],
  ],
);
if (words === '' && only === undefined) writeInto('docs/reliability.md', 'torture', `${measured()}.`, table);
else console.log(table);
process.exit(clients.includes('offhook') && rights('offhook') < chosen.length ? 1 : 0);

async function work() {
  for (let next = plays.shift(); next !== undefined; next = plays.shift()) {
    const { one, client } = next;
    verdicts.set(`${one.title}\n${client}`, await play(one, client));
  }
}

/**
 * @param {import('./cases/index.mjs').Case} one
 * @param {string} client
 */
async function play(one, client) {
  const pbx = new FakePbx({});
  pbx.script = one.script?.(pbx) ?? {};
  await pbx.listen();
  const player = fork(inRoot('bench/torture/player.mjs'), [client, one.title, String(pbx.port)], {
    silent: true,
  });
  try {
    const verdict = await new Promise((resolve) => {
      const timer = setTimeout(() => resolve('hangs'), patienceMs);
      timer.unref();
      player.once('message', (/** @type {{ verdict: string }} */ message) => resolve(message.verdict));
      // Nothing is left that could ever come.
      player.once('exit', () => setTimeout(() => resolve('hangs'), 100));
    });
    return verdict === 'right' ? (one.check?.(pbx) ?? 'right') : verdict;
  } finally {
    player.kill('SIGKILL');
    pbx.close();
  }
}

/**
 * @param {string} title
 * @param {string} client
 */
function verdictOf(title, client) {
  const verdict = verdicts.get(`${title}\n${client}`) ?? '';
  return verdict === 'right' ? 'right' : `*${verdict.replaceAll('|', '\\|').split('\n')[0]}*`;
}

/** @param {string} client */
function rights(client) {
  return chosen.filter(({ title }) => verdicts.get(`${title}\n${client}`) === 'right').length;
}
