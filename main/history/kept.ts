import { EventEmitter } from 'node:events';
import type { HistoryFault } from '../../src/history/fault.ts';
import type { SetAside } from '../../src/history/store/openDatabase.ts';
import type { HistoryWorker } from '../../src/history/store/ownerLink.ts';
import { HistoryStore } from '../../src/history/store/store.ts';
import type { Edges } from '../../src/world/edges.ts';

export interface KeptEvents {
  readonly trouble: [fault: HistoryFault | undefined];
  readonly setAside: [setAside: SetAside];
  readonly leftOut: [count: number];
}

/** The database of this user, calls and contacts, and what there is to say of it. */
export interface Kept {
  readonly store: HistoryStore;
  readonly events: EventEmitter<KeptEvents>;
}

export function openKept({ clock, log }: Pick<Edges, 'clock' | 'log'>, start: () => HistoryWorker): Kept {
  const events = new EventEmitter<KeptEvents>();
  const store = new HistoryStore({
    start,
    clock,
    log,
    onTrouble: (fault) => events.emit('trouble', fault),
    onSetAside: (setAside) => events.emit('setAside', setAside),
    onLeftOut: (count) => events.emit('leftOut', count),
  });
  return { store, events };
}
