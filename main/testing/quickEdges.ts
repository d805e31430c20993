import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import type { Edges, LogEntry } from '../../src/world/edges.ts';

/** The real world with a clock that runs faster: what people and phones take seconds for takes a tenth. */
export function quickEdges(log: (entry: LogEntry) => void, speed = 10): Edges {
  return {
    clock: {
      now: () => ({ monoMs: performance.now() * speed, wallMs: Date.now() }),
      setTimeout: (callback, delayMs) => setTimeout(callback, delayMs / speed),
      clearTimeout: (timer) => clearTimeout(timer as NodeJS.Timeout | undefined),
    },
    random: () => 0.5,
    newId: () => randomUUID(),
    log,
  };
}
