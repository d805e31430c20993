import type { DispositionRule } from '../../src/cti/record/disposition.ts';
import type { CtiEvent } from '../../src/cti/event.ts';
import { OwedNotes } from '../../src/history/owedNotes.ts';
import type { CallNote, CallNotesState } from '../../src/ipc/callNotes.ts';
import type { HistoryAnswer, HistoryCall, HistoryMarks } from '../../src/ipc/history.ts';
import type { Edges } from '../../src/world/edges.ts';
import type { LineHost } from '../line/lineHost.ts';
import type { HistoryHost } from './historyHost.ts';

export interface CallNotesOptions {
  readonly history: Pick<HistoryHost, 'mark' | 'call'>;
  readonly line: Pick<LineHost, 'setVariable' | 'holdWork' | 'line'>;
  readonly log: Edges['log'];
  readonly onState: (state: CallNotesState) => void;
}

export interface CallNotesSettings {
  readonly dispositions: readonly string[];
  readonly dispositionRule: DispositionRule;
  /** Where the PBX gets it; empty: it does not. */
  readonly dispositionVariable: string;
}

/** What the agent says of calls: asked for after them, kept in the history, and told to the PBX while a call goes on. */
export class CallNotes {
  readonly #options: CallNotesOptions;
  readonly #owed = new OwedNotes();
  #settings: CallNotesSettings = { dispositions: [], dispositionRule: 'never', dispositionVariable: '' };
  #isHolding = false;
  #told = '';

  constructor(options: CallNotesOptions) {
    this.#options = options;
  }

  get state(): CallNotesState {
    return { rule: this.#rule, dispositions: this.#settings.dispositions, owed: this.#owed.owed };
  }

  configure({ dispositions, dispositionRule, dispositionVariable }: CallNotesSettings): void {
    this.#settings = { dispositions, dispositionRule, dispositionVariable };
    this.#owed.configure(this.#rule);
    this.#tell();
  }

  hear(event: CtiEvent): void {
    this.#owed.hear(event);
    this.#tell();
  }

  /** Calls are of another line from now on, or of another connection to it. */
  begin(): void {
    this.#owed.forget('all');
    this.#isHolding = false;
    this.#tell();
  }

  forget(ids: readonly string[] | 'all'): void {
    this.#owed.forget(ids);
    this.#tell();
  }

  leave(id: string): void {
    if (this.#owed.leave(id)) this.#tell();
  }

  async read(id: string): Promise<HistoryAnswer<CallNote>> {
    const answer = await this.#options.history.call(id);
    if (answer.status === 'failed') return answer;
    const { note, disposition } = answer.value ?? {};
    return {
      status: 'ok',
      value: {
        ...(note === undefined ? {} : { note }),
        ...(disposition === undefined ? {} : { disposition }),
      },
    };
  }

  /**
   * Keeps what the agent says. Where nothing can be kept now, they have said it all the same: a full disk keeps no agent from their calls.
   */
  async save(id: string, marks: HistoryMarks): Promise<HistoryAnswer<HistoryCall | null>> {
    const { disposition } = marks;
    if (typeof disposition === 'string' && !this.#settings.dispositions.includes(disposition))
      return { status: 'failed', fault: 'failed' };
    const answer = await this.#options.history.mark(id, marks);
    if (disposition === undefined) return answer;
    this.#owed.said(id, disposition !== null);
    if (disposition !== null) await this.#report(id, disposition);
    this.#tell();
    return answer;
  }

  /** The same for the call that the agent is in, or was in last: that it is not kept at all is a fault then. */
  async keep(id: string, marks: HistoryMarks): Promise<HistoryAnswer<null>> {
    const answer = await this.save(id, marks);
    if (answer.status === 'failed') return answer;
    return answer.value === null ? { status: 'failed', fault: 'failed' } : { status: 'ok', value: null };
  }

  /** Without choices there is nothing to ask for. */
  get #rule(): DispositionRule {
    return this.#settings.dispositions.length === 0 ? 'never' : this.#settings.dispositionRule;
  }

  async #report(id: string, disposition: string): Promise<void> {
    const { line, log } = this.#options;
    const { dispositionVariable: name } = this.#settings;
    if (name === '' || !line.line().calls.some((call) => call.id === id)) return;
    const result = await line.setVariable(id, name, disposition);
    if (result.status !== 'done') log({ level: 'warn', what: 'disposition not told to the PBX', ...result });
  }

  #tell(): void {
    const { line, onState } = this.#options;
    if (this.#owed.isHolding !== this.#isHolding) {
      this.#isHolding = this.#owed.isHolding;
      line.holdWork(this.#isHolding);
    }
    const { state } = this;
    const told = JSON.stringify(state);
    if (told === this.#told) return;
    this.#told = told;
    onState(state);
  }
}
