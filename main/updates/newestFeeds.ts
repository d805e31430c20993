import { createHash } from 'node:crypto';
import { z } from 'zod';
import { systemCode } from '../../src/world/atomicFile.ts';
import { StateFile, type StateFileEdges } from '../../src/world/stateFile.ts';
import { UpdateFault } from './fault.ts';
import type { Statement } from './statement.ts';
import type { UpdatePlan } from './updater.ts';

const fileSchema = z.object({ newest: z.record(z.string(), z.number().min(0)) });

/**
 * When the newest feed that was seen was signed: an older one, as well signed as ever, is somebody's attempt to keep a fault alive. Only
 * signed times are compared with each other: the clock of this computer has no part in it. Kept in a file; while that cannot be read no
 * feed is taken, for any could be an old one.
 */
export class NewestFeeds {
  readonly #path: string;
  readonly #edges: StateFileEdges;
  readonly #file: StateFile;
  /** Undefined until the file could be read. */
  #newest: Map<string, number> | undefined;

  constructor(path: string, edges: StateFileEdges) {
    this.#path = path;
    this.#edges = edges;
    const text = (): string =>
      JSON.stringify({ version: 1, newest: Object.fromEntries(this.#newest ?? new Map<string, number>()) });
    this.#file = new StateFile(path, 'newest feeds', text, edges);
  }

  /** Throws `UpdateFault` for one that is older than another that was seen for this plan. */
  async check(plan: UpdatePlan, { signedAtMs }: Statement): Promise<void> {
    const newestMs = (await this.#read()).get(keyOf(plan));
    if (newestMs === undefined || signedAtMs >= newestMs) return;
    const [old, newer] = [signedAtMs, newestMs].map((ms) => new Date(ms).toISOString());
    throw new UpdateFault('updateOlder', `signed ${old}, one of ${newer} was seen`);
  }

  /** Never rejects for what cannot be written: that is tried again until it is. */
  async take(plan: UpdatePlan, statement: Statement): Promise<void> {
    await this.check(plan, statement);
    const newest = await this.#read();
    const key = keyOf(plan);
    if (newest.get(key) === statement.signedAtMs) return;
    newest.set(key, statement.signedAtMs);
    this.#file.save();
    await this.#file.flushed();
  }

  /** Tried at each check until it succeeds: an administrator may have repaired or removed the file. */
  async #read(): Promise<Map<string, number>> {
    if (this.#newest !== undefined) return this.#newest;
    let newest: Record<string, number> = {};
    try {
      newest = fileSchema.parse(JSON.parse(await this.#edges.files.read(this.#path))).newest;
    } catch (error) {
      const code = systemCode(error);
      if (code !== 'ENOENT') throw new UpdateFault('updateMemory', `${this.#path}: ${code}`);
    }
    return (this.#newest ??= new Map(Object.entries(newest)));
  }
}

/** An own feed may name an older version than another one; a new key begins again, whatever clock the old one was used by. */
function keyOf({ feed, channel, key }: UpdatePlan): string {
  const signer = createHash('sha256').update(Buffer.from(key, 'base64')).digest('hex').slice(0, 16);
  return `${new URL(feed).href.replace(/\/+$/, '')} ${channel} ${signer}`;
}
