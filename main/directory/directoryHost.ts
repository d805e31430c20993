import type { Call } from '../../src/cti/call.ts';
import { type CtiEvent } from '../../src/cti/event.ts';
import { type DialRules, dialRulesOf, noDialRules } from '../../src/cti/number/dialRules.ts';
import type { FoundContact, Identified } from '../../src/directory/found.ts';
import { SourceError } from '../../src/directory/read/sourceFiles.ts';
import { kindOfSource, type SourceAccess, type SourceStatus } from '../../src/directory/sources.ts';
import { HistoryError } from '../../src/history/fault.ts';
import type { HistoryStore } from '../../src/history/store/store.ts';
import type { DirectoryAnswer, PasswordAnswer } from '../../src/ipc/directory.ts';
import type { Settings } from '../../src/settings/schema.ts';
import type { Edges } from '../../src/world/edges.ts';
import { ContactSources, type ContactSourcesOptions } from './contactSources.ts';
import { Lookups } from './lookups.ts';
import { identifiedCall, isAsked } from './party.ts';
import { PartyBook } from './partyBook.ts';
import type { Passwords } from './passwords.ts';

export interface DirectoryHostOptions {
  readonly edges: Edges;
  readonly store: Pick<HistoryStore, 'ask'>;
  readonly startReader: ContactSourcesOptions['startReader'];
  readonly watch: ContactSourcesOptions['watch'];
  readonly fetchText: (url: URL, ca: string | undefined) => Promise<string>;
  /** Rejects when the file cannot be read. */
  readonly readFile: (path: string) => Promise<Uint8Array>;
  readonly passwords: Pick<Passwords, 'has' | 'get' | 'keep' | 'forget'>;
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
  readonly #read: ContactSources;
  readonly #lookups: Lookups;
  #rules: DialRules = noDialRules;
  #sources: readonly string[] = [];
  #settings: Settings | undefined;

  constructor(options: DirectoryHostOptions) {
    this.#options = options;
    const { edges, store, onKnown, onContacts, startReader, watch, fetchText } = options;
    const onStatus = (): void => options.onSources(this.sources);
    this.#book = new PartyBook({ ...edges, identify: (number) => this.#identify(number), onKnown });
    this.#read = new ContactSources({
      ...{ edges, store, startReader, watch, onStatus },
      accessTo: (source) => this.#accessTo(source),
      onContacts: () => {
        this.#book.renew();
        onContacts();
      },
    });
    this.#lookups = new Lookups({
      ...{ clock: edges.clock, onStatus },
      fetchText: async (url) => fetchText(url, await this.#ca()),
    });
  }

  /** In the settings' order. */
  get sources(): readonly SourceStatus[] {
    const statuses = [...this.#read.statuses, ...this.#lookups.statuses];
    return this.#sources.flatMap((source) => {
      const status = statuses.find((one) => one.source === source);
      const hasPassword = this.#options.passwords.has(source);
      return status === undefined ? [] : [{ ...status, ...(hasPassword !== undefined && { hasPassword }) }];
    });
  }

  /** Puts settings in force. Resolves when all sources were read or have failed; never rejects. */
  async configure(settings: Settings): Promise<void> {
    const rules = dialRulesOf(settings);
    const [before, sources] = [this.#sources, [...new Set(settings.directorySources)]];
    const hasOtherCa =
      this.#settings !== undefined && settings.directoryCaFile !== this.#settings.directoryCaFile;
    this.#settings = settings;
    if (JSON.stringify([rules, sources]) !== JSON.stringify([this.#rules, before])) {
      this.#rules = rules;
      this.#sources = sources;
      this.#lookups.follow(sources.filter((source) => kindOfSource(source) === 'lookup'));
      this.#book.renew();
    }
    const gone = before.filter((source) => !sources.includes(source));
    await this.#options.passwords.forget(gone, sources);
    await this.#read.follow(sources, settings.directoryRefreshMinutes * 60_000);
    if (hasOtherCa) await this.#read.readDirectories(() => true);
  }

  /** The keyring was locked when a password was wanted, and is open now. */
  async readAgain(): Promise<void> {
    await this.#read.readDirectories(({ fault }) => fault?.code === 'noPassword');
  }

  /** Keeps the password of a source and reads it. */
  async setPassword(source: string, password: string): Promise<PasswordAnswer> {
    const unprotected = this.#settings?.keepSecretUnprotected ?? false;
    if (!this.#sources.includes(source)) return 'failed';
    try {
      await this.#options.passwords.keep(source, password, unprotected);
    } catch (error) {
      this.#options.edges.log({ level: 'warn', what: 'directory password not kept', error });
      return 'failed';
    }
    void this.#read.readDirectories((status) => status.source === source);
    return 'kept';
  }

  identifiedOf(number: string): Identified | undefined {
    return this.#sources.length === 0 ? undefined : this.#book.of(number);
  }

  /** A call with its party; a promise of it while no contact is known and the sources are asked. Never rejects. */
  namedCall(call: Call): Call | Promise<Call> {
    const named = (): Call => identifiedCall(call, (number) => this.identifiedOf(number));
    const answer = this.#sources.length === 0 || !isAsked(call) ? undefined : this.#book.awaited(call.number);
    return answer === undefined ? named() : answer.then(named);
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
    this.#read.stop();
  }

  async #accessTo(source: string): Promise<SourceAccess> {
    const [ca, password] = [await this.#ca(), await this.#options.passwords.get(source)];
    return { ...(ca !== undefined && { ca }), ...(password !== undefined && { password }) };
  }

  /** The private certificate authorities; rejects with SourceError. */
  async #ca(): Promise<string | undefined> {
    const path = this.#settings?.directoryCaFile ?? '';
    if (path === '') return undefined;
    const pem = await this.#options.readFile(path).catch(() => new Uint8Array());
    const text = Buffer.from(pem).toString('latin1');
    if (!text.includes('-----BEGIN CERTIFICATE-----')) throw new SourceError('badCa', path);
    return text;
  }

  /** What was read says; if that says nothing, what the servers do. */
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
