import { kindOfSource, type ReaderMessage, type SourceStatus } from '../../src/directory/sources.ts';
import type { HistoryStore } from '../../src/history/store/store.ts';
import type { Edges, Timer } from '../../src/world/edges.ts';

/** A thread that reads one source. */
export interface Reader {
  on(event: 'message', listener: (message: ReaderMessage) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'exit', listener: () => void): unknown;
  /** Asks for the next batch. */
  postMessage(message: 'next'): void;
  terminate(): unknown;
}

export interface FileSourcesOptions {
  readonly edges: Pick<Edges, 'clock' | 'log'>;
  readonly store: Pick<HistoryStore, 'ask'>;
  readonly startReader: (path: string, known: string) => Reader;
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
 * The sources that are files and folders: read one after the other, in threads of their own, when they change. The contacts of a source
 * are replaced once it was read whole.
 */
export class FileSources {
  readonly #options: FileSourcesOptions;
  readonly #statuses = new Map<string, SourceStatus>();
  readonly #unwatch = new Map<string, () => void>();
  readonly #settling = new Map<string, Timer>();
  #reader: Reader | undefined;
  #turns: Promise<void> = Promise.resolve();
  #isStopped = false;

  constructor(options: FileSourcesOptions) {
    this.#options = options;
  }

  get statuses(): readonly SourceStatus[] {
    return [...this.#statuses.values()];
  }

  /** Puts these sources in force. Resolves when each was read or has failed; never rejects. */
  follow(all: readonly string[]): Promise<void> {
    const sources = all.filter((source) => kindOfSource(source) === 'files');
    const gone = [...this.#statuses.keys()].filter((source) => !sources.includes(source));
    const added = sources.filter((source) => !this.#statuses.has(source));
    for (const source of gone) this.#forget(source);
    if (added.length === 0 && gone.length === 0) return Promise.resolve();
    for (const source of added) this.#statuses.set(source, { source, contacts: 0, isReading: false });
    void this.#take(() => this.#keep(sources));
    for (const source of added) {
      this.#unwatch.set(
        source,
        this.#options.watch(source, () => this.#changed(source)),
      );
      void this.#take(() => this.#read(source));
    }
    return this.#take(() => this.#sweep());
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
    this.#options.edges.clock.clearTimeout(this.#settling.get(source));
    this.#settling.delete(source);
  }

  #changed(source: string): void {
    const { clock } = this.#options.edges;
    clock.clearTimeout(this.#settling.get(source));
    const read = (): void => {
      void this.#take(() => this.#read(source));
      void this.#take(() => this.#sweep());
    };
    this.#settling.set(source, clock.setTimeout(read, settleMs));
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

  async #read(source: string): Promise<void> {
    if (!this.#statuses.has(source)) return;
    const { store, edges, onContacts } = this.#options;
    this.#tell(source, { isReading: true });
    try {
      const known = (await store.ask('contactSources')).find((record) => record.source === source);
      const generation = await store.ask('beginContacts', source);
      const end = await this.#readInto(source, known?.state ?? '', generation);
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
  #readInto(source: string, known: string, generation: number): Promise<End> {
    const { store, startReader, edges } = this.#options;
    return new Promise((resolve) => {
      const reader = startReader(source, known);
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
