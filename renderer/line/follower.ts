import type { StoreApi } from 'zustand/vanilla';
import type { Call } from '../../src/cti/call.ts';
import type { CtiEvent } from '../../src/cti/event.ts';
import { type Line, reduce } from '../../src/cti/line.ts';
import type { LineDelta, LineSnapshot, RecentCall } from '../../src/ipc/line.ts';
import type { Bridge } from '../parts/bridge.ts';
import type { MonoClock } from './monoClock.ts';
import type { LineView } from './lineView.ts';

/** More than a person looks at. */
const endedMax = 8;

/**
 * The line as the main process tells it: a snapshot, then deltas, each applied by the same `reduce` that made it. The main process's
 * messages arrive in the order in which they were sent, so whatever came before a snapshot was asked for is in the snapshot.
 */
export class LineFollower {
  readonly #bridge: Bridge;
  readonly #store: Pick<StoreApi<LineView>, 'getState' | 'setState'>;
  readonly #clock: MonoClock;
  /** Deltas since the snapshot that is on its way was asked for; undefined while none is. */
  #early: LineDelta[] | undefined;
  #earlyRecent: readonly RecentCall[] | undefined;
  #asked = 0;

  constructor(bridge: Bridge, store: Pick<StoreApi<LineView>, 'getState' | 'setState'>, clock: MonoClock) {
    this.#bridge = bridge;
    this.#store = store;
    this.#clock = clock;
  }

  /** Asks for a snapshot; the answer to an earlier question does not count any more. */
  async ask(): Promise<void> {
    const question = (this.#asked += 1);
    this.#early = [];
    this.#earlyRecent = undefined;
    try {
      const snapshot = await this.#bridge.request('line:snapshot');
      if (question === this.#asked) this.#take(snapshot);
    } catch {
      if (question !== this.#asked) return;
      this.#early = undefined;
      this.#store.setState({ status: 'broken' });
    }
  }

  /** Nothing that was asked for is waited for any more. */
  stop(): void {
    this.#asked += 1;
  }

  setRecent(recent: readonly RecentCall[]): void {
    if (this.#early !== undefined) this.#earlyRecent = recent;
    this.#store.setState({ recent });
  }

  apply(deltas: readonly LineDelta[]): void {
    if (this.#early !== undefined) {
      this.#early.push(...deltas);
      return;
    }
    let view = this.#store.getState();
    for (const delta of deltas) {
      if (view.status === 'live' && delta.revision <= view.revision) continue;
      if (view.status !== 'live' || delta.revision !== view.revision + 1) {
        void this.ask();
        break;
      }
      this.#clock.correct(delta.monoMs);
      view = { ...view, ...after(view, delta) };
    }
    if (view !== this.#store.getState()) this.#store.setState(view);
  }

  #take(snapshot: LineSnapshot): void {
    const { revision, monoMs, line, agentName, pbx, dialRules, phone } = snapshot;
    this.#clock.set(monoMs);
    const recent = this.#earlyRecent ?? snapshot.recent;
    const missed = this.#early ?? [];
    this.#early = undefined;
    this.#store.setState((view) => ({
      status: 'live',
      revision,
      line,
      agentName,
      pbx,
      dialRules,
      phone,
      recent,
      ended: isAnotherLine(view, snapshot) ? [] : view.ended,
    }));
    this.apply(missed);
  }
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

function isAnotherLine(view: LineView, { line, pbx }: LineSnapshot): boolean {
  return view.line.device !== line.device || view.pbx.kind !== pbx.kind || view.pbx.name !== pbx.name;
}
