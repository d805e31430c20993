import { type AbandonedRecord, isOpen } from '../cti/people/abandoned.ts';
import { csvLine, csvTime } from './csv.ts';

const columns = [
  'id',
  'queue',
  'number',
  'name',
  'abandonedAt',
  'waitedSeconds',
  'tries',
  'open',
  'reachedAt',
  'reachedWay',
  'reachedBy',
  'doneAt',
] as const;

/** Callers who gave up as a table by RFC 4180: times are UTC by ISO 8601. */
export function abandonedCsv(callers: readonly AbandonedRecord[]): string {
  return [csvLine(columns), ...callers.map(recordOf)].join('');
}

function recordOf(caller: AbandonedRecord): string {
  const { id, queue, number, name, abandonedAt, waitedMs, tries, reached, doneAt } = caller;
  const values: Record<(typeof columns)[number], string | undefined> = {
    ...{ id, queue, number, name },
    abandonedAt: csvTime(abandonedAt),
    waitedSeconds: String(Math.round(waitedMs / 1_000)),
    tries: String(tries),
    open: String(isOpen(caller)),
    reachedAt: csvTime(reached?.at),
    reachedWay: reached?.way,
    reachedBy: reached && `${reached.by.extension} ${reached.by.name}`.trim(),
    doneAt: csvTime(doneAt),
  };
  return csvLine(columns.map((column) => values[column] ?? ''));
}
