// @ts-check
/** Tables of figures on the pages in docs/. */
import fs from 'node:fs';
import { cpus, release, totalmem } from 'node:os';
import { inRoot } from '../../scripts/lib/paths.mjs';

/** The day, and the machine. */
export function measured() {
  const machine = `${cpus().length} cores (${cpus()[0]?.model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GiB, Linux ${release()}, Node ${process.version}`;
  return `Measured ${new Date().toISOString().slice(0, 10)}: ${machine}`;
}

/**
 * A table as Markdown.
 * @param {readonly string[]} head
 * @param {readonly (readonly string[])[]} rows
 */
export function tableOf(head, rows) {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/**
 * Replaces what stands between `<!-- MARK -->` and `<!-- /MARK -->`.
 * @param {string} page from the root
 * @param {string} mark
 * @param {string} about a line above the table
 * @param {string} table
 */
export function writeInto(page, mark, about, table) {
  const [begin, end] = [`<!-- ${mark} -->`, `<!-- /${mark} -->`];
  const file = inRoot(page);
  const text = fs.readFileSync(file, 'utf8');
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from === -1 || to < from) throw new Error(`${page} has no place for ${mark}.`);
  fs.writeFileSync(file, `${text.slice(0, from)}${begin}\n\n${about}\n\n${table}\n\n${text.slice(to)}`);
  console.log(`\n${about}\n\n${table}\n\nWritten into ${page}.`);
}

/** @param {readonly number[]} values */
export function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
