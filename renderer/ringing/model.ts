import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CommandResult, CtiCommandType } from '../../src/cti/command.ts';
import { partyIn } from '../../src/cti/pressGuard.ts';
import {
  type Grip,
  type MiniCommand,
  type RingTone,
  type SmallWindowView,
  stackPx,
} from '../../src/ipc/smallWindow.ts';
import { type Trouble, troubleOf } from '../line/commands.ts';
import { MonoClock } from '../line/monoClock.ts';
import { type Bridge, tell } from '../parts/bridge.ts';
import { t } from '../parts/words.ts';
import { likeliest } from '../state/actions.ts';
import { StackGuard, type StackItem } from './stackGuard.ts';

/** The place of the work after a call, beside those of the calls, which go by their ids. */
export const workKey = 'work';

export interface RingingState extends SmallWindowView {
  /** What was pressed at a place and is on its way. */
  readonly pending: Readonly<Record<string, CtiCommandType>>;
  readonly troubles: Readonly<Record<string, Trouble>>;
  /** Places that have only just come under a hand that was meant for another one. */
  readonly guarded: readonly string[];
  /** The one of them at which a press did not count: it says so. */
  readonly told?: string | undefined;
}

export interface RingingModel extends Pick<
  StoreApi<RingingState>,
  'getState' | 'getInitialState' | 'subscribe'
> {
  readonly bridge: Bridge;
  /** The main process's monotonic clock, ms. */
  readonly now: () => number;
  readonly answer: (callId: string) => void;
  readonly decline: (callId: string) => void;
  readonly silence: (callId: string) => void;
  /** A button of the mini window. */
  readonly press: (callId: string, command: MiniCommand) => void;
  /** Ends the work after a call. */
  readonly readyNow: () => void;
  readonly openPanel: (callId: string | null) => void;
  /** The window goes along with the pointer, held there; `null`: it is let go. */
  readonly move: (grip: Grip | null) => void;
  readonly forget: (place: string) => void;
}

/** How long it stands there that a press did not count, ms. */
const toldMs = 5000;

/** What sounds the ring tone. */
export interface Sounding {
  /** The same tone again goes on as it is. */
  ring(tone: RingTone): void;
  still(): void;
}

/** What rings and what stands, as the main process tells it, and what is pressed there. */
export function createRingingModel(
  bridge: Bridge,
  bell: Sounding,
  nowMs = (): number => performance.now(),
): RingingModel {
  const store = createStore<RingingState>(() => ({
    ...{ calls: [], sound: null, mini: null, grows: 'up', monoMs: 0 },
    ...{ pending: {}, troubles: {}, guarded: [] },
  }));
  const guard = new StackGuard(nowMs);
  const clock = new MonoClock(nowMs);
  followView(bridge, (view, isFirst) => {
    if (isFirst) clock.set(view.monoMs);
    else clock.correct(view.monoMs);
    store.setState((before) => ({ ...view, ...kept(before, view) }));
    guard.show(itemsOf(view));
    watchGuard(store, guard, nowMs);
    if (view.sound === null) bell.still();
    else bell.ring(view.sound);
  });
  const press = pressing(store, guard);
  const quietly = (answer: Promise<unknown>): void => tell(answer, () => undefined);
  return {
    getState: store.getState,
    getInitialState: store.getInitialState,
    subscribe: store.subscribe,
    bridge,
    now: () => clock.now(),
    answer: (id) => void press(id, 'AnswerCall', () => bridge.request('ringing:answer', id)),
    decline: (id) => void press(id, 'DropCall', () => bridge.request('ringing:decline', id)),
    silence: (callId) => quietly(bridge.request('ringing:silence', callId)),
    press: (id, command) => void press(id, command, () => bridge.request('mini:press', id, command)),
    readyNow: () => void press(workKey, 'SetAgentState', () => bridge.request('mini:readyNow')),
    openPanel: (callId) => quietly(bridge.request('mini:openPanel', callId)),
    move: (grip) => quietly(bridge.request('mini:move', grip)),
    forget: (place) =>
      store.setState(({ troubles }) => ({ troubles: only(troubles, (other) => other !== place) })),
  };
}

/** Every view that the main process tells, the first of all as well. */
function followView(bridge: Bridge, take: (view: SmallWindowView, isFirst: boolean) => void): void {
  let isTold = false;
  const hear = (view: SmallWindowView): void => {
    const isFirst = !isTold;
    isTold = true;
    take(view, isFirst);
  };
  bridge.on('ringing:changed', hear);
  bridge.request('ringing:view').then(
    (view) => {
      // What was told meanwhile is newer.
      if (!isTold) hear(view);
    },
    // The next change comes anyway, and the panel shows what rings.
    () => undefined,
  );
}

/** What was pressed and what could not be done, as far as it is about what is still there. */
function kept(before: RingingState, view: SmallWindowView): Pick<RingingState, 'pending' | 'troubles'> {
  const places = itemsOf(view).map(({ key }) => key);
  const phases = new Map(callsIn(before).map(({ id, phase }) => [id, phase]));
  const isAsBefore = (place: string): boolean =>
    callsIn(view).every(({ id, phase }) => id !== place || phases.get(id) === phase);
  return {
    pending: only(before.pending, (place) => places.includes(place)),
    // What could not be done in one phase says nothing about the next.
    troubles: only(before.troubles, (place) => places.includes(place) && isAsBefore(place)),
  };
}

/** Says which places are guarded, until none is. */
function watchGuard(store: StoreApi<RingingState>, guard: StackGuard, nowMs: () => number): void {
  const waiting = guard.waiting();
  store.setState({ guarded: Object.keys(waiting) });
  const next = Math.min(...Object.values(waiting));
  if (next < Infinity) setTimeout(() => watchGuard(store, guard, nowMs), Math.ceil(next - nowMs()));
}

type Press = (place: string, command: CtiCommandType, request: () => Promise<CommandResult>) => Promise<void>;

/** Carries a press out, unless the place is guarded or one is on its way there. */
function pressing(store: StoreApi<RingingState>, guard: StackGuard): Press {
  return async (place, command, request) => {
    const others = (other: string): boolean => other !== place;
    if (place in store.getState().pending) return;
    const early = guard.tooEarly(place);
    if (early !== undefined) {
      if (early === 'otherParty') tellWhy(store, place);
      return;
    }
    store.setState(({ pending, troubles }) => ({
      pending: { ...pending, [place]: command },
      troubles: only(troubles, others),
    }));
    const trouble = await settled(request);
    store.setState((state) => ({
      pending: only(state.pending, others),
      troubles:
        trouble !== undefined && itemsOf(state).some(({ key }) => key === place)
          ? { ...state.troubles, [place]: trouble }
          : state.troubles,
    }));
  };
}

function tellWhy(store: StoreApi<RingingState>, place: string): void {
  store.setState({ told: place });
  setTimeout(() => store.setState(({ told }) => (told === place ? { told: undefined } : {})), toldMs);
}

function callsIn({ calls, mini }: SmallWindowView): RingingState['calls'][number]['call'][] {
  return [...(mini?.calls ?? []), ...calls.map(({ call }) => call)];
}

/** From the edge of the window that stays: the calls that stand, the work after a call, the calls that ring. */
function itemsOf({ calls, mini }: SmallWindowView): readonly StackItem[] {
  const work: StackItem = {
    key: workKey,
    meaning: { does: workKey, reaches: [{ id: 'agent' }] },
    heightPx: stackPx.row,
  };
  return [
    ...(mini?.calls ?? []).map((call) => ({
      key: call.id,
      meaning: { does: likeliest(call), reaches: [partyIn(call)] },
      heightPx: stackPx.row,
    })),
    ...((mini?.work ?? null) === null ? [] : [work]),
    ...calls.map(({ call }) => ({
      key: call.id,
      meaning: { does: 'ringing', reaches: [partyIn(call)] },
      heightPx: stackPx.card,
    })),
  ];
}

async function settled(request: () => Promise<CommandResult>): Promise<Trouble | undefined> {
  try {
    return troubleOf(await request());
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
