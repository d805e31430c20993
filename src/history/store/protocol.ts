import type { AbandonedTable } from './abandonedTable.ts';
import type { ContactTable } from './contactTable.ts';
import type { HistoryDatabase } from './database.ts';
import type { HistoryFault } from '../fault.ts';
import type { SetAside } from './openDatabase.ts';

type CallTasks = Omit<HistoryDatabase, 'abandoned' | 'close' | 'contacts' | 'fault' | 'leftOut' | 'rebuild'>;

/** What the worker that owns the file can be asked: of the calls, the contacts, and the callers who gave up. */
export type HistoryTasks = CallTasks & ContactTable & AbandonedTable;
export type HistoryTask = keyof HistoryTasks;

export interface HistoryRequest {
  readonly id: number;
  readonly task: HistoryTask | 'close';
  readonly args: readonly unknown[];
}

export type HistoryReply =
  /** There was a file that could not be used, and the history began again. */
  | { readonly type: 'setAside'; readonly setAside: SetAside }
  /** So many more calls could not be read or written. */
  | { readonly type: 'leftOut'; readonly count: number }
  /** The file cannot be opened; the worker ends. */
  | { readonly type: 'notOpened'; readonly fault: HistoryFault; readonly detail: string }
  | { readonly type: 'done'; readonly id: number; readonly value: unknown }
  | { readonly type: 'failed'; readonly id: number; readonly fault: HistoryFault; readonly detail: string };
