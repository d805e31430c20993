import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCommand } from '../cti/command.ts';
import { newCall, instant } from '../cti/testing/arbitraries.ts';
import { newLine } from '../cti/line.ts';
import { requestOf } from './commandIn.ts';
import { callIdOf, readFrame } from './envelope.ts';

const line = { ...newLine('101', 'PJSIP/101'), calls: [newCall('c1', 'incoming', instant(0))] };

const names = [
  ...['LoadLibrary', 'OpenConnection', 'QueryLineState', 'MakeCall', 'BlindTransferCall', 'MakeConsultCall'],
  ...['Hookup', 'AnswerCall', 'HoldCall', 'SetupTransferCall', 'DropCall', 'TransferCall', 'CancelTransfer'],
  ...['SendDtmf', 'SetDnd', 'SetMsgUserState', 'SetWrapUpUserState'],
] as const;
const parameterNames = [
  ...['targetAddress', 'digits', 'isDnd', 'code', 'reason', 'isWrapUpActive'],
  ...['consultationCall', 'currentCall', 'consultCall', 'context', 'channel', '__proto__'],
];
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 100 }),
  fc.constantFrom(
    'c1',
    '{"id":"c1"}',
    '{"id":7}',
    '201',
    '+49 30 901820',
    '12#',
    'ready',
    '201\r\nAction: Hangup',
  ),
  fc.constantFrom('0176/1234567, 030 901820', 'Local/201@from-trunk', 'ä'.repeat(120), '😀'.repeat(60)),
);
const value = fc.oneof({ weight: 4, arbitrary: text }, fc.boolean(), fc.integer(), fc.jsonValue());
const message = fc
  .record(
    {
      command: fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...names) }, fc.string()),
      commandUId: value,
      commandExecutorId: fc.oneof(fc.constantFrom('c1', 'gone', ''), text),
      commandExecutor: value,
      parameters: fc.dictionary(fc.constantFrom(...parameterNames), value),
    },
    { requiredKeys: ['command'] },
  )
  .map((fields) => JSON.stringify(fields));

describe('whatever a page sends', () => {
  it('is a command of the table with parts that may be, or is not carried out', () => {
    fc.assert(
      fc.property(message, (sent) => {
        const read = readFrame(sent);
        if (read.kind !== 'command') return;
        const request = requestOf(read.frame, line);
        if (request.kind !== 'command') return;
        const { command } = request;
        const isOfKnownCall = !('callId' in command) || /^[\w.:-]{1,128}$/.test(command.callId);
        const isWithKnownCall =
          !('withCallId' in command) || /^[\w.:-]{1,128}$/.test(command.withCallId ?? '');
        // A call that is none is refused by the line; all else must be what the table allows.
        if (isOfKnownCall && isWithKnownCall) expect(readCommand(command)).toEqual({ ok: true, command });
      }),
      { numRuns: 800 },
    );
  });

  it('names no part of a manager action, whatever its parameters are called', () => {
    const allowed = /^(?:type|callId|withCallId|number|keys|digits|state|reason)$/;
    fc.assert(
      fc.property(message, (sent) => {
        const read = readFrame(sent);
        if (read.kind !== 'command') return;
        const request = requestOf(read.frame, line);
        if (request.kind === 'command')
          expect(Object.keys(request.command).filter((name) => !allowed.test(name))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('is refused as a whole where it is no JSON object with a command', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (sent) => {
        expect(() => readFrame(sent)).not.toThrow();
        const { kind } = readFrame(sent);
        let parsed: unknown;
        try {
          parsed = JSON.parse(sent);
        } catch {
          expect(kind).toBe('broken');
          return;
        }
        const isObject = typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed);
        if (!isObject) expect(kind).toBe('broken');
        else if (!('command' in (parsed as object))) expect(kind).toBe('nothing');
      }),
    );
  });
});

describe('the call that a page names', () => {
  it.each([
    [{ id: 'c1' }, 'c1'],
    ['{"id":"c1","state":2}', 'c1'],
    ['c1', ''],
    ['"c1"', ''],
    ['null', ''],
    [{ id: 7 }, ''],
    [[], ''],
    [undefined, ''],
    ['{"id"', ''],
  ])('%j is %j', (named, id) => expect(callIdOf(named)).toBe(id));
});

describe('a reason that a page gives', () => {
  it('is one line of at most 80 characters, and never half a character', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom('a', '😀', 'é', '\n'),
          minLength: 40,
          maxLength: 120,
          size: 'max',
        }),
        (reason) => {
          const read = readFrame(
            JSON.stringify({ command: 'SetMsgUserState', parameters: { code: 'Lunch', reason } }),
          );
          if (read.kind !== 'command') throw new Error('no command');
          const request = requestOf(read.frame, line);
          if (request.kind !== 'command' || request.command.type !== 'SetAgentState')
            throw new Error('no state');
          const { reason: given = '' } = request.command;
          expect(given).not.toMatch(/\p{Cc}/u);
          expect(given.length).toBeLessThanOrEqual(80);
          expect(given).not.toMatch(/\p{Cs}/u);
        },
      ),
      { numRuns: 300 },
    );
  });
});
