import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import type { Edges, LogEntry } from '../src/world/edges.ts';

/** The real clock, the real chance: handed in here, nowhere reached for. */
export function realEdges(log: (entry: LogEntry) => void): Edges {
  return {
    clock: {
      now: () => ({ monoMs: performance.now(), wallMs: Date.now() }),
      setTimeout: (callback, delayMs) => setTimeout(callback, delayMs),
      clearTimeout: (timer) => clearTimeout(timer as NodeJS.Timeout | undefined),
    },
    random: () => Math.random(),
    newId: () => randomUUID(),
    log,
  };
}
