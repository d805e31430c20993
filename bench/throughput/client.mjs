// @ts-check
/** Takes all events with one client and prints what it took: node client.mjs NAME PORT EVENTS. */
import { add, idOf, nameOf, namesRepeat, seed } from './traffic.mjs';

const [name = '', port = '', events = ''] = process.argv.slice(2);
const wanted = Number(events);
/** @type {{ connect: Connect }} */
const { connect } = await import(`./clients/${name}.mjs`);

/**
 * @typedef {(event: string | undefined, name: string | undefined, id: string | undefined) => void} Take
 * @typedef {(port: number, take: Take) => void} Connect
 */

const names = Array.from({ length: namesRepeat }, (_, index) => nameOf(index));
let count = 0;
let damaged = 0;
/** Checksums of the names and of the order, in which the Uniqueids count up. */
let nameSum = seed;
let idSum = seed;
let beganMs = 0;
let cpu = process.cpuUsage();

connect(Number(port), (event, who, id) => {
  // What comes with the login is no traffic.
  if (event === undefined || event === 'FullyBooted' || id === undefined) return;
  if (count === 0) {
    beganMs = performance.now();
    cpu = process.cpuUsage();
  }
  if (who !== names[count % namesRepeat]) damaged += 1;
  nameSum = add(nameSum, who ?? '');
  idSum = add(idSum, id);
  count += 1;
  if (count === wanted) report();
});

function report() {
  const ms = performance.now() - beganMs;
  const { user, system } = process.cpuUsage(cpu);
  let [names, ids] = [seed, seed];
  for (let index = 0; index < wanted; index += 1) {
    names = add(names, nameOf(index));
    ids = add(ids, idOf(index));
  }
  const peakMiB = process.resourceUsage().maxRSS / 1024;
  const isRight = nameSum === names && idSum === ids;
  const figures = { ms, cpuS: (user + system) / 1e6, peakMiB, damaged, isRight };
  process.stdout.write(`${JSON.stringify(figures)}\n`, () => process.exit());
}
