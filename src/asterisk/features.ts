import type { CallCommandType } from '../cti/command.ts';
import type { DenialCode } from '../cti/denial.ts';
import { type Features, noFeatures } from '../cti/features.ts';
import type { CallStory } from './callStory.ts';
import { callControls } from './controls/index.ts';
import type { ControlContext } from './controls/control.ts';

/** A panel shows eight calls; more on one phone are somebody's mistake. */
const callsMax = 8;

/** `context` where commands can be carried out now; otherwise why not. */
export type Readiness = ControlContext | DenialCode;

/** What the line itself can do: begin another call. */
export function lineFeatures(ready: Readiness, callCount: number): Features {
  const denied = (code: DenialCode): Features => ({ can: [], denied: { MakeCall: code } });
  if (typeof ready === 'string') return denied(ready);
  if (!ready.capabilities.may('Originate')) return denied('rightMissing');
  if (callCount >= callsMax) return denied('tooManyCalls');
  return { can: ['MakeCall'], denied: {} };
}

/** Which commands a call would take in its state; the others are not even looked for by an agent. */
const byState: Readonly<Record<CallStory['call']['state'], readonly CallCommandType[]>> = {
  dialing: ['DropCall'],
  ringing: ['AnswerCall', 'DropCall'],
  talking: ['HoldCall', 'DropCall'],
  held: ['ResumeCall', 'DropCall'],
  ended: [],
};

/** What can be done with a call now; `running` is the command that is being carried out on it. */
export function callFeatures(
  ready: Readiness,
  story: CallStory,
  running: CallCommandType | undefined,
): Features {
  const { call } = story;
  if (call.state === 'ended') return noFeatures;
  const can: CallCommandType[] = [];
  const denied: Partial<Record<CallCommandType, DenialCode>> = {};
  const usual = call.heldBy === 'remote' ? byState.talking : byState[call.state];
  for (const command of usual) {
    const code = denialOf(ready, story, running, command);
    if (code === undefined) can.push(command);
    else denied[command] = code;
  }
  return { can, denied };
}

function denialOf(
  ready: Readiness,
  story: CallStory,
  running: CallCommandType | undefined,
  command: CallCommandType,
): DenialCode | undefined {
  if (typeof ready === 'string') return story.call.checking === true ? 'checkingCall' : ready;
  // Hanging up is always possible, also while something else is being tried.
  if (running !== undefined && command !== 'DropCall') return 'commandInProgress';
  return callControls[command]?.denial(ready, story);
}
