import type { Call } from '../cti/call.ts';
import { isHeldByAgent } from '../cti/call.ts';
import type { CtiCommand } from '../cti/command.ts';
import { faultIn } from '../cti/number/fault.ts';
import { areKeys, isOne } from '../cti/number/number.ts';
import { readNumber } from '../cti/number/read.ts';
import type { Line } from '../cti/line.ts';
import { callIdOf, type CommandFrame } from './envelope.ts';

/** What a page's command comes to. */
export type PageRequest =
  | { readonly kind: 'command'; readonly command: CtiCommand }
  /** Answered from what is known, without asking the line. */
  | { readonly kind: 'query'; readonly query: 'line' | 'calls' | 'agent' }
  /** Which line this is: answered before the connection is open, so that a page can look for the one it belongs to. */
  | { readonly kind: 'owner' }
  | { readonly kind: 'session'; readonly step: 'load' | 'open' | 'register' | 'close' }
  /** It is so already. */
  | { readonly kind: 'done' }
  | { readonly kind: 'notSupported' }
  /** `code`: of its own, where the parameters are understood so far. */
  | { readonly kind: 'invalid'; readonly code?: string; readonly why: string };

/** Translates a page's command; the line is asked only for what the command means now (`HoldCall` toggles). */
export function requestOf({ command, callId, parameters }: CommandFrame, line: Line): PageRequest {
  const ofCall = (type: PlainType): PageRequest =>
    callId === '' ? noCall : { kind: 'command', command: { type, callId } };
  const ofNumber = (make: (number: string, keys?: string) => CtiCommand): PageRequest => {
    const reading = readNumber(textOf(parameters.targetAddress), { lines: false });
    if (!isOne(reading)) {
      const { code, text } = faultIn('targetAddress', reading);
      return { kind: 'invalid', code, why: text };
    }
    return { kind: 'command', command: make(reading.number, reading.keys) };
  };
  const isHeld = (id: string): boolean => line.calls.some((call) => call.id === id && isHeldByAgent(call));
  switch (command) {
    case 'LoadLibrary':
      return { kind: 'session', step: 'load' };
    case 'OpenConnection':
      return { kind: 'session', step: 'open' };
    case 'RegisterConnectionSession':
      return { kind: 'session', step: 'register' };
    case 'CloseConnection':
      return { kind: 'session', step: 'close' };
    case 'QueryLineOwner':
      return { kind: 'owner' };
    case 'QueryLineState':
      return { kind: 'query', query: 'line' };
    case 'QueryActiveCallSnapshot':
      return { kind: 'query', query: 'calls' };
    case 'QueryMsgUserState':
      return { kind: 'query', query: 'agent' };
    case 'MakeCall':
      return ofNumber((number, keys) => ({
        type: 'MakeCall',
        number,
        ...(keys === undefined ? {} : { keys }),
      }));
    case 'BlindTransferCall':
      return callId === '' ? noCall : ofNumber((number) => ({ type: 'BlindTransferCall', callId, number }));
    case 'MakeConsultCall':
      if (callId === '') return noCall;
      return ofNumber((number, keys) => ({
        type: 'MakeConsultCall',
        callId,
        number,
        ...(keys === undefined ? {} : { keys }),
      }));
    case 'Hookup':
    case 'AnswerCall':
      return ofCall('AnswerCall');
    case 'HoldCall':
      return ofCall(isHeld(callId) ? 'ResumeCall' : 'HoldCall');
    case 'SetupTransferCall':
      return isHeld(callId) ? { kind: 'done' } : ofCall('HoldCall');
    case 'DropCall':
      return ofCall('DropCall');
    case 'TransferCall': {
      const withCallId = callIdOf(parameters.consultationCall);
      if (callId === '') return noCall;
      return {
        kind: 'command',
        command: { type: 'TransferCall', callId, ...(withCallId === '' ? {} : { withCallId }) },
      };
    }
    case 'CancelTransfer': {
      const either = callId || callIdOf(parameters.currentCall) || callIdOf(parameters.consultCall);
      return either === ''
        ? noCall
        : { kind: 'command', command: { type: 'CancelTransfer', callId: either } };
    }
    case 'SendDtmf': {
      const digits = textOf(parameters.digits);
      if (callId === '') return noCall;
      if (!areKeys(digits)) return { kind: 'invalid', why: 'digits may hold 1 to 64 of 0-9, * and #.' };
      return { kind: 'command', command: { type: 'SendDtmf', callId, digits } };
    }
    case 'SetDnd':
      return agentState(parameters.isDnd === false ? 'ready' : 'notReady', '');
    case 'SetMsgUserState':
      return userState(parameters);
    case 'SetWrapUpUserState':
      return parameters.isWrapUpActive === false
        ? agentState('ready', '')
        : { kind: 'command', command: { type: 'ExtendAfterCallWork' } };
    default:
      // PostRawData, ProcessLogs and SetLogFilePath would let a page send raw manager actions or read files.
      return { kind: 'notSupported' };
  }
}

/** Pages send numbers as texts, and digits sometimes as a number. */
function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

type PlainType = 'AnswerCall' | 'DropCall' | 'HoldCall' | 'ResumeCall';

const noCall: PageRequest = { kind: 'invalid', why: 'commandExecutorId does not name a call.' };

function userState({ code, reason }: Readonly<Record<string, unknown>>): PageRequest {
  if (typeof code !== 'string' || code === '') return { kind: 'invalid', why: 'code names no state.' };
  const isReady = /^(?:ready|active|online|available)$/i.test(code);
  return agentState(
    isReady ? 'ready' : 'notReady',
    typeof reason === 'string' && reason !== '' ? reason : isReady ? '' : code,
  );
}

function agentState(state: 'ready' | 'notReady', reason: string): PageRequest {
  const printable = reason.replace(/\p{Cc}/gu, ' ').slice(0, 80);
  return {
    kind: 'command',
    command: { type: 'SetAgentState', state, ...(printable === '' ? {} : { reason: printable }) },
  };
}

/** The call that the protocol calls current: the one that is talked on, else the one that came last. */
export function currentCall(calls: readonly Call[]): Call | undefined {
  return calls.find(({ state }) => state === 'talking') ?? calls.at(-1);
}
