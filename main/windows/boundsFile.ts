import type { LogEntry } from '../../src/world/edges.ts';
import { type Files, systemCode, writeAtomically } from '../../src/world/atomicFile.ts';
import { type PanelPlace, type Places, parsePlaces, placeOn, withPlace } from './bounds.ts';

/** A window that is dragged tells its place many times a second. */
const settledMs = 500;

/**
 * Where the panel was on each set-up of screens, kept in a file. Losing it costs nothing but a look around, so it is never more than logged.
 */
export class BoundsFile {
  readonly #files: Files;
  readonly #path: string;
  readonly #log: (entry: LogEntry) => void;
  #places: Places = [];
  #latest: { readonly screens: string; readonly place: PanelPlace } | undefined;
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(files: Files, path: string, log: (entry: LogEntry) => void) {
    this.#files = files;
    this.#path = path;
    this.#log = log;
  }

  async load(): Promise<void> {
    this.#places = parsePlaces(await this.#files.read(this.#path).catch(() => ''));
  }

  /** @param screens a set-up, by its `screensKey` */
  place(screens: string): PanelPlace | undefined {
    return placeOn(this.#places, screens);
  }

  remember(screens: string, { x, y, width, height, bar }: PanelPlace): void {
    this.#latest = { screens, place: { x, y, width, height, bar } };
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flushed(), settledMs);
  }

  /** What was told lately was the system's doing, not the person's: the screens are being changed. */
  forgetUnsettled(): void {
    clearTimeout(this.#timer);
    this.#latest = undefined;
  }

  /** Writes what is remembered; resolves when it is written. Never rejects. */
  flushed(): Promise<void> {
    clearTimeout(this.#timer);
    const latest = this.#latest;
    this.#latest = undefined;
    if (latest === undefined) return this.#writing;
    this.#places = withPlace(this.#places, latest.screens, latest.place);
    const text = JSON.stringify({ version: 2, places: this.#places });
    this.#writing = this.#writing
      .then(() => writeAtomically(this.#files, this.#path, text))
      .catch((error: unknown) =>
        this.#log({ level: 'warn', what: 'window place not written', code: systemCode(error) }),
      );
    return this.#writing;
  }
}
