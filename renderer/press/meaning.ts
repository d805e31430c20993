import type { Call } from '../../src/cti/call.ts';
import { type Meaning, partyIn } from '../../src/cti/pressGuard.ts';
import { type DockItem, itemKey } from './dockItems.ts';
import { consultationOf } from '../state/pair.ts';

/** What a button of the dock or of a call's line does, and who hears of it. */
export function meaningOf(item: DockItem, calls: readonly Call[]): Meaning {
  return { does: itemKey(item), reaches: reachedBy(item, calls).map(partyIn) };
}

function reachedBy(item: DockItem, calls: readonly Call[]): readonly Call[] {
  if (item.kind === 'endAll') return item.calls;
  if (item.kind !== 'command') return [item.call];
  const { call, command, withCall } = item;
  switch (command) {
    case 'TransferCall':
    case 'StartConference': {
      const pair = consultationOf(call, calls);
      return withCall === undefined && pair !== undefined
        ? [pair.asked, pair.main]
        : [call, ...(withCall === undefined ? [] : [withCall])];
    }
    case 'CancelTransfer': {
      const pair = consultationOf(call, calls);
      return pair === undefined ? [call] : [pair.asked, pair.main];
    }
    default:
      return [call];
  }
}

/** Dialling a number reaches its owner. */
export function meaningOfDialling(number: string): Meaning {
  return { does: 'dial', reaches: [{ id: `number ${number}` }] };
}
