import type { Call } from '../../cti/call.ts';
import type { CallEvent } from '../../cti/event.ts';

type Shown = Pick<Call, 'number' | 'name' | 'queue' | 'did'>;

/**
 * Call events as lines of text, for tables that people check. `1 RingStarted outgoing 201 "Customer Alpha"`: the calls are counted
 * in the order in which they are first told of; who it is, the queue and the number dialled stand where they are new or changed.
 * A `CallInfoChanged` tells its phase; one that changes nothing to see (a leg's key) is reported as `key`.
 */
export function eventTexts(events: readonly CallEvent[]): string[] {
  const numbers = new Map<string, number>();
  const shown = new Map<string, Shown & { phase: string }>();
  return events.map((event) => {
    const { call } = event;
    const before = shown.get(call.id);
    const number = numbers.get(call.id) ?? numbers.size + 1;
    numbers.set(call.id, number);
    shown.set(call.id, call);
    const words = [String(number), event.type, ...facts(event)];
    if (event.type === 'CallInfoChanged') words.push(before?.phase === call.phase ? '' : call.phase);
    if (before === undefined) words.push(call.direction);
    const news = newsOf(call, before);
    words.push(...news);
    const text = words.filter((word) => word !== '').join(' ');
    return text === `${number} CallInfoChanged` ? `${text} key` : text;
  });
}

function facts(event: CallEvent): string[] {
  switch (event.type) {
    case 'PutHoldAction':
    case 'EndHoldAction':
      return [`by ${event.by}`];
    case 'RingFinished': {
      const { outcome = '?', endReason, cause } = event.call;
      return [outcome, ...(endReason === undefined ? [] : [endReason]), `cause=${cause ?? '-'}`];
    }
    default:
      return [];
  }
}

function newsOf(call: Call, before: Shown | undefined): string[] {
  const words: string[] = [];
  const { number: numberBefore, name: nameBefore } = before ?? { number: '', name: '' };
  if (numberBefore !== call.number || nameBefore !== call.name) {
    words.push(call.number === '' ? 'unknown' : call.number, JSON.stringify(call.name));
  }
  if (call.queue !== before?.queue) words.push(`queue=${call.queue ?? '-'}`);
  if (call.did !== before?.did) words.push(`did=${call.did ?? '-'}`);
  return words;
}
