import type { CtiEvent } from '../../../cti/event.ts';
import type { Clock, Timer } from '../../../world/edges.ts';

/** A wait for one event, without a limit at first. */
export interface Listening {
  /** `undefined`: none came before the limit. */
  readonly event: Promise<CtiEvent | undefined>;
  /** No longer than this, ms. */
  limit(timeoutMs: number): void;
  stop(): void;
}

/** Hears nothing, and does not wait for it. */
export const deaf: Listening = {
  event: Promise.resolve(undefined),
  limit: () => undefined,
  stop: () => undefined,
};

interface Waiter {
  readonly wanted: (event: CtiEvent) => boolean;
  readonly settle: (event: CtiEvent | undefined) => void;
}

/** Those who wait for an event to happen. */
export class EventWaiters {
  readonly #clock: Clock;
  readonly #waiters = new Set<Waiter>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** For the first event that is wanted. */
  listen(wanted: (event: CtiEvent) => boolean): Listening {
    let timer: Timer | undefined;
    let settle: Waiter['settle'] = () => undefined;
    const event = new Promise<CtiEvent | undefined>((resolve) => {
      settle = (heard) => {
        this.#waiters.delete(waiter);
        this.#clock.clearTimeout(timer);
        resolve(heard);
      };
    });
    const waiter: Waiter = { wanted, settle };
    this.#waiters.add(waiter);
    const stop = (): void => settle(undefined);
    return {
      event,
      limit: (timeoutMs) => {
        if (this.#waiters.has(waiter)) timer = this.#clock.setTimeout(stop, timeoutMs);
      },
      stop,
    };
  }

  /** The first event that is wanted; `undefined` when none came in time. */
  wait(wanted: (event: CtiEvent) => boolean, timeoutMs: number): Promise<CtiEvent | undefined> {
    const listening = this.listen(wanted);
    listening.limit(timeoutMs);
    return listening.event;
  }

  hear(event: CtiEvent): void {
    for (const waiter of [...this.#waiters]) if (waiter.wanted(event)) waiter.settle(event);
  }

  /** Nothing will happen any more. */
  giveUp(): void {
    for (const waiter of [...this.#waiters]) waiter.settle(undefined);
  }
}
