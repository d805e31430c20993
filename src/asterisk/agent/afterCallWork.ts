import type { Clock, Timer } from '../../world/edges.ts';

/** The time after a call in which no queue call comes, so that the agent can write down what was said. */
export class AfterCallWork {
  readonly #clock: Clock;
  readonly #periodMs: number;
  readonly #onOver: () => void;
  #untilMonoMs: number | undefined;
  #timer: Timer | undefined;
  #hasBegun = false;
  #isHeld = false;

  /** @param periodMs 0: there is none */
  constructor(clock: Clock, periodMs: number, onOver: () => void) {
    this.#clock = clock;
    this.#periodMs = periodMs;
    this.#onOver = onOver;
  }

  get isRunning(): boolean {
    return this.#untilMonoMs !== undefined || (this.#isHeld && this.#hasBegun);
  }

  /** It runs, and something has to be done before it can end. */
  get isHeld(): boolean {
    return this.#isHeld && this.isRunning;
  }

  /** When it ends automatically, on the monotonic clock; `undefined` while none runs, and where it ends only when it is let go. */
  get untilMonoMs(): number | undefined {
    return this.#untilMonoMs;
  }

  /** @param sinceMonoMs when the call ended, or may have; a period that is over by now does not begin */
  begin(sinceMonoMs: number): void {
    const untilMonoMs = sinceMonoMs + this.#periodMs;
    const hasTime = untilMonoMs > this.#clock.now().monoMs;
    this.#hasBegun = hasTime || this.#isHeld;
    if (hasTime) this.#runUntil(untilMonoMs);
  }

  /** Adds another period. @returns whether there was work to extend */
  extend(): boolean {
    if (this.#untilMonoMs === undefined) return false;
    this.#runUntil(this.#untilMonoMs + this.#periodMs);
    return true;
  }

  /** Work that begins, or runs, does not end before it is let go. */
  hold(isHeld: boolean): void {
    this.#isHeld = isHeld;
    if (!isHeld && this.#untilMonoMs === undefined) this.#hasBegun = false;
  }

  end(): void {
    this.#clock.clearTimeout(this.#timer);
    this.#untilMonoMs = undefined;
    this.#hasBegun = false;
  }

  #runUntil(untilMonoMs: number): void {
    this.#clock.clearTimeout(this.#timer);
    this.#untilMonoMs = untilMonoMs;
    this.#timer = this.#clock.setTimeout(() => {
      this.#untilMonoMs = undefined;
      this.#hasBegun = this.#isHeld;
      this.#onOver();
    }, untilMonoMs - this.#clock.now().monoMs);
  }
}
