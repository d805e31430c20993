import type { AbandonedRecord } from '../cti/people/abandoned.ts';
import { push, request } from './channel/channel.ts';
import { historyWindow, panel, panelAndHistory } from './channel/pages.ts';
import type { HistoryAnswer } from './history.ts';
import type { SaveFileResult } from './support.ts';

/** As it is listed: with the contact's name. */
export interface ListedCaller extends AbandonedRecord {
  /** It was this agent who reached them. */
  readonly byAgent?: true;
}

/** More than these are not listed. */
const maxListed = 500;

/** What is known of callers who gave up in the agent's queues. */
export interface AbandonedState {
  /** How many have yet to be called. */
  readonly open: number;
  /** The agent has queues, or such callers are kept: there is something to show. */
  readonly isShown: boolean;
}

/** Callers who gave up in the agent's queues, as a list to work off. */
export const abandonedChannels = {
  'abandoned:state': request<() => AbandonedState>(panelAndHistory),
  /** Who has yet to be called first. */
  'abandoned:list': request<() => HistoryAnswer<readonly ListedCaller[]>>(historyWindow),
  'abandoned:done': request<(id: string, done: boolean) => HistoryAnswer<null>>(
    historyWindow,
    ({ callId, z }) => [callId, z.boolean()],
  ),
  /** One is gone for good. */
  'abandoned:remove': request<(id: string) => HistoryAnswer<null>>(historyWindow, ({ callId }) => [callId]),
  /** Those that are shown, in a file where the person chooses. */
  'abandoned:export': request<(ids: readonly string[], format: 'csv' | 'jsonl') => SaveFileResult>(
    historyWindow,
    ({ callId, z }) => [z.array(callId).max(maxListed), z.enum(['csv', 'jsonl'])],
  ),
  /** Opens the window of the history with them. */
  'abandoned:open': request<() => void>(panel),
  /** Whether the window was opened for them; the next answer is no. */
  'abandoned:wanted': request<() => boolean>(historyWindow),
  'abandoned:told': push<AbandonedState>(panelAndHistory),
  /** They are wanted in the window that is open already. */
  'abandoned:show': push<null>(historyWindow),
};
