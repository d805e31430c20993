import {
  type CallCommand,
  type CallCommandType,
  type CommandResult,
  type LineCommand,
  type LineCommandType,
  refused,
} from '../../cti/command.ts';
import type { DenialCode } from '../../cti/denial.ts';
import { isSwitchedOff } from '../../cti/facility.ts';
import type { Line } from '../../cti/line.ts';
import type { CallStory } from '../calls/story/callStory.ts';
import { atxfer } from './transfer/atxfer.ts';
import { blindTransfer } from './transfer/blindTransfer.ts';
import { cancelTransfer } from './transfer/cancelTransfer.ts';
import { type Chains, denialOf, firstOf, runChain } from './chain.ts';
import { conference } from './transfer/conference.ts';
import { consultation } from './transfer/consultation.ts';
import type { ControlContext, LineControl } from './control/control.ts';
import { makeCall } from './dial/dial.ts';
import { drop } from './drop.ts';
import { dtmf } from './dtmf.ts';
import { penHold, penResume } from './hold/holdingPen.ts';
import { mute, unmute } from './mute.ts';
import { notifyAnswer, notifyHold, notifyResume } from './hold/notify.ts';
import { hold, resume } from './hold/park.ts';
import { parkCall } from './hold/parkCall.ts';
import { phoneAnswer, phoneHold, phoneResume } from './phone/holding.ts';
import { phoneDrop, phoneKeys, phoneMute, phoneUnmute } from './phone/talking.ts';
import { pickUp } from './dial/pickUp.ts';
import { pickUpRinging, retrieveParked } from './dial/takeCall.ts';
import { sendOwnLeg } from './transfer/sendOwnLeg.ts';
import { swap } from './transfer/swap.ts';
import { transfer } from './transfer/transfer.ts';

/** Who carries out which command on a call, best first. */
const chains: Chains = {
  AnswerCall: [phoneAnswer, pickUp, notifyAnswer],
  DropCall: [phoneDrop, drop],
  HoldCall: [phoneHold, notifyHold, penHold, hold],
  ResumeCall: [penResume, resume, phoneResume, notifyResume],
  MakeConsultCall: [atxfer, consultation],
  TransferCall: [transfer],
  CancelTransfer: [cancelTransfer],
  SwapCalls: [swap],
  StartConference: [conference],
  BlindTransferCall: [blindTransfer, sendOwnLeg],
  ParkCall: [parkCall],
  SendDtmf: [phoneKeys, dtmf],
  MuteCall: [phoneMute, mute],
  UnmuteCall: [phoneUnmute, unmute],
};

/** Whether anything can carry out the command on any call. */
export function isKnown(type: CallCommandType): boolean {
  return chains[type] !== undefined;
}

/** Why the command would not work on the call now; `undefined`: it would. */
export function callDenial(
  type: CallCommandType,
  context: ControlContext,
  story: CallStory,
): DenialCode | undefined {
  if (isSwitchedOff(type, context.options.switchedOff)) return 'switchedOff';
  return denialOf<CallCommandType>(chains[type] ?? [], type, context, story);
}

/** The control that would carry the command out now. */
export function controlName(
  type: CallCommandType,
  context: ControlContext,
  story: CallStory,
): string | undefined {
  return firstOf<CallCommandType>(chains[type] ?? [], type, context, story)?.name;
}

export function runOnCall(
  context: ControlContext,
  story: CallStory,
  command: CallCommand,
): Promise<CommandResult> {
  // The chain is of the command's own type; the compiler cannot follow an index by a union.
  return runChain<CallCommandType>(chains[command.type] ?? [], context, story, command);
}

/** A panel shows eight calls; more on one phone are somebody's mistake. */
const callsMax = 8;

const ofLine: { readonly [Type in LineCommandType]?: LineControl<Type> } = {
  MakeCall: makeCall,
  RetrieveParkedCall: retrieveParked,
  PickUpRingingCall: pickUpRinging,
};

/** The commands of the line that controls carry out; the agent's state in queues is not theirs. */
export const lineCommands = Object.keys(ofLine) as readonly LineCommandType[];

export function lineDenial(
  type: LineCommandType,
  context: ControlContext,
  line: Line,
): DenialCode | undefined {
  if (isSwitchedOff(type, context.options.switchedOff)) return 'switchedOff';
  const code = ofLine[type]?.denial(context, line);
  return code ?? (line.calls.length >= callsMax ? 'tooManyCalls' : undefined);
}

export function runOnLine(context: ControlContext, command: LineCommand): Promise<CommandResult> {
  const control: LineControl | undefined = ofLine[command.type] as LineControl | undefined;
  return control?.run(context, command) ?? Promise.resolve(refused('notYetAnswered'));
}
