import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { afterEach, beforeEach } from 'vitest';
import type { HistoryCall } from '../historyCall.ts';
import type { HistoryFilter } from '../query.ts';
import type { HistoryDatabase } from '../store/database.ts';
import { openDatabase } from '../store/openDatabase.ts';

export const noon = new Date(2026, 10, 30, 12).getTime();
export const hour = 3_600_000;
export const all = { offset: 0, limit: 100 };
export const ended = { endedAt: noon + 1_000, outcome: 'answered', connectedAt: noon + 500 } as const;
export const missed = { endedAt: noon + 1_000, outcome: 'noAnswer' } as const;

let count = 0;
export function call(facts: Partial<HistoryCall> = {}): HistoryCall {
  count += 1;
  return {
    id: `call-${count}`,
    direction: 'incoming',
    number: '+491701234567',
    name: 'Erika Mustermann',
    startedAt: noon,
    talkMs: 0,
    holdMs: 0,
    ...facts,
  };
}

/** The ids of the calls of `line` that are found. */
export function found(database: HistoryDatabase, text = '', filter: HistoryFilter = 'all'): string[] {
  return database.calls('line', { text, filter, countryCode: '49' }, all).map(({ id }) => id);
}

/** A history's file in a folder of its own for each test of the file that calls this. */
export class DatabaseBench {
  readonly #opened: HistoryDatabase[] = [];
  #folder = '';

  constructor() {
    beforeEach(() => {
      this.#folder = mkdtempSync(join(tmpdir(), 'history-'));
    });
    afterEach(() => {
      for (const database of this.#opened.splice(0)) database.close();
      rmSync(this.#folder, { recursive: true });
    });
  }

  /** The folder of the file, which the database makes. */
  get data(): string {
    return join(this.#folder, 'data');
  }

  get path(): string {
    return join(this.data, 'history.db');
  }

  open(): HistoryDatabase {
    return this.openAny().database;
  }

  /** Says also what was set aside. */
  openAny(): ReturnType<typeof openDatabase> {
    const opened = openDatabase(this.path, noon);
    this.#opened.push(opened.database);
    return opened;
  }

  /** As a crash leaves it: not closed properly, but without a lock. */
  close(database: HistoryDatabase): void {
    this.#opened.splice(this.#opened.indexOf(database), 1);
    database.close();
  }

  /** Changes what no query of ours would. */
  tamper(sql: string): void {
    const db = new DatabaseSync(this.path);
    db.exec(sql);
    db.close();
  }
}
