import { useCallback, useEffect, useRef, useSyncExternalStore } from 'react';

/** Seconds that have passed are rounded down, seconds that are left are rounded up: nought is shown when it is over. */
export type Direction = 'passed' | 'left';

interface Listener {
  readonly read: () => number;
  readonly direction: Direction;
  readonly tick: () => void;
}

const listeners = new Set<Listener>();
let timer: ReturnType<typeof setTimeout> | undefined;

/** Clocks that change within this time of each other share a wake-up; it also bounds the wake-ups where a time stands still. */
const shareMs = 200;

/**
 * Wakes the page when the next text changes and not before: a panel that rests all day wakes once a second at most, and never while its window is
 * hidden.
 */
function schedule(): void {
  clearTimeout(timer);
  timer = undefined;
  if (document.hidden) return;
  let next = Infinity;
  for (const { read, direction } of listeners) next = Math.min(next, untilChange(read(), direction));
  if (next < Infinity) timer = setTimeout(tickAll, Math.max(shareMs, Math.ceil(next) + 1));
}

function tickAll(): void {
  for (const { tick } of listeners) tick();
  schedule();
}

function untilChange(ms: number, direction: Direction): number {
  const past = ((ms % 1000) + 1000) % 1000;
  if (direction === 'passed') return 1000 - past;
  return ms > 0 ? past || 1000 : Infinity;
}

function subscribe(listener: Listener): () => void {
  if (listeners.size === 0) document.addEventListener('visibilitychange', tickAll);
  listeners.add(listener);
  schedule();
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) document.removeEventListener('visibilitychange', tickAll);
    schedule();
  };
}

/**
 * The whole seconds of a running time, at least 0; the component is drawn again only when they change.
 *
 * @param read the time, ms: by `direction` one that has passed, or one that is left
 */
export function useSeconds(read: () => number, direction: Direction = 'passed'): number {
  const round = direction === 'passed' ? Math.floor : Math.ceil;
  const latest = useRef(read);
  const follow = useCallback(
    (tick: () => void) => subscribe({ read: () => latest.current(), direction, tick }),
    [direction],
  );
  useEffect(() => {
    latest.current = read;
    schedule();
  });
  return useSyncExternalStore(follow, () => Math.max(0, round(read() / 1000)));
}
