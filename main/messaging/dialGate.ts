import type { Clock, LogEntry } from '../../src/world/edges.ts';
import type { PageQuestion } from '../../src/ipc/messaging.ts';
import { type PageDialRules, verdictOn } from '../../src/messaging/pageDialRules.ts';
import type { Origin } from '../../src/messaging/origin.ts';

type DialQuestion = Extract<PageQuestion, { kind: 'dial' }>;

export interface DialGateEdges {
  readonly clock: Clock;
  readonly newId: () => string;
  readonly log: (entry: LogEntry) => void;
  /** Something is asked, or not any more. */
  readonly onChange: () => void;
}

/** An agent who has not answered by then is not at the desk. */
const answerMs = 30_000;
/** A page must not fill the panel with questions. */
const questionsMax = 3;

/** Which numbers pages may dial: by the rules of the settings, or as the agent says each time. */
export class DialGate {
  readonly #edges: DialGateEdges;
  readonly #open = new Map<string, { question: DialQuestion; settle: (mayDial: boolean) => void }>();
  rules: PageDialRules = { allow: [], deny: [], ask: [] };

  constructor(edges: DialGateEdges) {
    this.#edges = edges;
  }

  get questions(): readonly DialQuestion[] {
    return [...this.#open.values()].map(({ question }) => question);
  }

  /** Asks until `signal` ends the wait, or it is not answered: then it is no. Never rejects. */
  mayDial(number: string, origin: Origin | undefined, signal: AbortSignal): Promise<boolean> {
    const verdict = verdictOn(number, this.rules);
    if (verdict !== 'ask') return Promise.resolve(verdict === 'allow');
    if (this.#open.size >= questionsMax || signal.aborted) return Promise.resolve(false);
    const { clock, newId, log, onChange } = this.#edges;
    const id = newId();
    const name = origin === undefined ? {} : { name: origin.name };
    return new Promise((resolve) => {
      const settle = (mayDial: boolean): void => {
        if (!this.#open.delete(id)) return;
        clock.clearTimeout(timer);
        signal.removeEventListener('abort', giveUp);
        log({ level: 'info', what: 'number decided', from: origin?.origin ?? 'script', number, mayDial });
        resolve(mayDial);
        onChange();
      };
      const giveUp = (): void => settle(false);
      const timer = clock.setTimeout(giveUp, answerMs);
      signal.addEventListener('abort', giveUp);
      this.#open.set(id, { question: { kind: 'dial', id, number, ...name }, settle });
      onChange();
    });
  }

  /** The agent's answer. */
  answer(id: string, mayDial: boolean): void {
    this.#open.get(id)?.settle(mayDial);
  }
}
