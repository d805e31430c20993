import type { AmiClock, AmiTimer } from './options.ts';

export interface HeartbeatOptions {
  readonly intervalMs: number;
  /** Unanswered pings after which the link is given up. */
  readonly missesMax: number;
  readonly clock: AmiClock;
  readonly ping: () => void;
  readonly onDead: () => void;
}

/**
 * Notices a half-open link: cable to Wi-Fi, a NAT that forgot us, a PBX without power. TCP alone would take minutes to hours.
 * Any byte from the server counts as life, and while bytes come no ping is sent.
 */
export class Heartbeat {
  readonly #options: HeartbeatOptions;
  #timer: AmiTimer | undefined;
  #isStopped = false;
  #heard = false;
  #unanswered = 0;

  constructor(options: HeartbeatOptions) {
    this.#options = options;
    this.#arm(options.intervalMs);
  }

  /** A byte came. */
  alive(): void {
    this.#heard = true;
  }

  /** Pings now and gives the link up if nothing comes within `deadlineMs`. */
  checkNow(deadlineMs: number): void {
    this.#heard = false;
    this.#unanswered = this.#options.missesMax;
    this.#options.ping();
    this.#arm(deadlineMs);
  }

  stop(): void {
    this.#isStopped = true;
    this.#options.clock.clearTimeout(this.#timer);
  }

  #arm(delayMs: number): void {
    this.#options.clock.clearTimeout(this.#timer);
    // A ping that cannot be written ends the session, and this heartbeat with it, before it returns.
    if (this.#isStopped) return;
    this.#timer = this.#options.clock.setTimeout(() => this.#tick(), delayMs);
  }

  #tick(): void {
    if (this.#heard) {
      this.#unanswered = 0;
    } else if (this.#unanswered >= this.#options.missesMax) {
      this.#options.onDead();
      return;
    } else {
      this.#unanswered += 1;
      this.#options.ping();
    }
    this.#heard = false;
    this.#arm(this.#options.intervalMs);
  }
}
