import { describe, expect, it } from 'vitest';
import type { CtiCommandType } from './command.ts';
import { facilities, isSwitchedOff } from './facility.ts';

describe('what is switched off', () => {
  it('takes its own commands and no others', () => {
    expect(isSwitchedOff('BlindTransferCall', ['transfer'])).toBe(true);
    expect(isSwitchedOff('StartConference', ['transfer'])).toBe(false);
    expect(isSwitchedOff('MuteCall')).toBe(false);
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
