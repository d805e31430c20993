import type { Queue } from '../../src/cti/agent.ts';

/** The queues that the agent is logged in to: first where somebody waits, the longest wait foremost. */
export function ownQueues(queues: readonly Queue[]): readonly Queue[] {
  const own = queues.filter(({ loggedIn }) => loggedIn);
  return own.toSorted((a, b) => waitOf(a) - waitOf(b) || b.waiting - a.waiting);
}

/** When the longest wait began; never, if no one waits. */
function waitOf({ waiting, longestSince = Number.MAX_SAFE_INTEGER }: Queue): number {
  return waiting === 0 ? Number.MAX_SAFE_INTEGER : longestSince;
}
