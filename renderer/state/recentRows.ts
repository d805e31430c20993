import { isMissed } from '../../src/cti/outcome.ts';
import type { RecentCall } from '../../src/ipc/line.ts';

/** Calls one after the other with the same party, and with the same end: one row. */
export interface RecentRow {
  /** The latest of them. */
  readonly call: RecentCall;
  /** Of all of them. */
  readonly ids: readonly string[];
  /** Missed, and since then that number was not talked to, called, or marked as done. */
  readonly isOpen: boolean;
}

/** Missed calls stay on top until they are dealt with; then the rest, each the latest first. */
export function recentRows(recent: readonly RecentCall[]): readonly RecentRow[] {
  const rows: RecentRow[] = [];
  const dealtWith = new Set<string>();
  for (const call of recent) {
    const last = rows.at(-1);
    if (last !== undefined && isRepeated(last.call, call)) {
      rows[rows.length - 1] = { ...last, ids: [...last.ids, call.id] };
      continue;
    }
    const isOpen = isMissed(call) && call.done !== true && !dealtWith.has(call.number);
    rows.push({ call, ids: [call.id], isOpen });
    if (call.direction === 'outgoing' || call.connectedAt !== undefined) dealtWith.add(call.number);
  }
  return [...rows.filter(({ isOpen }) => isOpen), ...rows.filter(({ isOpen }) => !isOpen)];
}

/** Calls that were talked on are each their own: their lengths say something. */
function isRepeated(one: RecentCall, other: RecentCall): boolean {
  return (
    one.number !== '' &&
    one.number === other.number &&
    one.direction === other.direction &&
    one.connectedAt === undefined &&
    other.connectedAt === undefined &&
    one.done === other.done &&
    isMissed(one) === isMissed(other) &&
    (isMissed(one) || one.outcome === other.outcome)
  );
}
