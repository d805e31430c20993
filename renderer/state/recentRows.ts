import { isMissed } from '../../src/cti/outcome.ts';
import type { RecentCall } from '../../src/ipc/line.ts';

/** Calls one after the other with the same party, and with the same end: one row. */
export interface RecentRow {
  /** The latest of them. */
  readonly call: RecentCall;
  readonly count: number;
  /** Missed, and nobody has talked to that number or called it since. */
  readonly isOpen: boolean;
}

export function recentRows(recent: readonly RecentCall[]): readonly RecentRow[] {
  const rows: RecentRow[] = [];
  const dealtWith = new Set<string>();
  for (const call of recent) {
    const last = rows.at(-1);
    if (last !== undefined && isRepeated(last.call, call)) {
      rows[rows.length - 1] = { ...last, count: last.count + 1 };
      continue;
    }
    rows.push({ call, count: 1, isOpen: isMissed(call) && !dealtWith.has(call.number) });
    if (call.direction === 'outgoing' || call.connectedAt !== undefined) dealtWith.add(call.number);
  }
  return rows;
}

/** Calls that were talked on are each their own: their lengths say something. */
function isRepeated(one: RecentCall, other: RecentCall): boolean {
  return (
    one.number !== '' &&
    one.number === other.number &&
    one.direction === other.direction &&
    one.connectedAt === undefined &&
    other.connectedAt === undefined &&
    isMissed(one) === isMissed(other) &&
    (isMissed(one) || one.outcome === other.outcome)
  );
}
