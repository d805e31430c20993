const firstMs = 1_000;
const maxMs = 30_000;

/** Exponential with full jitter, so that the tabs of a browser do not all come at once. */
export class Backoff {
  readonly #random: () => number;
  #attempt = 0;

  /** @param random in [0, 1) */
  constructor(random: () => number) {
    this.#random = random;
  }

  nextMs(): number {
    const most = Math.min(maxMs, firstMs * 2 ** this.#attempt);
    this.#attempt = Math.min(this.#attempt + 1, 10);
    return this.#random() * most;
  }

  reset(): void {
    this.#attempt = 0;
  }
}
