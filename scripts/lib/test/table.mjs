// @ts-check
import { duration } from '../steps.mjs';

/**
 * A table for a terminal: the first column to the left, the others to the right.
 * @param {readonly string[]} heads
 * @param {readonly (readonly string[])[]} rows
 */
export function table(heads, rows) {
  const all = [heads, ...rows];
  const widths = heads.map((_head, index) => Math.max(...all.map((row) => (row[index] ?? '').length)));
  const line = (/** @type {readonly string[]} */ row) =>
    row
      .map((cell, index) =>
        index === 0 ? cell.padEnd(widths[index] ?? 0) : cell.padStart(widths[index] ?? 0),
      )
      .join('  ')
      .trimEnd();
  return all.map((row) => `  ${line(row)}\n`).join('');
}

/** @param {readonly { title: string, ms: number }[]} times @param {number} wholeMs */
export const stepTable = (times, wholeMs) =>
  table(
    ['Step', 'Time'],
    [...times, { title: 'From start to end', ms: wholeMs }].map(({ title, ms }) => [title, duration(ms)]),
  );

/** @param {readonly import('./report.mjs').TestFile[]} files @param {number} most */
export function slowestTable(files, most) {
  const slowest = [...files].sort((a, b) => b.ms - a.ms).slice(0, most);
  return table(
    ['Slowest files', 'Time', 'Tests'],
    slowest.map(({ file, ms, tests }) => [file, duration(ms), String(tests.length)]),
  );
}
