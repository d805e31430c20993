import { type CommandResult, done } from '../../src/cti/command.ts';
import { canCallBack } from '../../src/cti/number/number.ts';
import type { abandonedChannels } from '../../src/ipc/abandoned.ts';
import type { callNoteChannels } from '../../src/ipc/callNotes.ts';
import type { historyChannels } from '../../src/ipc/history.ts';
import type { Base } from '../base/base.ts';
import type { HandlersOf } from '../ipc/ipc.ts';
import type { LineHost } from '../line/lineHost.ts';
import type { AbandonedCallers } from './abandonedCallers.ts';
import type { CallNotes } from './callNotes.ts';
import type { HistoryHost } from './historyHost.ts';

export type HistoryHandlers = HandlersOf<typeof historyChannels> &
  HandlersOf<typeof callNoteChannels> &
  HandlersOf<typeof abandonedChannels>;

/** What the pages' requests reach. */
export interface HistoryHandlersOptions {
  readonly host: HistoryHost;
  readonly notes: CallNotes;
  readonly abandoned: AbandonedCallers;
  readonly line: Pick<LineHost, 'execute' | 'line'>;
  /** Fills a number in, in the panel, for the agent to see first. */
  readonly offerNumber: (number: string) => void;
}

/** What the window of the history and the panel may ask of the history. */
export function historyHandlers(
  base: Pick<Base, 'push' | 'windows'>,
  options: HistoryHandlersOptions,
): HistoryHandlers {
  const { host, notes } = options;
  return {
    'history:open': () => base.windows.showHistory(() => host.leave()),
    'history:state': () => host.state,
    'history:overview': (query) => host.overview(query),
    'history:calls': (query, range) => host.calls(query, range),
    'history:consultations': (id) => host.consultations(id),
    'history:mark': (id, marks) => notes.save(id, marks),
    'history:remove': (ids) => host.remove(ids),
    'history:undo': () => host.undo(),
    'history:clear': () => host.clear(),
    'history:dial': (number) => dial(number, options),
    'history:export': (query, format) => host.export(query, format),
    'callNotes:state': () => notes.state,
    'callNotes:read': (id) => notes.read(id),
    'callNotes:save': (id, marks) => notes.keep(id, marks),
    'callNotes:leave': (id) => notes.leave(id),
    ...abandonedHandlers(base, options),
  };
}

function abandonedHandlers(
  { push, windows }: Pick<Base, 'push' | 'windows'>,
  { abandoned, host }: HistoryHandlersOptions,
): HandlersOf<typeof abandonedChannels> {
  /** The window was opened for them, and has not asked yet. */
  let isWanted = false;
  return {
    'abandoned:state': () => abandoned.state,
    'abandoned:list': () => abandoned.list(),
    'abandoned:done': (id, isDone) => abandoned.setDone(id, isDone),
    'abandoned:remove': (id) => abandoned.remove(id),
    'abandoned:export': (ids, format) => abandoned.export(ids, format),
    'abandoned:open': () => {
      isWanted = true;
      windows.showHistory(() => host.leave());
      push('abandoned:show', null);
    },
    'abandoned:wanted': () => {
      const wasWanted = isWanted;
      isWanted = false;
      return wasWanted;
    },
  };
}

/** At once where nothing is in the way; else the panel asks what there is to ask. */
function dial(
  number: string,
  { line, offerNumber }: HistoryHandlersOptions,
): CommandResult | Promise<CommandResult> {
  if (canCallBack(number) && line.line().calls.length === 0)
    return line.execute({ type: 'MakeCall', number });
  offerNumber(number);
  return done;
}
