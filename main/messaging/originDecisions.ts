import { z } from 'zod';
import type { DecidedOrigin, OriginDecision } from '../../src/ipc/messaging.ts';
import { type Origin, originOf } from '../../src/messaging/origin.ts';
import { setAside, systemCode } from '../../src/world/atomicFile.ts';
import { StateFile, type StateFileEdges } from '../../src/world/stateFile.ts';

export interface OriginDecisionsEdges extends StateFileEdges {
  readonly nowWallMs: () => number;
}

/** A page has one question, whatever frames it has. More pages than these at once have been made to ask. */
const questionsMax = 16;

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

/** What is asked about an origin, and who waits for the answer; one per site. */
interface Question {
  readonly origin: Origin;
  readonly waiting: Set<(allowed: boolean) => void>;
}

/**
 * Which pages may use the line, as the agent decided it, kept in a file. What the administrator preset goes before; what no one decided
 * is asked once per site, as long as a page waits for the answer. *Never* is said to the whole site, *Allow* to the one origin.
 */
export class OriginDecisions {
  /** Something is asked, decided or taken back. */
  onChange: () => void = () => undefined;
  readonly #path: string;
  readonly #edges: OriginDecisionsEdges;
  readonly #file: StateFile;
  readonly #decided = new Map<string, DecidedOrigin>();
  readonly #questions = new Map<string, Question>();
  #preset: ReadonlySet<string> = new Set();

  private constructor(path: string, edges: OriginDecisionsEdges) {
    this.#path = path;
    this.#edges = edges;
    this.#file = new StateFile(
      path,
      'origins',
      () => JSON.stringify({ version: 1, origins: this.list }),
      edges,
    );
  }

  /** Never rejects: a file that cannot be read is set aside, and everything is asked again. */
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
    for (const origin of this.asked) if (this.#preset.has(origin.origin)) this.#settle(origin, true);
  }

  /** `undefined` if not decided. A page over http can have been changed on the way: only an administrator lets it in. */
  isAllowed({ origin, site, isSecure }: Origin): boolean | undefined {
    if (this.#preset.has(origin)) return true;
    if (!isSecure) return false;
    const decided = this.#decided.get(origin);
    if (decided !== undefined && this.#stands(decided)) return decided.decision !== 'never';
    const isUnwanted = this.list.some(
      (other) => other.decision === 'never' && originOf(other.origin)?.site === site,
    );
    return isUnwanted ? false : undefined;
  }

  /** Waits for the agent, until `signal` ends the wait: then it is no, and the question goes with the last who waited. Never rejects. */
  askAbout(origin: Origin, signal: AbortSignal): Promise<boolean> {
    const asked = this.#questions.get(origin.site);
    if (signal.aborted) return Promise.resolve(false);
    // Another name of the site has its turn when that is answered.
    if (asked !== undefined && asked.origin.origin !== origin.origin) return Promise.resolve(false);
    const question = asked ?? { origin, waiting: new Set<(allowed: boolean) => void>() };
    if (asked === undefined) this.#ask(question);
    return new Promise((resolve) => {
      question.waiting.add(resolve);
      const giveUp = (): void => {
        question.waiting.delete(resolve);
        resolve(false);
        if (question.waiting.size > 0 || this.#questions.get(origin.site) !== question) return;
        this.#questions.delete(origin.site);
        this.onChange();
      };
      signal.addEventListener('abort', giveUp, { once: true });
    });
  }

  /** The queue cannot be filled: who comes last takes the place of the one who waits longest behind the question that is shown. */
  #ask(question: Question): void {
    const { origin, site } = question.origin;
    const [, second] = this.#questions.keys();
    if (this.#questions.size >= questionsMax && second !== undefined) this.#answer(second, false);
    this.#questions.set(site, question);
    this.#edges.log({ level: 'info', what: 'origin asked about', origin });
    this.onChange();
  }

  /** The agent's answer, now or from the settings. */
  decide(about: Origin, decision: OriginDecision): void {
    const { origin } = about;
    this.#decided.delete(origin);
    this.#decided.set(origin, { origin, decision, decidedAt: this.#edges.nowWallMs() });
    this.#edges.log({ level: 'info', what: 'origin decided', origin, decision });
    this.#file.save();
    this.#settle(about, decision !== 'never');
    this.onChange();
  }

  /** Takes a decision back: the next page of the origin is asked about again. */
  revoke(origin: string): void {
    if (!this.#decided.delete(origin)) return;
    this.#edges.log({ level: 'info', what: 'origin revoked', origin });
    this.#file.save();
    this.onChange();
  }

  /** Resolves when everything decided by now is written, or could not be; never rejects. */
  flushed(): Promise<void> {
    return this.#file.flushed();
  }

  #settle({ origin, site }: Origin, allowed: boolean): void {
    const asked = this.#questions.get(site);
    // What is allowed to one name of a site says nothing about another that asks.
    if (asked !== undefined && (!allowed || asked.origin.origin === origin)) this.#answer(site, allowed);
  }

  #answer(site: string, allowed: boolean): void {
    const question = this.#questions.get(site);
    this.#questions.delete(site);
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
}
