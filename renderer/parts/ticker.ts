import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** Often enough that a clock is never seen to skip a second; one timer for all clocks, none while there is no clock. */
const everyMs = 200;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    for (const tick of listeners) tick();
  }, everyMs);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** What `read` gives at present; the component is drawn again only when that changes (a text changes once a second). */
export function useTicking<Value extends string | number>(read: () => Value): Value {
  return useSyncExternalStore(subscribe, read);
}
