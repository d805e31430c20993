import { DatabaseSync, type DatabaseSyncInstance, type StatementSyncInstance } from '@photostructure/sqlite';

/** The file is of a later Offhook, and is not touched. */
export class NewerFileError extends Error {}

export type Value = string | number | null;
export type Row = Readonly<Record<string, unknown>>;

/** What SQLite says with a number (sqlite3_errstr): the library gives no number with what `all` throws. */
const messages: readonly (readonly [RegExp, number])[] = [
  [/malformed|corrupt/u, 11],
  [/not a database/u, 26],
  [/disk is full/u, 13],
  [/is locked/u, 5],
  [/readonly database/u, 8],
  [/unable to open/u, 14],
];

/** SQLite's own number of an error: its primary code, whatever the extended one. */
export function sqliteCode(error: unknown): number | undefined {
  if (!(error instanceof Error)) return undefined;
  if ('errcode' in error && typeof error.errcode === 'number') return error.errcode & 0xff;
  if (!('code' in error) || error.code !== 'ERR_SQLITE_ERROR') return undefined;
  return messages.find(([text]) => text.test(error.message))?.[1] ?? 1;
}

/** How long another process may hold the file, ms. */
const busyMs = 2_000;

/**
 * One database in one file, held by the process that opens it first: it is locked to others for as long as it is open (which also spares it the shared
 * memory that no network folder has). All calls block; nothing but a worker of its own opens it.
 * @throws Error from every method, with SQLite's `errcode`: 11 and 26 damaged, 13 disk full, 5 locked, 8 and 14 not writable
 */
export class SqliteFile {
  readonly #db: DatabaseSyncInstance;
  readonly #statements = new Map<string, StatementSyncInstance>();
  #isInTransaction = false;

  /**
   * @param migrations how the file of each version becomes that of the next one
   * @throws NewerFileError; Error as above
   */
  constructor(path: string, migrations: readonly string[]) {
    this.#db = new DatabaseSync(path);
    try {
      this.#db
        .exec(`PRAGMA busy_timeout = ${busyMs}; PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL;
        PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA journal_size_limit = 0;`);
      this.#migrate(migrations);
    } catch (error) {
      this.#db.close();
      throw error;
    }
  }

  /** What is wrong with the file; nothing where it is whole. Reads all of it. */
  fault(): string | undefined {
    const [first] = this.all('PRAGMA quick_check(1)');
    const told = first?.quick_check;
    return told === 'ok' ? undefined : String(told);
  }

  all(sql: string, ...values: readonly Value[]): readonly Row[] {
    return this.#statement(sql).all(...values) as Row[];
  }

  /** @returns how many rows it changed */
  run(sql: string, ...values: readonly Value[]): number {
    return this.#statement(sql).run(...values).changes;
  }

  /** All of it or nothing; within another one it is a part of that. */
  atOnce<Result>(act: () => Result): Result {
    if (this.#isInTransaction) return act();
    this.#db.exec('BEGIN IMMEDIATE');
    this.#isInTransaction = true;
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
    } finally {
      this.#isInTransaction = false;
    }
  }

  /** What was deleted is overwritten; the log that still has it is emptied into the file. */
  purge(): void {
    this.all('PRAGMA wal_checkpoint(TRUNCATE)');
  }

  close(): void {
    // The library keeps prepared statements, and with them the lock, for as long as it likes: given up first, with the log.
    try {
      this.#db.exec(
        'PRAGMA journal_mode = DELETE; PRAGMA locking_mode = NORMAL; SELECT count(*) FROM sqlite_schema;',
      );
    } finally {
      this.#db.close();
    }
  }

  #migrate(migrations: readonly string[]): void {
    const [row] = this.all('PRAGMA user_version');
    const version = Number(row?.user_version ?? 0);
    if (version > migrations.length) throw new NewerFileError(`version ${version}`);
    for (const [index, migration] of migrations.entries()) {
      if (index < version) continue;
      this.atOnce(() => {
        this.#db.exec(migration);
        this.#db.exec(`PRAGMA user_version = ${index + 1}`);
      });
    }
  }

  #statement(sql: string): StatementSyncInstance {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const statement = this.#db.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}
