import { isMissed } from '../outcome.ts';

/** An agent's own words on a call, characters at most. */
export const maxNote = 4_000;

/** Missed, and the agent has not dealt with it: they have neither called that number since, nor talked with it, nor said that it is done. */
export function isOpenMissed(call: Parameters<typeof isMissed>[0] & { readonly doneAt?: number }): boolean {
  return isMissed(call) && call.doneAt === undefined;
}
