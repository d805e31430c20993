import { type Agent } from '../cti/agent.ts';
import { type Call, clocks, isHeldByAgent } from '../cti/call.ts';
import type { CtiCommandType } from '../cti/command.ts';
import type { Features } from '../cti/features.ts';
import { featureBit, type WireCall, type WireState, wireState } from './protocol.ts';

/** The ids by which the protocol names a direction. */
const directions = {
  outgoing: '53f71b5f-7e17-4cf5-bf14-6a59212db422',
  incoming: '1d96a65f-2131-4916-8825-2d142b1000b2',
} as const satisfies Record<Call['direction'], string>;

const noGuid = '00000000-0000-0000-0000-000000000000';

/** The command of ours behind each of the protocol's features. */
const commandOf = {
  dial: 'MakeCall',
  answer: 'AnswerCall',
  drop: 'DropCall',
  hold: 'HoldCall',
  unhold: 'ResumeCall',
  // A page that "sets up" a transfer puts the call on hold, and then calls the colleague.
  setupTransfer: 'MakeConsultCall',
  completeTransfer: 'TransferCall',
  blindTransfer: 'BlindTransferCall',
  consult: 'MakeConsultCall',
  dtmf: 'SendDtmf',
  mute: 'MuteCall',
  cancelTransfer: 'CancelTransfer',
} as const satisfies Record<keyof typeof featureBit, CtiCommandType>;

const features = Object.keys(featureBit) as readonly (keyof typeof featureBit)[];

/** What the protocol wants to know of a call that the call itself does not hold. */
export interface WireContext {
  /** Features of the line: whether another call can be dialled. */
  readonly line: Features;
  readonly oldState: WireState;
  /** Wall clock, ms since 1970, and the monotonic clock of the same moment. */
  readonly wallMs: number;
  readonly monoMs: number;
  /** The contact whom the page gave when it opened the connection. */
  readonly userContactUId: string;
}

export function wireStateOf(call: Call): WireState {
  // A caller who waits in a queue is at no phone of this line.
  if (call.state === 'ended' || call.state === 'queued') return wireState.none;
  if (call.conference !== undefined) return wireState.conferenced;
  if (isHeldByAgent(call)) return wireState.held;
  if (call.connectedAt !== undefined) return wireState.connected;
  return call.remoteBusy === true ? wireState.busy : wireState.alerting;
}

export function wireFeatures(...sets: readonly Features[]): number {
  const can = (command: CtiCommandType): boolean => sets.some((set) => set.can.includes(command));
  return features.reduce((bits, name) => (can(commandOf[name]) ? bits | featureBit[name] : bits), 0);
}

export function wireCallOf(call: Call, context: WireContext): WireCall {
  const { wallMs, monoMs } = context;
  const { talkMs, holdMs } = clocks(call, monoMs);
  const phaseSince = iso(wallMs - Math.max(0, monoMs - call.phaseSinceMonoMs));
  const state = wireStateOf(call);
  // The other party's number is calledId where deviceId = callerId, otherwise callerId.
  const [callerId, calledId] =
    call.direction === 'outgoing' ? [call.line, call.number] : [call.number, call.did ?? call.line];
  return {
    id: call.id,
    databaseUId: call.id,
    userContactUId: context.userContactUId || noGuid,
    deviceId: call.line,
    callerId,
    calledId,
    direction: directions[call.direction],
    callContext: call.queue ?? '',
    callContextType: '',
    state,
    oldState: context.oldState,
    stateCause: call.outcome ?? '',
    redirectingId: '',
    redirectionId: '',
    callFeaturesSet: call.state === 'ended' ? 0 : wireFeatures(context.line, call.features),
    parentCall: call.consultFor ?? null,
    startTime: iso(call.startedAt),
    endTime: call.endedAt === undefined ? null : iso(call.endedAt),
    connectionStartTime: call.connectedAt === undefined ? null : iso(call.connectedAt),
    currentHoldStartTime: state === wireState.held ? phaseSince : null,
    currentTalkStartTime:
      state === wireState.connected || state === wireState.conferenced ? phaseSince : null,
    totalHoldDuration: seconds(holdMs),
    totalTalkDuration: seconds(talkMs),
    timeStamp: iso(wallMs),
    identificationFieldsData: {
      contactId: call.contact?.id ?? '',
      name: call.name,
      organisation: call.contact?.organisation ?? '',
    },
  };
}

/** The agent's state by the protocol's codes. */
export function wireAgentOf({ status }: Agent): string {
  const codes: Readonly<Record<Agent['status'], string>> = {
    offline: 'Offline',
    ready: 'Ready',
    notReady: 'NotReady',
    ringing: 'Busy',
    talking: 'Busy',
    afterCallWork: 'WrapUp',
  };
  return codes[status];
}

function iso(wallMs: number): string {
  return new Date(wallMs).toISOString();
}

function seconds(ms: number): number {
  return Math.floor(ms / 1000);
}
