import { z } from 'zod';
import type { RecentCall } from '../src/ipc/contract.ts';
import { pbxApplications } from '../src/cti/application.ts';
import type { Call } from '../src/cti/call.ts';
import { type Files, setAside, systemCode, writeAtomically } from '../src/settings/atomicFile.ts';
import type { LogEntry } from '../src/world/edges.ts';

const maxRecentCalls = 50;

const outcomes = [
  'answered',
  'noAnswer',
  'busy',
  'rejected',
  'cancelled',
  'failed',
  'answeredElsewhere',
  'transferred',
] as const;

const ms = z.number().min(0);

const recentCallSchema: z.ZodType<RecentCall> = z.object({
  id: z.string().max(128),
  direction: z.enum(['outgoing', 'incoming']),
  number: z.string().max(256),
  name: z.string().max(256),
  startedAt: ms,
  connectedAt: ms.exactOptional(),
  endedAt: ms.exactOptional(),
  talkMs: ms,
  holdMs: ms,
  outcome: z.enum(outcomes).exactOptional(),
  application: z.enum(pbxApplications).exactOptional(),
});

const fileSchema = z.object({ version: z.literal(1), calls: z.array(recentCallSchema).max(1000) });

export interface RecentCallsEdges {
  readonly files: Files;
  readonly nowWallMs: () => number;
  readonly log: (entry: LogEntry) => void;
}

/**
 * One line's last calls, latest first, kept in a file. The list in memory is the truth: a file that cannot be read is set aside, one
 * that cannot be written is logged and tried again with the next call.
 */
export class RecentCalls {
  readonly #path: string | undefined;
  readonly #edges: RecentCallsEdges;
  #calls: readonly RecentCall[] = [];
  #writing: Promise<void> = Promise.resolve();

  private constructor(path: string | undefined, edges: RecentCallsEdges) {
    this.#path = path;
    this.#edges = edges;
  }

  /** @param path left out: kept in memory only */
  static async open(path: string | undefined, edges: RecentCallsEdges): Promise<RecentCalls> {
    const recent = new RecentCalls(path, edges);
    if (path !== undefined) await recent.#read(path);
    return recent;
  }

  get calls(): readonly RecentCall[] {
    return this.#calls;
  }

  /** Takes an ended call in, once: a call that is told twice stays one. */
  add(call: Call): readonly RecentCall[] {
    const others = this.#calls.filter(({ id }) => id !== call.id);
    this.#calls = [recentCallOf(call), ...others].slice(0, maxRecentCalls);
    this.#writing = this.#writing.then(() => this.#write());
    return this.#calls;
  }

  /** Resolves when everything is written that was added by now; never rejects. */
  flushed(): Promise<void> {
    return this.#writing;
  }

  async #read(path: string): Promise<void> {
    try {
      const text = await this.#edges.files.read(path);
      this.#calls = fileSchema.parse(JSON.parse(text)).calls.slice(0, maxRecentCalls);
    } catch (error) {
      if (systemCode(error) === 'ENOENT') return;
      const { files, nowWallMs, log } = this.#edges;
      const aside = await setAside(files, path, nowWallMs()).catch(() => 'nowhere');
      log({ level: 'warn', what: 'recent calls set aside', file: aside, code: systemCode(error) });
    }
  }

  async #write(): Promise<void> {
    if (this.#path === undefined) return;
    try {
      const text = JSON.stringify({ version: 1, calls: this.#calls });
      await writeAtomically(this.#edges.files, this.#path, text);
    } catch (error) {
      this.#edges.log({ level: 'warn', what: 'recent calls not written', error });
    }
  }
}

function recentCallOf(call: Call): RecentCall {
  const { id, direction, number, name, startedAt, connectedAt, endedAt, talkMs, holdMs } = call;
  const { outcome, application } = call;
  return {
    id,
    direction,
    number: number.slice(0, 256),
    name: name.slice(0, 256),
    startedAt,
    ...(connectedAt === undefined ? {} : { connectedAt }),
    ...(endedAt === undefined ? {} : { endedAt }),
    talkMs: Math.max(0, talkMs),
    holdMs: Math.max(0, holdMs),
    ...(outcome === undefined ? {} : { outcome }),
    ...(application === undefined ? {} : { application }),
  };
}
