import { basename, dirname, extname, join } from 'node:path';
import { z } from 'zod';
import { type Files, type StagedFile, stage } from '../world/atomicFile.ts';

export interface GoodSettings {
  /** What the settings file had in it, JSON. */
  readonly text: string;
  /** When that was first in use, ms since 1970. */
  readonly atMs: number;
}

const schema = z.object({
  at: z.iso.datetime(),
  settings: z.custom<object>((value) => typeof value === 'object' && value !== null),
});

/** The settings as they were last read or saved, beside the file that may be damaged since. There is no secret in it, as there is none there. */
export class LastGoodSettings {
  readonly #files: Files;
  readonly #path: string;
  readonly #nowWallMs: () => number;

  /** @param path of the settings file */
  constructor(files: Files, path: string, nowWallMs: () => number) {
    const extension = extname(path);
    this.#files = files;
    this.#path = join(dirname(path), `${basename(path, extension)}.lastGood${extension}`);
    this.#nowWallMs = nowWallMs;
  }

  /** `undefined` where there is none that can be used; never rejects. */
  async read(): Promise<GoodSettings | undefined> {
    try {
      const { at, settings } = schema.parse(JSON.parse(await this.#files.read(this.#path)));
      return { text: textOf(settings), atMs: Date.parse(at) };
    } catch {
      return undefined;
    }
  }

  /**
   * Writes a copy beside the last one, to be put in its place by `commit`; nothing where it is the same already.
   * @param text of settings that are in order
   * @throws {FileNotWritten}
   */
  async stage(text: string): Promise<StagedFile | undefined> {
    const settings: unknown = JSON.parse(text);
    const before = await this.read();
    if (before?.text === textOf(settings)) return undefined;
    const at = new Date(this.#nowWallMs()).toISOString();
    return stage(this.#files, this.#path, `${JSON.stringify({ version: 1, at, settings }, null, 2)}\n`);
  }
}

function textOf(settings: unknown): string {
  return `${JSON.stringify(settings, null, 2)}\n`;
}
