import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Call } from '../../src/cti/call.ts';
import type { Commands } from '../line/commands.ts';
import type { LineStore } from '../line/store.ts';
import { permission } from './actions.ts';

/** What a comma in a number means to dialling programs. */
const pauseMs = 2_000;

/** Where the command is given; its trouble is told at the call. */
const place = 'pendingKeys';

export interface PendingKeysView {
  /** How much of its keys a call has had sent, by the call's id. */
  readonly sent: Readonly<Record<string, number>>;
  /** The call whose keys are on their way. */
  readonly sending?: string | undefined;
}

/** Keys that came with a number, for the agent to send once the call is answered. */
export interface PendingKeys extends Pick<
  StoreApi<PendingKeysView>,
  'getState' | 'getInitialState' | 'subscribe'
> {
  /** Sends what is due, with its pauses; up to the next `;`, where the agent is waited for. Nothing before the answer. */
  readonly send: (callId: string) => void;
}

export function createPendingKeys(
  line: LineStore,
  commands: Commands,
  setTimer: (then: () => void, ms: number) => unknown = setTimeout,
): PendingKeys {
  const store = createStore<PendingKeysView>(() => ({ sent: {} }));
  const callOf = (id: string): Call | undefined => line.getState().line.calls.find((call) => call.id === id);
  const wait = (ms: number): Promise<void> => new Promise((resolve) => void setTimer(resolve, ms));

  const sendPart = async (callId: string, part: string): Promise<boolean> => {
    for (const piece of part.match(/,+|[^,]+/g) ?? []) {
      if (piece.startsWith(',')) await wait(piece.length * pauseMs);
      else if (!isStanding(callOf(callId))) return false;
      else {
        const trouble = await commands.run(place, { type: 'SendDtmf', callId, digits: piece });
        if (trouble === undefined) continue;
        commands.forget(place);
        if (callOf(callId) !== undefined) commands.complain(callId, trouble);
        return false;
      }
    }
    return true;
  };

  const send = async (callId: string): Promise<void> => {
    const call = callOf(callId);
    const due = call === undefined ? undefined : keysDue(call, store.getState());
    if (call === undefined || due === undefined || store.getState().sending !== undefined) return;
    if (!isReadyForKeys(call) || !permission(call.features, 'SendDtmf', line.getState().line.link).allowed)
      return;
    store.setState({ sending: callId });
    // Keys behind some that were lost would mean something else: then all of them are due again.
    const isSent = await sendPart(callId, due.keys);
    store.setState(({ sent }) => ({
      sending: undefined,
      sent: isSent ? { ...sent, [callId]: due.end } : sent,
    }));
  };

  return {
    getState: store.getState,
    getInitialState: store.getInitialState,
    subscribe: store.subscribe,
    send: (callId) => void send(callId),
  };
}

function isStanding(call: Call | undefined): boolean {
  return call !== undefined && call.state !== 'ended';
}

/** Whether somebody is there to hear them. */
export function isReadyForKeys({ connectedAt, state }: Call): boolean {
  return connectedAt !== undefined && state !== 'ended';
}

/** What is to be sent next, and how much is sent by then; undefined: nothing more. */
export function keysDue(
  { id, keys = '' }: Call,
  { sent }: PendingKeysView,
): { readonly keys: string; readonly end: number } | undefined {
  const from = sent[id] ?? 0;
  const rest = keys.slice(from).replace(/;.*$/s, '');
  return rest === '' ? undefined : { keys: rest, end: from + rest.length + 1 };
}

/** The keys as a person reads them, without the signs for pauses. */
export function shownKeys(keys: string): string {
  return keys.split(/[,;]+/).join(' … ');
}
