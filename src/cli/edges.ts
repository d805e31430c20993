import { randomUUID } from 'node:crypto';
import type { Edges } from '../world/edges.ts';

/** The real clock and chance. Nothing is logged: commands report what matters on standard error. */
export const systemEdges: Edges = {
  clock: {
    now: () => ({ monoMs: performance.now(), wallMs: Date.now() }),
    setTimeout: (callback, delayMs) => setTimeout(callback, delayMs),
    clearTimeout: (timer) => clearTimeout(timer as NodeJS.Timeout | undefined),
  },
  random: () => Math.random(),
  newId: () => randomUUID(),
  log: () => undefined,
};
