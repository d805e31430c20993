import { readFileSync, writeFileSync } from 'node:fs';

/** Of several runs. */
export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (index: number): number => sorted[index] ?? Number.NaN;
  const middle = (sorted.length - 1) / 2;
  return {
    median: (at(Math.floor(middle)) + at(Math.ceil(middle))) / 2,
    least: at(0),
    most: at(sorted.length - 1),
  };
}

export interface Figure {
  readonly what: string;
  readonly unit: string;
  readonly digits: number;
  readonly app: Spread;
  /** Where a bare window has it, too. */
  readonly bare?: Spread;
  /** At most this many times the bare one. */
  readonly aim?: number;
  /** The same as the bare one, to what the measurement can tell apart. */
  readonly sameWithin?: number;
}

/** The figures as a table in Markdown. */
export function tableOf(figures: readonly Figure[]): string {
  const rows = figures.map(({ what, unit, digits, app, bare, aim, sameWithin }) => {
    const told = ({ median, least, most }: Spread): string => {
      const [m, from, to] = [median, least, most].map((value) => value.toFixed(digits));
      return from === to ? `${m} ${unit}` : `${m} ${unit} (${from}–${to})`;
    };
    if (bare === undefined) return `| ${what} | ${told(app)} | | | |`;
    const [ratio, more] = [app.median / bare.median, app.median - bare.median];
    const met = (isMet: boolean): string => (isMet ? 'met' : 'not met');
    const aims = [
      ...(aim === undefined ? [] : [`${aim.toFixed(2)}: ${met(ratio <= aim)}`]),
      ...(sameWithin === undefined
        ? []
        : [`the same within ${sameWithin} ${unit}: ${met(Number(more.toFixed(digits)) <= sameWithin)}`]),
    ];
    return `| ${what} | ${told(app)} | ${told(bare)} | ${Number.isFinite(ratio) ? ratio.toFixed(2) : ''} | ${aims.join(', ')} |`;
  });
  return ['| | Offhook | bare window | ratio | aim |', '|---|---|---|---|---|', ...rows].join('\n');
}

const [begin, end] = ['<!-- figures -->', '<!-- /figures -->'];

/** Puts the table in the place of the one before. @throws Error where the document has no place for it */
export function writeFigures(document: string, text: string): void {
  const before = readFileSync(document, 'utf8');
  const [from, to] = [before.indexOf(begin), before.indexOf(end)];
  if (from === -1 || to < from) throw new Error(`${document} has no place for figures`);
  writeFileSync(document, `${before.slice(0, from + begin.length)}\n\n${text}\n\n${before.slice(to)}`);
}
