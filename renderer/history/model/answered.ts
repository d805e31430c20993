import type { HistoryAnswer } from '../../../src/ipc/history.ts';

/** What became of asking; that nothing answered is a failure as any other. */
export function answered<Value>(asking: Promise<HistoryAnswer<Value>>): Promise<HistoryAnswer<Value>> {
  return asking.catch(() => ({ status: 'failed', fault: 'failed' }));
}
