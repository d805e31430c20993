import { SourceError } from '../../src/directory/read/sourceFiles.ts';
import {
  kindOfSource,
  type ReaderMessage,
  type SourceAccess,
  type SourceStatus,
} from '../../src/directory/sources.ts';
import type { HistoryStore } from '../../src/history/store/store.ts';
import type { Edges, Timer } from '../../src/world/edges.ts';
import { nextReadMs } from './nextRead.ts';

/** A thread that reads one source. */
export interface Reader {
  on(event: 'message', listener: (message: ReaderMessage) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'exit', listener: () => void): unknown;
  /** Asks for the next batch. */
  postMessage(message: 'next'): void;
  terminate(): unknown;
}

export interface ContactSourcesOptions {
  readonly edges: Pick<Edges, 'clock' | 'log'>;
  readonly store: Pick<HistoryStore, 'ask'>;
  readonly startReader: (source: string, known: string, access: SourceAccess) => Reader;
  /** What a directory wants to be read. Rejects with SourceError; may take as long as the person takes to open the keyring. */
  readonly accessTo: (source: string) => Promise<SourceAccess>;
  /** Calls back when something in the folder of a path, or in it where it is one, is another. @returns the function that ends it */
  readonly watch: (path: string, onChanged: () => void) => () => void;
  readonly onStatus: () => void;
  /** Other contacts than before. */
  readonly onContacts: () => void;
}

/** Whoever writes a file writes it in pieces, ms. */
const settleMs = 1_000;
/** A reader that says nothing for so long hangs on a share that is gone, ms. */
const patienceMs = 60_000;
const sweepSize = 250;

type End = Exclude<ReaderMessage, { type: 'batch' }>;

/**
 * The sources that are read whole, one after the other, in threads of their own: files and folders when they change, directories now and
 * then. The contacts of a source are replaced once it was read whole.
 */
export class ContactSources {
  readonly #options: ContactSourcesOptions;
  readonly #statuses = new Map<string, SourceStatus>();
  readonly #unwatch = new Map<string, () => void>();
  /** The next reading of each source. */
  readonly #timers = new Map<string, Timer>();
  #refreshMs = 0;
  #reader: Reader | undefined;
  #turns: Promise<void> = Promise.resolve();
  #isStopped = false;

  constructor(options: ContactSourcesOptions) {
    this.#options = options;
  }

  get statuses(): readonly SourceStatus[] {
    return [...this.#statuses.values()];
  }

  /**
   * Puts these sources in force. Resolves when each was read, has failed or need not be read yet; never rejects.
   * @param refreshMs how long what a directory gave counts
   */
  async follow(all: readonly string[], refreshMs: number): Promise<void> {
    const sources = all.filter((source) => kindOfSource(source) !== 'lookup');
    const gone = [...this.#statuses.keys()].filter((source) => !sources.includes(source));
    const added = sources.filter((source) => !this.#statuses.has(source));
    for (const source of gone) this.#forget(source);
    if (refreshMs !== this.#refreshMs) {
      this.#refreshMs = refreshMs;
      for (const source of this.#statuses.keys()) this.#plan(source);
    }
    if (added.length === 0 && gone.length === 0) return;
    for (const source of added) this.#statuses.set(source, { source, contacts: 0, isReading: false });
    const kept = this.#take(() => this.#keep(sources));
    await Promise.all(added.map((source) => this.#begin(source, kept)));
    await this.#take(() => this.#sweep());
  }

  /** What directories want to be read is another: those that pass are read. Resolves when they were. */
  async readDirectories(isMeant: (status: SourceStatus) => boolean): Promise<void> {
    const meant = this.statuses.filter((status) => kindOfSource(status.source) === 'ldap' && isMeant(status));
    await Promise.all(meant.map(({ source }) => this.#readDirectory(source)));
  }

  stop(): void {
    this.#isStopped = true;
    for (const source of [...this.#statuses.keys()]) this.#forget(source);
    this.#reader?.terminate();
  }

  #forget(source: string): void {
    this.#unwatch.get(source)?.();
    this.#unwatch.delete(source);
    this.#statuses.delete(source);
    this.#options.edges.clock.clearTimeout(this.#timers.get(source));
    this.#timers.delete(source);
  }

  async #begin(source: string, kept: Promise<void>): Promise<void> {
    if (kindOfSource(source) === 'ldap') {
      await kept;
      const dueMs = this.#dueMs(source);
      if (dueMs === 0) await this.#readDirectory(source);
      else this.#plan(source);
      return;
    }
    const changed = (): void =>
      this.#after(settleMs, source, () => {
        void this.#take(() => this.#read(source));
        void this.#take(() => this.#sweep());
      });
    this.#unwatch.set(source, this.#options.watch(source, changed));
    await this.#take(() => this.#read(source));
  }

  /** A keyring that the person has to open keeps no other source waiting. */
  async #readDirectory(source: string): Promise<void> {
    const { accessTo } = this.#options;
    this.#tell(source, { isReading: true });
    try {
      const access = await accessTo(source);
      await this.#take(() => this.#read(source, access));
      await this.#take(() => this.#sweep());
    } catch (error) {
      const code = error instanceof SourceError ? error.code : 'failed';
      this.#tell(source, { isReading: false, fault: { code, detail: String(error) } });
    }
    this.#plan(source);
  }

  #plan(source: string): void {
    const dueMs = this.#dueMs(source);
    if (dueMs !== undefined) this.#after(dueMs, source, () => void this.#readDirectory(source));
  }

  #dueMs(source: string): number | undefined {
    const status = this.#statuses.get(source);
    if (status === undefined || kindOfSource(source) !== 'ldap') return undefined;
    return nextReadMs(status, this.#refreshMs, this.#options.edges.clock.now().wallMs);
  }

  #after(delayMs: number, source: string, act: () => void): void {
    const { clock } = this.#options.edges;
    clock.clearTimeout(this.#timers.get(source));
    if (this.#isStopped || !this.#statuses.has(source)) return;
    this.#timers.set(source, clock.setTimeout(act, delayMs));
  }

  /** One thing after the other: two readings of a source would be in each other's way. */
  #take(act: () => Promise<void>): Promise<void> {
    this.#turns = this.#turns
      .then(() => (this.#isStopped ? undefined : act()))
      .catch((error: unknown) => this.#options.edges.log({ level: 'warn', what: 'directory', error }));
    return this.#turns;
  }

  async #keep(sources: readonly string[]): Promise<void> {
    const { store, onContacts } = this.#options;
    await store.ask('keepSources', sources);
    for (const { source, contacts, readAt } of await store.ask('contactSources')) {
      const status = this.#statuses.get(source);
      if (status !== undefined) this.#statuses.set(source, { ...status, contacts, readAt });
    }
    onContacts();
  }

  async #read(source: string, access: SourceAccess = {}): Promise<void> {
    if (!this.#statuses.has(source)) return;
    const { store, edges, onContacts } = this.#options;
    this.#tell(source, { isReading: true });
    try {
      const known = (await store.ask('contactSources')).find((record) => record.source === source);
      const generation = await store.ask('beginContacts', source);
      const end = await this.#readInto(source, known?.state ?? '', generation, access);
      const { wallMs } = edges.clock.now();
      if (end.type === 'failed') {
        edges.log({ level: 'warn', what: 'directory source', code: end.code, detail: end.detail });
        this.#tell(source, { isReading: false, fault: { code: end.code, detail: end.detail } });
      } else if (end.type === 'same') {
        await store.ask('confirmContacts', source, wallMs);
        this.#tell(source, { isReading: false, readAt: wallMs, fault: undefined });
      } else {
        const contacts = await store.ask('endContacts', source, generation, end.state, wallMs);
        edges.log({ level: 'info', what: 'directory source', contacts, leftOut: end.leftOut?.count ?? 0 });
        this.#tell(source, {
          isReading: false,
          readAt: wallMs,
          contacts,
          fault: undefined,
          leftOut: end.leftOut,
        });
        onContacts();
      }
    } catch (error) {
      this.#tell(source, { isReading: false, fault: { code: 'failed', detail: String(error) } });
      throw error;
    }
  }

  /** Never rejects: a reader that breaks off has failed. */
  #readInto(source: string, known: string, generation: number, access: SourceAccess): Promise<End> {
    const { store, startReader, edges } = this.#options;
    return new Promise((resolve) => {
      const reader = startReader(source, known, access);
      this.#reader = reader;
      let timer: Timer | undefined;
      const end = (how: End): void => {
        edges.clock.clearTimeout(timer);
        reader.terminate();
        resolve(how);
      };
      const wait = (): void => {
        edges.clock.clearTimeout(timer);
        timer = edges.clock.setTimeout(
          () => end({ type: 'failed', code: 'timeout', detail: source }),
          patienceMs,
        );
      };
      wait();
      reader.on('message', (message) => {
        wait();
        if (message.type !== 'batch') end(message);
        else
          store.ask('putContacts', source, generation, message.contacts).then(
            () => reader.postMessage('next'),
            (error: unknown) => end({ type: 'failed', code: 'failed', detail: String(error) }),
          );
      });
      reader.on('error', (error) => end({ type: 'failed', code: 'failed', detail: error.message }));
      reader.on('exit', () => end({ type: 'failed', code: 'failed', detail: 'The reader has ended.' }));
    });
  }

  async #sweep(): Promise<void> {
    while (!this.#isStopped && (await this.#options.store.ask('sweepContacts', sweepSize)));
  }

  #tell(source: string, told: { [Name in keyof SourceStatus]?: SourceStatus[Name] | undefined }): void {
    const before = this.#statuses.get(source);
    if (before === undefined) return;
    const { fault, leftOut, ...others } = { ...before, ...told };
    const status = { ...before, ...others, source } as SourceStatus;
    const { fault: _fault, leftOut: _leftOut, ...plain } = status;
    this.#statuses.set(source, { ...plain, ...(fault && { fault }), ...(leftOut && { leftOut }) });
    this.#options.onStatus();
  }
}
