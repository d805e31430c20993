import type { CtiEvent } from '../../src/cti/event.ts';
import { csvHead, csvRecord } from '../../src/history/csv.ts';
import type { HistoryCall } from '../../src/history/historyCall.ts';
import type { HistoryQuery, HistorySearch } from '../../src/history/query.ts';
import { HistoryRecorder } from '../../src/history/recorder.ts';
import type { SetAside } from '../../src/history/store/openDatabase.ts';
import { HistoryError, type HistoryFault } from '../../src/history/fault.ts';
import type { HistoryStore } from '../../src/history/store/store.ts';
import type { HistoryAnswer, HistoryMarks, HistoryOverview, HistoryState } from '../../src/ipc/history.ts';
import type { RecentCall } from '../../src/ipc/line.ts';
import type { SaveFileResult } from '../../src/ipc/support.ts';
import { type Files, stage } from '../../src/world/atomicFile.ts';
import type { Edges, Timer } from '../../src/world/edges.ts';
import type { Kept } from './kept.ts';
import { saveList } from './saveList.ts';

export interface HistoryHostOptions {
  readonly edges: Edges;
  readonly files: Files;
  readonly kept: Kept;
  /** Where to save a file of that name; `null`: nowhere. */
  readonly chooseFile: (suggestion: string) => Promise<string | null>;
  /** Something in it is another than before. */
  readonly onChanged: () => void;
  readonly onState: (state: HistoryState) => void;
  /** These calls are gone, also from where else they are kept; `all`: all of the line. */
  readonly onForgotten: (ids: readonly string[] | 'all') => void;
  /** These of them are back. */
  readonly onRestored: (ids: readonly string[]) => void;
  /** These missed calls are dealt with, or after all not yet. */
  readonly onDone: (ids: readonly string[], isDone: boolean) => void;
}

/** The line whose calls are kept. */
export interface HistoryLine {
  /** The same for the same phone on the same phone system. */
  readonly key: string;
  /** Digits; empty where it is not known. */
  readonly countryCode: string;
  /** The last calls, as they were kept before there was a history. */
  readonly recent: readonly RecentCall[];
}

/** Windows ask again no more often than this, ms: a busy line changes faster than anybody reads. */
const changedMs = 250;
/** Calls of one answer of the thread, while a file of them is made: each page is searched from the top. */
const exportPage = 2_000;
const dayMs = 86_400_000;
/** Calls of a recording are nobody's. */
const noLine: HistoryLine = { key: '', countryCode: '', recent: [] };

/** What is kept of one line's calls, and what the window of the history shows of it. */
export class HistoryHost {
  readonly #options: HistoryHostOptions;
  readonly #store: HistoryStore;
  #line: HistoryLine | undefined;
  #recorder: HistoryRecorder | undefined;
  #state: HistoryState = { keptDays: 0 };
  #removed: readonly HistoryCall[] = [];
  #changed: Timer | undefined;
  /** When old calls were removed last. */
  #retainedMs = -Infinity;

  constructor(options: HistoryHostOptions) {
    this.#options = options;
    const { kept, edges } = options;
    this.#store = kept.store;
    kept.events
      .on('trouble', (fault) => this.#tell({ fault }))
      .on('setAside', (setAside) => this.#tell({ setAside }))
      .on('leftOut', (count) => {
        edges.log({ level: 'warn', what: 'calls of the history left out', count });
        this.#tell({ leftOut: (this.#state.leftOut ?? 0) + count });
      });
  }

  get state(): HistoryState {
    return this.#state;
  }

  /** Calls are this line's from now on; without one, they are not kept. */
  follow(line: HistoryLine | undefined): void {
    this.#line = line;
    this.#removed = [];
    this.#recorder =
      line &&
      new HistoryRecorder({
        put: (call) => {
          void this.#retain();
          this.#store.put(line.key, call);
          this.#hasChanged();
        },
        endAllBut: (standing) => this.#store.begin(line.key, standing),
      });
    this.#hasChanged();
  }

  hear(event: CtiEvent): void {
    this.#recorder?.hear(event);
  }

  /** The agent sent a call to a number. */
  sent(callId: string, number: string): void {
    this.#recorder?.sent(callId, number);
  }

  /** Calls are kept for so long; 0: for ever. */
  keep(days: number): void {
    if (days === this.#state.keptDays) return;
    this.#retainedMs = -Infinity;
    this.#tell({ keptDays: days });
  }

  /** What may have come of a call. */
  offer(dispositions: readonly string[]): void {
    if (dispositions.join('\n') !== (this.#state.dispositions ?? []).join('\n')) this.#tell({ dispositions });
  }

  overview(query: HistoryQuery): Promise<HistoryAnswer<HistoryOverview>> {
    return this.#answer(async (line) => {
      await this.#taken(line);
      const days = await this.#store.ask('days', line.key, searchOf(query, line));
      return { days, openMissed: await this.#store.ask('openMissed', line.key) };
    });
  }

  calls(
    query: HistoryQuery,
    range: { offset: number; limit: number },
  ): Promise<HistoryAnswer<readonly HistoryCall[]>> {
    return this.#answer((line) => this.#store.ask('calls', line.key, searchOf(query, line), range));
  }

  consultations(id: string): Promise<HistoryAnswer<readonly HistoryCall[]>> {
    return this.#answer(async (line) => {
      const calls = await this.#store.ask('withConsultations', line.key, id);
      return calls.filter((call) => call.id !== id);
    });
  }

  /** One call; `null`: it is not there. */
  call(id: string): Promise<HistoryAnswer<HistoryCall | null>> {
    return this.#answer(async ({ key }) => {
      const calls = await this.#store.ask('withConsultations', key, id);
      return calls.find((call) => call.id === id) ?? null;
    });
  }

  mark(id: string, { note, disposition, done }: HistoryMarks): Promise<HistoryAnswer<HistoryCall | null>> {
    const { wallMs } = this.#options.edges.clock.now();
    return this.#change(async ({ key }) => {
      const call = await this.#store.ask('mark', key, id, {
        ...(note === undefined ? {} : { note: note === null || note === '' ? undefined : note }),
        ...(disposition === undefined ? {} : { disposition: disposition ?? undefined }),
        ...(done === undefined ? {} : { doneAt: done ? wallMs : undefined }),
      });
      if (done !== undefined) this.#options.onDone([id], done);
      return call ?? null;
    });
  }

  /** The same, said in the panel. Never rejects: what cannot be written is for the log. */
  async markDone(ids: readonly string[], isDone: boolean): Promise<void> {
    const { wallMs } = this.#options.edges.clock.now();
    const doneAt = isDone ? wallMs : undefined;
    await this.#change(async (line) => {
      await this.#taken(line);
      for (const id of ids) await this.#store.ask('mark', line.key, id, { doneAt });
    });
  }

  remove(ids: readonly string[]): Promise<HistoryAnswer<number>> {
    return this.#change(async ({ key }) => {
      const removed = await this.#store.ask('remove', key, ids);
      this.#remember(removed, key);
      this.#options.onForgotten(removed.map(({ id }) => id));
      return removed.length;
    });
  }

  undo(): Promise<HistoryAnswer<number>> {
    return this.#change(async ({ key }) => {
      const removed = this.#removed;
      this.#removed = [];
      try {
        await this.#store.ask('restore', key, removed);
      } catch (error) {
        // On a full disk nothing is lost: it can be tried again.
        this.#remember(removed, key);
        throw error;
      }
      if (removed.length > 0) this.#options.onRestored(removed.map(({ id }) => id));
      return removed.length;
    });
  }

  /** What can be brought back; where the line is another by now, it must not come back as that one's. */
  #remember(removed: readonly HistoryCall[], key: string): void {
    if (key === (this.#line ?? noLine).key) this.#removed = removed;
  }

  clear(): Promise<HistoryAnswer<number>> {
    return this.#change(async ({ key }) => {
      this.#removed = [];
      const count = await this.#store.ask('clear', key);
      this.#options.onForgotten('all');
      return count;
    });
  }

  /** What a query finds, in a file where the person chooses. */
  async export(query: HistoryQuery, format: 'csv' | 'jsonl'): Promise<SaveFileResult> {
    const line = this.#line;
    if (line === undefined) return { status: 'failed', code: 'nothingYet' };
    const { edges, files, chooseFile } = this.#options;
    return saveList({ files, chooseFile, clock: edges.clock }, 'calls', format, () =>
      this.#textOf(line, query, format),
    );
  }

  /**
   * All calls of the line, in a file for a terminal.
   * @throws HistoryError; FileNotWritten
   */
  async dump(path: string, format: 'csv' | 'jsonl'): Promise<void> {
    const line = this.#line ?? noLine;
    await this.#taken(line);
    const text = await this.#textOf(line, { text: '', filter: 'all' }, format);
    await (await stage(this.#options.files, path, text)).commit();
  }

  async #textOf(line: HistoryLine, query: HistoryQuery, format: 'csv' | 'jsonl'): Promise<string> {
    const parts = format === 'csv' ? [csvHead()] : [];
    for (let offset = 0; ; offset += exportPage) {
      const range = { offset, limit: exportPage };
      const calls = await this.#store.ask('calls', line.key, searchOf(query, line), range);
      for (const call of calls) parts.push(format === 'csv' ? csvRecord(call) : `${JSON.stringify(call)}\n`);
      if (calls.length < exportPage) break;
    }
    return parts.join('');
  }

  /** It is not looked at any more: what was removed stays removed. */
  leave(): void {
    this.#removed = [];
  }

  /** Writes what waits. Never rejects. */
  async stop(): Promise<void> {
    this.#options.edges.clock.clearTimeout(this.#changed);
    await this.#store.close();
  }

  /** The list of recent calls of before is taken over, once: it is empty or known afterwards. */
  async #taken({ key, recent }: HistoryLine): Promise<void> {
    await this.#retain();
    if (recent.length === 0) return;
    await this.#store.ask('takeOver', key, recent.map(historyCallOfRecent));
    // What is removed from now on does not come back.
    if (this.#line?.key === key) this.#line = { ...this.#line, recent: [] };
  }

  /** Removes what is older than is kept, once a day. Never rejects. */
  async #retain(): Promise<void> {
    const { wallMs } = this.#options.edges.clock.now();
    const { keptDays } = this.#state;
    if (keptDays === 0 || wallMs - this.#retainedMs < dayMs) return;
    this.#retainedMs = wallMs;
    try {
      await this.#store.ask('removeBefore', wallMs - keptDays * dayMs);
    } catch (error) {
      this.#options.edges.log({ level: 'warn', what: 'old calls not removed', error });
    }
  }

  #change<Value>(act: (line: HistoryLine) => Promise<Value>): Promise<HistoryAnswer<Value>> {
    return this.#answer(async (line) => {
      const value = await act(line);
      this.#hasChanged();
      return value;
    });
  }

  async #answer<Value>(act: (line: HistoryLine) => Promise<Value>): Promise<HistoryAnswer<Value>> {
    const line = this.#line ?? noLine;
    try {
      return { status: 'ok', value: await act(line) };
    } catch (error) {
      if (!(error instanceof HistoryError)) throw error;
      this.#options.edges.log({ level: 'warn', what: 'history', fault: error.fault, error });
      return { status: 'failed', fault: error.fault };
    }
  }

  #hasChanged(): void {
    const { edges, onChanged } = this.#options;
    this.#changed ??= edges.clock.setTimeout(() => {
      this.#changed = undefined;
      onChanged();
    }, changedMs);
  }

  #tell(change: {
    fault?: HistoryFault | undefined;
    setAside?: SetAside;
    leftOut?: number;
    keptDays?: number;
    dispositions?: readonly string[];
  }): void {
    const { fault, ...others } = { ...this.#state, ...change };
    this.#state = { ...others, ...(fault === undefined ? {} : { fault }) };
    this.#options.onState(this.#state);
  }
}

function historyCallOfRecent({ done, ...call }: RecentCall): HistoryCall {
  return { ...call, ...(done === true ? { doneAt: call.endedAt ?? call.startedAt } : {}) };
}

function searchOf(query: HistoryQuery, { countryCode }: HistoryLine): HistorySearch {
  return { ...query, countryCode };
}
