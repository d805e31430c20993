import { type FileHandle, mkdir, open, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileError } from './exitCode.ts';

const names = { server: 'server.txt', client: 'client.txt', timing: 'timing.jsonl' } as const;
type Part = keyof typeof names;
const parts = Object.keys(names) as Part[];

/**
 * Keeps a session in three files, in the form of the recordings that the tests use. While they grow their names end in `.part`,
 * so that a file that is not complete never looks like one that is.
 */
export class Recorder {
  readonly #folder: string;
  readonly #files: Readonly<Record<Part, FileHandle>>;
  readonly #startedMs = performance.now();
  readonly #offsets = { server: 0, client: 0 };
  /** Writes one after the other; the session does not wait for them. */
  #writing: Promise<void> = Promise.resolve();
  #failure: unknown;
  readonly #onFailure: () => void;

  private constructor(folder: string, files: Readonly<Record<Part, FileHandle>>, onFailure: () => void) {
    this.#folder = folder;
    this.#files = files;
    this.#onFailure = onFailure;
  }

  /**
   * @param onFailure called once when the files can be written no more
   * @throws CliError when the folder cannot be used, or holds such files already
   */
  static async open(folder: string, onFailure: () => void): Promise<Recorder> {
    const opened: Partial<Record<Part, FileHandle>> = {};
    try {
      await mkdir(folder, { recursive: true });
      for (const part of parts) {
        const path = join(folder, names[part]);
        if (await exists(path)) throw new Error(`${path} is there already`);
        // wx: nor is another recording's unfinished file taken over.
        opened[part] = await open(`${path}.part`, 'wx');
      }
    } catch (error) {
      for (const file of Object.values(opened)) await file.close();
      throw fileError(`record into ${folder}`, error);
    }
    return new Recorder(folder, opened as Record<Part, FileHandle>, onFailure);
  }

  take(side: 'server' | 'client', bytes: Uint8Array): void {
    const seconds = (performance.now() - this.#startedMs) / 1000;
    const off = this.#offsets[side];
    this.#offsets[side] += bytes.length;
    const t = Math.round(seconds * 10_000) / 10_000;
    const timing = `${JSON.stringify({ t, kind: side, off, len: bytes.length })}\n`;
    const copy = Buffer.from(bytes);
    this.#then(async () => {
      await this.#files[side].appendFile(copy);
      await this.#files.timing.appendFile(timing);
    });
  }

  /**
   * Gives the files their names.
   * @throws CliError when something of them could not be written; they keep `.part` then
   */
  async finish(): Promise<void> {
    await this.#writing;
    try {
      for (const part of parts) await this.#files[part].close();
      if (this.#failure !== undefined) throw this.#failure as Error;
      for (const part of parts) {
        const path = join(this.#folder, names[part]);
        await rename(`${path}.part`, path);
      }
    } catch (error) {
      throw fileError(`complete the recording in ${this.#folder} (its .part files are not complete)`, error);
    }
  }

  #then(write: () => Promise<void>): void {
    this.#writing = this.#writing.then(async () => {
      if (this.#failure !== undefined) return;
      try {
        await write();
      } catch (error) {
        this.#failure = error;
        this.#onFailure();
      }
    });
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
