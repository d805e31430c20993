// @ts-check
/** The thread that owns the history and the contacts, built as the app has it, asked from a bench. */
import { performance } from 'node:perf_hooks';
import { Worker } from 'node:worker_threads';
import { inRoot } from '../paths.mjs';

/** @typedef {{ type: string, id?: number, value?: unknown, detail?: string }} Reply */

/** Asked one thing after the other. @param {string} path of the file */
export function openWorker(path) {
  const worker = new Worker(inRoot('out/main/historyWorker.js'), {
    workerData: { path },
    resourceLimits: { maxYoungGenerationSizeMb: 4, maxOldGenerationSizeMb: 64 },
  });
  let lastId = 0;
  /** @type {(task: string, ...args: unknown[]) => Promise<unknown>} */
  const ask = (task, ...args) =>
    new Promise((resolve, reject) => {
      const id = ++lastId;
      /** @param {Reply} reply */
      const hear = (reply) => {
        if (reply.type !== 'notOpened' && reply.id !== id) return;
        worker.off('message', hear);
        if (reply.type === 'done') resolve(reply.value);
        else reject(new Error(reply.detail));
      };
      worker.on('message', hear);
      worker.postMessage({ id, task, args });
    });
  const ended = new Promise((resolve) => worker.once('exit', resolve));
  const close = async () => {
    await ask('close');
    await ended;
  };
  return { ask, close };
}

/** @typedef {{ ms: number, cpuMs: number }} Took */

/**
 * By the clock, and of the processor: on a machine that others use, too, only the second one says something.
 * @param {() => Promise<unknown>} act
 * @returns {Promise<Took>}
 */
export async function timed(act) {
  const before = performance.now();
  const cpuBefore = process.cpuUsage();
  await act();
  const cpu = process.cpuUsage(cpuBefore);
  return { ms: performance.now() - before, cpuMs: (cpu.user + cpu.system) / 1_000 };
}

/** @param {readonly Took[]} all @returns {Took} of each the value that 95 of 100 stay below */
export function p95(all) {
  /** @param {readonly number[]} values */
  const of = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.95)] ?? NaN;
  return { ms: of(all.map(({ ms }) => ms)), cpuMs: of(all.map(({ cpuMs }) => cpuMs)) };
}

/** Of the process, with its threads. */
export const memoryMiB = () => process.memoryUsage.rss() / 1_048_576;
