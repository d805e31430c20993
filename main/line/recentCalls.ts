import { z } from 'zod';
import type { RecentCall } from '../../src/ipc/line.ts';
import { pbxApplications } from '../../src/cti/application.ts';
import { type Call, directions } from '../../src/cti/call.ts';
import type { Person } from '../../src/cti/people/abandoned.ts';
import { isMissed, outcomes } from '../../src/cti/outcome.ts';
import { setAside, systemCode } from '../../src/world/atomicFile.ts';
import { StateFile, type StateFileEdges } from '../../src/world/stateFile.ts';

const maxRecentCalls = 50;

const ms = z.number().min(0);

const recentCallSchema: z.ZodType<RecentCall> = z.object({
  id: z.string().max(128),
  direction: z.enum(directions),
  number: z.string().max(256),
  name: z.string().max(256),
  startedAt: ms,
  connectedAt: ms.exactOptional(),
  endedAt: ms.exactOptional(),
  talkMs: ms,
  holdMs: ms,
  approximate: z.literal(true).exactOptional(),
  outcome: z.enum(outcomes).exactOptional(),
  application: z.enum(pbxApplications).exactOptional(),
  rings: z.int().min(1).exactOptional(),
  answeredBy: z.object({ extension: z.string().max(256), name: z.string().max(256) }).exactOptional(),
  done: z.literal(true).exactOptional(),
});

const fileSchema = z.object({ version: z.literal(1), calls: z.array(recentCallSchema).max(1000) });

export interface RecentCallsEdges extends StateFileEdges {
  readonly nowWallMs: () => number;
}

/**
 * One line's last calls, latest first, kept in a file. The list in memory is the truth: a file that cannot be read is set aside, one
 * that cannot be written is tried again.
 */
export class RecentCalls {
  readonly #file: StateFile | undefined;
  readonly #edges: RecentCallsEdges;
  #calls: readonly RecentCall[] = [];
  /** What was taken out last. */
  #removed: readonly RecentCall[] = [];

  private constructor(path: string | undefined, edges: RecentCallsEdges) {
    this.#edges = edges;
    const text = (): string => JSON.stringify({ version: 1, calls: this.#calls });
    this.#file = path === undefined ? undefined : new StateFile(path, 'recent calls', text, edges);
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

  /** Takes an ended call in, once: a call that is reported twice stays one. */
  add(call: Call): readonly RecentCall[] {
    const others = this.#calls.filter(({ id }) => id !== call.id);
    this.#calls = [recentCallOf(call), ...others].slice(0, maxRecentCalls);
    this.#file?.save();
    return this.#calls;
  }

  /** Says of missed calls that they are dealt with, or after all not yet. */
  markDone(ids: readonly string[], isDone: boolean): readonly RecentCall[] {
    this.#calls = this.#calls.map((call) => {
      if (!ids.includes(call.id) || !isMissed(call)) return call;
      const { done: _done, ...open } = call;
      return isDone ? { ...open, done: true } : open;
    });
    this.#file?.save();
    return this.#calls;
  }

  /** Who took a call that ended here, where it is known at last. */
  answeredBy(id: string, { extension, name }: Person): readonly RecentCall[] {
    const answeredBy = { extension: extension.slice(0, 256), name: name.slice(0, 256) };
    this.#calls = this.#calls.map((call) => (call.id === id ? { ...call, answeredBy } : call));
    this.#file?.save();
    return this.#calls;
  }

  /** Takes calls out. */
  remove(ids: readonly string[] | 'all'): readonly RecentCall[] {
    const goes = ({ id }: RecentCall): boolean => ids === 'all' || ids.includes(id);
    this.#removed = ids === 'all' ? [] : this.#calls.filter(goes);
    this.#calls = this.#calls.filter((call) => !goes(call));
    this.#file?.save();
    return this.#calls;
  }

  /** Puts calls back that were taken out last, each where it was among those that are here now. */
  restore(ids: readonly string[]): readonly RecentCall[] {
    const back = this.#removed.filter(({ id }) => ids.includes(id));
    const here = this.#calls.filter(({ id }) => !back.some((call) => call.id === id));
    // A call that is over is taken in when it ends.
    this.#calls = [...here, ...back].sort((one, other) => endOf(other) - endOf(one)).slice(0, maxRecentCalls);
    this.#removed = [];
    this.#file?.save();
    return this.#calls;
  }

  /** Resolves when everything is written that was added by now, or could not be; never rejects. */
  async flushed(): Promise<void> {
    await this.#file?.flushed();
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
}

function endOf({ startedAt, endedAt = startedAt }: RecentCall): number {
  return endedAt;
}

function recentCallOf(call: Call): RecentCall {
  const { id, direction, number, name, startedAt, connectedAt, endedAt, talkMs, holdMs } = call;
  const { approximate, outcome, application, rings } = call;
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
    ...(approximate === undefined ? {} : { approximate }),
    ...(outcome === undefined ? {} : { outcome }),
    ...(application === undefined ? {} : { application }),
    ...(rings === undefined ? {} : { rings }),
  };
}
