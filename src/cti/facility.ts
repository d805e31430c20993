import type { CtiCommandType } from './command.ts';

/** What can be taken from everyone on a computer. Dialling, answering, holding and hanging up cannot: there would be no panel left. */
export const facilities = ['transfer', 'conference', 'park', 'pickUp', 'mute', 'keypad'] as const;
export type Facility = (typeof facilities)[number];

/** What gives a call back, or speech to a muted agent, stays: no one must be caught in what was begun elsewhere. */
const commandsOf: Readonly<Record<Facility, readonly CtiCommandType[]>> = {
  transfer: ['BlindTransferCall', 'MakeConsultCall', 'TransferCall'],
  conference: ['StartConference'],
  park: ['ParkCall'],
  pickUp: ['PickUpRingingCall'],
  mute: ['MuteCall'],
  keypad: ['SendDtmf'],
};

export function isSwitchedOff(command: CtiCommandType, off: readonly Facility[] = []): boolean {
  return off.some((facility) => commandsOf[facility].includes(command));
}
