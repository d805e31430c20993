import type {
  AbandonedCaller,
  AbandonedRecord,
  Person,
  Reached,
  ReachedWay,
} from '../../cti/people/abandoned.ts';
import type { Row, SqliteFile } from './sqliteFile.ts';

/** More than these nobody works off. */
const maxListed = 500;
/** Longer names and numbers mean nothing; what a hostile PBX sends is cut. */
const maxText = 256;

const columns = `id, queue, number, name, abandoned_at, waited_ms, tries, reached_at, reached_way, reached_by, reached_name, done_at`;
const open = 'reached_at IS NULL AND done_at IS NULL';

/**
 * Callers who gave up in the queues of each line's agent. One who gives up again before they are reached stays one.
 * @throws Error from every method, as `SqliteFile` does
 */
export class AbandonedTable {
  readonly #file: SqliteFile;

  constructor(file: SqliteFile) {
    this.#file = file;
  }

  /** Takes one in; the same Uniqueid is the same attempt. */
  addAbandoned(line: string, { id, queue, number, name, abandonedAt, waitedMs }: AbandonedCaller): void {
    const [text, who, where] = [number, name, queue].map((each) => each.slice(0, maxText)) as [
      string,
      string,
      string,
    ];
    const [at, waited] = [Math.round(abandonedAt), Math.round(waitedMs)];
    this.#file.atOnce(() => {
      const again =
        text === ''
          ? 0
          : this.#file.run(
              `UPDATE abandoned_callers SET id = ?, queue = ?, name = CASE ? WHEN '' THEN name ELSE ? END, abandoned_at = ?, waited_ms = ?,
                 tries = tries + 1 WHERE line = ? AND number = ? AND id <> ? AND ${open}`,
              id.slice(0, maxText),
              where,
              who,
              who,
              at,
              waited,
              line,
              text,
              id,
            );
      if (again > 0) return;
      this.#file.run(
        `INSERT OR IGNORE INTO abandoned_callers (line, id, queue, number, name, abandoned_at, waited_ms) VALUES (?, ?, ?, ?, ?, ?, ?)`,
        line,
        id.slice(0, maxText),
        where,
        text,
        who,
        at,
        waited,
      );
    });
  }

  /** Who has yet to be called comes first, the latest before the others. */
  abandonedCallers(line: string): readonly AbandonedRecord[] {
    return this.#file
      .all(
        `SELECT ${columns} FROM abandoned_callers WHERE line = ? ORDER BY (${open}) DESC, abandoned_at DESC, key DESC LIMIT ${maxListed}`,
        line,
      )
      .map(recordOf);
  }

  /** Somebody talked with these callers. @returns how many were open */
  reachAbandoned(
    line: string,
    ids: readonly string[],
    { way, by }: Omit<Reached, 'number'>,
    at: number,
  ): number {
    return this.#file.atOnce(() =>
      ids
        .map((id) =>
          this.#file.run(
            `UPDATE abandoned_callers SET reached_at = ?, reached_way = ?, reached_by = ?, reached_name = ? WHERE line = ? AND id = ? AND ${open}`,
            Math.round(at),
            way,
            by.extension.slice(0, maxText),
            by.name.slice(0, maxText),
            line,
            id,
          ),
        )
        .reduce((sum, changed) => sum + changed, 0),
    );
  }

  /** The agent has dealt with one, or after all not yet: then nobody has reached them either. */
  markAbandoned(line: string, id: string, doneAt: number | null): number {
    return this.#file.run(
      `UPDATE abandoned_callers SET done_at = ?1 ${doneAt === null ? ', reached_at = NULL' : ''} WHERE line = ?2 AND id = ?3`,
      doneAt === null ? null : Math.round(doneAt),
      line,
      id,
    );
  }

  /** Gone from the file, too: one of a line, all of it, or of all lines those before a time, wall clock ms. @returns how many */
  removeAbandoned(
    which: { readonly line: string; readonly id?: string } | { readonly beforeMs: number },
  ): number {
    const removed =
      'line' in which
        ? which.id !== undefined
          ? this.#file.run('DELETE FROM abandoned_callers WHERE line = ? AND id = ?', which.line, which.id)
          : this.#file.run('DELETE FROM abandoned_callers WHERE line = ?', which.line)
        : this.#file.run('DELETE FROM abandoned_callers WHERE abandoned_at < ?', Math.round(which.beforeMs));
    if (removed > 0) this.#file.purge();
    return removed;
  }
}

function recordOf(row: Row): AbandonedRecord {
  const text = (column: string): string => (typeof row[column] === 'string' ? row[column] : '');
  const by: Person = { extension: text('reached_by'), name: text('reached_name') };
  const way: ReachedWay = row.reached_way === 'calledAgain' ? 'calledAgain' : 'calledBack';
  return {
    id: text('id'),
    queue: text('queue'),
    number: text('number'),
    name: text('name'),
    abandonedAt: Number(row.abandoned_at),
    waitedMs: Number(row.waited_ms),
    tries: Number(row.tries),
    ...(row.reached_at === null ? {} : { reached: { at: Number(row.reached_at), way, by } }),
    ...(row.done_at === null ? {} : { doneAt: Number(row.done_at) }),
  };
}
