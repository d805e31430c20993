import type { Clock, LogEntry, Timer } from '../../src/world/edges.ts';
import type { LineMemory, LineRecord, RememberedCall } from '../../src/asterisk/options/memory.ts';
import {
  FileNotWritten,
  type Files,
  setAside,
  systemCode,
  writeAtomically,
} from '../../src/world/atomicFile.ts';
import { formatRecord, parseRecord } from './lineRecord.ts';

/** News within this time are written together; it is also what a sudden end of the process may take with it. */
const togetherMs = 50;

export interface LineMemoryEdges {
  readonly files: Files;
  readonly clock: Clock;
  readonly log: (entry: LogEntry) => void;
}

/**
 * One line's memory in a file, replaced as a whole. A file that cannot be read is set aside and the line begins without a memory; one
 * that cannot be written is logged once until it can be again, and tried again with the next news.
 */
export class LineMemoryFile implements LineMemory {
  readonly last: LineRecord | undefined;
  readonly #path: string;
  readonly #edges: LineMemoryEdges;
  /** What must be written, if it differs from the file. */
  #due: LineRecord | undefined;
  /** What stands in the file, or was last tried, but for its times. */
  #known = '';
  #timer: Timer | undefined;
  #writing: Promise<void> = Promise.resolve();
  #trouble: string | undefined;

  private constructor(path: string, edges: LineMemoryEdges, last: LineRecord | undefined) {
    this.#path = path;
    this.#edges = edges;
    this.last = last;
  }

  /** Never rejects: at worst there is nothing to remember. */
  static async open(path: string, edges: LineMemoryEdges): Promise<LineMemoryFile> {
    return new LineMemoryFile(path, edges, await read(path, edges));
  }

  keep(given: LineRecord): void {
    const record = { ...given, calls: given.calls.map(withoutKeys) };
    // The clocks of a record run on; that alone is no news.
    const known = formatRecord({ ...record, wallMs: 0, monoMs: 0 });
    if (known === this.#known) return;
    this.#known = known;
    this.#due = record;
    this.#timer ??= this.#edges.clock.setTimeout(() => this.#flush(), togetherMs);
  }

  /** Resolves when what is kept is written, or could not be; never rejects. */
  flushed(): Promise<void> {
    this.#flush();
    return this.#writing;
  }

  #flush(): void {
    this.#edges.clock.clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#writing = this.#writing.then(() => this.#write());
  }

  async #write(): Promise<void> {
    const record = this.#due;
    if (record === undefined) return;
    this.#due = undefined;
    try {
      await writeAtomically(this.#edges.files, this.#path, formatRecord(record));
      this.#trouble = undefined;
    } catch (error) {
      // Newer news may be due by now; they say all that this record did.
      this.#due ??= record;
      this.#tell(error instanceof FileNotWritten ? error.code : systemCode(error), error);
    }
  }

  #tell(code: string, error: unknown): void {
    if (code === this.#trouble) return;
    this.#trouble = code;
    this.#edges.log({ level: 'warn', what: 'line memory not written', code, error });
  }
}

async function read(path: string, { files, clock, log }: LineMemoryEdges): Promise<LineRecord | undefined> {
  try {
    return parseRecord(await files.read(path));
  } catch (error) {
    const code = systemCode(error);
    if (code === 'ENOENT') return undefined;
    const aside = await setAside(files, path, clock.now().wallMs).catch(() => 'nowhere');
    log({ level: 'warn', what: 'line memory set aside', file: aside, code });
    return undefined;
  }
}

/** They may be somebody's passcode: kept by the call that stands, and by no file. */
function withoutKeys(remembered: RememberedCall): RememberedCall {
  const { keys: _keys, ...call } = remembered.call;
  return { ...remembered, call };
}
