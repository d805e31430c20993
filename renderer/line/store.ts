import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Call } from '../../src/cti/call.ts';
import type { CtiEvent } from '../../src/cti/event.ts';
import { type Line, newLine, reduce } from '../../src/cti/line.ts';
import type { LinkFault } from '../../src/cti/link.ts';
import { type DialRules, noDialRules } from '../../src/cti/number/dialRules.ts';
import type { LineDelta, LineSnapshot, PbxIdentity, RecentCall } from '../../src/ipc/line.ts';
import type { Bridge } from '../parts/bridge.ts';
import { MonoClock } from './monoClock.ts';

export interface LineView {
  /** `broken`: the main process does not answer; nothing here is true any more. */
  readonly status: 'starting' | 'live' | 'broken';
  readonly revision: number;
  readonly line: Line;
  readonly agentName: string;
  readonly pbx: PbxIdentity;
  readonly dialRules: DialRules;
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

export interface LineStoreEdges {
  readonly localNow?: () => number;
  /** Calls back when what is in the store has been painted; without it at once. */
  readonly afterPaint?: (then: () => void) => void;
}

/** More than a person looks at. */
const endedMax = 8;

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

/**
 * The line as the main process tells it: a snapshot, then deltas, each applied by the same `reduce` that made it. The main process's
 * messages arrive in the order in which they were sent, so whatever came before a snapshot was asked for is in the snapshot.
 */
export function createLineStore(bridge: Bridge, edges: LineStoreEdges = {}): LineStore {
  const { localNow = () => performance.now(), afterPaint = atOnce } = edges;
  const store = createStore<LineView>(() => nothing);
  const clock = new MonoClock(localNow);
  /** Deltas since the snapshot that is on its way was asked for; undefined while none is. */
  let early: LineDelta[] | undefined;
  let earlyRecent: readonly RecentCall[] | undefined;
  /** Deltas that came while what is in the store is being painted; undefined when it has been. */
  let unpainted: LineDelta[] | undefined;
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
    const { revision, monoMs, line, agentName, pbx, dialRules } = snapshot;
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
      dialRules,
      recent,
      ended: isAnotherLine(view, snapshot) ? [] : view.ended,
    }));
    apply(missed);
  };

  /** Whatever comes in a frame is one change of the store: a window is painted once a frame, and never falls behind. */
  const receive = (delta: LineDelta): void => {
    if (unpainted !== undefined) {
      unpainted.push(delta);
      return;
    }
    apply([delta]);
    unpainted = [];
    afterPaint(painted);
  };

  const painted = (): void => {
    const deltas = unpainted ?? [];
    unpainted = undefined;
    if (deltas.length === 0 || stopped) return;
    apply(deltas);
    unpainted = [];
    afterPaint(painted);
  };

  const apply = (deltas: readonly LineDelta[]): void => {
    if (early !== undefined) {
      early.push(...deltas);
      return;
    }
    let view = store.getState();
    for (const delta of deltas) {
      if (view.status === 'live' && delta.revision <= view.revision) continue;
      if (view.status !== 'live' || delta.revision !== view.revision + 1) {
        void ask();
        break;
      }
      clock.correct(delta.monoMs);
      view = { ...view, ...after(view, delta) };
    }
    if (view !== store.getState()) store.setState(view);
  };

  const subscriptions = [
    bridge.on('line:delta', receive),
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

function after(view: LineView, { revision, events, line }: LineDelta): LineView {
  let now = view;
  for (const event of events) {
    const next = line ?? reduce(now.line, event);
    const before = line === undefined ? now.line : view.line;
    const ended = endedAfter(now.ended, before, next, event);
    now = { ...now, line: next, ended, ...(event.type === 'Error' ? { fault: event.fault } : {}) };
  }
  return { ...now, revision, line: line ?? now.line };
}

/** A call that ends stays for a while; one that begins needs the room. */
function endedAfter(ended: readonly Call[], before: Line, line: Line, event: CtiEvent): readonly Call[] {
  if (line.calls.length > before.calls.length) return [];
  if (event.type !== 'RingFinished') return ended;
  const isIn = ({ calls }: Line): boolean => calls.some(({ id }) => id === event.call.id);
  return isIn(before) && !isIn(line) ? [...ended, event.call].slice(-endedMax) : ended;
}

function atOnce(then: () => void): void {
  then();
}

function isAnotherLine(view: LineView, { line, pbx }: LineSnapshot): boolean {
  return view.line.device !== line.device || view.pbx.kind !== pbx.kind || view.pbx.name !== pbx.name;
}
