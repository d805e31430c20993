/** One record of a table, or the line on which something is wrong with one. */
export type CsvRow =
  | { readonly line: number; readonly cells: readonly string[] }
  | { readonly line: number; readonly fault: 'unclosedQuote' };

const separators = [',', ';', '\t', '|'] as const;
type Separator = (typeof separators)[number];

/** More in one cell is a quote that somebody forgot. */
const maxCell = 16_384;
/** More cells in a row are not looked at. */
const maxCells = 1_000;

/**
 * A table by RFC 4180, with what stands between its cells found out from the first line. A quote that does not end costs its own line;
 * all others are read. Never throws.
 */
export function* csvRows(text: string): Generator<CsvRow> {
  const named = /^sep=([,;\t|])(?:\r\n|\r|\n|$)/iu.exec(text);
  const separator = (named?.[1] as Separator | undefined) ?? separatorOf(text);
  const place = { at: named?.[0].length ?? 0, line: named === null ? 1 : 2 };
  while (place.at < text.length) {
    const { line } = place;
    const cells = rowAt(text, separator, place);
    if (cells === undefined) yield { line, fault: 'unclosedQuote' };
    else if (cells.length > 1 || cells[0]?.trim() !== '') yield { line, cells };
  }
}

/** What a cell in quotes holds, lines among it, divides nothing. */
const quotedCell = /(^|[,;\t|\r\n])"(?:[^"]|"")*"/gu;

/** The sign that divides the first line into the most cells. */
function separatorOf(text: string): Separator {
  const head = /^[^\r\n]*/u.exec(text.slice(0, maxCell).replace(quotedCell, '$1'))?.[0] ?? '';
  const counts = separators.map((separator) => head.split(separator).length);
  return separators[counts.indexOf(Math.max(...counts))] ?? ',';
}

/** Reads a row and goes on behind it. @returns undefined: a quote does not end */
function rowAt(
  text: string,
  separator: Separator,
  place: { at: number; line: number },
): readonly string[] | undefined {
  const cells: string[] = [];
  const from = place.at;
  let lines = 0;
  for (;;) {
    const cell = text.startsWith('"', place.at)
      ? quotedAt(text, place.at)
      : plainAt(text, place.at, separator);
    if (cell === undefined) {
      place.at = afterLine(text, from);
      place.line += 1;
      return undefined;
    }
    lines += cell.lines;
    const rest = cell.isQuoted ? plainAt(text, cell.end, separator) : { value: '', end: cell.end };
    if (cells.length < maxCells) cells.push(cell.value + rest.value);
    if (text[rest.end] === separator) {
      place.at = rest.end + 1;
      continue;
    }
    place.at = afterLine(text, rest.end);
    place.line += lines + 1;
    return cells;
  }
}

interface Cell {
  readonly value: string;
  readonly end: number;
  readonly lines: number;
  readonly isQuoted: boolean;
}

function plainAt(text: string, from: number, separator: Separator): Cell {
  let end = from;
  for (; end < text.length; end += 1) {
    const character = text[end];
    if (character === separator || character === '\r' || character === '\n') break;
  }
  return { value: text.slice(from, Math.min(end, from + maxCell)), end, lines: 0, isQuoted: false };
}

function quotedAt(text: string, from: number): Cell | undefined {
  let value = '';
  let at = from + 1;
  for (;;) {
    const quote = text.slice(at, from + maxCell).indexOf('"');
    if (quote < 0) return undefined;
    value += text.slice(at, at + quote);
    at += quote + 1;
    if (text[at] !== '"') break;
    value += '"';
    at += 1;
  }
  return { value, end: at, lines: value.split(/\r\n|\r|\n/u).length - 1, isQuoted: true };
}

function afterLine(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '\n') return at + 1;
    if (text[at] === '\r') return text[at + 1] === '\n' ? at + 2 : at + 1;
  }
  return text.length;
}
