import type { Call } from '../cti/call.ts';
import type { DispositionRule } from '../cti/record/disposition.ts';
import { type CtiEvent, isCallEvent } from '../cti/event.ts';

/** A call that is over, and of which the agent has not said what came of it. */
export type OwedNote = Pick<Call, 'id' | 'direction' | 'number' | 'name'>;

/** Whoever leaves more than this unsaid has a list of their own: the history. */
const maxOwed = 20;

/** Which calls of the line still want their disposition, by the rule that is in force. */
export class OwedNotes {
  #rule: DispositionRule = 'never';
  /** Calls that stand and have one already. */
  readonly #said = new Set<string>();
  #owed: readonly OwedNote[] = [];

  /** Oldest first. */
  get owed(): readonly OwedNote[] {
    return this.#owed;
  }

  /** The agent is kept in after-call work. */
  get isHolding(): boolean {
    return this.#rule === 'must' && this.#owed.length > 0;
  }

  configure(rule: DispositionRule): void {
    this.#rule = rule;
    if (rule === 'never') this.#owed = [];
  }

  /** Of one line, in the order in which it happens. */
  hear(event: CtiEvent): void {
    if (!isCallEvent(event)) return;
    const { call } = event;
    if (call.state !== 'ended') {
      // Who talks again has left the question unanswered.
      if (this.#rule === 'ask' && call.connectedAt !== undefined) this.#owed = [];
      return;
    }
    if (!this.#said.delete(call.id) && this.#rule !== 'never' && isConversation(call)) this.#owe(call);
  }

  /** The agent has said what came of it, or takes that back. */
  said(id: string, isSaid: boolean): void {
    if (!isSaid) {
      this.#said.delete(id);
      return;
    }
    const isOwed = this.#owed.some((note) => note.id === id);
    this.#owed = this.#owed.filter((note) => note.id !== id);
    if (!isOwed) this.#said.add(id);
  }

  /** The agent does not say it, where they need not. @returns whether they need not */
  leave(id: string): boolean {
    if (this.#rule === 'must') return false;
    this.#owed = this.#owed.filter((note) => note.id !== id);
    return true;
  }

  /** The calls are gone, or of another line. */
  forget(ids: readonly string[] | 'all'): void {
    this.#owed = ids === 'all' ? [] : this.#owed.filter(({ id }) => !ids.includes(id));
    if (ids === 'all') this.#said.clear();
  }

  #owe({ id, direction, number, name }: Call): void {
    const others = this.#owed.filter((note) => note.id !== id);
    this.#owed = [...others, { id, direction, number, name }].slice(-maxOwed);
  }
}

/** They talked, with a person; a consultation belongs to the call that it was for. */
function isConversation({ connectedAt, consultFor, application }: Call): boolean {
  return connectedAt !== undefined && consultFor === undefined && application === undefined;
}
