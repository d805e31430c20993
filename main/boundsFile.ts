import type { LogEntry } from '../src/asterisk/edges.ts';
import { type Files, systemCode, writeAtomically } from '../src/settings/atomicFile.ts';
import { type Placement, type Rectangle, parseBounds, placeWindow } from './bounds.ts';

/** A window that is dragged tells its place many times a second. */
const settledMs = 500;

/** Where the panel was, kept in a file. Losing it costs nothing but a look around, so it is never more than logged. */
export class BoundsFile {
  readonly #files: Files;
  readonly #path: string;
  readonly #log: (entry: LogEntry) => void;
  #latest: Rectangle | undefined;
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(files: Files, path: string, log: (entry: LogEntry) => void) {
    this.#files = files;
    this.#path = path;
    this.#log = log;
  }

  async place(workAreas: readonly Rectangle[]): Promise<Placement> {
    const text = await this.#files.read(this.#path).catch(() => '');
    return placeWindow(parseBounds(text), workAreas);
  }

  remember({ x, y, width, height }: Rectangle): void {
    this.#latest = { x, y, width, height };
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flushed(), settledMs);
  }

  /** Writes what is remembered; resolves when it is written. Never rejects. */
  flushed(): Promise<void> {
    clearTimeout(this.#timer);
    const bounds = this.#latest;
    this.#latest = undefined;
    if (bounds === undefined) return this.#writing;
    this.#writing = this.#writing
      .then(() => writeAtomically(this.#files, this.#path, JSON.stringify(bounds)))
      .catch((error: unknown) =>
        this.#log({ level: 'warn', what: 'window place not written', code: systemCode(error) }),
      );
    return this.#writing;
  }
}
