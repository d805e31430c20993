import type { NumberKindOfContact } from '../contact.ts';
import { csvRows } from './csv.ts';
import { type Column, columnOf, kindNamed } from './csvColumns.ts';
import { type Draft, pieceOf, type ReadPiece } from './reading.ts';

/** The contacts of a table whose first line heads its columns, in any order. Never throws. */
export function* csvContacts(text: string): Generator<ReadPiece> {
  let columns: readonly (Column | undefined)[] | undefined;
  for (const row of csvRows(text)) {
    if ('fault' in row) yield { fault: { code: row.fault, line: row.line } };
    else if (columns === undefined) {
      columns = row.cells.map(columnOf);
      if (!isTableOfContacts(columns)) {
        yield { fault: { code: 'noColumns', line: row.line } };
        return;
      }
    } else yield pieceOf(draftOf(row.cells, columns), row.line);
  }
}

function isTableOfContacts(columns: readonly (Column | undefined)[]): boolean {
  const has = (...which: readonly Column['what'][]): boolean =>
    columns.some((column) => column !== undefined && which.includes(column.what));
  return has('name', 'first', 'last', 'organisation') && has('number', 'numberOf');
}

function draftOf(cells: readonly string[], columns: readonly (Column | undefined)[]): Draft {
  const text = (what: Column['what']): string => {
    const at = columns.findIndex((column, index) => column?.what === what && cells[index]?.trim());
    return cells[at]?.trim() ?? '';
  };
  const whole = [text('first'), text('middle'), text('last')].filter((part) => part !== '').join(' ');
  const kinds = new Map<string, NumberKindOfContact>();
  columns.forEach((column, at) => {
    if (column?.what === 'kind' && cells[at]?.trim()) kinds.set(column.of, kindNamed(cells[at]));
  });
  const numbers = columns.flatMap((column, at) => {
    const cell = cells[at] ?? '';
    if (cell.trim() === '') return [];
    if (column?.what === 'number') return [{ text: cell, kind: column.kind }];
    if (column?.what !== 'numberOf') return [];
    // Google puts several numbers of a kind into one cell.
    return cell.split(':::').map((one) => ({ text: one, kind: kinds.get(column.of) ?? 'other' }));
  });
  return {
    id: text('id'),
    // A display name may be the sorting order of an address book (`Doe, Jane`); the parts are the person's own.
    name: whole || text('name'),
    organisation: [text('organisation'), text('department')].filter((part) => part !== '').join(', '),
    note: text('note'),
    numbers,
  };
}
