import { describe, expect, it } from 'vitest';
import type { Call } from '../cti/call.ts';
import { newLine } from '../cti/line.ts';
import { instant, newCall } from '../cti/testing/arbitraries.ts';
import { currentCall, requestOf } from './commandIn.ts';

const talking: Call = { ...newCall('talks', 'incoming', instant(0)), state: 'talking', connectedAt: 1 };
const heldBy = (side: 'agent' | 'remote' | 'both'): Call => ({
  ...talking,
  id: `held by ${side}`,
  state: 'held',
  heldBy: side,
});
const calls = [talking, heldBy('agent'), heldBy('remote'), heldBy('both')];
const line = { ...newLine('101', 'PJSIP/101'), calls };

const ask = (command: string, parameters: Readonly<Record<string, unknown>> = {}, callId = '') =>
  requestOf({ command, commandUId: 'u', connectionUId: '', callId, parameters }, line);

describe('a hold, which the protocol has as a toggle', () => {
  it.each([
    ['HoldCall', 'talks', { kind: 'command', command: { type: 'HoldCall', callId: 'talks' } }],
    [
      'HoldCall',
      'held by agent',
      { kind: 'command', command: { type: 'ResumeCall', callId: 'held by agent' } },
    ],
    [
      'HoldCall',
      'held by both',
      { kind: 'command', command: { type: 'ResumeCall', callId: 'held by both' } },
    ],
    [
      'HoldCall',
      'held by remote',
      { kind: 'command', command: { type: 'HoldCall', callId: 'held by remote' } },
    ],
    ['HoldCall', 'gone', { kind: 'command', command: { type: 'HoldCall', callId: 'gone' } }],
    ['SetupTransferCall', 'talks', { kind: 'command', command: { type: 'HoldCall', callId: 'talks' } }],
    ['SetupTransferCall', 'held by agent', { kind: 'done' }],
  ])('%s of the call that is: %s', (command, callId, request) => {
    expect(ask(command, {}, callId)).toEqual(request);
  });
});

describe('the state of the agent', () => {
  const state = (of: 'ready' | 'notReady', reason?: string) => ({
    kind: 'command',
    command: { type: 'SetAgentState', state: of, ...(reason === undefined ? {} : { reason }) },
  });
  it.each([
    ['SetMsgUserState', { code: 'Ready' }, state('ready')],
    ['SetMsgUserState', { code: 'AVAILABLE' }, state('ready')],
    ['SetMsgUserState', { code: 'Online' }, state('ready')],
    ['SetMsgUserState', { code: 'Already' }, state('notReady', 'Already')],
    ['SetMsgUserState', { code: 'Lunch' }, state('notReady', 'Lunch')],
    ['SetMsgUserState', { code: 'NotReady', reason: 'Training' }, state('notReady', 'Training')],
    ['SetMsgUserState', { code: 'Lunch', reason: '' }, state('notReady', 'Lunch')],
    ['SetMsgUserState', { code: 'Lunch', reason: 7 }, state('notReady', 'Lunch')],
    ['SetMsgUserState', { code: 'a\r\nAction: Hangup' }, state('notReady', 'a  Action: Hangup')],
    ['SetMsgUserState', { code: 'x'.repeat(81) }, state('notReady', 'x'.repeat(80))],
    ['SetMsgUserState', { code: `${'x'.repeat(79)}😀` }, state('notReady', 'x'.repeat(79))],
    ['SetDnd', { isDnd: true }, state('notReady')],
    ['SetDnd', {}, state('notReady')],
    ['SetDnd', { isDnd: false }, state('ready')],
    ['SetWrapUpUserState', { isWrapUpActive: false }, state('ready')],
    [
      'SetWrapUpUserState',
      { isWrapUpActive: true },
      { kind: 'command', command: { type: 'ExtendAfterCallWork' } },
    ],
  ])('%s %j', (command, parameters, request) => {
    expect(ask(command, parameters)).toEqual(request);
  });

  it.each([{}, { code: '' }, { code: 7 }])('is none without a name: %j', (parameters) => {
    expect(ask('SetMsgUserState', parameters)).toMatchObject({ kind: 'invalid' });
  });
});

describe('a transfer', () => {
  it.each([
    ['TransferCall', {}, 'a', { type: 'TransferCall', callId: 'a' }],
    [
      'TransferCall',
      { consultationCall: { id: 'b' } },
      'a',
      { type: 'TransferCall', callId: 'a', withCallId: 'b' },
    ],
    [
      'TransferCall',
      { consultationCall: '{"id":"b"}' },
      'a',
      { type: 'TransferCall', callId: 'a', withCallId: 'b' },
    ],
    ['CancelTransfer', { currentCall: { id: 'b' } }, 'a', { type: 'CancelTransfer', callId: 'a' }],
    [
      'CancelTransfer',
      { currentCall: { id: 'b' }, consultCall: { id: 'c' } },
      '',
      { type: 'CancelTransfer', callId: 'b' },
    ],
    ['CancelTransfer', { consultCall: { id: 'c' } }, '', { type: 'CancelTransfer', callId: 'c' }],
    [
      'BlindTransferCall',
      { targetAddress: '+4930 901820' },
      'a',
      { type: 'BlindTransferCall', callId: 'a', number: '+4930901820' },
    ],
    ['MakeConsultCall', { targetAddress: 102 }, 'a', { type: 'MakeConsultCall', callId: 'a', number: '102' }],
  ] as const)('%s %j of "%s"', (command, parameters, callId, wanted) => {
    expect(ask(command, parameters, callId)).toEqual({ kind: 'command', command: wanted });
  });

  it.each([
    'TransferCall',
    'CancelTransfer',
    'BlindTransferCall',
    'MakeConsultCall',
    'HoldCall',
    'DropCall',
    'Hookup',
    'SendDtmf',
  ])('or what else is done to a call names one: %s', (command) => {
    expect(ask(command, { targetAddress: '102', digits: '1' })).toMatchObject({ kind: 'invalid' });
  });
});

describe('what a page sends to be pressed or dialled', () => {
  it.each([
    [
      'SendDtmf',
      { digits: '12#*' },
      { kind: 'command', command: { type: 'SendDtmf', callId: 'a', digits: '12#*' } },
    ],
    ['SendDtmf', { digits: 5 }, { kind: 'command', command: { type: 'SendDtmf', callId: 'a', digits: '5' } }],
    ['MakeCall', { targetAddress: '102' }, { kind: 'command', command: { type: 'MakeCall', number: '102' } }],
  ])('%s %j', (command, parameters, request) => {
    expect(ask(command, parameters, 'a')).toEqual(request);
  });

  it.each([
    ['SendDtmf', { digits: 'w1' }],
    ['SendDtmf', { digits: '' }],
    ['SendDtmf', {}],
    ['SendDtmf', { digits: ['1'] }],
    ['MakeCall', {}],
    ['MakeCall', { targetAddress: 'Local/102@from-trunk' }],
    ['MakeCall', { targetAddress: { toString: '102' } }],
  ])('%s %j is refused', (command, parameters) => {
    expect(ask(command, parameters, 'a')).toMatchObject({ kind: 'invalid' });
  });
});

it.each([
  'PostRawData',
  'ProcessLogs',
  'SetLogFilePath',
  'constructor',
  '__proto__',
  'toString',
  'makecall',
  '',
])('a page is not served what is none of its commands: %j', (command) => {
  expect(ask(command, { targetAddress: '102' }, 'a')).toEqual({ kind: 'notSupported' });
});

describe('the call that the protocol calls current', () => {
  it.each([
    ['the one that is talked on', [heldBy('agent'), talking, heldBy('both')], 'talks'],
    ['else the one that came last', [heldBy('agent'), heldBy('both')], 'held by both'],
    ['none without calls', [], undefined],
  ])('is %s', (_which, of, id) => {
    expect(currentCall(of)?.id).toBe(id);
  });
});
