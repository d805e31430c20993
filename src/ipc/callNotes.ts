import type { DispositionRule } from '../cti/record/disposition.ts';
import type { OwedNote } from '../history/owedNotes.ts';
import type { HistoryMarks } from '../history/query.ts';
import { push, request } from './channel/channel.ts';
import type { HistoryAnswer } from './history.ts';
import { panel } from './channel/pages.ts';

export type { OwedNote };

/** What the panel knows of notes and dispositions. */
export interface CallNotesState {
  readonly rule: DispositionRule;
  /** What there is to choose from; empty: notes only. */
  readonly dispositions: readonly string[];
  /** Calls that are over and want one, oldest first. */
  readonly owed: readonly OwedNote[];
}

/** What is said of a call, as the history has it. */
export interface CallNote {
  readonly note?: string;
  readonly disposition?: string;
}

/** What the agent says of the call they are in, or were in last. */
export const callNoteChannels = {
  'callNotes:state': request<() => CallNotesState>(panel),
  'callNotes:read': request<(callId: string) => HistoryAnswer<CallNote>>(panel, ({ callId }) => [callId]),
  'callNotes:save': request<(callId: string, marks: HistoryMarks) => HistoryAnswer<null>>(
    panel,
    ({ callId, historyMarks }) => [callId, historyMarks],
  ),
  /** The agent does not say it now; where they must, nothing happens. */
  'callNotes:leave': request<(callId: string) => void>(panel, ({ callId }) => [callId]),
  'callNotes:told': push<CallNotesState>(panel),
};
