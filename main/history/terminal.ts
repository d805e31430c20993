import type { HistoryFault } from '../../src/history/fault.ts';
import { HistoryError } from '../../src/history/fault.ts';
import { FileNotWritten } from '../../src/world/atomicFile.ts';
import { supportCode } from '../../src/words/supportCode.ts';
import { startExitCodes, type StartAnswer } from '../commandLine/answer.ts';
import type { HistoryFormat } from '../commandLine/request.ts';
import type { HistoryHost } from './historyHost.ts';

/**
 * Answers `offhook history` of a second start: all calls, in a file that the second start prints and removes. Never rejects.
 * @param file of a name of its own, where only this user can read
 */
export async function answerHistory(
  history: Pick<HistoryHost, 'dump'>,
  file: string,
  format: HistoryFormat,
): Promise<StartAnswer> {
  try {
    await history.dump(file, format);
    return { exitCode: startExitCodes.done, stdout: '', stderr: '', file };
  } catch (error) {
    if (error instanceof HistoryError) return failed(error.fault, error.message);
    if (error instanceof FileNotWritten) return failed('notWritable', error.detail);
    throw error;
  }
}

/** On a terminal: English. */
function failed(fault: HistoryFault, detail: string): StartAnswer {
  const code = supportCode(`history${fault.charAt(0).toUpperCase()}${fault.slice(1)}`);
  return {
    exitCode: startExitCodes.file,
    stdout: '',
    stderr: `offhook: the history cannot be read: ${detail} (${code})\n`,
  };
}
