import type { CtiEvent } from '../../cti/event.ts';
import type { Clock, Timer } from '../../world/edges.ts';

interface Waiter {
  readonly wanted: (event: CtiEvent) => boolean;
  readonly settle: (event: CtiEvent | undefined) => void;
  readonly timer: Timer;
}

/** Those who wait for an event to happen, each with a deadline. */
export class EventWaiters {
  readonly #clock: Clock;
  readonly #waiters = new Set<Waiter>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The first event that is wanted; `undefined` when none came in time. */
  wait(wanted: (event: CtiEvent) => boolean, timeoutMs: number): Promise<CtiEvent | undefined> {
    return new Promise((resolve) => {
      const waiter: Waiter = {
        wanted,
        settle: (event) => {
          this.#waiters.delete(waiter);
          this.#clock.clearTimeout(waiter.timer);
          resolve(event);
        },
        timer: this.#clock.setTimeout(() => waiter.settle(undefined), timeoutMs),
      };
      this.#waiters.add(waiter);
    });
  }

  hear(event: CtiEvent): void {
    for (const waiter of [...this.#waiters]) if (waiter.wanted(event)) waiter.settle(event);
  }

  /** Nothing will happen any more. */
  giveUp(): void {
    for (const waiter of [...this.#waiters]) waiter.settle(undefined);
  }
}
