import type { Call } from '../../cti/call.ts';
import type { CallCommandType, LineCommandType } from '../../cti/command.ts';
import type { DenialCode } from '../../cti/denial.ts';
import { type Features, noFeatures } from '../../cti/features.ts';
import type { Line } from '../../cti/line.ts';
import type { CallStory } from '../calls/story/callStory.ts';
import type { ControlContext } from '../controls/control/control.ts';
import { callDenial, isKnown, lineDenial, lineCommands } from '../controls/index.ts';

/** `context` where commands can be carried out now; otherwise why not. */
export type Readiness = ControlContext | DenialCode;

/** What an agent looks for even where it cannot be had: it stays in sight, with the reason. */
const essential: ReadonlySet<CallCommandType | LineCommandType> = new Set([
  'MakeCall',
  'AnswerCall',
  'HoldCall',
  'ResumeCall',
  'DropCall',
] as const);

/** Where it cannot be had for these reasons, a command that is not essential is not shown at all. */
const hiding: ReadonlySet<DenialCode> = new Set([
  'rightMissing',
  'switchedOff',
  // Whether the rights are there is not known.
  'notConnected',
  'checkingCall',
  'replayOnly',
  // There is nothing to choose from.
  'noOtherCall',
  'noOtherParty',
  'nobodyRinging',
  'parkingNotFound',
] as const);

/** What the line itself can do: begin another call, or take one from somebody. */
export function lineFeatures(ready: Readiness, line: Line): Features {
  return collect(lineCommands, (command) =>
    typeof ready === 'string' ? ready : lineDenial(command, ready, line),
  );
}

const whileTalking = [
  'HoldCall',
  'BlindTransferCall',
  'MakeConsultCall',
  'TransferCall',
  'CancelTransfer',
  'StartConference',
  'SendDtmf',
  'MuteCall',
  'UnmuteCall',
  'ParkCall',
  'DropCall',
] as const satisfies readonly CallCommandType[];

/** Which commands make sense in a state of the call; the others are not even looked for by an agent. */
const byState: Readonly<Record<Call['state'], readonly CallCommandType[]>> = {
  dialing: ['TransferCall', 'CancelTransfer', 'SendDtmf', 'DropCall'],
  ringing: ['AnswerCall', 'DropCall'],
  queued: [],
  talking: whileTalking,
  held: [
    'ResumeCall',
    'BlindTransferCall',
    'MakeConsultCall',
    'TransferCall',
    'CancelTransfer',
    'SwapCalls',
    'StartConference',
    'ParkCall',
    'DropCall',
  ],
  ended: [],
};

function sensible(call: Call): readonly CallCommandType[] {
  const inState = call.heldBy === 'remote' ? whileTalking : byState[call.state];
  const senseless = call.muted === true ? 'MuteCall' : 'UnmuteCall';
  return inState.filter((command) => command !== senseless && isKnown(command));
}

/** It may be on hold on the phone, which cannot be known; where the phone can be told to take it back, the agent may try. */
function mayBeHeld(ready: Readiness, story: CallStory): boolean {
  const { holdUnknown, state } = story.call;
  if (holdUnknown !== true || state !== 'talking' || typeof ready === 'string') return false;
  return callDenial('ResumeCall', ready, story) === undefined;
}

/** What can be done with a call now; `running` is the command that is being carried out on it. */
export function callFeatures(
  ready: Readiness,
  story: CallStory,
  running: CallCommandType | undefined,
): Features {
  const { call } = story;
  if (call.state === 'ended') return noFeatures;
  const commands = [...(mayBeHeld(ready, story) ? (['ResumeCall'] as const) : []), ...sensible(call)];
  return collect(commands, (command) => {
    if (typeof ready === 'string') return call.checking === true ? 'checkingCall' : ready;
    const code = callDenial(command, ready, story);
    // What is not there is not there whatever runs; hanging up is always possible.
    if (running === undefined || command === 'DropCall') return code;
    return code !== undefined && hiding.has(code) ? code : 'commandInProgress';
  });
}

function collect<Command extends CallCommandType | LineCommandType>(
  commands: readonly Command[],
  denial: (command: Command) => DenialCode | undefined,
): Features {
  const can: Command[] = [];
  const denied: Partial<Record<CallCommandType | LineCommandType, DenialCode>> = {};
  for (const command of commands) {
    const code = denial(command);
    if (code === undefined) can.push(command);
    else if (essential.has(command) || !hiding.has(code)) denied[command] = code;
  }
  return { can, denied };
}
