import type { HistoryDatabase } from './database.ts';
import type { HistoryFault } from '../fault.ts';
import type { SetAside } from './openDatabase.ts';

/** What the worker that owns the file can be asked. */
export type HistoryTask = Exclude<keyof HistoryDatabase, 'close' | 'fault'>;

export interface HistoryRequest {
  readonly id: number;
  readonly task: HistoryTask | 'close';
  readonly args: readonly unknown[];
}

export type HistoryReply =
  /** The file is open; `setAside` where it had to begin again. Comes once, before all answers. */
  | { readonly type: 'opened'; readonly setAside?: SetAside }
  /** The file cannot be opened; the worker ends. */
  | { readonly type: 'notOpened'; readonly fault: HistoryFault; readonly detail: string }
  | { readonly type: 'done'; readonly id: number; readonly value: unknown }
  | { readonly type: 'failed'; readonly id: number; readonly fault: HistoryFault; readonly detail: string };
