import type { Call } from '../cti/call.ts';
import type { Person } from '../cti/people/abandoned.ts';
import { type CtiEvent, isCallEvent } from '../cti/event.ts';
import { type HistoryCall, historyCallOf, maxText } from './historyCall.ts';

export interface HistoryRecorderOptions {
  /** A call is as it is now. */
  readonly put: (call: HistoryCall) => void;
  /** What was left running and is none of these has ended unseen. */
  readonly endAllBut: (standing: readonly string[]) => void;
}

/** Who took a call, and where it was sent, comes within moments of its end. */
const maxEnded = 20;

/** Writes a line's calls down as its events tell them, each from its beginning on. */
export class HistoryRecorder {
  readonly #options: HistoryRecorderOptions;
  /** The calls that stand. */
  readonly #calls = new Map<string, Call>();
  /** The last calls that a colleague has now: who that is may be told after their end. */
  readonly #ended = new Map<string, Call>();
  /** Whom a call was sent to by command. */
  readonly #sentTo = new Map<string, string>();

  constructor(options: HistoryRecorderOptions) {
    this.#options = options;
  }

  /** In the order in which they happen, of one line. */
  hear(event: CtiEvent): void {
    if (event.type === 'ActiveCallSnapshot') {
      this.#calls.clear();
      for (const call of event.calls) this.#take(call);
      this.#options.endAllBut(event.calls.map(({ id }) => id));
    } else if (event.type === 'AnsweredElsewhere') {
      this.#answeredBy(event.callId, event.by);
    } else if (isCallEvent(event)) {
      this.#take(event.call);
    }
  }

  /** The agent sent a call to a number by a blind transfer; its end is often reported sooner. */
  sent(callId: string, number: string): void {
    const call = this.#calls.get(callId) ?? this.#ended.get(callId);
    if (call === undefined) return;
    this.#sentTo.set(callId, number);
    this.#take(call);
  }

  #take(call: Call): void {
    const transferredTo = call.outcome === 'transferred' ? this.#targetOf(call) : undefined;
    this.#options.put({ ...historyCallOf(call), ...(transferredTo === undefined ? {} : { transferredTo }) });
    if (call.outcome === 'answeredElsewhere' || call.outcome === 'transferred') this.#keepEnded(call);
    if (call.state !== 'ended') {
      this.#calls.set(call.id, call);
      return;
    }
    // A consultation that ends together with its call may be told first.
    if (call.consultFor === undefined) {
      this.#calls.delete(call.id);
      this.#sentTo.delete(call.id);
      for (const { id, consultFor } of this.#calls.values())
        if (consultFor === call.id) this.#calls.delete(id);
    } else this.#calls.set(call.id, call);
  }

  #keepEnded(call: Call): void {
    this.#ended.set(call.id, call);
    const [oldest] = this.#ended.keys();
    if (this.#ended.size > maxEnded && oldest !== undefined) this.#ended.delete(oldest);
  }

  #answeredBy(callId: string, { extension, name }: Person): void {
    const call = this.#ended.get(callId);
    if (call?.outcome !== 'answeredElsewhere') return;
    this.#ended.delete(callId);
    const answeredBy = { extension: extension.slice(0, maxText), name: name.slice(0, maxText) };
    this.#options.put({ ...historyCallOf(call), answeredBy });
  }

  /** By a blind transfer, or to whom the agent had asked before. */
  #targetOf({ id }: Call): string | undefined {
    const blind = this.#sentTo.get(id);
    if (blind !== undefined) return blind;
    const asked = [...this.#calls.values()].findLast(
      ({ consultFor, connectedAt }) => consultFor === id && connectedAt !== undefined,
    );
    return asked?.number;
  }
}
