import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CommandResult } from '../../src/cti/command.ts';
import { partyIn, PressGuard } from '../../src/cti/pressGuard.ts';
import type { RingingView, RingTone } from '../../src/ipc/ringing.ts';
import { type Trouble, troubleOf } from '../line/commands.ts';
import { settleMs } from '../state/settle.ts';
import { type Bridge, tell } from '../parts/bridge.ts';
import { t } from '../parts/words.ts';

type Answer = 'ringing:answer' | 'ringing:decline';

export interface RingingState extends RingingView {
  /** What was pressed at a call and is on its way. */
  readonly pending: Readonly<Record<string, Answer>>;
  readonly troubles: Readonly<Record<string, Trouble>>;
  /** Calls that have only just come under the buttons of another one. */
  readonly guarded: readonly string[];
  /** The one of them at which a press did not count: it says so. */
  readonly told?: string | undefined;
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

/** How long it stands there that a press did not count, ms. */
const toldMs = 5000;

/** What sounds the ring tone. */
export interface Sounding {
  /** The same tone again goes on as it is. */
  ring(tone: RingTone): void;
  still(): void;
}

/** What rings, as the main process tells it, and what is pressed there. */
export function createRingingModel(
  bridge: Bridge,
  bell: Sounding,
  nowMs = (): number => performance.now(),
): RingingModel {
  const store = createStore<RingingState>(() => ({
    calls: [],
    sound: null,
    pending: {},
    troubles: {},
    guarded: [],
  }));
  const guard = new PressGuard(nowMs);
  let isTold = false;

  const take = (view: RingingView): void => {
    const standing = (id: string): boolean => view.calls.some(({ call }) => call.id === id);
    store.setState(({ pending, troubles }) => ({
      ...view,
      pending: only(pending, standing),
      troubles: only(troubles, standing),
    }));
    guard.showList(
      'call',
      view.calls.map(({ call }) => ({
        meaning: { does: 'ringing', reaches: [partyIn(call)] },
        settleMs,
      })),
    );
    look();
    if (view.sound === null) bell.still();
    else bell.ring(view.sound);
  };

  const placeOf = (callId: string): string =>
    `call:${store.getState().calls.findIndex(({ call }) => call.id === callId)}`;

  const look = (): void => {
    const waiting = guard.waiting();
    const ids = store.getState().calls.map(({ call }) => call.id);
    store.setState({ guarded: ids.filter((id) => placeOf(id) in waiting) });
    const next = Math.min(...Object.values(waiting));
    if (next < Infinity) setTimeout(look, Math.ceil(next - nowMs()));
  };

  const press = async (callId: string, channel: Answer): Promise<void> => {
    const others = (id: string): boolean => id !== callId;
    if (callId in store.getState().pending) return;
    const early = guard.tooEarly(placeOf(callId));
    if (early !== undefined) {
      if (early === 'otherParty') tellWhy(callId);
      return;
    }
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

  const tellWhy = (callId: string): void => {
    store.setState({ told: callId });
    setTimeout(() => store.setState(({ told }) => (told === callId ? { told: undefined } : {})), toldMs);
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
