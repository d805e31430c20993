import { app } from 'electron';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Base, Configured, Stopping } from '../base/base.ts';
import type { DirectoryPart } from '../directory/directoryPart.ts';
import type { LinePart } from '../line/linePart.ts';
import type { Visit } from '../commandLine/reception.ts';
import { sendReply } from '../commandLine/replyLine.ts';
import { AbandonedCallers } from './abandonedCallers.ts';
import { answerHistory } from './terminal.ts';
import { CallNotes } from './callNotes.ts';
import { type Kept, openKept } from './kept.ts';
import { type HistoryHandlers, historyHandlers } from './historyHandlers.ts';
import { HistoryHost } from './historyHost.ts';

export interface HistoryPart extends Configured, Stopping {
  /** Answers a second start that wants all calls on its terminal. Never rejects. */
  readonly serve: (visit: Visit) => Promise<void>;
  readonly handlers: HistoryHandlers;
}

export interface HistoryPartOptions {
  readonly kept: Kept;
  readonly line: LinePart;
  /** Who has a number. */
  readonly directory: Pick<DirectoryPart, 'identifiedOf' | 'events'>;
  /** Fills a number in, in the panel, for the agent to see first. */
  readonly offerNumber: (number: string) => void;
}

/** What the thread needs for the largest page it hands over; without a bound it takes 16 MiB more (`npm run bench:history`). */
const workerLimits = { maxYoungGenerationSizeMb: 4, maxOldGenerationSizeMb: 64 };

/** The database of this user, in a file that a thread of its own has. It is opened when something is first asked of it. */
export function createKept({ edges, userData }: Base): Kept {
  return openKept(
    edges,
    () =>
      new Worker(join(app.getAppPath(), 'out/main/historyWorker.js'), {
        workerData: { path: join(userData('history'), 'history.db') },
        resourceLimits: workerLimits,
      }),
  );
}

/** The line's calls for longer than the panel shows them, in the database. */
export function createHistory(base: Base, options: HistoryPartOptions): HistoryPart {
  const { edges, files, push, windows } = base;
  const { kept, line, directory } = options;
  const chooseFile = (suggestion: string): Promise<string | null> =>
    windows.saveFile('history.html', suggestion);
  const host = new HistoryHost({
    edges,
    files,
    kept,
    chooseFile,
    onChanged: () => push('history:changed', null),
    onState: (state) => push('history:told', state),
    onForgotten: (ids) => {
      line.host.forget(ids);
      notes.forget(ids);
      if (ids === 'all') void abandoned.refresh();
    },
    onRestored: (ids) => line.host.restore(ids),
    onDone: (ids, isDone) => line.host.markDone(ids, isDone),
  });
  const notes = new CallNotes({
    history: host,
    line: line.host,
    log: edges.log,
    onState: (state) => push('callNotes:told', state),
  });
  const abandoned = new AbandonedCallers({
    store: kept.store,
    line: line.host,
    edges,
    identifiedOf: directory.identifiedOf,
    saving: { files, clock: edges.clock, chooseFile },
    onState: (state) => push('abandoned:told', state),
  });
  directory.events.on('known', () => push('abandoned:told', abandoned.state));
  const kinds = { host, notes, abandoned };
  followLine(line, kinds);
  return {
    serve: (visit) => serve(base, host, visit),
    configure: (settings) => {
      host.keep(settings.historyDays);
      host.offer(settings.dispositions);
      notes.configure(settings);
    },
    stop: () => host.stop(),
    handlers: historyHandlers(base, { ...kinds, line: line.host, offerNumber: options.offerNumber }),
  };
}

interface Kinds {
  readonly host: HistoryHost;
  readonly notes: CallNotes;
  readonly abandoned: AbandonedCallers;
}

function followLine({ events }: LinePart, { host, notes, abandoned }: Kinds): void {
  events
    .on('another', (next) => {
      host.follow(next);
      notes.begin();
      abandoned.follow(next);
    })
    .on('event', (event) => {
      host.hear(event);
      notes.hear(event);
      abandoned.hear(event);
    })
    .on('done', (ids, isDone) => void host.markDone(ids, isDone))
    .on('sent', (callId, number) => host.sent(callId, number));
}

async function serve({ edges, userData }: Base, host: HistoryHost, visit: Visit): Promise<void> {
  if (visit?.reply === undefined || visit.request.type !== 'history') return;
  const { format } = visit.request;
  edges.log({ level: 'info', what: 'asked from outside', request: 'history' });
  const file = join(userData('history'), `calls-${edges.newId()}.${format}`);
  try {
    await sendReply(visit.reply, await answerHistory(host, file, format));
  } catch (error) {
    // Who asked is not there any more to remove it.
    await rm(file, { force: true });
    edges.log({ level: 'warn', what: 'not answered', request: 'history', error });
  }
}
