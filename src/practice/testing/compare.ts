import type { Step } from './story.ts';

/**
 * Asterisk tells events from several threads, so that some pairs come in either order from one call to the next. Two stories are
 * the same when one becomes the other by swapping neighbours of such pairs: that is, when for every other pair the order of its
 * events is the same in both. (The theory: traces, Mazurkiewicz 1977.)
 */
export function differences(ours: readonly Step[], theirs: readonly Step[], mayCross: MayCross): string[] {
  const found: string[] = [];
  const kinds = [...new Set([...ours, ...theirs].map(({ what }) => what))];
  for (const kind of kinds) {
    const mine = ours.filter(({ what }) => what === kind);
    const real = theirs.filter(({ what }) => what === kind);
    if (mine.length !== real.length) {
      found.push(`${kind}: ${String(mine.length)} times, recorded ${String(real.length)}`);
      continue;
    }
    for (const [index, step] of mine.entries()) {
      const recorded = real[index]!;
      if (step.how !== recorded.how) found.push(`${kind}: ${step.how}, recorded ${recorded.how}`);
      if (step.keys !== recorded.keys) found.push(`${kind}: keys ${step.keys}, recorded ${recorded.keys}`);
    }
  }
  if (found.length > 0) return found;
  for (const [index, a] of kinds.entries()) {
    for (const b of kinds.slice(index + 1)) {
      if (mayCross(a, b)) continue;
      const order = (story: readonly Step[]): string =>
        story
          .filter(({ what }) => what === a || what === b)
          .map(({ what }) => what)
          .join(', ');
      if (order(ours) !== order(theirs)) found.push(`order: ${order(ours)}; recorded: ${order(theirs)}`);
    }
  }
  return found;
}

export type MayCross = (a: string, b: string) => boolean;
