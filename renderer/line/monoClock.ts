/**
 * The main process's monotonic clock, as seen from here. Both run at the same rate; what is not known is the distance, and a message
 * is always a little old when it is read: of all messages the one that was read soonest is right, the one with the greatest distance.
 */
export class MonoClock {
  readonly #localNow: () => number;
  #distanceMs = 0;

  /** @param localNow this process's monotonic clock, ms */
  constructor(localNow: () => number) {
    this.#localNow = localNow;
  }

  /** Starts over with a snapshot: the main process may be another one. */
  set(monoMs: number): void {
    this.#distanceMs = monoMs - this.#localNow();
  }

  /** Takes a later message's time, which can only be too old. */
  correct(monoMs: number): void {
    this.#distanceMs = Math.max(this.#distanceMs, monoMs - this.#localNow());
  }

  now(): number {
    return this.#localNow() + this.#distanceMs;
  }
}
