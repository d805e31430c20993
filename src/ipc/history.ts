import type { CommandResult } from '../cti/command.ts';
import type { HistoryCall } from '../history/historyCall.ts';
import type { HistoryDay, HistoryMarks, HistoryQuery, HistoryRange } from '../history/query.ts';
import type { HistoryFault } from '../history/fault.ts';
import { push, request } from './channel/channel.ts';
import { historyWindow, panel } from './channel/pages.ts';
import type { SaveFileResult } from './support.ts';

export type { HistoryCall, HistoryDay, HistoryFault, HistoryMarks, HistoryQuery };

/** What became of asking the history. */
export type HistoryAnswer<Value> =
  | { readonly status: 'ok'; readonly value: Value }
  | { readonly status: 'failed'; readonly fault: HistoryFault };

/** What a list of calls is made of: the days that have any, with how many, latest first. */
export interface HistoryOverview {
  readonly days: readonly HistoryDay[];
  /** Missed callers who wait to be called back, whatever is asked for. */
  readonly openMissed: number;
}

/** What the history has to say of itself. */
export interface HistoryState {
  /** Why what happens is not written at present; it is kept until it can be. */
  readonly fault?: HistoryFault;
  /** The file that was there could not be used, and the history began again. */
  readonly setAside?: { readonly why: 'damaged' | 'newer'; readonly file: string };
  /** So many calls could not be read or written since Offhook was started. */
  readonly leftOut?: number;
  /** Calls older than this are removed, days; 0: none are. */
  readonly keptDays: number;
  /** What may have come of a call, for the agent to choose from. */
  readonly dispositions?: readonly string[];
}

/** Calls of the line that is shown, for the window of the history. */
export const historyChannels = {
  'history:open': request<() => void>(panel),
  'history:state': request<() => HistoryState>(historyWindow),
  'history:overview': request<(query: HistoryQuery) => HistoryAnswer<HistoryOverview>>(
    historyWindow,
    ({ historyQuery }) => [historyQuery],
  ),
  /** Some of the calls that the overview counts, latest first. */
  'history:calls': request<
    (query: HistoryQuery, range: HistoryRange) => HistoryAnswer<readonly HistoryCall[]>
  >(historyWindow, ({ historyQuery, historyRange }) => [historyQuery, historyRange]),
  /** The consultations that were begun from a call. */
  'history:consultations': request<(id: string) => HistoryAnswer<readonly HistoryCall[]>>(
    historyWindow,
    ({ callId }) => [callId],
  ),
  /** The call as it is now; `null`: it is gone. */
  'history:mark': request<(id: string, marks: HistoryMarks) => HistoryAnswer<HistoryCall | null>>(
    historyWindow,
    ({ callId, historyMarks }) => [callId, historyMarks],
  ),
  /** Gone from the file, too; the last removal can be undone for as long as the window is open. */
  'history:remove': request<(ids: readonly string[]) => HistoryAnswer<number>>(
    historyWindow,
    ({ z, callId }) => [z.array(callId).min(1).max(500)],
  ),
  'history:undo': request<() => HistoryAnswer<number>>(historyWindow),
  /** All calls of the line; it cannot be undone. */
  'history:clear': request<() => HistoryAnswer<number>>(historyWindow),
  'history:dial': request<(number: string) => CommandResult>(historyWindow, ({ z }) => [z.string().max(256)]),
  /** Saves what is asked for where the person chooses. */
  'history:export': request<(query: HistoryQuery, format: 'csv' | 'jsonl') => SaveFileResult>(
    historyWindow,
    ({ z, historyQuery }) => [historyQuery, z.enum(['csv', 'jsonl'])],
  ),
  /** Something in it is another than before: ask again. */
  'history:changed': push<null>(historyWindow),
  'history:told': push<HistoryState>(historyWindow),
};
