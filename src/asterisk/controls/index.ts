import type { CallCommandType } from '../../cti/command.ts';
import type { CallControl } from './control.ts';
import { drop } from './drop.ts';
import { hold, resume } from './park.ts';
import { pickUp } from './pickUp.ts';

/** Who carries out which command on a call. One control each so far; where a PBX or phone has several, this is where they are chosen. */
export const callControls: Readonly<Partial<Record<CallCommandType, CallControl>>> = {
  AnswerCall: pickUp,
  DropCall: drop,
  HoldCall: hold,
  ResumeCall: resume,
};
