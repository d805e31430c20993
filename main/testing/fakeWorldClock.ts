import { FakeClock } from '../../src/ami/testing/fakeClock.ts';
import type { Clock, Timer } from '../../src/world/edges.ts';

/** Both clocks of the world, standing still until the test moves them. */
export class FakeWorldClock implements Clock {
  readonly #clock = new FakeClock();

  /** How many timers run. */
  get pending(): number {
    return this.#clock.pending;
  }

  get nextInMs(): number | undefined {
    return this.#clock.nextInMs;
  }

  now(): { readonly monoMs: number; readonly wallMs: number } {
    return { monoMs: this.#clock.now(), wallMs: this.#clock.now() };
  }

  setTimeout(callback: () => void, delayMs: number): Timer {
    return this.#clock.setTimeout(callback, delayMs);
  }

  clearTimeout(timer: Timer | undefined): void {
    this.#clock.clearTimeout(timer);
  }

  advance(byMs: number): void {
    this.#clock.advance(byMs);
  }
}
