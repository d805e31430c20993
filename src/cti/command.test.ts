import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CtiCommand, isCallCommand, isCallId, readCommand, refused } from './command.ts';

describe('a command from outside', () => {
  const good: CtiCommand[] = [
    { type: 'MakeCall', number: '+442079460958' },
    { type: 'MakeCall', number: '*43#' },
    { type: 'MakeCall', number: '1'.repeat(64) },
    { type: 'MakeCall', number: '+16465550100', keys: '820445398#,,,,*123#' },
    { type: 'HoldCall', callId: '3f2b8c1e-0000-4000-8000-000000000001' },
    { type: 'ResumeCall', callId: 'asterisk-1700000000.17' },
    { type: 'AnswerCall', callId: 'a' },
    { type: 'DropCall', callId: 'a' },
    { type: 'BlindTransferCall', callId: 'a', number: '102' },
    { type: 'MakeConsultCall', callId: 'a', number: '+4420' },
    { type: 'MakeConsultCall', callId: 'a', number: '+4420', keys: '12,3#' },
    { type: 'SendDtmf', callId: 'a', digits: '1', keysLeft: '2,3' },
    { type: 'SendDtmf', callId: 'a', digits: '1', keysLeft: '' },
    { type: 'TransferCall', callId: 'a' },
    { type: 'StartConference', callId: 'a', withCallId: 'b' },
    { type: 'SendDtmf', callId: 'a', digits: '12#*' },
    { type: 'RetrieveParkedCall', space: '701' },
    { type: 'PickUpRingingCall', id: '1700000000.17' },
    { type: 'SetAgentState', state: 'notReady', reason: 'Mittag, später', queue: 'support' },
    { type: 'SetQueueLogin', loggedIn: false },
    { type: 'SetQueueLogin', loggedIn: true, queue: 'Sales & Service/česky' },
    { type: 'ExtendAfterCallWork' },
  ];
  it.each(good)('%j is one', (command) => {
    expect(readCommand(command)).toEqual({ ok: true, command });
  });

  it.each([
    { type: 'MakeCall', number: '' },
    { type: 'MakeCall', number: '1'.repeat(65) },
    { type: 'MakeCall', number: '101\r\nAction: Hangup' },
    { type: 'MakeCall', number: '101@from-internal' },
    { type: 'MakeCall', number: '١٢٣' },
    { type: 'MakeCall', number: 101 },
    { type: 'MakeCall', number: '101', context: 'from-trunk' },
    { type: 'MakeCall' },
    { type: 'HoldCall', callId: '' },
    { type: 'HoldCall', callId: 'a\nb' },
    { type: 'HoldCall', callId: 'PJSIP/101' },
    { type: 'Originate', number: '1' },
    { type: 'BlindTransferCall', callId: 'a', number: '102@from-trunk' },
    { type: 'BlindTransferCall', callId: 'a' },
    { type: 'TransferCall', callId: 'a', withCallId: '' },
    { type: 'SendDtmf', callId: 'a', digits: 'w1' },
    { type: 'SendDtmf', callId: 'a', digits: '1'.repeat(65) },
    { type: 'MakeCall', number: '4+4' },
    { type: 'MakeCall', number: '+' },
    { type: 'MakeCall', number: '101', keys: ',,1' },
    { type: 'MakeCall', number: '101', keys: '1w2' },
    { type: 'RetrieveParkedCall', space: '701,1' },
    { type: 'SetAgentState', state: 'ready', reason: 'a\r\nAction: Hangup' },
    { type: 'SetAgentState', state: 'away' },
    { type: 'SetQueueLogin', loggedIn: true, queue: 'support,b' },
    { type: 'SetQueueLogin', loggedIn: true, queue: 'support\nAction: Hangup' },
    { type: ['MakeCall'], number: '1' },
    { type: { toString: 'MakeCall' }, number: '1' },
    { number: '1' },
    'MakeCall',
    null,
    undefined,
    [],
  ])('%j is none', (command) => {
    expect(readCommand(command).ok).toBe(false);
  });

  it('with a number is dialled as it is or not at all', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom('1', '0', '+', '*', '#', ' ') })),
        (number) => {
          const dialable = number.length <= 64 && /^(?:\+[0-9]+|[0-9*#]+)$/.test(number);
          expect(readCommand({ type: 'MakeCall', number }).ok).toBe(dialable);
        },
      ),
    );
  });

  it.each([
    [{ type: 'MakeCall' }, 'number', 'missing'],
    [{ type: 'MakeCall', number: '1', context: 'x' }, 'context', 'unknown'],
    [{ type: 'MakeCall', number: '1', keys: undefined }, 'keys', 'wrong'],
    [{ type: 'constructor' }, 'type', 'unknown'],
    [{ type: 'DropCall', callId: 'a', toString: 'b' }, 'toString', 'unknown'],
    [{ type: ['DropCall'], callId: 'a' }, 'type', 'unknown'],
    [{ callId: 'a' }, 'type', 'missing'],
    ['DropCall', 'type', 'missing'],
    [null, 'type', 'missing'],
  ])('%j says what is wrong with it', (command, field, why) => {
    expect(readCommand(command)).toEqual({ ok: false, field, why });
  });
});

it('a command is of a call exactly where it names one', () => {
  expect(isCallCommand({ type: 'DropCall', callId: 'a' })).toBe(true);
  expect(isCallCommand({ type: 'MakeCall', number: '101' })).toBe(false);
});

it.each([
  ['asterisk-1700000000.17', true],
  ['', false],
  ['PJSIP/101', false],
  ['a b', false],
  [17, false],
  [undefined, false],
])('%j may be the id of a call: %s', (value, isOne) => {
  expect(isCallId(value)).toBe(isOne);
});

it('a refusal has what the phone system said only where it said something', () => {
  expect(refused('refusedByPbx')).toEqual({ status: 'refused', code: 'refusedByPbx' });
  expect(refused('refusedByPbx', 'No such channel')).toMatchObject({ detail: 'No such channel' });
});
