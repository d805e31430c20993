import { systemCode } from '../../world/atomicFile.ts';
import type { HistoryDatabase } from './database.ts';
import { openDatabase, sqliteCode } from './openDatabase.ts';
import { faultOf } from '../fault.ts';
import type { HistoryReply, HistoryRequest } from './protocol.ts';

/** The worker's side of its channel. */
export interface HistoryPort {
  postMessage(reply: HistoryReply): void;
  on(event: 'message', listener: (request: HistoryRequest) => void): unknown;
  close(): void;
}

/** Opens the file and does what it is asked, one after the other, until it is closed. Never throws. */
export function serveHistory(port: HistoryPort, path: string, nowMs: () => number): void {
  let database: HistoryDatabase;
  try {
    const opened = openDatabase(path, nowMs());
    database = opened.database;
    port.postMessage({ type: 'opened', ...(opened.setAside && { setAside: opened.setAside }) });
  } catch (error) {
    port.postMessage({ type: 'notOpened', ...failure(error) });
    port.close();
    return;
  }
  port.on('message', ({ id, task, args }) => {
    try {
      // The other side is our own and typed; what comes of a page is checked before it gets here.
      const tasks = database as unknown as Record<string, (...values: readonly unknown[]) => unknown>;
      const value = tasks[task]?.(...args);
      port.postMessage({ type: 'done', id, value });
    } catch (error) {
      port.postMessage({ type: 'failed', id, ...failure(error) });
    }
    if (task === 'close') port.close();
  });
}

function failure(error: unknown): { fault: ReturnType<typeof faultOf>; detail: string } {
  const detail = error instanceof Error ? error.message : String(error);
  return { fault: faultOf(sqliteCode(error), systemCode(error)), detail };
}
