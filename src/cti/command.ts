import type { DenialCode } from './denial.ts';

/** What a panel, a page or the command line may ask of the line. Nothing in it can name a channel, a context or an application. */
export type CtiCommand =
  | { readonly type: 'MakeCall'; readonly number: string }
  | { readonly type: 'AnswerCall'; readonly callId: string }
  | { readonly type: 'DropCall'; readonly callId: string }
  | { readonly type: 'HoldCall'; readonly callId: string }
  | { readonly type: 'ResumeCall'; readonly callId: string };

export type CtiCommandType = CtiCommand['type'];

/** Why a command was not carried out: a denial known beforehand, or what came of trying. */
export type RefusalCode =
  | DenialCode
  | 'invalidNumber'
  | 'unknownNumber'
  | 'unknownCall'
  | 'refusedByPbx'
  | 'phoneBusy'
  | 'phoneRejected'
  | 'phoneNotAnswered'
  | 'phoneUnreachable'
  | 'callEnded'
  | 'connectionLost';

/** Every command settles in one of these; there is no silence. */
export type CommandResult =
  | { readonly status: 'done'; readonly callId?: string }
  | { readonly status: 'refused'; readonly code: RefusalCode; readonly detail?: string }
  | { readonly status: 'timedOut'; readonly afterMs: number };

export const done: CommandResult = { status: 'done' };

/** `detail` is what the PBX said, for support; it is never the only thing a person reads. */
export function refused(code: RefusalCode, detail?: string): CommandResult {
  return detail === undefined ? { status: 'refused', code } : { status: 'refused', code, detail };
}
