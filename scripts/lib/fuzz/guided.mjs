// @ts-check
/**
 * Asks one target for some seconds, led by the coverage: node guided.mjs BUNDLE TARGET SECONDS SEED. V8 tells which blocks ran for the first
 * time (inspector protocol, `Profiler.takePreciseCoverage` without counts); an input that reached one is kept and changed further.
 * Prints how many it asked; an input that breaks a promise is printed in base64, and the exit code is 1.
 */
import { Session } from 'node:inspector';
import { pathToFileURL } from 'node:url';
import { words } from './words.mjs';

const [bundle = '', name = '', seconds = '', seed = ''] = process.argv.slice(2);
/** Bytes. A longer one finds nothing that a shorter one does not. */
const maxLength = 4_096;
/** Slower than this, ms, beside much other work: something takes more than linear time. */
const patienceMs = 2_000;
/** Inputs between two looks at the coverage: a look takes longer than most inputs. */
const batchSize = 16;

const session = new Session();
session.connect();
/** @param {string} method @param {object} [params] @returns {any} the session answers before it returns */
function post(method, params) {
  let answer;
  session.post(method, params, (error, result) => {
    if (error) throw error;
    answer = result;
  });
  return answer;
}
post('Profiler.enable');
post('Profiler.startPreciseCoverage', { callCount: false, detailed: true });

const url = pathToFileURL(bundle).href;
/** @type {{ targets: Record<string, (bytes: Uint8Array) => void> }} */
const { targets } = await import(url);
const target = targets[name];
if (target === undefined) throw new Error(`There is no target ${name}.`);

let state = Number(seed) >>> 0 || 1;
/** @param {number} below xorshift, so that a seed is a run */
function random(below) {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return (state >>> 0) % below;
}

const dictionary = (words[name] ?? []).map((word) => Buffer.from(word));
/** @type {Buffer[]} */
const corpus = [
  Buffer.alloc(0),
  ...dictionary,
  ...Array.from({ length: 50 }, () => Buffer.concat(Array.from({ length: 30 }, () => any(dictionary)))),
];

/** @param {readonly Buffer[]} list */
function any(list) {
  return list[random(list.length)] ?? Buffer.alloc(0);
}

/** @param {Buffer} input */
function changed(input) {
  const [at, to] = [random(input.length + 1), random(input.length + 1)].sort((a, b) => a - b);
  const [before, within, after] = [input.subarray(0, at), input.subarray(at, to), input.subarray(to)];
  switch (random(6)) {
    case 0:
      return Buffer.concat([before, any(dictionary), within, after]);
    case 1:
      return Buffer.concat([before, any(dictionary), after]);
    case 2:
      return Buffer.concat([before, after]);
    case 3:
      return Buffer.concat([before, within, within, after]);
    case 4: {
      const other = any(corpus);
      return Buffer.concat([before, other.subarray(random(other.length + 1)), after]);
    }
    default: {
      const copy = Buffer.from(input);
      if (copy.length > 0) copy[random(copy.length)] = random(256);
      return copy;
    }
  }
}

/** Of each function that ran, its blocks that never did. @type {Map<number, Set<string>>} */
const unreached = new Map();

/** Whether a block ran for the first time. */
function isNew() {
  let hasNew = false;
  for (const script of post('Profiler.takePreciseCoverage').result) {
    if (script.url !== url) continue;
    for (const { ranges } of script.functions) {
      const [whole, ...blocks] = ranges;
      if (whole.count === 0) continue;
      const left = new Set();
      for (const { startOffset, endOffset, count } of blocks)
        if (count === 0) left.add(`${startOffset}-${endOffset}`);
      const before = unreached.get(whole.startOffset);
      const still = before === undefined ? left : new Set([...before].filter((block) => left.has(block)));
      hasNew ||= before === undefined || still.size < before.size;
      unreached.set(whole.startOffset, still);
    }
  }
  return hasNew;
}

/** @param {Buffer} input */
function ask(input) {
  const beganMs = performance.now();
  target?.(input);
  const ms = performance.now() - beganMs;
  if (ms > patienceMs) throw new Error(`It took ${ms.toFixed(0)} ms.`);
}

isNew();
const untilMs = performance.now() + Number(seconds) * 1_000;
let asked = 0;
let kept = 0;
while (performance.now() < untilMs) {
  const batch = Array.from({ length: batchSize }, () => {
    let input = any(corpus);
    for (let step = random(4); step >= 0; step -= 1) input = changed(input);
    return input.subarray(0, maxLength);
  });
  for (const input of batch) {
    asked += 1;
    try {
      ask(input);
    } catch (error) {
      console.log(`${name}: ${error instanceof Error ? error.stack : error}\n${input.toString('base64')}`);
      process.exit(1);
    }
  }
  // Which of them it was is not asked again: their changes show.
  if (!isNew()) continue;
  kept += 1;
  corpus.push(...batch);
}
console.log(`${name}: ${asked.toLocaleString('en')} inputs, ${kept} batches reached something new`);
