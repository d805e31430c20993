import { beforeEach, describe, expect, it } from 'vitest';
import type { CommandResult, CtiCommand } from '../../src/cti/command.ts';
import { words } from '../../src/words/words.ts';
import type { DeskAction } from '../actions/action.ts';
import { deskActions } from './actions.ts';

let result: CommandResult;
let holdOthers: boolean;
let done: unknown[];
let told: string[];
let act: (action: DeskAction) => Promise<void>;
beforeEach(() => {
  result = { status: 'done' };
  holdOthers = false;
  done = [];
  told = [];
  const note = (what: string) => (): void => void done.push(what);
  act = deskActions({
    execute: (command: CtiCommand) => {
      done.push(command);
      return Promise.resolve(result);
    },
    showPanel: (callId) => void done.push(['showPanel', callId]),
    dial: (number) => void done.push(['dial', number]),
    showSettings: note('settings'),
    quit: note('quit'),
    holdOthers: () => holdOthers,
    tell: ({ body }) => told.push(body),
    t: words('en').t,
  });
});

describe('what is chosen in the tray or at a notification', () => {
  it('is done', async () => {
    await act({ type: 'showPanel', callId: 'a' });
    await act({ type: 'dial', number: '101' });
    await act({ type: 'command', command: { type: 'HoldCall', callId: 'a' } });
    await act({ type: 'openSettings' });
    await act({ type: 'quit' });
    expect(done).toEqual([
      ['showPanel', 'a'],
      ['dial', '101'],
      { type: 'HoldCall', callId: 'a' },
      'settings',
      'quit',
    ]);
    expect(told).toEqual([]);
  });

  it('answers with the call on hold that is talked on when it is chosen', async () => {
    holdOthers = true;
    await act({ type: 'command', command: { type: 'AnswerCall', callId: 'a' } });
    expect(done).toEqual([{ type: 'AnswerCall', callId: 'a', holdOthers: true }]);
  });

  it('is reported with a code where it comes to nothing', async () => {
    result = { status: 'refused', code: 'unknownCall' };
    await act({ type: 'command', command: { type: 'DropCall', callId: 'a' } });
    result = { status: 'timedOut', afterMs: 1 };
    await act({ type: 'command', command: { type: 'SetAgentState', state: 'ready' } });
    expect(told).toEqual([
      'This call is already over.\nOH-unknownCall',
      'The phone system did not answer.\nOH-timedOut',
    ]);
  });
});
