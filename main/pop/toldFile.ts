import { z } from 'zod';
import { setAside, systemCode } from '../../src/world/atomicFile.ts';
import type { Clock } from '../../src/world/edges.ts';
import { StateFile, type StateFileEdges } from '../../src/world/stateFile.ts';

const schema = z.object({ version: z.literal(1), told: z.array(z.string().max(1_000)).max(1_000) });

export interface ToldFileEdges extends StateFileEdges {
  readonly clock: Clock;
}

/** Which moments of which calls were shown already, for the next start. */
export class ToldFile {
  readonly #file: StateFile;
  #told: readonly string[];

  private constructor(path: string, edges: ToldFileEdges, told: readonly string[]) {
    this.#told = told;
    const text = (): string => JSON.stringify({ version: 1, told: this.#told });
    this.#file = new StateFile(path, 'calls shown', text, edges);
  }

  /** Never rejects: a file that cannot be read is set aside. */
  static async open(path: string, edges: ToldFileEdges): Promise<ToldFile> {
    return new ToldFile(path, edges, await read(path, edges));
  }

  get told(): readonly string[] {
    return this.#told;
  }

  keep(told: readonly string[]): void {
    this.#told = told;
    this.#file.save();
  }

  /** Resolves when it is written, or could not be; never rejects. */
  flushed(): Promise<void> {
    return this.#file.flushed();
  }
}

async function read(path: string, { files, clock, log }: ToldFileEdges): Promise<readonly string[]> {
  try {
    return schema.parse(JSON.parse(await files.read(path))).told;
  } catch (error) {
    const code = systemCode(error);
    if (code === 'ENOENT') return [];
    const aside = await setAside(files, path, clock.now().wallMs).catch(() => 'nowhere');
    log({ level: 'warn', what: 'calls shown set aside', file: aside, code });
    return [];
  }
}
