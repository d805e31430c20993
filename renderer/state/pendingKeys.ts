import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Call } from '../../src/cti/call.ts';
import type { Commands } from '../line/commands.ts';
import type { LineStore } from '../line/store.ts';
import { permission } from './actions.ts';

/** What a comma in a number means to dialling programs. */
const pauseMs = 2_000;

/** Where the command is given; its trouble is shown at the call. */
const place = 'pendingKeys';

export interface PendingKeysView {
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
  const store = createStore<PendingKeysView>(() => ({}));
  const callOf = (id: string): Call | undefined => line.getState().line.calls.find((call) => call.id === id);
  const wait = (ms: number): Promise<void> => new Promise((resolve) => void setTimer(resolve, ms));

  const sendDue = async (callId: string, { keys, left }: KeysDue): Promise<void> => {
    const pieces = keys.match(/,+|[^,]+/g) ?? [];
    for (const [index, piece] of pieces.entries()) {
      if (piece.startsWith(',')) await wait(piece.length * pauseMs);
      else if (!isStanding(callOf(callId))) return;
      else {
        // Only with the last of them: keys behind some that were lost would mean something else, so all of them are due again.
        const isLast = index === pieces.length - 1;
        const trouble = await commands.run(place, {
          type: 'SendDtmf',
          callId,
          digits: piece,
          ...(isLast ? { keysLeft: left } : {}),
        });
        if (trouble === undefined) continue;
        commands.forget(place);
        if (callOf(callId) !== undefined) commands.complain(callId, trouble);
        return;
      }
    }
  };

  const send = async (callId: string): Promise<void> => {
    const call = callOf(callId);
    const due = call === undefined ? undefined : keysDue(call);
    if (call === undefined || due === undefined || store.getState().sending !== undefined) return;
    if (!isReadyForKeys(call) || !permission(call.features, 'SendDtmf', line.getState().line.link).allowed)
      return;
    store.setState({ sending: callId });
    await sendDue(callId, due);
    store.setState({ sending: undefined });
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

interface KeysDue {
  readonly keys: string;
  readonly left: string;
}

/** What to send next, up to a `;`, and what is left then; undefined: nothing more. */
export function keysDue({ keys }: Call): KeysDue | undefined {
  if (keys === undefined) return undefined;
  const [due = ''] = keys.split(';', 1);
  return { keys: due.replace(/,+$/, ''), left: keys.slice(due.length).replace(/^[,;]+/, '') };
}

/** The keys as a person reads them, without the signs for pauses. */
export function shownKeys(keys: string): string {
  return keys.split(/[,;]+/).join(' … ');
}
