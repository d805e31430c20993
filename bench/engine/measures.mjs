// @ts-check
/** One measure in a process of its own: node --expose-gc measures.mjs NAME. Prints its figures as JSON. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { begin, end, eventsToBegin, eventsToEnd, listed } from './foreignCalls.mjs';
import { lineOn, MemoryPbx, online } from './memoryPbx.mjs';

// Built by run.mjs.
const built = '../../out/bench/ours.js';
/** @type {typeof import('./ours.mjs')} */
const ours = await import(built);
const { AmiParser, AsteriskClient } = ours;

/** @param {() => void} work @returns processor time, ms */
function cpuMs(work) {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** After all garbage is gone, bytes: also what finalizers hold. */
async function heap() {
  for (let time = 0; time < 3; time += 1) {
    globalThis.gc?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** @param {readonly number[]} values */
const best = (values) => Math.min(...values);

const perCall = eventsToBegin + eventsToEnd;

/**
 * A thousand calls between others. No channel comes twice: what is said of one that is gone is dropped at once.
 * @param {MemoryPbx} pbx
 * @param {number} from
 * @returns processor time, ms
 */
function comeAndGo(pbx, from) {
  const bytes = Buffer.from(Array.from({ length: 1_000 }, (_, index) => begin(from + index) + end(from + index)).join('')); // prettier-ignore
  return cpuMs(() => pbx.give(bytes));
}

/** @type {Record<string, () => Promise<object>>} */
const measures = {
  /** An answer of 80,000 lines over a real socket, its lines read. */
  async giant() {
    const server = fork(new URL('giantPbx.mjs', import.meta.url));
    const [port] = await once(server, 'message');
    const client = new AsteriskClient({
      host: '127.0.0.1',
      port,
      username: 'bench',
      secret: () => 'bench',
    });
    const isOnline = new Promise((resolve) =>
      client.onStatus(({ state }) => state === 'online' && resolve(undefined)),
    );
    client.start();
    await isOnline;
    const runs = [];
    for (let time = 0; time < 7; time += 1) {
      await heap();
      const delays = monitorEventLoopDelay({ resolution: 1 });
      delays.enable();
      await new Promise((resolve) => setTimeout(resolve, 20));
      delays.reset();
      const beganMs = performance.now();
      const answer = await client.send({ name: 'ListCommands', fields: [] });
      const arrivedMs = performance.now();
      await new Promise((resolve) => setTimeout(resolve, 5));
      const arrivalPauseMs = delays.max / 1e6;
      const readMs = performance.now();
      if (answer.output.length !== 80_000) throw new Error('Lines are missing.');
      runs.push({
        ms: arrivedMs - beganMs,
        pauseMs: arrivalPauseMs,
        readMs: performance.now() - readMs,
      });
      delays.disable();
    }
    await client.stop();
    server.kill();
    return { runs };
  },

  /** Bytes to packets, and bytes to what a line makes of them that they do not concern; in turns, each from a warm start. */
  async wholeWay() {
    const pbx = new MemoryPbx();
    const line = lineOn(ours, pbx);
    await online(line);
    let told = 0;
    line.onEvent(() => (told += 1));
    const parser = new AmiParser({ expectGreeting: false });
    let named = 0;
    /** @param {Buffer} bytes */
    const parse = (bytes) => {
      for (let from = 0; from < bytes.length; from += 64 * 1024)
        for (const packet of parser.push(bytes.subarray(from, from + 64 * 1024)))
          if (packet.event !== undefined) named += 1;
    };
    const calls = 2_000;
    const rounds = 8;
    const [parsers, lines] = [[], []].map((list) => /** @type {number[]} */ (list));
    for (let round = 0; round < rounds; round += 1) {
      // No channel comes twice: what is said of one that is gone is dropped at once.
      const texts = Array.from({ length: calls }, (_, index) => begin(round * calls + index) + end(round * calls + index)); // prettier-ignore
      const bytes = Buffer.from(texts.join(''));
      parsers?.push(cpuMs(() => parse(bytes)));
      lines?.push(cpuMs(() => pbx.give(bytes)));
    }
    await line.stop();
    const events = calls * perCall;
    if (named !== rounds * events || told > 5) throw new Error(`${named} events, ${told} told`);
    return {
      parserUs: (best(parsers ?? []) * 1000) / events,
      lineUs: (best(lines ?? []) * 1000) / events,
    };
  },

  /** So many foreign channels alive, and calls that come and go beside them. */
  async growth() {
    const rows = [];
    for (const channels of [10, 1_000, 10_000]) {
      const pbx = new MemoryPbx();
      const line = lineOn(ours, pbx);
      await online(line);
      // Warm, and what the first calls load is loaded.
      for (let index = 0; index < 2_000; index += 1) pbx.give(begin(5e6 + index) + end(5e6 + index));
      const empty = await heap();
      for (let index = 0; index < channels / 2; index += 1) pbx.give(begin(index));
      // The last buffer of the parser goes with the next.
      pbx.give(begin(4e6) + end(4e6));
      const full = await heap();
      const times = Array.from({ length: 7 }, (_, time) => comeAndGo(pbx, 1e6 + 1_000 * time));
      for (let index = 0; index < channels / 2; index += 1) pbx.give(end(index));
      for (let index = 0; index < 2_000; index += 1) pbx.give(begin(5e6 + index) + end(5e6 + index));
      const after = await heap();
      rows.push({
        channels,
        usPerEvent: (best(times) * 1000) / (1_000 * perCall),
        bytesPerChannel: (full - empty) / channels,
        bytesLeft: after - empty,
      });
      await line.stop();
    }
    return { rows };
  },

  /** A login on a PBX where so many channels stand. */
  async login() {
    const rows = [];
    for (const channels of [10, 1_000, 10_000, 20_000]) {
      const times = [];
      for (let time = 0; time < 3; time += 1) {
        const pbx = new MemoryPbx();
        pbx.standing = (id) => Array.from({ length: channels / 2 }, (_, index) => listed(index, id)).join('');
        const line = lineOn(ours, pbx);
        const beganMs = performance.now();
        await online(line);
        times.push(performance.now() - beganMs);
        await line.stop();
      }
      rows.push({ channels, ms: best(times) });
    }
    return { rows };
  },
};

const figures = await measures[process.argv[2] ?? '']?.();
process.stdout.write(`${JSON.stringify(figures)}\n`, () => process.exit());
