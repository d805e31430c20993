import type { Call } from '../../src/cti/call.ts';
import type { Clock } from '../../src/world/edges.ts';

/** So long a server may take to say who it is; a page that comes later comes into the greeting. */
const patienceMs = 1_000;

export interface Naming {
  readonly clock: Pick<Clock, 'setTimeout' | 'clearTimeout'>;
  /** The call with its party; a promise of it while that is being asked for. Never rejects. */
  readonly namedCall: (call: Call) => Call | Promise<Call>;
}

/** Acts with the call and its party, once: now where that is known, when it is, or after a second without it. */
export function whenNamed(call: Call, { clock, namedCall }: Naming, act: (call: Call) => void): void {
  const named = namedCall(call);
  if (!(named instanceof Promise)) {
    act(named);
    return;
  }
  let isOver = false;
  const once = (known: Call): void => {
    if (isOver) return;
    isOver = true;
    clock.clearTimeout(timer);
    act(known);
  };
  const timer = clock.setTimeout(() => once(call), patienceMs);
  void named.then(once);
}
