import type { DenialCode } from './denial.ts';
import {
  type Fields,
  flag,
  oneOf,
  optional,
  text,
  textLike,
  type ValuesOf,
  type WrongField,
  wrongField,
} from './field.ts';
import { areKeys, arePausedKeys, isDialable } from './number/number.ts';

/** Of a call, as the line and the PBX name it. */
const callId = textLike(/^[\w.:-]+$/, 128);
const number = text(isDialable);
const keys = text(areKeys);
const pausedKeys = text(arePausedKeys);
/** As `queues.conf` names it, where a name may hold spaces and any script; a comma ends it in the dial plan. */
const queue = textLike(/^[^\p{Cc},]+$/u, 80);
/** Text for supervisors' screens. */
const reason = textLike(/^\P{Cc}*$/u, 80);

/**
 * What a panel, a page or the command line may ask of the line, and what each command holds: the types and the check of one that comes
 * from outside are made of this table. Nothing in it can name a channel, a context or an application.
 */
const commandFields = {
  /**
   * `keys`: what the agent may send once the call is answered (`arePausedKeys`). `holdOthers`: the call that is talked on is put on hold
   * first; where that fails, nothing is dialled.
   */
  MakeCall: { number, keys: optional(pausedKeys), holdOthers: optional(flag) },
  AnswerCall: { callId, holdOthers: optional(flag) },
  DropCall: { callId },
  HoldCall: { callId },
  ResumeCall: { callId },
  /** The call goes to the number, unannounced. */
  BlindTransferCall: { callId, number },
  /** Puts the call on hold and calls the number from it; the new call's `consultFor` names the call. `keys`: as in `MakeCall`. */
  MakeConsultCall: { callId, number, keys: optional(pausedKeys) },
  /**
   * Joins two calls of the line, or (`StartConference`) brings both into one conference. Without `withCallId` the other one is the
   * consultation that belongs to the call, or the call that the consultation is for.
   */
  TransferCall: { callId, withCallId: optional(callId) },
  StartConference: { callId, withCallId: optional(callId) },
  /** Ends the consultation and goes back to the call it was for; `callId` is either of the two. */
  CancelTransfer: { callId },
  /** Talks to this call, which is on hold, and holds the one that is talked on. */
  SwapCalls: { callId },
  /** `keysLeft`: the digits are of the call's `keys`, and once they are sent this is what is left of those; an end of them, or empty. */
  SendDtmf: {
    callId,
    digits: keys,
    keysLeft: optional(text((left) => left === '' || arePausedKeys(left))),
  },
  MuteCall: { callId },
  UnmuteCall: { callId },
  /** Leaves the other party in the car park, for anybody to fetch. */
  ParkCall: { callId },
  /** Brings a waiting party out of the car park to this phone. */
  RetrieveParkedCall: { space: textLike(/^[0-9*#]+$/, 20) },
  /** Takes a colleague's ringing call; `id` is that of `RingingColleague`. */
  PickUpRingingCall: { id: callId },
  /** In all queues, or in the one named. `reason` is for `notReady`. */
  SetAgentState: { state: oneOf('ready', 'notReady'), reason: optional(reason), queue: optional(queue) },
  /** Logs in to all queues of the settings, out of all that can be left, or in to or out of the one named. */
  SetQueueLogin: { loggedIn: flag, queue: optional(queue) },
  ExtendAfterCallWork: {},
} as const satisfies Readonly<Record<string, Fields>>;

export type CtiCommandType = keyof typeof commandFields;

export type CtiCommand = {
  readonly [Type in CtiCommandType]: { readonly type: Type } & ValuesOf<(typeof commandFields)[Type]>;
}[CtiCommandType];

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

/** A call as pages, the PBX and the command line name it. */
export function isCallId(value: unknown): value is string {
  return callId.is(value);
}

export type CommandReading =
  { readonly ok: true; readonly command: CtiCommand } | ({ readonly ok: false } & WrongField);

/** Reads a command that comes from outside: a page, or a line of standard input. Unknown fields are refused, not dropped. */
export function readCommand(value: unknown): CommandReading {
  if (typeof value !== 'object' || value === null) return { ok: false, field: 'type', why: 'missing' };
  const { type, ...rest } = value as Readonly<Record<string, unknown>>;
  if (type === undefined) return { ok: false, field: 'type', why: 'missing' };
  if (typeof type !== 'string' || !Object.hasOwn(commandFields, type))
    return { ok: false, field: 'type', why: 'unknown' };
  const wrong = wrongField(rest, commandFields[type as CtiCommandType]);
  return wrong === undefined
    ? { ok: true, command: { ...rest, type } as CtiCommand }
    : { ok: false, ...wrong };
}
