import type { DenialCode } from './denial.ts';

/** What a panel, a page or the command line may ask of the line. Nothing in it can name a channel, a context or an application. */
export type CtiCommand =
  /**
   * `keys`: what the agent may send once the call is answered (`arePausedKeys`). `holdOthers`: the call that is talked on is put on hold
   * first; where that fails, nothing is dialled.
   */
  | {
      readonly type: 'MakeCall';
      readonly number: string;
      readonly keys?: string;
      readonly holdOthers?: boolean;
    }
  | { readonly type: 'AnswerCall'; readonly callId: string; readonly holdOthers?: boolean }
  | { readonly type: PlainCallCommandType; readonly callId: string }
  /** The call goes to the number, unannounced. */
  | { readonly type: 'BlindTransferCall'; readonly callId: string; readonly number: string }
  /** Puts the call on hold and calls the number from it; the new call's `consultFor` names the call. `keys`: as in `MakeCall`. */
  | {
      readonly type: 'MakeConsultCall';
      readonly callId: string;
      readonly number: string;
      readonly keys?: string;
    }
  /**
   * Joins two calls of the line, or brings both into one conference. Without `withCallId` the other one is the consultation that
   * belongs to the call, or the call that the consultation is for.
   */
  | { readonly type: PairCommandType; readonly callId: string; readonly withCallId?: string }
  /** `keysLeft`: the digits are of the call's `keys`, and once they are sent this is what is left of those; an end of them, or empty. */
  | {
      readonly type: 'SendDtmf';
      readonly callId: string;
      readonly digits: string;
      readonly keysLeft?: string;
    }
  /** Brings a waiting party out of the car park to this phone. */
  | { readonly type: 'RetrieveParkedCall'; readonly space: string }
  /** Takes a colleague's ringing call; `id` is that of `RingingColleague`. */
  | { readonly type: 'PickUpRingingCall'; readonly id: string }
  /** In all queues, or in the one named. `reason` is for `notReady`. */
  | {
      readonly type: 'SetAgentState';
      readonly state: 'ready' | 'notReady';
      readonly reason?: string;
      readonly queue?: string;
    }
  /** Logs in to all queues of the settings, out of all that can be left, or in to or out of the one named. */
  | { readonly type: 'SetQueueLogin'; readonly loggedIn: boolean; readonly queue?: string }
  | { readonly type: 'ExtendAfterCallWork' };

type PlainCallCommandType =
  | 'DropCall'
  | 'HoldCall'
  | 'ResumeCall'
  /** Ends the consultation and goes back to the call it was for; `callId` is either of the two. */
  | 'CancelTransfer'
  /** Talks to this call, which is on hold, and holds the one that is talked on. */
  | 'SwapCalls'
  | 'MuteCall'
  | 'UnmuteCall'
  /** Leaves the other party in the car park, for anybody to fetch. */
  | 'ParkCall';

type PairCommandType = 'TransferCall' | 'StartConference';

export type CtiCommandType = CtiCommand['type'];

/** Commands on one call that exists. */
export type CallCommand = Extract<CtiCommand, { readonly callId: string }>;
export type CallCommandType = CallCommand['type'];

/** Commands of the line. */
export type LineCommand = Exclude<CtiCommand, CallCommand>;
export type LineCommandType = LineCommand['type'];

/** Why a command was not carried out: a denial known beforehand, or what came of trying. */
export type RefusalCode =
  | DenialCode
  | 'invalidNumber'
  | 'invalidDigits'
  | 'unknownNumber'
  /** A press came just as somebody else had come under the button or key (`pressGuard.ts`). */
  | 'otherParty'
  | 'unknownCall'
  | 'unknownQueue'
  | 'queueFixed'
  | 'refusedByPbx'
  | 'phoneBusy'
  | 'phoneRejected'
  | 'phoneNotAnswered'
  | 'phoneUnreachable'
  | 'phoneDiverted'
  | 'targetBusy'
  | 'targetNotAnswered'
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

export function isCallCommand(command: CtiCommand): command is CallCommand {
  return 'callId' in command;
}
