import type { HistoryCall, HistoryDay, HistoryQuery } from '../../src/ipc/history.ts';
import { FakeBridge } from './fakeBridge.ts';
import { aSnapshot } from './story.ts';

export function aHistoryCall(id: string, rest: Partial<HistoryCall> = {}): HistoryCall {
  const startedAt = rest.startedAt ?? new Date(2026, 10, 30, 10, 42).getTime();
  return {
    id,
    direction: 'incoming',
    number: '+442079460958',
    name: 'Maria Svensson',
    startedAt,
    connectedAt: startedAt + 5000,
    endedAt: startedAt + 70_000,
    talkMs: 65_000,
    holdMs: 0,
    outcome: 'answered',
    ...rest,
  };
}

export function aMissedCall(id: string, rest: Partial<HistoryCall> = {}): HistoryCall {
  const { connectedAt: _connectedAt, ...call } = aHistoryCall(id);
  return { ...call, talkMs: 0, outcome: 'noAnswer', ...rest };
}

/** The other end of the history: a file of calls, latest first, that answers as the real one does. */
export class HistoryFile {
  calls: HistoryCall[];
  readonly bridge = new FakeBridge(aSnapshot());
  #removed: readonly [at: number, call: HistoryCall][] = [];

  constructor(calls: readonly HistoryCall[]) {
    this.calls = [...calls];
    const { answers } = this.bridge;
    answers['history:state'] = () => ({ keptDays: 365 });
    answers['history:overview'] = (query) => ({
      status: 'ok',
      value: {
        days: this.#days(query),
        openMissed: this.calls.filter((call) => call.outcome === 'noAnswer' && call.doneAt === undefined)
          .length,
      },
    });
    answers['history:calls'] = (query, { offset, limit }) => ({
      status: 'ok',
      value: this.#found(query).slice(offset, offset + limit),
    });
    answers['history:consultations'] = (id) => ({
      status: 'ok',
      value: this.calls.filter(({ consultFor }) => consultFor === id),
    });
    answers['history:remove'] = ([id]) => {
      this.#removed = this.calls.flatMap((call, at) => (call.id === id ? [[at, call] as const] : []));
      this.calls = this.calls.filter((call) => call.id !== id);
      return { status: 'ok', value: this.#removed.length };
    };
    answers['history:undo'] = () => {
      for (const [at, call] of this.#removed) this.calls.splice(at, 0, call);
      return { status: 'ok', value: this.#removed.length };
    };
    answers['history:mark'] = (id, { note, disposition, done }) => {
      const at = this.calls.findIndex((call) => call.id === id);
      const { note: before, disposition: chosen, doneAt, ...call } = this.calls[at] ?? aHistoryCall(id);
      const words = note === undefined ? before : (note ?? undefined);
      const came = disposition === undefined ? chosen : (disposition ?? undefined);
      const isDone = done ?? doneAt !== undefined;
      const marked: HistoryCall = {
        ...call,
        ...(words === undefined ? {} : { note: words }),
        ...(came === undefined ? {} : { disposition: came }),
        ...(isDone ? { doneAt: 1 } : {}),
      };
      this.calls[at] = marked;
      return { status: 'ok', value: marked };
    };
  }

  /** A call has come: the window hears of it. */
  come(...calls: readonly HistoryCall[]): void {
    this.calls.unshift(...calls);
    this.bridge.push('history:changed', null);
  }

  #found({ text, filter }: HistoryQuery): readonly HistoryCall[] {
    return this.calls.filter(
      (call) =>
        call.consultFor === undefined &&
        call.name.toLowerCase().includes(text.toLowerCase()) &&
        (filter === 'all' ||
          filter === call.direction ||
          (filter === 'missed' && call.outcome === 'noAnswer')),
    );
  }

  #days(query: HistoryQuery): readonly HistoryDay[] {
    const counts = new Map<number, number>();
    for (const { startedAt } of this.#found(query)) {
      const date = new Date(startedAt);
      const day = date.getFullYear() * 10_000 + (date.getMonth() + 1) * 100 + date.getDate();
      counts.set(day, (counts.get(day) ?? 0) + 1);
    }
    return [...counts].map(([day, count]) => ({ day, count }));
  }
}
