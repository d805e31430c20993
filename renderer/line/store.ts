import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Call } from '../../src/cti/call.ts';
import type { CtiEvent } from '../../src/cti/event.ts';
import { type Line, newLine, reduce } from '../../src/cti/line.ts';
import type { LinkFault } from '../../src/cti/link.ts';
import type { LineDelta, LineSnapshot, PbxIdentity, RecentCall } from '../../src/ipc/contract.ts';
import type { Bridge } from '../parts/bridge.ts';
import { MonoClock } from './monoClock.ts';

export interface LineView {
  /** `broken`: the main process does not answer; nothing here is true any more. */
  readonly status: 'starting' | 'live' | 'broken';
  readonly revision: number;
  readonly line: Line;
  readonly agentName: string;
  readonly pbx: PbxIdentity;
  /** Latest first. */
  readonly recent: readonly RecentCall[];
  /** Calls that have just ended and are still shown, in order of their end. */
  readonly ended: readonly Call[];
  /** The last thing that went wrong beside the link and beside any command. */
  readonly fault?: LinkFault | undefined;
}

export interface LineStore extends Pick<StoreApi<LineView>, 'getState' | 'getInitialState' | 'subscribe'> {
  /** The main process's monotonic clock, ms: what every running clock is reckoned by. */
  readonly now: () => number;
  readonly dismissEnded: (callId: string) => void;
  readonly dismissFault: () => void;
  readonly stop: () => void;
}

const nothing: LineView = {
  status: 'starting',
  revision: 0,
  line: newLine('', ''),
  agentName: '',
  pbx: { kind: 'asterisk', name: '' },
  recent: [],
  ended: [],
};

/**
 * The line as the main process tells it: a snapshot, then deltas, each applied by the same `reduce` that made it. The main process's
 * messages arrive in the order in which they were sent, so whatever came before a snapshot was asked for is in the snapshot.
 */
export function createLineStore(bridge: Bridge, localNow = () => performance.now()): LineStore {
  const store = createStore<LineView>(() => nothing);
  const clock = new MonoClock(localNow);
  /** Deltas since the snapshot that is on its way was asked for; undefined while none is. */
  let early: LineDelta[] | undefined;
  let earlyRecent: readonly RecentCall[] | undefined;
  let asked = 0;
  let stopped = false;

  const ask = async (): Promise<void> => {
    const question = (asked += 1);
    early = [];
    earlyRecent = undefined;
    try {
      const snapshot = await bridge.request('line:snapshot');
      if (question === asked && !stopped) take(snapshot);
    } catch {
      if (question !== asked || stopped) return;
      early = undefined;
      store.setState({ status: 'broken' });
    }
  };

  const take = (snapshot: LineSnapshot): void => {
    const { revision, monoMs, line, agentName, pbx } = snapshot;
    clock.set(monoMs);
    const recent = earlyRecent ?? snapshot.recent;
    const missed = early ?? [];
    early = undefined;
    store.setState((view) => ({
      status: 'live',
      revision,
      line,
      agentName,
      pbx,
      recent,
      ended: isAnotherLine(view, snapshot) ? [] : view.ended,
    }));
    for (const delta of missed) apply(delta);
  };

  const apply = (delta: LineDelta): void => {
    if (early !== undefined) {
      early.push(delta);
      return;
    }
    const view = store.getState();
    if (view.status === 'live' && delta.revision <= view.revision) return;
    if (view.status !== 'live' || delta.revision !== view.revision + 1) {
      void ask();
      return;
    }
    clock.correct(delta.monoMs);
    store.setState(after(view, delta));
  };

  const subscriptions = [
    bridge.on('line:delta', apply),
    bridge.on('line:reset', () => void ask()),
    bridge.on('recent:changed', (recent) => {
      if (early !== undefined) earlyRecent = recent;
      store.setState({ recent });
    }),
  ];
  void ask();

  return {
    getState: store.getState,
    getInitialState: store.getInitialState,
    subscribe: store.subscribe,
    now: () => clock.now(),
    dismissEnded: (callId) =>
      store.setState(({ ended }) => ({ ended: ended.filter((call) => call.id !== callId) })),
    dismissFault: () => store.setState({ fault: undefined }),
    stop: () => {
      stopped = true;
      for (const unsubscribe of subscriptions) unsubscribe();
    },
  };
}

function after(view: LineView, { revision, event }: LineDelta): Partial<LineView> {
  const line = reduce(view.line, event);
  const ended = endedAfter(view, line, event);
  return event.type === 'Error' ? { revision, line, ended, fault: event.fault } : { revision, line, ended };
}

/** A call that ends stays for a while; one that begins needs the room. */
function endedAfter(view: LineView, line: Line, event: CtiEvent): readonly Call[] {
  if (line.calls.length > view.line.calls.length) return [];
  if (event.type !== 'RingFinished' || line.calls.length === view.line.calls.length) return view.ended;
  return [...view.ended, event.call];
}

function isAnotherLine(view: LineView, { line, pbx }: LineSnapshot): boolean {
  return view.line.device !== line.device || view.pbx.kind !== pbx.kind || view.pbx.name !== pbx.name;
}
