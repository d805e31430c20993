import { z } from 'zod';
import { isMissed } from '../../cti/outcome.ts';
import { dayOf } from '../day.ts';
import { type HistoryCall, historyCallSchema } from '../historyCall.ts';
import { type HistoryDay, type HistorySearch, type HistoryRange, searchTerms } from '../query.ts';
import { AbandonedTable } from './abandonedTable.ts';
import { ContactTable } from './contactTable.ts';
import { migrations } from './migrations.ts';
import { type Row, sqliteCode, SqliteFile, type Value } from './sqliteFile.ts';

/** In the order of the index: nothing is sorted, however many calls there are. */
const latestFirst = 'day DESC, started_at DESC, direction DESC, missed DESC, consult_for DESC, key DESC';

/** The file has not what its version says. */
export class LostTableError extends Error {}

const tables = [
  'calls',
  'call_words',
  'call_digits',
  'unreadable_calls',
  'contacts',
  'contact_words',
  'abandoned_callers',
];

/** What `#read` needs of a row. */
const calls = 'SELECT key, id, call FROM calls';

/** SQLite's codes for a value that it does not take: too big, a constraint, another type, out of range. */
const refusals = new Set([18, 19, 20, 25]);

/**
 * The calls of all lines, in one file. A call that cannot be read any more is set aside, and one that cannot be written is left out: none
 * of them keeps the others from what is asked for.
 * @throws Error from every method, as `SqliteFile` does
 */
export class HistoryDatabase {
  readonly contacts: ContactTable;
  readonly abandoned: AbandonedTable;
  readonly #file: SqliteFile;
  #unreadable = 0;
  readonly #notWritten = new Set<string>();

  /** @throws NewerFileError, LostTableError; Error as above */
  constructor(path: string) {
    this.#file = new SqliteFile(path, migrations);
    this.contacts = new ContactTable(this.#file);
    this.abandoned = new AbandonedTable(this.#file);
    const names = new Set(this.#file.all('SELECT name FROM sqlite_schema').map(({ name }) => name));
    if (tables.every((table) => names.has(table))) return;
    this.#file.close();
    throw new LostTableError();
  }

  /** What is wrong with the file; nothing where it is whole. Reads all of it. */
  fault(): string | undefined {
    return this.#file.fault();
  }

  /** How many calls could not be read or written since it was opened. */
  get leftOut(): number {
    return this.#unreadable + this.#notWritten.size;
  }

  /** Makes what is searched in again out of the calls. */
  rebuild(): void {
    this.#file.atOnce(() => {
      for (const index of ['call_words', 'call_digits', 'contact_words'])
        this.#file.run(`INSERT INTO ${index}(${index}) VALUES ('rebuild')`);
    });
  }

  /** Takes calls in, new ones and those that it has in another state. What the agent said of them stays. */
  put(line: string, changed: readonly HistoryCall[], nowMs: number): void {
    this.#file.atOnce(() => {
      for (const call of changed) this.#leaveOut(line, call.id, () => this.#put(line, call, nowMs));
    });
  }

  /** Calls that were kept elsewhere before; those that are here stay as they are. */
  takeOver(line: string, earlier: readonly HistoryCall[]): void {
    this.#file.atOnce(() => {
      for (const call of earlier)
        if (this.#find(line, call.id) === undefined)
          this.#leaveOut(line, call.id, () => this.#write(line, call));
    });
  }

  /** Ends what was left running by a crash; the calls named still stand. Their length is not known: it ends with what is written. */
  endAllBut(line: string, standing: readonly string[]): number {
    return this.#file.atOnce(() => {
      const left = this.#read(`${calls} WHERE line = ? AND ended_at IS NULL`, line).filter(
        ({ id }) => !standing.includes(id),
      );
      for (const call of left) {
        const { startedAt, connectedAt = startedAt, talkMs, holdMs } = call;
        const endedAt = Math.round(connectedAt + talkMs + holdMs);
        this.#write(line, { ...call, endedAt, approximate: true });
      }
      return left.length;
    });
  }

  /** Latest first. */
  days(line: string, query: HistorySearch): readonly HistoryDay[] {
    const { where, values } = whereOf(line, query);
    return this.#file.all(
      `SELECT day, count(*) AS count FROM calls WHERE ${where} GROUP BY day ORDER BY day DESC`,
      ...values,
    ) as unknown as readonly HistoryDay[];
  }

  /** Latest first. */
  calls(line: string, query: HistorySearch, { offset, limit }: HistoryRange): readonly HistoryCall[] {
    const { where, values } = whereOf(line, query);
    return this.#read(
      `${calls} WHERE ${where} ORDER BY ${latestFirst} LIMIT ? OFFSET ?`,
      ...values,
      limit,
      offset,
    );
  }

  /** The call, and the consultations that were begun from it. */
  withConsultations(line: string, id: string): readonly HistoryCall[] {
    return this.#read(
      `${calls} WHERE line = ?1 AND (id = ?2 OR consult_for = ?2) ORDER BY started_at, key`,
      line,
      id,
    );
  }

  /** How many missed callers wait to be called back. */
  openMissed(line: string): number {
    const [row] = this.#file.all(
      "SELECT count(DISTINCT CASE number WHEN '' THEN id ELSE number END) AS count FROM calls WHERE line = ? AND missed = 1 AND done_at IS NULL",
      line,
    );
    return Number(row?.count ?? 0);
  }

  /** Sets what the agent says of a call; `undefined` takes it away. @returns the call as it is now, unless it is gone */
  mark(
    line: string,
    id: string,
    marks: {
      readonly note?: string | undefined;
      readonly disposition?: string | undefined;
      readonly doneAt?: number | undefined;
    },
  ): HistoryCall | undefined {
    const call = this.#find(line, id);
    if (call === undefined) return undefined;
    const merged = { ...call, ...marks };
    const kept = Object.entries(merged).filter(([, value]) => value !== undefined);
    const changed = Object.fromEntries(kept) as unknown as HistoryCall;
    this.#file.atOnce(() => this.#write(line, changed));
    return changed;
  }

  /** Gone from the file, too. @returns what was removed, with its consultations, so that it can be put back */
  remove(line: string, ids: readonly string[]): readonly HistoryCall[] {
    const removed = this.#file.atOnce(() =>
      ids.flatMap((id) => {
        const found = this.withConsultations(line, id);
        this.#file.run('DELETE FROM calls WHERE line = ?1 AND (id = ?2 OR consult_for = ?2)', line, id);
        return found;
      }),
    );
    this.#file.purge();
    return removed;
  }

  /** Puts back what was removed, as it was. */
  restore(line: string, removed: readonly HistoryCall[]): void {
    this.#file.atOnce(() => {
      for (const call of removed) this.#write(line, call);
    });
  }

  /** Removes all of a line. @returns how many calls */
  clear(line: string): number {
    this.abandoned.removeAbandoned({ line });
    return (
      this.#removeWhere('calls', 'line = ?', line) + this.#removeWhere('unreadable_calls', 'line = ?', line)
    );
  }

  /** Removes what is older, of all lines. @returns how many calls */
  removeBefore(wallMs: number): number {
    this.abandoned.removeAbandoned({ beforeMs: wallMs });
    this.#removeWhere('unreadable_calls', 'started_at < ?', wallMs);
    return this.#removeWhere('calls', 'started_at < ? AND ended_at IS NOT NULL', wallMs);
  }

  close(): void {
    this.#file.close();
  }

  #put(line: string, call: HistoryCall, nowMs: number): void {
    const before = this.#find(line, call.id);
    const { note, disposition, doneAt, transferredTo, answeredBy } = before ?? {};
    const kept = {
      ...(note === undefined ? {} : { note }),
      ...(disposition === undefined ? {} : { disposition }),
      ...(doneAt === undefined ? {} : { doneAt }),
      ...(transferredTo === undefined ? {} : { transferredTo }),
      ...(answeredBy === undefined ? {} : { answeredBy }),
    };
    // A consultation whose call is not here would be shown nowhere.
    const { consultFor, ...alone } = call;
    const parent = consultFor === undefined ? undefined : this.#find(line, consultFor);
    this.#write(line, { ...kept, ...(parent === undefined ? alone : call) });
    if (reaches(call) && call.number !== '') this.#settle(line, call, nowMs);
  }

  /** Whom the agent calls or talks to they need not call back any more. */
  #settle(line: string, { number, id, startedAt }: HistoryCall, nowMs: number): void {
    const open = this.#read(
      `${calls} WHERE line = ? AND number = ? AND missed = 1 AND done_at IS NULL AND id <> ? AND started_at <= ?`,
      line,
      number,
      id,
      startedAt,
    );
    for (const call of open) this.#write(line, { ...call, doneAt: nowMs });
  }

  /** @throws ZodError for what could not be read again */
  #write(line: string, call: HistoryCall): void {
    historyCallSchema.parse(call);
    this.#file.run(
      `INSERT INTO calls (line, id, day, started_at, ended_at, direction, missed, done_at, consult_for, number, digits, name, note, call)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (line, id) DO UPDATE SET ended_at = excluded.ended_at, missed = excluded.missed, done_at = excluded.done_at,
         number = excluded.number, digits = excluded.digits, name = excluded.name, note = excluded.note, call = excluded.call`,
      line,
      call.id,
      dayOf(call.startedAt),
      Math.round(call.startedAt),
      rounded(call.endedAt),
      call.direction,
      isMissed(call) ? 1 : 0,
      rounded(call.doneAt),
      call.consultFor ?? null,
      call.number,
      call.number.replace(/\D/gu, ''),
      call.name,
      // Both are searched as one.
      [call.disposition ?? '', call.note ?? ''].join(' ').trim(),
      JSON.stringify(call),
    );
  }

  #find(line: string, id: string): HistoryCall | undefined {
    return this.#read(`${calls} WHERE line = ? AND id = ?`, line, id)[0];
  }

  #removeWhere(table: string, where: string, value: Value): number {
    const changes = this.#file.atOnce(() => this.#file.run(`DELETE FROM ${table} WHERE ${where}`, value));
    if (changes > 0) this.#file.purge();
    return changes;
  }

  /** @param query `calls` with its conditions */
  #read(query: string, ...values: readonly Value[]): readonly HistoryCall[] {
    const rows = this.#file.all(query, ...values);
    const read = rows.map(callOf);
    const unreadable = rows.filter((_, at) => read[at] === undefined);
    if (unreadable.length === 0) return read.filter((call) => call !== undefined);
    this.#setAside(unreadable);
    // Others take their place on the page.
    return this.#read(query, ...values);
  }

  /** Kept as they are, in case they can be read later: nothing that is shown or counted has them any more. */
  #setAside(rows: readonly Row[]): void {
    this.#file.atOnce(() => {
      for (const { key } of rows) {
        this.#file.run(
          'INSERT INTO unreadable_calls (line, id, started_at, call) SELECT line, id, started_at, call FROM calls WHERE key = ?',
          Number(key),
        );
        this.#file.run('DELETE FROM calls WHERE key = ?', Number(key));
      }
    });
    this.#unreadable += rows.length;
  }

  /** A call that the file does not take now it will never take: it must not keep the next ones waiting. */
  #leaveOut(line: string, id: string, act: () => void): void {
    try {
      act();
    } catch (error) {
      const code = sqliteCode(error);
      if (code === undefined ? !(error instanceof z.ZodError) : !refusals.has(code)) throw error;
      this.#notWritten.add(JSON.stringify([line, id]));
    }
  }
}

/** Whole milliseconds: the file takes no others. */
function rounded(ms: number | undefined): number | null {
  return ms === undefined ? null : Math.round(ms);
}

/** A call that makes calling back needless: the agent called them, or talked with them. */
function reaches({ direction, connectedAt }: HistoryCall): boolean {
  return direction === 'outgoing' || connectedAt !== undefined;
}

/** The call of a row; nothing where it cannot be read. */
function callOf({ id, call }: Row): HistoryCall | undefined {
  try {
    const read = historyCallSchema.parse(JSON.parse(String(call)));
    return read.id === id ? read : undefined;
  } catch {
    return undefined;
  }
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
