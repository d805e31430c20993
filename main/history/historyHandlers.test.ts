import { beforeEach, describe, expect, it } from 'vitest';
import type { CtiCommand } from '../../src/cti/command.ts';
import type { HistoryMarks } from '../../src/history/query.ts';
import { type Line, newLine } from '../../src/cti/line.ts';
import { newCall } from '../../src/asterisk/calls/story/callStory.ts';
import { type HistoryHandlers, historyHandlers } from './historyHandlers.ts';

let log: string[];
let line: Line;
let handlers: HistoryHandlers;
let leaveWindow: () => void;

function note(name: string, ...args: readonly unknown[]): never {
  log.push([name, ...args.map((arg) => JSON.stringify(arg))].join(' '));
  return undefined as never;
}

beforeEach(() => {
  log = [];
  line = newLine('101', 'PJSIP/101');
  leaveWindow = () => undefined;
  handlers = historyHandlers(
    {
      push: (channel, value) => note('push', channel, value),
      windows: {
        showHistory: (onLeft: () => void) => {
          leaveWindow = onLeft;
          return note('show');
        },
      } as never,
    },
    {
      host: { leave: () => note('leave'), undo: () => note('undo') } as never,
      notes: {
        save: (id: string, marks: HistoryMarks) => note('save', id, marks),
        keep: (id: string, marks: HistoryMarks) => note('keep', id, marks),
      } as never,
      abandoned: { setDone: (id: string, isDone: boolean) => note('done', id, isDone) } as never,
      line: {
        line: () => line,
        execute: (command: CtiCommand) => {
          note('execute', command);
          return Promise.resolve({ status: 'refused', code: 'notConnected' });
        },
      },
      offerNumber: (number) => note('offer', number),
    },
  );
});

describe('the window of the history', () => {
  it('makes the last removal final when it is left', () => {
    void handlers['history:open']();
    expect(log).toEqual(['show']);
    leaveWindow();
    expect(log).toEqual(['show', 'leave']);
  });

  it('shows who gave up when it was opened for them, once', () => {
    expect(handlers['abandoned:wanted']()).toBe(false);
    void handlers['abandoned:open']();
    expect(log).toEqual(['show', 'push "abandoned:show" null']);
    expect(handlers['abandoned:wanted']()).toBe(true);
    expect(handlers['abandoned:wanted']()).toBe(false);
    void handlers['history:open']();
    expect(handlers['abandoned:wanted']()).toBe(false);
  });

  it('may keep marks of a call that is gone; the panel’s note must be kept', () => {
    void handlers['history:mark']('a', { note: 'x' });
    void handlers['callNotes:save']('a', { note: 'x' });
    expect(log).toEqual(['save "a" {"note":"x"}', 'keep "a" {"note":"x"}']);
  });
});

describe('a number of the history', () => {
  it.each(['201', '+4930123456'])('is dialled at once where nothing is in the way: %s', async (number) => {
    // What the PBX says of it is the answer.
    expect(await handlers['history:dial'](number)).toEqual({ status: 'refused', code: 'notConnected' });
    expect(log).toEqual([`execute {"type":"MakeCall","number":"${number}"}`]);
  });

  it.each(['*43', '', '#31#0123', 'anonymous', '1;2', '201\r\nAction: Logoff', '201,1'])(
    'that should be seen first is filled in, and nothing is dialled: %j',
    async (number) => {
      expect(await handlers['history:dial'](number)).toEqual({ status: 'done' });
      expect(log).toEqual([`offer ${JSON.stringify(number)}`]);
    },
  );

  it.each(['ringing', 'talking', 'held', 'dialing'] as const)(
    'is filled in while a call is %s: the panel asks what becomes of it',
    async (state) => {
      const at = { monoMs: 0, wallMs: 0 };
      const call = newCall({ id: 'c', direction: 'incoming', line: '101', number: '9' }, at);
      line = { ...line, calls: [{ ...call, state }] };
      await handlers['history:dial']('201');
      expect(log).toEqual(['offer "201"']);
    },
  );
});
