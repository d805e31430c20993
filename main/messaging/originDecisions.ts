import { z } from 'zod';
import type { LogEntry } from '../../src/asterisk/edges.ts';
import type { Origin } from '../../src/messaging/origin.ts';
import { type Files, setAside, systemCode, writeAtomically } from '../../src/settings/atomicFile.ts';

export type Decision = 'allow' | 'allowToday' | 'never';

/** What was decided about pages of an origin. */
export interface DecidedOrigin {
  readonly origin: string;
  readonly decision: Decision;
  /** Wall clock, ms since 1970. */
  readonly decidedAt: number;
}

export interface OriginDecisionsEdges {
  readonly files: Files;
  readonly nowWallMs: () => number;
  readonly log: (entry: LogEntry) => void;
  /** Asks the agent; the answer comes by `decide`. Asked once, however many pages of the origin wait. */
  readonly ask: (origin: Origin) => void;
  /** Nobody waits for the answer any more. */
  readonly withdraw: (origin: string) => void;
}

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

/**
 * Which pages may use the line, as the agent decided it, kept in a file. What the administrator preset goes before; what nobody
 * decided is asked.
 */
export class OriginDecisions {
  readonly #path: string;
  readonly #edges: OriginDecisionsEdges;
  readonly #decided = new Map<string, DecidedOrigin>();
  readonly #waiting = new Map<string, Set<(allowed: boolean) => void>>();
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

  /** Origins that are allowed without asking. */
  set preset(origins: readonly string[]) {
    this.#preset = new Set(origins);
  }

  /** Whether pages of the origin may connect; waits for the agent where nobody decided, until `signal` ends the wait. */
  mayConnect(origin: Origin, signal: AbortSignal): Promise<boolean> {
    if (this.#preset.has(origin.origin)) return Promise.resolve(true);
    const decided = this.#decided.get(origin.origin);
    if (decided !== undefined && this.#stands(decided)) return Promise.resolve(decided.decision !== 'never');
    return new Promise((resolve) => {
      const waiting = this.#waiting.get(origin.origin) ?? new Set();
      const isFirst = waiting.size === 0;
      this.#waiting.set(origin.origin, waiting.add(resolve));
      signal.addEventListener('abort', () => this.#giveUp(origin.origin, resolve), { once: true });
      if (isFirst) this.#edges.ask(origin);
    });
  }

  /** The agent's answer, now or from the settings. */
  decide(origin: string, decision: Decision): void {
    this.#decided.delete(origin);
    this.#decided.set(origin, { origin, decision, decidedAt: this.#edges.nowWallMs() });
    this.#edges.log({ level: 'info', what: 'origin decided', origin, decision });
    this.#save();
    const waiting = this.#waiting.get(origin) ?? [];
    this.#waiting.delete(origin);
    for (const resolve of waiting) resolve(decision !== 'never');
  }

  /** Takes a decision back: the next page of the origin is asked about anew. */
  revoke(origin: string): void {
    if (!this.#decided.delete(origin)) return;
    this.#edges.log({ level: 'info', what: 'origin revoked', origin });
    this.#save();
  }

  /** Resolves when everything decided by now is written; never rejects. */
  flushed(): Promise<void> {
    return this.#writing;
  }

  #giveUp(origin: string, resolve: (allowed: boolean) => void): void {
    const waiting = this.#waiting.get(origin);
    if (waiting?.delete(resolve) !== true) return;
    resolve(false);
    if (waiting.size > 0) return;
    this.#waiting.delete(origin);
    this.#edges.withdraw(origin);
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
