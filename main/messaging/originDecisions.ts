import { z } from 'zod';
import type { LogEntry } from '../../src/world/edges.ts';
import type { DecidedOrigin, OriginDecision } from '../../src/ipc/messaging.ts';
import type { Origin } from '../../src/messaging/origin.ts';
import { type Files, setAside, systemCode, writeAtomically } from '../../src/settings/atomicFile.ts';

export interface OriginDecisionsEdges {
  readonly files: Files;
  readonly nowWallMs: () => number;
  readonly log: (entry: LogEntry) => void;
}

/** A page with many frames must not fill the panel with questions. */
const questionsMax = 4;

const fileSchema = z.object({
  version: z.literal(1),
  origins: z
    .array(
      z.object({
        origin: z.url().max(300),
        decision: z.enum(['allow', 'allowToday', 'never']),
        decidedAt: z.number().min(0),
      }),
    )
    .max(1000),
});

/** What is asked about an origin, and who waits for the answer. */
interface Question {
  readonly origin: Origin;
  readonly waiting: Set<(allowed: boolean) => void>;
}

/**
 * Which pages may use the line, as the agent decided it, kept in a file. What the administrator preset goes before; what nobody decided
 * is asked once: the question stands until it is answered, also when the page has given up waiting and comes back.
 */
export class OriginDecisions {
  /** Something is asked, decided or taken back. */
  onChange: () => void = () => undefined;
  readonly #path: string;
  readonly #edges: OriginDecisionsEdges;
  readonly #decided = new Map<string, DecidedOrigin>();
  readonly #questions = new Map<string, Question>();
  #preset: ReadonlySet<string> = new Set();
  #writing: Promise<void> = Promise.resolve();

  private constructor(path: string, edges: OriginDecisionsEdges) {
    this.#path = path;
    this.#edges = edges;
  }

  /** Never rejects: a file that cannot be read is set aside, and everything is asked anew. */
  static async open(path: string, edges: OriginDecisionsEdges): Promise<OriginDecisions> {
    const decisions = new OriginDecisions(path, edges);
    await decisions.#read();
    return decisions;
  }

  /** In the order in which they were decided; those of former days are over. */
  get list(): readonly DecidedOrigin[] {
    return [...this.#decided.values()].filter((decided) => this.#stands(decided));
  }

  /** What the agent is asked about, in the order in which it came. */
  get asked(): readonly Origin[] {
    return [...this.#questions.values()].map(({ origin }) => origin);
  }

  /** Origins that are allowed without asking. */
  set preset(origins: readonly string[]) {
    this.#preset = new Set(origins);
    for (const origin of this.#preset) this.#settle(origin, true);
  }

  /** `undefined` where nobody has decided. */
  isAllowed(origin: string): boolean | undefined {
    if (this.#preset.has(origin)) return true;
    const decided = this.#decided.get(origin);
    return decided !== undefined && this.#stands(decided) ? decided.decision !== 'never' : undefined;
  }

  /** Waits for the agent, until `signal` ends the wait: then it is no, and the question stands. Never rejects. */
  askAbout(origin: Origin, signal: AbortSignal): Promise<boolean> {
    const asked = this.#questions.get(origin.origin);
    if (asked === undefined && this.#questions.size >= questionsMax) return Promise.resolve(false);
    const { waiting } = asked ?? { waiting: new Set<(allowed: boolean) => void>() };
    if (asked === undefined) {
      this.#questions.set(origin.origin, { origin, waiting });
      this.#edges.log({ level: 'info', what: 'origin asked about', origin: origin.origin });
      this.onChange();
    }
    return new Promise((resolve) => {
      waiting.add(resolve);
      const giveUp = (): void => {
        waiting.delete(resolve);
        resolve(false);
      };
      if (signal.aborted) giveUp();
      else signal.addEventListener('abort', giveUp, { once: true });
    });
  }

  /** The agent's answer, now or from the settings. */
  decide(origin: string, decision: OriginDecision): void {
    this.#decided.delete(origin);
    this.#decided.set(origin, { origin, decision, decidedAt: this.#edges.nowWallMs() });
    this.#edges.log({ level: 'info', what: 'origin decided', origin, decision });
    this.#save();
    this.#settle(origin, decision !== 'never');
    this.onChange();
  }

  /** Takes a decision back: the next page of the origin is asked about anew. */
  revoke(origin: string): void {
    if (!this.#decided.delete(origin)) return;
    this.#edges.log({ level: 'info', what: 'origin revoked', origin });
    this.#save();
    this.onChange();
  }

  /** Resolves when everything decided by now is written; never rejects. */
  flushed(): Promise<void> {
    return this.#writing;
  }

  #settle(origin: string, allowed: boolean): void {
    const question = this.#questions.get(origin);
    this.#questions.delete(origin);
    for (const resolve of question?.waiting ?? []) resolve(allowed);
  }

  #stands({ decision, decidedAt }: DecidedOrigin): boolean {
    if (decision !== 'allowToday') return true;
    return new Date(decidedAt).toDateString() === new Date(this.#edges.nowWallMs()).toDateString();
  }

  async #read(): Promise<void> {
    const { files, log, nowWallMs } = this.#edges;
    try {
      const { origins } = fileSchema.parse(JSON.parse(await files.read(this.#path)));
      for (const decided of origins) this.#decided.set(decided.origin, decided);
    } catch (error) {
      const code = systemCode(error);
      if (code === 'ENOENT') return;
      const file = await setAside(files, this.#path, nowWallMs()).catch(() => 'nowhere');
      log({ level: 'warn', what: 'origins set aside', file, code });
    }
  }

  #save(): void {
    this.#writing = this.#writing.then(async () => {
      try {
        const text = JSON.stringify({ version: 1, origins: this.list });
        await writeAtomically(this.#edges.files, this.#path, text);
      } catch (error) {
        this.#edges.log({ level: 'warn', what: 'origins not written', error });
      }
    });
  }
}
