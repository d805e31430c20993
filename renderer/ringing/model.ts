import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CommandResult } from '../../src/cti/command.ts';
import type { RingingView, RingTone } from '../../src/ipc/contract.ts';
import { type Trouble, troubleOf } from '../line/commands.ts';
import { type Bridge, tell } from '../parts/bridge.ts';
import { t } from '../parts/words.ts';

type Answer = 'ringing:answer' | 'ringing:decline';

export interface RingingState extends RingingView {
  /** What was pressed at a call and is on its way. */
  readonly pending: Readonly<Record<string, Answer>>;
  readonly troubles: Readonly<Record<string, Trouble>>;
}

export interface RingingModel extends Pick<
  StoreApi<RingingState>,
  'getState' | 'getInitialState' | 'subscribe'
> {
  readonly bridge: Bridge;
  readonly answer: (callId: string) => void;
  readonly decline: (callId: string) => void;
  readonly silence: (callId: string) => void;
  readonly forget: (callId: string) => void;
}

/** What sounds the ring tone. */
export interface Sounding {
  /** The same tone again goes on as it is. */
  ring(tone: RingTone): void;
  still(): void;
}

/** What rings, as the main process tells it, and what is pressed there. */
export function createRingingModel(bridge: Bridge, bell: Sounding): RingingModel {
  const store = createStore<RingingState>(() => ({ calls: [], sound: null, pending: {}, troubles: {} }));
  let isTold = false;

  const take = (view: RingingView): void => {
    const standing = (id: string): boolean => view.calls.some(({ call }) => call.id === id);
    store.setState(({ pending, troubles }) => ({
      ...view,
      pending: only(pending, standing),
      troubles: only(troubles, standing),
    }));
    if (view.sound === null) bell.still();
    else bell.ring(view.sound);
  };

  const press = async (callId: string, channel: Answer): Promise<void> => {
    const others = (id: string): boolean => id !== callId;
    if (callId in store.getState().pending) return;
    store.setState(({ pending, troubles }) => ({
      pending: { ...pending, [callId]: channel },
      troubles: only(troubles, others),
    }));
    const trouble = await settled(bridge.request(channel, callId));
    store.setState(({ calls, pending, troubles }) => ({
      pending: only(pending, others),
      troubles:
        trouble !== undefined && calls.some(({ call }) => call.id === callId)
          ? { ...troubles, [callId]: trouble }
          : troubles,
    }));
  };

  bridge.on('ringing:changed', (view) => {
    isTold = true;
    take(view);
  });
  bridge.request('ringing:view').then(
    (view) => {
      // What was told meanwhile is newer.
      if (!isTold) take(view);
    },
    // The next change is told anyway, and the panel shows what rings.
    () => undefined,
  );

  return {
    getState: store.getState,
    getInitialState: store.getInitialState,
    subscribe: store.subscribe,
    bridge,
    answer: (callId) => void press(callId, 'ringing:answer'),
    decline: (callId) => void press(callId, 'ringing:decline'),
    silence: (callId) => tell(bridge.request('ringing:silence', callId), () => undefined),
    forget: (callId) =>
      store.setState(({ troubles }) => ({ troubles: only(troubles, (id) => id !== callId) })),
  };
}

async function settled(answer: Promise<CommandResult>): Promise<Trouble | undefined> {
  try {
    return troubleOf(await answer);
  } catch (error) {
    return { code: 'bridgeFailed', text: t('bridge.failed'), detail: String(error) };
  }
}

function only<Value>(
  record: Readonly<Record<string, Value>>,
  keeps: (id: string) => boolean,
): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).filter(([id]) => keeps(id)));
}
