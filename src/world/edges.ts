import type { AmiEdges } from '../ami/options.ts';
import type { Instant } from '../cti/instant.ts';

/** Whatever the clock gave for a timer. */
export type Timer = object;

export interface Clock {
  now(): Instant;
  setTimeout(callback: () => void, delayMs: number): Timer;
  clearTimeout(timer: Timer | undefined): void;
}

/** Where this room touches the world; `main` and the command line hand the real things in. */
export interface Edges {
  readonly clock: Clock;
  /** In [0, 1). */
  readonly random: () => number;
  /** Never the same twice: ids of calls, and of the channels that the PBX is asked to make. */
  readonly newId: () => string;
  readonly log: (entry: LogEntry) => void;
  /** Opens the connection to the PBX; without it, a TCP or TLS socket. */
  readonly connect?: AmiEdges['connect'];
}

export interface LogEntry {
  readonly level: 'info' | 'warn' | 'error';
  readonly what: string;
  readonly [fact: string]: unknown;
}
