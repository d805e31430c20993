import { useCallback, useEffect, useRef, useSyncExternalStore } from 'react';

/** Seconds that have passed are rounded down, seconds that are left are rounded up: nought is shown when it is over. */
export type Direction = 'passed' | 'left';

/** How far apart, ms, two texts of a time are: a second, or more where it has run for long. */
export type Step = (ms: number) => number;

const second: Step = () => 1000;

interface Listener {
  readonly read: () => number;
  readonly direction: Direction;
  readonly step: Step;
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
  for (const { read, direction, step } of listeners) {
    const ms = read();
    next = Math.min(next, untilChange(ms, direction, step(ms)));
  }
  if (next < Infinity) timer = setTimeout(tickAll, Math.max(shareMs, Math.ceil(next) + 1));
}

function tickAll(): void {
  for (const { tick } of listeners) tick();
  schedule();
}

function untilChange(ms: number, direction: Direction, stepMs: number): number {
  const past = ((ms % stepMs) + stepMs) % stepMs;
  if (direction === 'passed') return stepMs - past;
  return ms > 0 ? past || stepMs : Infinity;
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
 * @param step whole steps of this are shown; by default seconds
 */
export function useSeconds(read: () => number, direction: Direction = 'passed', step = second): number {
  const round = direction === 'passed' ? Math.floor : Math.ceil;
  const latest = useRef(read);
  const follow = useCallback(
    (tick: () => void) => subscribe({ read: () => latest.current(), direction, step, tick }),
    [direction, step],
  );
  useEffect(() => {
    latest.current = read;
    schedule();
  });
  return useSyncExternalStore(follow, () => {
    const ms = read();
    const stepMs = step(ms);
    return Math.max(0, (round(ms / stepMs) * stepMs) / 1000);
  });
}
