import type { Clock, Timer } from '../../world/edges.ts';

/**
 * An Asterisk takes logins before its modules are loaded; then it knows neither queues, nor parking, nor the dial plan, and the least
 * account is not told when it has booted (`FullyBooted` needs the class system). So it is asked again after these, ms.
 */
const looksMs = [6_000, 30_000, 120_000];

/** Looks again, a few times after a login, for what a PBX that still booted did not have. */
export class BootWatch {
  readonly #clock: Clock;
  readonly #look: () => Promise<void>;
  #timer: Timer | undefined;

  /** @param look never rejects */
  constructor(clock: Clock, look: () => Promise<void>) {
    this.#clock = clock;
    this.#look = look;
  }

  start(): void {
    this.#wait(0);
  }

  stop(): void {
    this.#clock.clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #wait(attempt: number): void {
    this.stop();
    const delayMs = looksMs[attempt];
    if (delayMs === undefined) return;
    const timer = this.#clock.setTimeout(() => {
      void this.#look().then(() => {
        // Unless it was stopped, or started again, meanwhile.
        if (this.#timer === timer) this.#wait(attempt + 1);
      });
    }, delayMs);
    this.#timer = timer;
  }
}
