import { createStore, type StoreApi } from 'zustand/vanilla';
import { newLine } from '../../src/cti/line.ts';
import { noDialRules } from '../../src/cti/number/dialRules.ts';
import type { LineDelta } from '../../src/ipc/line.ts';
import type { Bridge } from '../parts/bridge.ts';
import type { LineView } from './lineView.ts';
import { LineFollower } from './follower.ts';
import { MonoClock } from './monoClock.ts';
import { perFrame } from './perFrame.ts';

export interface LineStore extends Pick<StoreApi<LineView>, 'getState' | 'getInitialState' | 'subscribe'> {
  /** The main process's monotonic clock, ms: what every running clock is reckoned by. */
  readonly now: () => number;
  readonly dismissEnded: (callId: string) => void;
  readonly dismissFault: () => void;
  readonly stop: () => void;
}

export interface LineStoreEdges {
  readonly localNow?: () => number;
  /** Calls back when what is in the store has been painted; without it at once. */
  readonly afterPaint?: (then: () => void) => void;
}

const nothing: LineView = {
  status: 'starting',
  revision: 0,
  line: newLine('', ''),
  agentName: '',
  pbx: { kind: 'asterisk', name: '' },
  dialRules: noDialRules,
  recent: [],
  ended: [],
};

/** The line in this window, and what has just been on it. */
export function createLineStore(bridge: Bridge, edges: LineStoreEdges = {}): LineStore {
  const { localNow = () => performance.now(), afterPaint = atOnce } = edges;
  const store = createStore<LineView>(() => nothing);
  const clock = new MonoClock(localNow);
  const follower = new LineFollower(bridge, store, clock);
  // Whatever comes in a frame is one change of the store: a window is painted once a frame, and never falls behind.
  const frames = perFrame<LineDelta>((deltas) => follower.apply(deltas), afterPaint);
  const subscriptions = [
    bridge.on('line:delta', frames.give),
    bridge.on('line:reset', () => void follower.ask()),
    bridge.on('phone:changed', (phone) => store.setState({ phone: phone ?? undefined })),
    bridge.on('recent:changed', (recent) => follower.setRecent(recent)),
  ];
  void follower.ask();
  return {
    getState: store.getState,
    getInitialState: store.getInitialState,
    subscribe: store.subscribe,
    now: () => clock.now(),
    dismissEnded: (callId) =>
      store.setState(({ ended }) => ({ ended: ended.filter((call) => call.id !== callId) })),
    dismissFault: () => store.setState({ fault: undefined }),
    stop: () => {
      frames.stop();
      follower.stop();
      for (const unsubscribe of subscriptions) unsubscribe();
    },
  };
}

function atOnce(then: () => void): void {
  then();
}
