import { MessageChannel } from 'node:worker_threads';
import type { HistoryReply } from '../store/protocol.ts';
import { serveHistory } from '../store/serve.ts';
import type { HistoryWorker } from '../store/ownerLink.ts';

/** The owner of the file in this thread, behind a real channel. */
export function localWorker(path: string, nowMs: () => number): HistoryWorker {
  const { port1, port2 } = new MessageChannel();
  const listeners: ((reply: HistoryReply) => void)[] = [];
  port1.on('message', (reply: HistoryReply) => listeners.forEach((listener) => listener(reply)));
  serveHistory(port2, path, nowMs);
  return {
    postMessage: (request) => port1.postMessage(request),
    on: (event: string, listener: never) => {
      if (event === 'message') listeners.push(listener);
    },
  };
}
