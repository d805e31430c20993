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

type Reader = (frame: CommandFrame, line: Line) => PageRequest;

const session =
  (step: Extract<PageRequest, { kind: 'session' }>['step']): Reader =>
  () => ({ kind: 'session', step });

const query =
  (of: Extract<PageRequest, { kind: 'query' }>['query']): Reader =>
  () => ({ kind: 'query', query: of });

/** What each command of a page comes to. */
const readers = new Map<string, Reader>(
  Object.entries<Reader>({
    LoadLibrary: session('load'),
    OpenConnection: session('open'),
    RegisterConnectionSession: session('register'),
    CloseConnection: session('close'),
    QueryLineOwner: () => ({ kind: 'owner' }),
    QueryLineState: query('line'),
    QueryActiveCallSnapshot: query('calls'),
    QueryMsgUserState: query('agent'),
    MakeCall: (frame) => ofNumber(frame, (number) => ({ type: 'MakeCall', ...number })),
    BlindTransferCall: (frame) =>
      ofCall(frame, (callId) =>
        ofNumber(frame, ({ number }) => ({ type: 'BlindTransferCall', callId, number })),
      ),
    MakeConsultCall: (frame) =>
      ofCall(frame, (callId) =>
        ofNumber(frame, (number) => ({ type: 'MakeConsultCall', callId, ...number })),
      ),
    Hookup: plain('AnswerCall'),
    AnswerCall: plain('AnswerCall'),
    HoldCall: (frame, line) => plain(isHeld(frame, line) ? 'ResumeCall' : 'HoldCall')(frame, line),
    SetupTransferCall: (frame, line) =>
      isHeld(frame, line) ? { kind: 'done' } : plain('HoldCall')(frame, line),
    DropCall: plain('DropCall'),
    TransferCall: (frame) =>
      ofCall(frame, (callId) => {
        const withCallId = callIdOf(frame.parameters.consultationCall);
        return commanded({ type: 'TransferCall', callId, ...(withCallId === '' ? {} : { withCallId }) });
      }),
    CancelTransfer: ({ callId, parameters }) => {
      const either = callId || callIdOf(parameters.currentCall) || callIdOf(parameters.consultCall);
      return either === '' ? noCall : commanded({ type: 'CancelTransfer', callId: either });
    },
    SendDtmf: (frame) =>
      ofCall(frame, (callId) => {
        const digits = textOf(frame.parameters.digits);
        return areKeys(digits)
          ? commanded({ type: 'SendDtmf', callId, digits })
          : { kind: 'invalid', why: 'digits may hold 1 to 64 of 0-9, * and #.' };
      }),
    SetDnd: ({ parameters }) => agentState(parameters.isDnd === false ? 'ready' : 'notReady', ''),
    SetMsgUserState: ({ parameters }) => userState(parameters),
    SetWrapUpUserState: ({ parameters }) =>
      parameters.isWrapUpActive === false
        ? agentState('ready', '')
        : commanded({ type: 'ExtendAfterCallWork' }),
  }),
);

/** Translates a page's command; the line is asked only for what the command means now (`HoldCall` toggles). */
export function requestOf(frame: CommandFrame, line: Line): PageRequest {
  // PostRawData, ProcessLogs and SetLogFilePath would let a page send raw manager actions or read files.
  return readers.get(frame.command)?.(frame, line) ?? { kind: 'notSupported' };
}

function commanded(command: CtiCommand): PageRequest {
  return { kind: 'command', command };
}

function ofCall({ callId }: CommandFrame, then: (callId: string) => PageRequest): PageRequest {
  return callId === '' ? noCall : then(callId);
}

function plain(type: PlainType): Reader {
  return (frame) => ofCall(frame, (callId) => commanded({ type, callId }));
}

function ofNumber(
  { parameters }: CommandFrame,
  make: (number: { readonly number: string; readonly keys?: string }) => CtiCommand,
): PageRequest {
  const reading = readNumber(textOf(parameters.targetAddress), { lines: false });
  if (!isOne(reading)) {
    const { code, text } = faultIn('targetAddress', reading);
    return { kind: 'invalid', code, why: text };
  }
  const { number, keys } = reading;
  return commanded(make({ number, ...(keys === undefined ? {} : { keys }) }));
}

function isHeld({ callId }: CommandFrame, { calls }: Line): boolean {
  return calls.some((call) => call.id === callId && isHeldByAgent(call));
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
  // Not half of a pair of UTF-16: the PBX would show it as a question mark.
  const printable = reason
    .replace(/\p{Cc}/gu, ' ')
    .slice(0, 80)
    .replace(/\p{Cs}$/u, '');
  return {
    kind: 'command',
    command: { type: 'SetAgentState', state, ...(printable === '' ? {} : { reason: printable }) },
  };
}

/** The call that the protocol calls current: the one that is talked on, else the one that came last. */
export function currentCall(calls: readonly Call[]): Call | undefined {
  return calls.find(({ state }) => state === 'talking') ?? calls.at(-1);
}
