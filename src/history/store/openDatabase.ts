import {
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  statSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { HistoryDatabase, LostTableError } from './database.ts';
import { migrations } from './migrations.ts';
import { NewerFileError, sqliteCode } from './sqliteFile.ts';

/** Why the history began again with an empty file. */
export interface SetAside {
  readonly why: 'damaged' | 'newer';
  /** Where the old one is now. */
  readonly file: string;
}

export interface OpenedDatabase {
  readonly database: HistoryDatabase;
  readonly setAside?: SetAside;
}

/** SQLITE_CORRUPT and SQLITE_NOTADB. */
const damaged = new Set([11, 26]);
/** SQLITE_ERROR: a table is there already before it is made. */
const hasTable = 1;

/**
 * Opens the file, for this user alone. One that is damaged, or of a later Offhook, is set aside as it is, and the history begins again.
 * A file that was not closed is read through: what a crash has left half-written is found now and not in the middle of a call.
 * @throws Error, see `HistoryDatabase`: also where the folder cannot be written
 */
export function openDatabase(path: string, nowMs: number): OpenedDatabase {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const wasOpen = existsSync(logOf(path)) && statSync(logOf(path)).size > 0;
  if (versionIn(path) > migrations.length) return beginAgain(path, 'newer', nowMs);
  // SQLite gives its log the rights of the file itself.
  closeSync(openSync(path, 'a', 0o600));
  chmodSync(path, 0o600);
  try {
    const database = new HistoryDatabase(path);
    const fault = wasOpen ? database.fault() : undefined;
    return fault === undefined ? { database } : mendDatabase(path, database, nowMs);
  } catch (error) {
    if (error instanceof NewerFileError) return beginAgain(path, 'newer', nowMs);
    if (isDamaged(error) || sqliteCode(error) === hasTable) return beginAgain(path, 'damaged', nowMs);
    throw error;
  }
}

export function isDamaged(error: unknown): boolean {
  return error instanceof LostTableError || damaged.has(sqliteCode(error) ?? 0);
}

/**
 * A file that turned out to be damaged while it was used. What is only searched in is made again; otherwise the file is set aside.
 * @throws Error as `openDatabase`
 */
export function mendDatabase(path: string, database: HistoryDatabase, nowMs: number): OpenedDatabase {
  try {
    database.rebuild();
    if (database.fault() === undefined) return { database };
  } catch {
    // More than that is damaged.
  }
  closeDamaged(database);
  return beginAgain(path, 'damaged', nowMs);
}

/** `user_version` of the file format (fileformat2.html, 1.3), read without touching the file: SQLite would write to it. */
function versionIn(path: string): number {
  if (!existsSync(path)) return 0;
  const head = Buffer.alloc(100);
  const file = openSync(path, 'r');
  try {
    if (readSync(file, head) < head.length || !head.toString('latin1').startsWith('SQLite format 3\0'))
      return 0;
    return head.readInt32BE(60);
  } finally {
    closeSync(file);
  }
}

function closeDamaged(database: HistoryDatabase): void {
  try {
    database.close();
  } catch {
    // It cannot be put in order: that is why it is closed.
  }
}

function beginAgain(path: string, why: SetAside['why'], nowMs: number): OpenedDatabase {
  const stamp = new Date(nowMs).toISOString().replace(/[:.]/gu, '-');
  const file = `${path}.${why}-${stamp}`;
  renameSync(path, file);
  if (existsSync(logOf(path))) renameSync(logOf(path), logOf(file));
  closeSync(openSync(path, 'a', 0o600));
  return { database: new HistoryDatabase(path), setAside: { why, file } };
}

/** What is written, and not yet in the file. */
function logOf(path: string): string {
  return `${path}-wal`;
}
