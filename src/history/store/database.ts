import { DatabaseSync, type DatabaseSyncInstance, type StatementSyncInstance } from '@photostructure/sqlite';
import { isMissed } from '../../cti/outcome.ts';
import { dayOf } from '../day.ts';
import { type HistoryCall, historyCallSchema } from '../historyCall.ts';
import { type HistoryDay, type HistorySearch, type HistoryRange, searchTerms } from '../query.ts';
import { migrations } from './migrations.ts';

/** The file is of a later Offhook, and is not touched. */
export class NewerFileError extends Error {}

type Value = string | number | null;

/** In the order of the index: nothing is sorted, however many calls there are. */
const latestFirst = 'day DESC, started_at DESC, direction DESC, missed DESC, consult_for DESC, key DESC';

/** How long another process may hold the file, ms. */
const busyMs = 2_000;

/**
 * The calls of all lines in one file, by whoever opens it first: it is locked to others for as long as it is open (which also spares it
 * the shared memory that no network folder has). All calls block; nothing but a worker of its own opens it.
 * @throws Error from every method, with SQLite's `errcode`: 11 and 26 damaged, 13 disk full, 5 locked, 8 and 14 not writable
 */
export class HistoryDatabase {
  readonly #db: DatabaseSyncInstance;
  readonly #statements = new Map<string, StatementSyncInstance>();

  /** @throws NewerFileError; Error as above */
  constructor(path: string) {
    this.#db = new DatabaseSync(path);
    try {
      this.#db
        .exec(`PRAGMA busy_timeout = ${busyMs}; PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL;
        PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA journal_size_limit = 0;`);
      this.#migrate();
    } catch (error) {
      this.#db.close();
      throw error;
    }
  }

  /** What is wrong with the file; nothing where it is whole. Reads all of it. */
  fault(): string | undefined {
    const [first] = this.#all('PRAGMA quick_check(1)');
    const told = first?.quick_check;
    return told === 'ok' ? undefined : String(told);
  }

  /** Takes calls in, new ones and those that it has in another state. What the agent said of them stays. */
  put(line: string, calls: readonly HistoryCall[], nowMs: number): void {
    this.#atOnce(() => {
      for (const call of calls) this.#put(line, call, nowMs);
    });
  }

  /** Calls that were kept elsewhere before; those that are here stay as they are. */
  takeOver(line: string, calls: readonly HistoryCall[]): void {
    this.#atOnce(() => {
      for (const call of calls) if (this.#find(line, call.id) === undefined) this.#write(line, call);
    });
  }

  /** Ends what was left running by a crash; the calls named still stand. Their length is not known: it ends with what is written. */
  endAllBut(line: string, standing: readonly string[]): number {
    return this.#atOnce(() => {
      const left = this.#all('SELECT call FROM calls WHERE line = ? AND ended_at IS NULL', line)
        .map(({ call }) => parseCall(call))
        .filter(({ id }) => !standing.includes(id));
      for (const call of left) {
        const { startedAt, connectedAt = startedAt, talkMs, holdMs } = call;
        const endedAt = connectedAt + talkMs + holdMs;
        this.#write(line, { ...call, endedAt, approximate: true });
      }
      return left.length;
    });
  }

  /** Latest first. */
  days(line: string, query: HistorySearch): readonly HistoryDay[] {
    const { where, values } = whereOf(line, query);
    return this.#all(
      `SELECT day, count(*) AS count FROM calls WHERE ${where} GROUP BY day ORDER BY day DESC`,
      ...values,
    ) as unknown as readonly HistoryDay[];
  }

  /** Latest first. */
  calls(line: string, query: HistorySearch, { offset, limit }: HistoryRange): readonly HistoryCall[] {
    const { where, values } = whereOf(line, query);
    const rows = this.#all(
      `SELECT call FROM calls WHERE ${where} ORDER BY ${latestFirst} LIMIT ? OFFSET ?`,
      ...values,
      limit,
      offset,
    );
    return rows.map(({ call }) => parseCall(call));
  }

  /** The call, and the consultations that were begun from it. */
  withConsultations(line: string, id: string): readonly HistoryCall[] {
    const rows = this.#all(
      'SELECT call FROM calls WHERE line = ?1 AND (id = ?2 OR consult_for = ?2) ORDER BY started_at, key',
      line,
      id,
    );
    return rows.map(({ call }) => parseCall(call));
  }

  /** How many missed callers wait to be called back. */
  openMissed(line: string): number {
    const [row] = this.#all(
      "SELECT count(DISTINCT CASE number WHEN '' THEN id ELSE number END) AS count FROM calls WHERE line = ? AND missed = 1 AND done_at IS NULL",
      line,
    );
    return Number(row?.count ?? 0);
  }

  /** Sets what the agent says of a call; `undefined` takes it away. @returns the call as it is now, unless it is gone */
  mark(
    line: string,
    id: string,
    marks: { readonly note?: string | undefined; readonly doneAt?: number | undefined },
  ): HistoryCall | undefined {
    const call = this.#find(line, id);
    if (call === undefined) return undefined;
    const merged = { ...call, ...marks };
    const kept = Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== undefined));
    const changed = historyCallSchema.parse(kept);
    this.#atOnce(() => this.#write(line, changed));
    return changed;
  }

  /** Gone from the file, too. @returns what was removed, with its consultations, so that it can be put back */
  remove(line: string, ids: readonly string[]): readonly HistoryCall[] {
    const removed = this.#atOnce(() =>
      ids.flatMap((id) => {
        const calls = this.withConsultations(line, id);
        this.#run('DELETE FROM calls WHERE line = ?1 AND (id = ?2 OR consult_for = ?2)', line, id);
        return calls;
      }),
    );
    this.#purge();
    return removed;
  }

  /** Puts back what was removed, as it was. */
  restore(line: string, calls: readonly HistoryCall[]): void {
    this.#atOnce(() => {
      for (const call of calls) this.#write(line, call);
    });
  }

  /** Removes all of a line. @returns how many calls */
  clear(line: string): number {
    return this.#removeWhere('line = ?', line);
  }

  /** Removes what is older, of all lines. @returns how many calls */
  removeBefore(wallMs: number): number {
    return this.#removeWhere('started_at < ? AND ended_at IS NOT NULL', wallMs);
  }

  close(): void {
    // The library keeps prepared statements, and with them the lock, for as long as it likes: given up first, with the log.
    this.#db.exec(
      'PRAGMA journal_mode = DELETE; PRAGMA locking_mode = NORMAL; SELECT count(*) FROM sqlite_schema;',
    );
    this.#db.close();
  }

  #put(line: string, call: HistoryCall, nowMs: number): void {
    const before = this.#find(line, call.id);
    const { note, doneAt, transferredTo } = before ?? {};
    const kept = {
      ...(note === undefined ? {} : { note }),
      ...(doneAt === undefined ? {} : { doneAt }),
      ...(transferredTo === undefined ? {} : { transferredTo }),
    };
    // A consultation whose call is not here would be shown nowhere.
    const { consultFor, ...alone } = call;
    const parent = consultFor === undefined ? undefined : this.#find(line, consultFor);
    this.#write(line, { ...kept, ...(parent === undefined ? alone : call) });
    if (reaches(call) && call.number !== '') this.#settle(line, call, nowMs);
  }

  /** Whom the agent calls or talks to they need not call back any more. */
  #settle(line: string, { number, id, startedAt }: HistoryCall, nowMs: number): void {
    const open = this.#all(
      'SELECT call FROM calls WHERE line = ? AND number = ? AND missed = 1 AND done_at IS NULL AND id <> ? AND started_at <= ?',
      line,
      number,
      id,
      startedAt,
    );
    for (const { call } of open) this.#write(line, { ...parseCall(call), doneAt: nowMs });
  }

  #write(line: string, call: HistoryCall): void {
    this.#run(
      `INSERT INTO calls (line, id, day, started_at, ended_at, direction, missed, done_at, consult_for, number, digits, name, note, call)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (line, id) DO UPDATE SET ended_at = excluded.ended_at, missed = excluded.missed, done_at = excluded.done_at,
         number = excluded.number, digits = excluded.digits, name = excluded.name, note = excluded.note, call = excluded.call`,
      line,
      call.id,
      dayOf(call.startedAt),
      call.startedAt,
      call.endedAt ?? null,
      call.direction,
      isMissed(call) ? 1 : 0,
      call.doneAt ?? null,
      call.consultFor ?? null,
      call.number,
      call.number.replace(/\D/gu, ''),
      call.name,
      call.note ?? '',
      JSON.stringify(call),
    );
  }

  #find(line: string, id: string): HistoryCall | undefined {
    const [row] = this.#all('SELECT call FROM calls WHERE line = ? AND id = ?', line, id);
    return row && parseCall(row.call);
  }

  #removeWhere(where: string, value: Value): number {
    const changes = this.#atOnce(() => this.#run(`DELETE FROM calls WHERE ${where}`, value));
    if (changes > 0) this.#purge();
    return changes;
  }

  /** What was deleted is overwritten; the log that still has it is emptied into the file. */
  #purge(): void {
    this.#all('PRAGMA wal_checkpoint(TRUNCATE)');
  }

  #migrate(): void {
    const [row] = this.#all('PRAGMA user_version');
    const version = Number(row?.user_version ?? 0);
    if (version > migrations.length) throw new NewerFileError(`version ${version}`);
    for (const [index, migration] of migrations.entries()) {
      if (index < version) continue;
      this.#atOnce(() => {
        this.#db.exec(migration);
        this.#db.exec(`PRAGMA user_version = ${index + 1}`);
      });
    }
  }

  #atOnce<Result>(act: () => Result): Result {
    this.#db.exec('BEGIN IMMEDIATE');
    try {
      const result = act();
      this.#db.exec('COMMIT');
      return result;
    } catch (error) {
      // A full disk has rolled it back already.
      try {
        this.#db.exec('ROLLBACK');
      } catch {
        // There is nothing to roll back.
      }
      throw error;
    }
  }

  #run(sql: string, ...values: readonly Value[]): number {
    return this.#statement(sql).run(...values).changes;
  }

  #all(sql: string, ...values: readonly Value[]): Record<string, unknown>[] {
    return this.#statement(sql).all(...values) as Record<string, unknown>[];
  }

  #statement(sql: string): StatementSyncInstance {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const statement = this.#db.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}

/** A call that makes calling back needless: the agent called them, or talked with them. */
function reaches({ direction, connectedAt }: HistoryCall): boolean {
  return direction === 'outgoing' || connectedAt !== undefined;
}

function parseCall(text: unknown): HistoryCall {
  return historyCallSchema.parse(JSON.parse(String(text)));
}

function whereOf(
  line: string,
  { text, filter, countryCode }: HistorySearch,
): { where: string; values: Value[] } {
  const conditions = ['line = ?', 'consult_for IS NULL'];
  const values: Value[] = [line];
  if (filter === 'missed') conditions.push('missed = 1');
  if (filter === 'incoming' || filter === 'outgoing') {
    conditions.push('direction = ?');
    values.push(filter);
  }
  for (const term of searchTerms(text, countryCode)) {
    const words = 'key IN (SELECT rowid FROM call_words WHERE call_words MATCH ?)';
    if (term.kind === 'word') {
      conditions.push(words);
      values.push(`"${term.prefix}"*`);
      continue;
    }
    // The index is of groups of three digits.
    const isShort = term.digits.length < 3;
    const digits = isShort
      ? 'digits LIKE ?'
      : 'key IN (SELECT rowid FROM call_digits WHERE call_digits MATCH ?)';
    conditions.push(`(${digits} OR ${words})`);
    values.push(isShort ? `%${term.digits}%` : `"${term.digits}"`, `"${term.prefix}"*`);
  }
  return { where: conditions.join(' AND '), values };
}
