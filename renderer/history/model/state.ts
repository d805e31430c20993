import type { HistoryCall, HistoryFault, HistoryQuery } from '../../../src/ipc/history.ts';
import type { Layout } from './layout.ts';

/** Calls that are asked for at a time. */
export const pageSize = 100;

export type Pages = ReadonlyMap<number, readonly HistoryCall[]>;

/** Calls that are in view, from the first to the last. */
export interface Span {
  readonly first: number;
  readonly last: number;
}

/** The list as the page has it: where each call is, and those calls that are looked at. */
export interface HistoryList {
  readonly status: 'loading' | 'ready' | 'failed';
  readonly fault?: HistoryFault | undefined;
  /** What is asked for; the list shows it once the answer is there. */
  readonly query: HistoryQuery;
  /** What the list shows. */
  readonly shown: HistoryQuery;
  readonly layout: Layout;
  readonly openMissed: number;
  readonly pages: Pages;
  /** Counts the lists that have been shown. */
  readonly version: number;
  /** The call that was first in view, where it is now; the list begins at its top where there is none. */
  readonly anchor: number | undefined;
  /** The call that the keys act on. */
  readonly active: number | undefined;
  /** Counts how often another was chosen by the agent: it comes into view then, and not because the list has changed. */
  readonly choices: number;
  /** Its details are open. */
  readonly isOpen: boolean;
}

export const everyCall: HistoryQuery = { text: '', filter: 'all' };

export function callAt(list: Pick<HistoryList, 'pages'>, index: number | undefined): HistoryCall | undefined {
  return index === undefined ? undefined : list.pages.get(pageOf(index))?.[index % pageSize];
}

export function activeCall(list: HistoryList): HistoryCall | undefined {
  return callAt(list, list.active);
}

export function pageOf(index: number): number {
  return Math.floor(index / pageSize);
}
