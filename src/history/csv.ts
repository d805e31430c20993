import type { HistoryCall } from './historyCall.ts';

const columns = [
  'id',
  'direction',
  'number',
  'name',
  'queue',
  'did',
  'startedAt',
  'ringingAt',
  'connectedAt',
  'endedAt',
  'talkSeconds',
  'holdSeconds',
  'rings',
  'approximate',
  'application',
  'outcome',
  'endReason',
  'consultFor',
  'transferredTo',
  'answeredBy',
  'linkedId',
  'pbxName',
  'contactId',
  'doneAt',
  'disposition',
  'note',
] as const;

/** A table by RFC 4180, with the names of its columns first; one record per call, each with its end of line. */
export function csvHead(): string {
  return csvLine(columns);
}

/** Times are UTC by ISO 8601, lengths seconds. */
export function csvRecord(call: HistoryCall): string {
  const { talkMs, holdMs, startedAt, ringingAt, connectedAt, endedAt, doneAt, answeredBy, ...texts } = call;
  const values: Partial<Record<(typeof columns)[number], string | number | boolean | undefined>> = {
    ...texts,
    answeredBy: answeredBy && `${answeredBy.extension} ${answeredBy.name}`.trim(),
    startedAt: csvTime(startedAt),
    ringingAt: csvTime(ringingAt),
    connectedAt: csvTime(connectedAt),
    endedAt: csvTime(endedAt),
    doneAt: csvTime(doneAt),
    talkSeconds: Math.round(talkMs / 1_000),
    holdSeconds: Math.round(holdMs / 1_000),
  };
  return csvLine(columns.map((column) => String(values[column] ?? '')));
}

/** UTC by ISO 8601. @param wallMs ms since 1970 */
export function csvTime(wallMs: number | undefined): string | undefined {
  if (wallMs === undefined) return undefined;
  const date = new Date(wallMs);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

/** One record, with its end of line. */
export function csvLine(values: readonly string[]): string {
  return `${values.map(cell).join(',')}\r\n`;
}

/**
 * A cell that a spreadsheet would take for a formula gets an apostrophe in front (OWASP, CSV injection): names and numbers come from
 * anybody who calls.
 */
function cell(value: string): string {
  const harmless = /^[\s\0]*[=+\-@\t\r]/u.test(value) ? `'${value}` : value;
  return /[",\r\n]/u.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
