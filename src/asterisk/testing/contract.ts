import type { AsteriskAdapter } from '../calls/adapter.ts';
import type { CallEvent } from '../../cti/event.ts';

/**
 * What is wrong with a sequence of call events, by the rules that hold for every call whatever happens to it: the ring start and the
 * connection at most once, busy at most once and before the end, holds put and ended in turns by each side, the end exactly once
 * and last. Empty: nothing.
 */
export function breaches(events: readonly CallEvent[], unfinishedMax = 0): string[] {
  const found: string[] = [];
  let unfinished = 0;
  for (const id of new Set(events.map(({ call }) => call.id))) {
    const own = events.filter(({ call }) => call.id === id);
    const count = (type: CallEvent['type']): number => own.filter((event) => event.type === type).length;
    for (const type of ['RingStarted', 'CommutationStarted', 'AbonentBusy', 'RingFinished'] as const) {
      if (count(type) > 1) found.push(`${id}: ${type} ${count(type)} times`);
    }
    if (count('RingFinished') === 0) unfinished += 1;
    else if (own.at(-1)?.type !== 'RingFinished') found.push(`${id}: ${own.at(-1)?.type} after the end`);
    const connectedAt = own.findIndex(({ type }) => type === 'CommutationStarted');
    const ringAt = own.findIndex(({ type }) => type === 'RingStarted');
    if (connectedAt >= 0 && ringAt > connectedAt) found.push(`${id}: connected before it rang`);
    for (const side of ['agent', 'remote'] as const) {
      let isHeld = false;
      for (const event of own) {
        if (event.type !== 'PutHoldAction' && event.type !== 'EndHoldAction') continue;
        if (event.by !== side) continue;
        if ((event.type === 'PutHoldAction') === isHeld) found.push(`${id}: ${event.type} by ${side} twice`);
        isHeld = event.type === 'PutHoldAction';
      }
    }
    for (const { type, call } of own) {
      if ((type === 'RingFinished') !== (call.outcome !== undefined)) found.push(`${id}: outcome at ${type}`);
      if ((type === 'RingFinished') !== (call.endedAt !== undefined))
        found.push(`${id}: end time at ${type}`);
    }
  }
  if (unfinished > unfinishedMax) found.push(`${unfinished} calls without RingFinished`);
  return found;
}

/** Calls that are one and are shown as two: they share a channel, or ring for one caller, outside conferences and consultations by one leg. */
export function shownTwice(adapter: AsteriskAdapter): string[] {
  const stories = adapter
    .stories()
    .filter(({ isConferring, call }) => !isConferring && call.conference === undefined);
  const twice: string[] = [];
  for (const [index, one] of stories.entries()) {
    for (const other of stories.slice(index + 1)) {
      if (one.call.consultFor === other.call.id || other.call.consultFor === one.call.id) continue;
      const isShared =
        (one.remote !== undefined && one.remote === other.remote) ||
        (one.origin !== undefined && one.origin === other.origin && !one.isConnected && !other.isConnected) ||
        [...one.agentLegs].some((leg) => other.agentLegs.has(leg));
      if (isShared) twice.push(`${one.call.id} ${other.call.id}`);
    }
  }
  return twice;
}
