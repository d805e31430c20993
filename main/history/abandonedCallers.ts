import type { CtiEvent } from '../../src/cti/event.ts';
import { type DialRules, noDialRules } from '../../src/cti/number/dialRules.ts';
import { type AbandonedRecord, isOpen } from '../../src/cti/people/abandoned.ts';
import { sameNumbers, tailOf } from '../../src/directory/match.ts';
import { abandonedCsv } from '../../src/history/abandonedCsv.ts';
import { HistoryError } from '../../src/history/fault.ts';
import type { HistoryStore } from '../../src/history/store/store.ts';
import type { AbandonedState, ListedCaller } from '../../src/ipc/abandoned.ts';
import type { HistoryAnswer } from '../../src/ipc/history.ts';
import type { SaveFileResult } from '../../src/ipc/support.ts';
import type { Edges } from '../../src/world/edges.ts';
import type { IdentifiedOf } from '../directory/party.ts';
import type { LineHost } from '../line/lineHost.ts';
import { saveList, type SaveListOptions } from './saveList.ts';

export interface AbandonedCallersOptions {
  readonly store: Pick<HistoryStore, 'ask'>;
  readonly line: Pick<LineHost, 'awaitCallers' | 'line'>;
  readonly edges: Pick<Edges, 'clock' | 'log'>;
  readonly identifiedOf: IdentifiedOf;
  readonly saving: SaveListOptions;
  readonly onState: (state: AbandonedState) => void;
}

/** The line whose queues are meant. */
export interface AbandonedLine {
  readonly key: string;
  readonly dialRules: DialRules;
}

/**
 * Callers who gave up in the agent's queues. Without a server there is no other source than what the PBX reports while this desk is
 * connected: the list is true, and may lack what happened meanwhile. The database is asked once the agent has queues.
 */
export class AbandonedCallers {
  readonly #options: AbandonedCallersOptions;
  #line: AbandonedLine | undefined;
  #hasQueues = false;
  #isRead = false;
  #records: readonly AbandonedRecord[] = [];
  #open: ReadonlyMap<string, readonly AbandonedRecord[]> = new Map();
  /** What of the line could not be written yet. */
  #owed: (() => Promise<unknown>)[] = [];
  #turn: Promise<unknown> = Promise.resolve();
  #told = '';

  constructor(options: AbandonedCallersOptions) {
    this.#options = options;
  }

  get state(): AbandonedState {
    const open = this.#records.filter(isOpen).length;
    return { open, isShown: this.#hasQueues || this.#records.length > 0 };
  }

  /** Another line, or none. */
  follow(line: AbandonedLine | undefined): void {
    this.#line = line;
    this.#hasQueues = false;
    this.#isRead = false;
    this.#owed = [];
    this.#take([]);
  }

  /** Every event of the line. */
  hear(event: CtiEvent): void {
    const { store } = this.#options;
    if (event.type === 'QueuesChanged') {
      this.#hasQueues = event.queues.length > 0;
      if (this.#hasQueues && !this.#isRead) void this.#read();
      this.#tell();
    } else if (event.type === 'CallerAbandoned') {
      this.#write((key) => store.ask('addAbandoned', key, event.caller));
    } else if (event.type === 'CallerReached') {
      const { number, way, by } = event.reached;
      const { wallMs } = event.at;
      const ids = this.#same(number).map(({ id }) => id);
      if (ids.length > 0) this.#write((key) => store.ask('reachAbandoned', key, ids, { way, by }, wallMs));
    }
  }

  /** As the window shows them: with the names of contacts. */
  async list(): Promise<HistoryAnswer<readonly ListedCaller[]>> {
    const answer = await this.#read();
    if (answer.status === 'failed') return answer;
    return { status: 'ok', value: this.#records.map((record) => this.#listed(record)) };
  }

  /** The agent has dealt with one, or after all not yet. */
  async setDone(id: string, isDone: boolean): Promise<HistoryAnswer<null>> {
    const { clock } = this.#options.edges;
    const doneAt = isDone ? clock.now().wallMs : null;
    return this.#inTurn((key) => this.#options.store.ask('markAbandoned', key, id, doneAt));
  }

  /** Gone for good; the caller is not listed again for this attempt. */
  async remove(id: string): Promise<HistoryAnswer<null>> {
    return this.#inTurn((key) => this.#options.store.ask('removeAbandoned', { line: key, id }));
  }

  /** Those of these that are listed, in this order, in a file where the person chooses. */
  async export(ids: readonly string[], format: 'csv' | 'jsonl'): Promise<SaveFileResult> {
    return saveList(this.#options.saving, 'abandoned', format, async () => {
      const answer = await this.list();
      if (answer.status === 'failed') throw new HistoryError(answer.fault, '');
      const byId = new Map(answer.value.map((caller) => [caller.id, caller]));
      const callers = ids.flatMap((id) => byId.get(id) ?? []);
      return format === 'csv'
        ? abandonedCsv(callers)
        : callers.map((caller) => `${JSON.stringify(caller)}\n`).join('');
    });
  }

  /** They may have been removed. Never rejects. */
  async refresh(): Promise<void> {
    if (this.#isRead) await this.#read();
  }

  #write(act: (key: string) => Promise<unknown>): void {
    const { key } = this.#line ?? {};
    if (key === undefined) return;
    this.#owed.push(() => act(key));
    void this.#read();
  }

  #read(): Promise<HistoryAnswer<null>> {
    return this.#inTurn(() => Promise.resolve());
  }

  /** What is owed is written first; then comes the act, and the list as it is after both. Never rejects. */
  #inTurn(act: (key: string) => Promise<unknown>): Promise<HistoryAnswer<null>> {
    const line = this.#line;
    const result = this.#turn.then(async (): Promise<HistoryAnswer<null>> => {
      if (line === undefined || line !== this.#line) return { status: 'ok', value: null };
      // Another line that comes meanwhile has its own.
      const owed = this.#owed;
      try {
        for (let next = owed[0]; next !== undefined; next = owed[0]) {
          await next();
          owed.shift();
        }
        await act(line.key);
        const records = await this.#options.store.ask('abandonedCallers', line.key);
        if (line !== this.#line) return { status: 'ok', value: null };
        this.#isRead = true;
        this.#take(records);
        return { status: 'ok', value: null };
      } catch (error) {
        this.#options.edges.log({ level: 'warn', what: 'abandoned callers', error });
        return { status: 'failed', fault: error instanceof HistoryError ? error.fault : 'failed' };
      }
    });
    this.#turn = result;
    return result;
  }

  #take(records: readonly AbandonedRecord[]): void {
    this.#records = records;
    const open = records.filter((record) => isOpen(record) && record.number !== '');
    const byTail = new Map<string, AbandonedRecord[]>();
    for (const record of open) {
      const tail = tailOf(record.number);
      byTail.set(tail, [...(byTail.get(tail) ?? []), record]);
    }
    this.#open = byTail;
    this.#options.line.awaitCallers(
      open.length === 0 ? undefined : (number) => this.#same(number).length > 0,
    );
    this.#tell();
  }

  /** The open ones that have a number, in whatever spelling. */
  #same(number: string): readonly AbandonedRecord[] {
    const candidates = this.#open.get(tailOf(number)) ?? [];
    if (candidates.length === 0) return [];
    return sameNumbers(number, candidates, this.#line?.dialRules ?? noDialRules);
  }

  #listed(record: AbandonedRecord): ListedCaller {
    const { identifiedOf, line } = this.#options;
    const name = record.number === '' ? undefined : identifiedOf(record.number)?.chosen?.name;
    const isAgent = record.reached?.by.extension === line.line().extension;
    return {
      ...record,
      ...(name === undefined ? {} : { name }),
      ...(isAgent ? { byAgent: true as const } : {}),
    };
  }

  /** Also where only what is kept of one has changed: the window asks for the list then. */
  #tell(): void {
    const { state } = this;
    const told = JSON.stringify([state, this.#records]);
    if (told === this.#told) return;
    this.#told = told;
    this.#options.onState(state);
  }
}
