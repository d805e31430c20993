import { describe, expect, it } from 'vitest';
import type { CtiCommandType } from './command.ts';
import { facilities, type Facility, isSwitchedOff } from './facility.ts';

describe('what is switched off', () => {
  it('takes its own commands and no others', () => {
    expect(isSwitchedOff('BlindTransferCall', ['transfer'])).toBe(true);
    expect(isSwitchedOff('StartConference', ['transfer'])).toBe(false);
    expect(isSwitchedOff('MuteCall')).toBe(false);
  });

  it.each<[CtiCommandType, Facility]>([
    ['BlindTransferCall', 'transfer'],
    ['MakeConsultCall', 'transfer'],
    ['TransferCall', 'transfer'],
    ['StartConference', 'conference'],
    ['ParkCall', 'park'],
    ['PickUpRingingCall', 'pickUp'],
    ['MuteCall', 'mute'],
    ['SendDtmf', 'keypad'],
  ])('takes %s with %s and with nothing else', (command, own) => {
    expect(facilities.filter((facility) => isSwitchedOff(command, [facility]))).toEqual([own]);
    expect(
      isSwitchedOff(
        command,
        facilities.filter((facility) => facility !== own),
      ),
    ).toBe(false);
    expect(isSwitchedOff(command, facilities)).toBe(true);
  });

  it.each<CtiCommandType>([
    'MakeCall',
    'AnswerCall',
    'HoldCall',
    'ResumeCall',
    'DropCall',
    'CancelTransfer',
    'UnmuteCall',
    'RetrieveParkedCall',
    'SwapCalls',
  ])('never takes %s', (command) => {
    expect(isSwitchedOff(command, facilities)).toBe(false);
  });
});
