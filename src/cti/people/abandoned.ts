/** A colleague, as far as their phone's channel says who it is. */
export interface Person {
  readonly extension: string;
  /** May be empty. */
  readonly name: string;
}

/** A caller who gave up waiting in one of the agent's queues and has talked with nobody. */
export interface AbandonedCaller {
  /** The Uniqueid of the caller's channel. */
  readonly id: string;
  readonly queue: string;
  /** As the PBX gives it; empty when withheld. */
  readonly number: string;
  /** May be empty. */
  readonly name: string;
  /** Wall clock, ms since 1970. */
  readonly abandonedAt: number;
  readonly waitedMs: number;
}

export const reachedWays = ['calledBack', 'calledAgain'] as const;

/** How a caller was reached after all: a colleague called them, or they called again and were answered. */
export type ReachedWay = (typeof reachedWays)[number];

/** A conversation of a colleague with a number that is waited for. */
export interface Reached {
  /** As it was dialled, or as the caller's number came in. */
  readonly number: string;
  readonly way: ReachedWay;
  readonly by: Person;
}

/** A caller who gave up, as they are kept: one for all their attempts until they are reached. */
export interface AbandonedRecord extends AbandonedCaller {
  /** How often they have given up. */
  readonly tries: number;
  /** Somebody talked with them after all. */
  readonly reached?: Pick<Reached, 'way' | 'by'> & { readonly at: number };
  /** The agent says that it is dealt with; wall clock, ms since 1970. */
  readonly doneAt?: number;
}

/** Somebody has yet to call them. */
export function isOpen({ reached, doneAt }: Pick<AbandonedRecord, 'reached' | 'doneAt'>): boolean {
  return reached === undefined && doneAt === undefined;
}
