import type { HistoryDay } from '../../../src/ipc/history.ts';

/** What a row takes, and the heading of a day, px: fixed, so that the place of each of 100,000 calls is known before it is there. */
export const rowPx = 48;
export const headPx = 28;

/** A day of the list. */
export interface Section {
  /** 20261130 */
  readonly day: number;
  /** Where its heading begins in the list, px. */
  readonly topPx: number;
  /** Its first call, counted from the latest of all. */
  readonly first: number;
  readonly count: number;
}

/** Where everything is in a list whose calls are not there yet. */
export interface Layout {
  readonly sections: readonly Section[];
  readonly total: number;
  readonly heightPx: number;
}

export const emptyLayout: Layout = { sections: [], total: 0, heightPx: 0 };

/** @param days latest first */
export function layoutOf(days: readonly HistoryDay[]): Layout {
  const sections: Section[] = [];
  let topPx = 0;
  let first = 0;
  for (const { day, count } of days) {
    sections.push({ day, topPx, first, count });
    topPx += headPx + count * rowPx;
    first += count;
  }
  return { sections, total: first, heightPx: topPx };
}

/** The last section that begins at or before something; the list is not empty. */
function lastOf(
  sections: readonly Section[],
  begins: (section: Section) => boolean,
): { readonly section: Section | undefined; readonly at: number } {
  let low = 0;
  let high = sections.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const section = sections[middle];
    if (section !== undefined && begins(section)) low = middle;
    else high = middle - 1;
  }
  return { section: sections[low], at: low };
}

export function sectionOf({ sections }: Layout, index: number): number {
  return lastOf(sections, ({ first }) => first <= index).at;
}

/** Where the row of a call begins, px. */
export function topOf({ sections }: Layout, index: number): number {
  const { section } = lastOf(sections, ({ first }) => first <= index);
  return section === undefined ? 0 : section.topPx + headPx + (index - section.first) * rowPx;
}

/** The call at a height; where a heading is, the first one below it. */
export function indexAt({ sections }: Layout, yPx: number): number {
  const { section } = lastOf(sections, ({ topPx }) => topPx <= yPx);
  if (section === undefined) return 0;
  const row = Math.floor((yPx - section.topPx - headPx) / rowPx);
  return section.first + Math.min(Math.max(row, 0), section.count - 1);
}

/**
 * Where a call is likely to be once the list has changed: calls come at the beginning of a day, and days go at the end of the list, so it
 * keeps its distance from the end of its day.
 */
export function moved(before: Layout, after: Layout, index: number): number {
  const section = before.sections[sectionOf(before, index)];
  if (section === undefined || after.total === 0) return 0;
  const fromEnd = section.first + section.count - index;
  const same = after.sections.find(({ day }) => day === section.day);
  if (same !== undefined) return same.first + Math.max(0, same.count - fromEnd);
  return after.sections.find(({ day }) => day < section.day)?.first ?? after.total - 1;
}

/** Where the next older one is when the call itself has gone. */
export function movedPast(before: Layout, after: Layout, index: number): number {
  const section = before.sections[sectionOf(before, index)];
  const same = after.sections.find(({ day }) => day === section?.day);
  if (section === undefined || same === undefined) return moved(before, after, index);
  const older = section.first + section.count - index - 1;
  return Math.min(same.first + Math.max(0, same.count - older), after.total - 1);
}
