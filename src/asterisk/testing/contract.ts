import type { AsteriskAdapter } from '../calls/adapter.ts';
import type { Call } from '../../cti/call.ts';
import type { CallEvent } from '../../cti/event.ts';

/**
 * What is wrong with a sequence of call events, by the rules that hold for every call whatever happens to it: the ring start and the
 * connection at most once, busy at most once and before the end, holds put and ended in turns by each side, the end exactly once
 * and last. Empty: nothing.
 * @param found the calls that stood before the first event, as the snapshot reported them
 */
export function breaches(
  events: readonly CallEvent[],
  unfinishedMax = 0,
  found: readonly Call[] = [],
): string[] {
  const wrong: string[] = [];
  let unfinished = 0;
  for (const id of new Set(events.map(({ call }) => call.id))) {
    const own = events.filter(({ call }) => call.id === id);
    const count = (type: CallEvent['type']): number => own.filter((event) => event.type === type).length;
    for (const type of ['RingStarted', 'CommutationStarted', 'AbonentBusy', 'RingFinished'] as const) {
      if (count(type) > 1) wrong.push(`${id}: ${type} ${count(type)} times`);
    }
    if (count('RingFinished') === 0) unfinished += 1;
    else if (own.at(-1)?.type !== 'RingFinished') wrong.push(`${id}: ${own.at(-1)?.type} after the end`);
    const connectedAt = own.findIndex(({ type }) => type === 'CommutationStarted');
    const ringAt = own.findIndex(({ type }) => type === 'RingStarted');
    if (connectedAt >= 0 && ringAt > connectedAt) wrong.push(`${id}: connected before it rang`);
    const heldBy = found.find((call) => call.id === id)?.heldBy;
    for (const side of ['agent', 'remote'] as const) {
      let isHeld = heldBy === side || heldBy === 'both';
      for (const event of own) {
        if (event.type !== 'PutHoldAction' && event.type !== 'EndHoldAction') continue;
        if (event.by !== side) continue;
        if ((event.type === 'PutHoldAction') === isHeld) wrong.push(`${id}: ${event.type} by ${side} twice`);
        isHeld = event.type === 'PutHoldAction';
      }
    }
    for (const { type, call } of own) {
      if ((type === 'RingFinished') !== (call.outcome !== undefined)) wrong.push(`${id}: outcome at ${type}`);
      if ((type === 'RingFinished') !== (call.endedAt !== undefined))
        wrong.push(`${id}: end time at ${type}`);
    }
  }
  if (unfinished > unfinishedMax) wrong.push(`${unfinished} calls without RingFinished`);
  return wrong;
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
