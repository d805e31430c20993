import { app } from 'electron';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type CommandResult, done } from '../../src/cti/command.ts';
import { canCallBack } from '../../src/cti/number/number.ts';
import type { abandonedChannels } from '../../src/ipc/abandoned.ts';
import type { callNoteChannels } from '../../src/ipc/callNotes.ts';
import type { historyChannels } from '../../src/ipc/history.ts';
import type { Base, Configured, Stopping } from '../base/base.ts';
import type { HandlersOf } from '../ipc/ipc.ts';
import type { DirectoryPart } from '../directory/directoryPart.ts';
import type { LinePart } from '../line/linePart.ts';
import type { Visit } from '../commandLine/reception.ts';
import { sendReply } from '../commandLine/replyLine.ts';
import { AbandonedCallers } from './abandonedCallers.ts';
import { answerHistory } from './terminal.ts';
import { CallNotes } from './callNotes.ts';
import { type Kept, openKept } from './kept.ts';
import { HistoryHost } from './historyHost.ts';

export interface HistoryPart extends Configured, Stopping {
  /** Answers a second start that wants all calls on its terminal. Never rejects. */
  readonly serve: (visit: Visit) => Promise<void>;
  readonly handlers: HandlersOf<typeof historyChannels> &
    HandlersOf<typeof callNoteChannels> &
    HandlersOf<typeof abandonedChannels>;
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
export function createHistory(
  { edges, files, push, userData, windows }: Base,
  { kept, line, directory, offerNumber }: HistoryPartOptions,
): HistoryPart {
  const host = new HistoryHost({
    edges,
    files,
    kept,
    chooseFile: (suggestion) => windows.saveFile('history.html', suggestion),
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
    onState: (state) => push('abandoned:told', state),
  });
  /** The window was opened for them, and has not asked yet. */
  let isAbandonedWanted = false;
  directory.events.on('known', () => push('abandoned:told', abandoned.state));
  line.events
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

  /** At once where nothing is in the way; else the panel asks what there is to ask. */
  function dial(number: string): CommandResult | Promise<CommandResult> {
    if (canCallBack(number) && line.host.line().calls.length === 0)
      return line.host.execute({ type: 'MakeCall', number });
    offerNumber(number);
    return done;
  }

  async function serve(visit: Visit): Promise<void> {
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

  return {
    serve,
    configure: (settings) => {
      host.keep(settings.historyDays);
      host.offer(settings.dispositions);
      notes.configure(settings);
    },
    stop: () => host.stop(),
    handlers: {
      'history:open': () => windows.showHistory(() => host.leave()),
      'abandoned:state': () => abandoned.state,
      'abandoned:list': () => abandoned.list(),
      'abandoned:done': (id, isDone) => abandoned.setDone(id, isDone),
      'abandoned:open': () => {
        isAbandonedWanted = true;
        windows.showHistory(() => host.leave());
        push('abandoned:show', null);
      },
      'abandoned:wanted': () => {
        const isWanted = isAbandonedWanted;
        isAbandonedWanted = false;
        return isWanted;
      },
      'history:state': () => host.state,
      'history:overview': (query) => host.overview(query),
      'history:calls': (query, range) => host.calls(query, range),
      'history:consultations': (id) => host.consultations(id),
      'history:mark': (id, marks) => notes.save(id, marks),
      'history:remove': (ids) => host.remove(ids),
      'history:undo': () => host.undo(),
      'history:clear': () => host.clear(),
      'history:dial': dial,
      'history:export': (query, format) => host.export(query, format),
      'callNotes:state': () => notes.state,
      'callNotes:read': (id) => notes.read(id),
      'callNotes:save': (id, marks) => notes.keep(id, marks),
      'callNotes:leave': (id) => notes.leave(id),
    },
  };
}
