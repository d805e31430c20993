import { type Files, systemCode, writeAtomically } from './atomicFile.ts';
import type { Clock, LogEntry, Timer } from './edges.ts';

export interface StateFileEdges {
  readonly files: Files;
  readonly clock: Pick<Clock, 'setTimeout' | 'clearTimeout'>;
  readonly log: (entry: LogEntry) => void;
}

/** After a failure: a full disk has room again when somebody has made it, not sooner. */
const retryMs = 30_000;

/**
 * Writes what is in force to its file, one write after another, the newest state each time. What could not be written, for want of room or
 * rights, is tried again until it is.
 */
export class StateFile {
  readonly #path: string;
  readonly #what: string;
  readonly #text: () => string;
  readonly #edges: StateFileEdges;
  #writing: Promise<void> = Promise.resolve();
  #isDue = false;
  #retry: Timer | undefined;
  /** The code of the last failure: one that goes on is logged once. */
  #trouble: string | undefined;

  /**
   * @param what names it in the log
   * @param text the state at present, as the file has it
   */
  constructor(path: string, what: string, text: () => string, edges: StateFileEdges) {
    this.#path = path;
    this.#what = what;
    this.#text = text;
    this.#edges = edges;
  }

  /** The state is another than the one in the file. */
  save(): void {
    this.#isDue = true;
    void this.flushed();
  }

  /** Tries what is not written yet, and resolves after that; never rejects. */
  flushed(): Promise<void> {
    if (this.#isDue) this.#writing = this.#writing.then(() => this.#write());
    return this.#writing;
  }

  async #write(): Promise<void> {
    if (!this.#isDue) return;
    this.#isDue = false;
    const { clock, files, log } = this.#edges;
    clock.clearTimeout(this.#retry);
    try {
      await writeAtomically(files, this.#path, this.#text());
      this.#trouble = undefined;
    } catch (error) {
      this.#isDue = true;
      this.#retry = clock.setTimeout(() => void this.flushed(), retryMs);
      const code = systemCode(error instanceof Error && error.cause !== undefined ? error.cause : error);
      if (code === this.#trouble) return;
      this.#trouble = code;
      log({ level: 'warn', what: `${this.#what} not written`, error });
    }
  }
}
