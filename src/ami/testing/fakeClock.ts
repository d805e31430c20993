import type { AmiClock } from '../options.ts';

interface FakeTimer {
  readonly dueMs: number;
  readonly callback: () => void;
}

/** A clock that stands still until the test moves it. */
export class FakeClock implements AmiClock {
  #nowMs: number;
  readonly #timers = new Set<FakeTimer>();

  constructor(nowMs = Date.UTC(2026, 0, 1)) {
    this.#nowMs = nowMs;
  }

  /** How many timers run. */
  get pending(): number {
    return this.#timers.size;
  }

  /** Until the next timer, in milliseconds; undefined when none runs. */
  get nextInMs(): number | undefined {
    const next = this.#next();
    return next && next.dueMs - this.#nowMs;
  }

  now(): number {
    return this.#nowMs;
  }

  setTimeout(callback: () => void, delayMs: number): FakeTimer {
    const timer = { dueMs: this.#nowMs + delayMs, callback };
    this.#timers.add(timer);
    return timer;
  }

  clearTimeout(timer: object | undefined): void {
    this.#timers.delete(timer as FakeTimer);
  }

  /** Moves on and runs what is due, in its order, also what was set meanwhile. */
  advance(byMs: number): void {
    const untilMs = this.#nowMs + byMs;
    for (let next = this.#next(); next && next.dueMs <= untilMs; next = this.#next()) {
      this.#nowMs = Math.max(this.#nowMs, next.dueMs);
      this.#timers.delete(next);
      next.callback();
    }
    this.#nowMs = untilMs;
  }

  #next(): FakeTimer | undefined {
    let next: FakeTimer | undefined;
    for (const timer of this.#timers) if (!next || timer.dueMs < next.dueMs) next = timer;
    return next;
  }
}
