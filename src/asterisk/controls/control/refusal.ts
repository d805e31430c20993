import { AmiError } from '../../../ami/wire/error.ts';
import { type CommandResult, refused } from '../../../cti/command.ts';

/** What an action that failed means for the command: Asterisk's own texts are the same on 11, 16 and 22 unless said. */
export function refusalOf(error: unknown, timeoutMs: number): CommandResult {
  if (!(error instanceof AmiError)) throw error;
  switch (error.code) {
    case 'timeout':
      return { status: 'timedOut', afterMs: timeoutMs };
    case 'disconnected':
    case 'stopped':
      return refused('connectionLost', error.message);
    case 'refused':
      return ofServer(error.serverMessage ?? error.message);
    default:
      return refused('refusedByPbx', error.message);
  }
}

function ofServer(message: string): CommandResult {
  if (/^Permission denied/iu.test(message)) return refused('rightMissing', message);
  if (/^Extension does not exist/iu.test(message)) return refused('unknownNumber', message);
  // Hangup says "No such channel", Park and Redirect "Channel does not exist: X", Bridge "Channel1 does not exists: X" on 11,
  // Atxfer "Channel specified does not exist".
  if (/no such channel|channel\d? (?:specified )?does not exist/iu.test(message)) {
    return refused('callEnded', message);
  }
  return refused('refusedByPbx', message);
}
