/** Asks whether this is still what is wanted. */
type IsWanted = () => boolean;

export interface Turns<How> {
  /** At once; what is under way is not wanted any more. */
  readonly start: (how: How) => Promise<void>;
  /** Once what is under way has come: however often this is called meanwhile, once. Settles when all has come. */
  readonly follow: (how: How) => Promise<void>;
}

/** One question at a time is looked at: a newer one puts an older one aside, the same one once more waits for it. */
export function createTurns<How>(ask: (how: How, isWanted: IsWanted) => Promise<void>): Turns<How> {
  let turns = 0;
  let running: Promise<void> | undefined;
  let next: How | undefined;
  const take = async (how: How): Promise<void> => {
    turns += 1;
    const turn = turns;
    const isWanted: IsWanted = () => turn === turns;
    await ask(how, isWanted);
    while (isWanted() && next !== undefined) {
      const following = next;
      next = undefined;
      await ask(following, isWanted);
    }
    if (isWanted()) running = undefined;
  };
  const start = (how: How): Promise<void> => {
    next = undefined;
    running = take(how);
    return running;
  };
  return {
    start,
    follow: (how) => {
      if (running === undefined) return start(how);
      next = how;
      return running;
    },
  };
}
