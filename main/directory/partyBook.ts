import type { Identified } from '../../src/directory/found.ts';
import type { Clock, LogEntry } from '../../src/world/edges.ts';

export interface PartyBookOptions {
  readonly clock: Pick<Clock, 'now'>;
  /** Rejects where the directory cannot be asked. */
  readonly identify: (number: string) => Promise<Identified>;
  /** Something else is known of who has a number. */
  readonly onKnown: (number: string) => void;
  readonly log: (entry: LogEntry) => void;
}

/** Numbers whose parties are remembered: more than one desk has in an hour. */
const maxKnown = 500;
/** After that a number that is met is asked about again: a server that was down is up, somebody new is in the CRM. */
const freshMs = 60_000;

interface Entry {
  identified: Identified | undefined;
  /** The question that is being asked. */
  asking: Promise<void> | undefined;
  /** Monotonic; asked again when the number is met after that. */
  freshUntilMs: number;
}

const nobody: Identified = { matches: [] };

/** Who has which number, as far as it was asked. An answer is never waited for: it is reported when it comes. */
export class PartyBook {
  readonly #options: PartyBookOptions;
  readonly #entries = new Map<string, Entry>();

  constructor(options: PartyBookOptions) {
    this.#options = options;
  }

  /** What is known now; what is not is asked for. */
  of(number: string): Identified | undefined {
    const entry = this.#entryOf(number);
    const isStale = this.#options.clock.now().monoMs >= entry.freshUntilMs;
    if (isStale && entry.asking === undefined) this.#ask(number, entry);
    return entry.identified;
  }

  /** The answer that is awaited where no contact is known yet. Never rejects. */
  awaited(number: string): Promise<void> | undefined {
    const known = this.of(number)?.matches ?? [];
    return known.length === 0 ? this.#entries.get(number)?.asking : undefined;
  }

  /** The directory is another: what is known counts until there is a better answer. */
  renew(): void {
    const entries = [...this.#entries];
    for (const [, entry] of entries) entry.freshUntilMs = -Infinity;
    // Who hears of it asks again, which moves the entry to the end of the map.
    for (const [number] of entries) this.#options.onKnown(number);
  }

  #entryOf(number: string): Entry {
    const entry = this.#entries.get(number) ?? {
      identified: undefined,
      asking: undefined,
      freshUntilMs: -Infinity,
    };
    this.#entries.delete(number);
    this.#entries.set(number, entry);
    const [oldest] = this.#entries.keys();
    if (this.#entries.size > maxKnown && oldest !== undefined) this.#entries.delete(oldest);
    return entry;
  }

  #ask(number: string, entry: Entry): void {
    entry.freshUntilMs = this.#options.clock.now().monoMs + freshMs;
    entry.asking = this.#options
      .identify(number)
      .catch((error: unknown) => {
        this.#options.log({ level: 'warn', what: 'directory not asked', error });
        return entry.identified ?? nobody;
      })
      .then((identified) => {
        entry.asking = undefined;
        const before = entry.identified ?? nobody;
        entry.identified = identified;
        if (JSON.stringify(before) !== JSON.stringify(identified)) this.#options.onKnown(number);
      });
  }
}
