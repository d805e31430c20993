import { systemCode } from '../../world/atomicFile.ts';
import { faultOf } from '../fault.ts';
import { isDamaged, mendDatabase, openDatabase, type OpenedDatabase } from './openDatabase.ts';
import type { HistoryReply, HistoryRequest } from './protocol.ts';
import { sqliteCode } from './sqliteFile.ts';

/** The worker's side of its channel. */
export interface HistoryPort {
  postMessage(reply: HistoryReply): void;
  on(event: 'message', listener: (request: HistoryRequest) => void): unknown;
  close(): void;
}

/**
 * Opens the file and does what it is asked, one after the other, until it is closed. A file that turns out to be damaged is mended or set
 * aside, and what was asked is done with what there is then. Never throws.
 */
export function serveHistory(port: HistoryPort, path: string, nowMs: () => number): void {
  let opened: OpenedDatabase;
  let leftOut = 0;
  const use = (next: OpenedDatabase): void => {
    opened = next;
    leftOut = next.database.leftOut;
    if (next.setAside !== undefined) port.postMessage({ type: 'setAside', setAside: next.setAside });
  };
  const work = ({ task, args }: HistoryRequest): unknown => {
    // The other side is our own and typed; what comes of a page is checked before it gets here.
    const { abandoned, contacts } = opened.database;
    const owner = [contacts, abandoned].find((table) => task in table) ?? opened.database;
    const tasks = owner as unknown as Record<string, (...values: readonly unknown[]) => unknown>;
    return tasks[task]?.(...args);
  };
  try {
    use(openDatabase(path, nowMs()));
  } catch (error) {
    port.postMessage({ type: 'notOpened', ...failure(error) });
    port.close();
    return;
  }
  port.on('message', (request) => {
    const { id, task } = request;
    try {
      let value: unknown;
      try {
        value = work(request);
      } catch (error) {
        if (!isDamaged(error) || task === 'close') throw error;
        use(mendDatabase(path, opened.database, nowMs()));
        value = work(request);
      }
      port.postMessage({ type: 'done', id, value });
    } catch (error) {
      port.postMessage({ type: 'failed', id, ...failure(error) });
    }
    if (opened.database.leftOut > leftOut) {
      port.postMessage({ type: 'leftOut', count: opened.database.leftOut - leftOut });
      leftOut = opened.database.leftOut;
    }
    if (task === 'close') port.close();
  });
}

function failure(error: unknown): { fault: ReturnType<typeof faultOf>; detail: string } {
  const detail = error instanceof Error ? error.message : String(error);
  return { fault: faultOf(sqliteCode(error), systemCode(error)), detail };
}
