import type { Clock, Timer } from '../world/edges.ts';
import type { Instant } from '../cti/instant.ts';

interface Planned {
  readonly dueMs: number;
  readonly callback: () => void;
}

/** A clock that starts at 0 and jumps from one timer to the next, so that a recording passes at once and yet in its own time. */
export class ReplayClock implements Clock {
  #nowMs = 0;
  readonly #planned = new Set<Planned>();

  now(): Instant {
    return { monoMs: Math.round(this.#nowMs), wallMs: Math.round(this.#nowMs) };
  }

  setTimeout(callback: () => void, delayMs: number): Timer {
    const planned = { dueMs: this.#nowMs + delayMs, callback };
    this.#planned.add(planned);
    return planned;
  }

  clearTimeout(timer: Timer | undefined): void {
    this.#planned.delete(timer as Planned);
  }

  /** Runs all timers in their order, also those that are set meanwhile. */
  run(): void {
    for (;;) {
      let next: Planned | undefined;
      for (const planned of this.#planned)
        if (next === undefined || planned.dueMs < next.dueMs) next = planned;
      if (next === undefined) return;
      this.#planned.delete(next);
      this.#nowMs = Math.max(this.#nowMs, next.dueMs);
      next.callback();
    }
  }
}
