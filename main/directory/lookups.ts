import type { DialRules } from '../../src/cti/number/dialRules.ts';
import type { FoundContact } from '../../src/directory/found.ts';
import { lookupAddress, lookupAnswer } from '../../src/directory/lookup.ts';
import { SourceError } from '../../src/directory/read/sourceFiles.ts';
import type { SourceStatus } from '../../src/directory/sources.ts';
import type { Clock } from '../../src/world/edges.ts';

/** Somebody new is soon in the CRM; who is there stays. */
const nobodyMs = 60_000;
const somebodyMs = 3_600_000;
const maxCached = 500;

export interface LookupsOptions {
  readonly clock: Pick<Clock, 'now'>;
  /** Rejects with SourceError. */
  readonly fetchText: (url: URL) => Promise<string>;
  /** A source is doing otherwise than before. */
  readonly onStatus: () => void;
}

interface Cached {
  readonly contacts: readonly FoundContact[];
  readonly atMs: number;
}

/** Servers that are asked who has a number, one by one, when the files do not say. */
export class Lookups {
  readonly #options: LookupsOptions;
  readonly #cached = new Map<string, Cached>();
  #statuses: readonly SourceStatus[] = [];

  constructor(options: LookupsOptions) {
    this.#options = options;
  }

  get statuses(): readonly SourceStatus[] {
    return this.#statuses;
  }

  follow(sources: readonly string[]): void {
    const known = new Map(this.#statuses.map((status) => [status.source, status]));
    this.#statuses = sources.map((source) => known.get(source) ?? { source, contacts: 0, isReading: false });
  }

  /** Never rejects: a server that does not answer has said nothing, and what it said before stays. */
  async identify(number: string, rules: DialRules): Promise<readonly FoundContact[]> {
    const asked = await Promise.all(this.#statuses.map(({ source }) => this.#ask(source, number, rules)));
    return asked.flat();
  }

  async #ask(source: string, number: string, rules: DialRules): Promise<readonly FoundContact[]> {
    const address = lookupAddress(source, number, rules);
    if (address === undefined) return [];
    const key = JSON.stringify([source, address.href]);
    const before = this.#cached.get(key);
    const { wallMs } = this.#options.clock.now();
    const keptMs = before?.contacts.length === 0 ? nobodyMs : somebodyMs;
    if (before !== undefined && wallMs - before.atMs < keptMs) return before.contacts;
    try {
      const answer = lookupAnswer(await this.#options.fetchText(address), number);
      const contacts = answer.map((contact) => ({ source, ...contact }));
      this.#cached.delete(key);
      this.#cached.set(key, { contacts, atMs: wallMs });
      const [oldest] = this.#cached.keys();
      if (this.#cached.size > maxCached && oldest !== undefined) this.#cached.delete(oldest);
      this.#told(source, { readAt: wallMs });
      return contacts;
    } catch (error) {
      const [code, detail] =
        error instanceof SourceError ? [error.code, error.message] : (['badAnswer', address.host] as const);
      this.#told(source, { fault: { code, detail } });
      return before?.contacts ?? [];
    }
  }

  #told(source: string, told: Pick<SourceStatus, 'readAt' | 'fault'>): void {
    this.#statuses = this.#statuses.map((status) => {
      if (status.source !== source) return status;
      const { fault: _fault, ...others } = status;
      return { ...others, ...told };
    });
    this.#options.onStatus();
  }
}
