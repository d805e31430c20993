import { type CtiEvent } from '../../src/cti/event.ts';
import { type DialRules, dialRulesOf, noDialRules } from '../../src/cti/number/dialRules.ts';
import type { FoundContact, Identified } from '../../src/directory/found.ts';
import { kindOfSource, type SourceStatus } from '../../src/directory/sources.ts';
import { HistoryError, type HistoryStore } from '../../src/history/store/store.ts';
import type { DirectoryAnswer } from '../../src/ipc/directory.ts';
import type { Settings } from '../../src/settings/schema.ts';
import type { Edges } from '../../src/world/edges.ts';
import { FileSources, type FileSourcesOptions } from './fileSources.ts';
import { Lookups, type LookupsOptions } from './lookups.ts';
import { PartyBook } from './partyBook.ts';

export interface DirectoryHostOptions {
  readonly edges: Edges;
  readonly store: Pick<HistoryStore, 'ask'>;
  readonly startReader: FileSourcesOptions['startReader'];
  readonly watch: FileSourcesOptions['watch'];
  readonly fetchText: LookupsOptions['fetchText'];
  /** Something else is known of who has a number. */
  readonly onKnown: (number: string) => void;
  /** The contacts of a source are others than before. */
  readonly onContacts: () => void;
  readonly onSources: (statuses: readonly SourceStatus[]) => void;
}

/** As many as a list under a field shows without scrolling for long. */
const maxFound = 20;

/** Who has which number, and whose name is which: out of the sources of the settings. Without one, nothing is asked or opened. */
export class DirectoryHost {
  readonly #options: DirectoryHostOptions;
  readonly #book: PartyBook;
  readonly #files: FileSources;
  readonly #lookups: Lookups;
  #rules: DialRules = noDialRules;
  #sources: readonly string[] = [];

  constructor(options: DirectoryHostOptions) {
    this.#options = options;
    const { edges, store, onKnown, onContacts, startReader, watch, fetchText } = options;
    const onStatus = (): void => options.onSources(this.sources);
    this.#book = new PartyBook({ identify: (number) => this.#identify(number), onKnown, log: edges.log });
    this.#files = new FileSources({
      ...{ edges, store, startReader, watch, onStatus },
      onContacts: () => {
        this.#book.renew();
        onContacts();
      },
    });
    this.#lookups = new Lookups({ clock: edges.clock, fetchText, onStatus });
  }

  /** In the settings' order. */
  get sources(): readonly SourceStatus[] {
    const statuses = [...this.#files.statuses, ...this.#lookups.statuses];
    return this.#sources.flatMap((source) => statuses.find((status) => status.source === source) ?? []);
  }

  /** Puts settings in force. Resolves when all files were read or have failed; never rejects. */
  async configure(settings: Settings): Promise<void> {
    const rules = dialRulesOf(settings);
    const isSame =
      JSON.stringify([rules, settings.directorySources]) === JSON.stringify([this.#rules, this.#sources]);
    if (isSame) return;
    this.#rules = rules;
    this.#sources = [...new Set(settings.directorySources)];
    this.#lookups.follow(this.#sources.filter((source) => kindOfSource(source) === 'lookup'));
    this.#book.renew();
    await this.#files.follow(this.#sources);
  }

  identifiedOf(number: string): Identified | undefined {
    return this.#sources.length === 0 ? undefined : this.#book.of(number);
  }

  /** A contact that the agent talked with, or called, is found sooner. */
  hear(event: CtiEvent): void {
    if (event.type !== 'RingFinished' || event.call.contact === undefined) return;
    const { source, id } = event.call.contact;
    const { wallMs } = this.#options.edges.clock.now();
    void this.#ask(() => this.#options.store.ask('useContact', source, id, wallMs));
  }

  async search(text: string): Promise<DirectoryAnswer> {
    if (this.#sources.length === 0) return { status: 'ok', contacts: [] };
    const contacts = await this.#ask(() => this.#options.store.ask('searchContacts', text, maxFound));
    return contacts === undefined ? { status: 'failed' } : { status: 'ok', contacts };
  }

  async choose(number: string, source: string, id: string): Promise<void> {
    await this.#ask(() => this.#options.store.ask('chooseContact', number, source, id));
    this.#book.renew();
  }

  stop(): void {
    this.#files.stop();
  }

  /** What the files say; if they say nothing, what the servers do. */
  async #identify(number: string): Promise<Identified> {
    if (this.#sources.length === 0) return { matches: [] };
    const { store } = this.#options;
    const local = await store.ask('identify', number, this.#rules);
    if (local.matches.length > 0) return local;
    const found = await this.#lookups.identify(number, this.#rules);
    const chosen = found.length < 2 ? found[0] : await this.#chosen(number, found);
    return { matches: found, ...(chosen && { chosen }) };
  }

  async #chosen(number: string, found: readonly FoundContact[]): Promise<FoundContact | undefined> {
    const choice = await this.#options.store.ask('chosenContact', number);
    return found.find(({ source, id }) => source === choice?.source && id === choice.id);
  }

  async #ask<Value>(act: () => Promise<Value>): Promise<Value | undefined> {
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof HistoryError)) throw error;
      this.#options.edges.log({ level: 'warn', what: 'directory', fault: error.fault, error });
      return undefined;
    }
  }
}
