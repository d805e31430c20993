/** So many at once, and so many a second after that (RFC 2475's token bucket). Time is handed in: monotonic ms. */
export class TokenBucket {
  readonly #size: number;
  readonly #perMs: number;
  #tokens: number;
  #atMs: number;

  constructor(size: number, perSecond: number, nowMs: number) {
    this.#size = size;
    this.#perMs = perSecond / 1000;
    this.#tokens = size;
    this.#atMs = nowMs;
  }

  /** @returns whether there was one left */
  take(nowMs: number): boolean {
    this.#tokens = Math.min(this.#size, this.#tokens + Math.max(0, nowMs - this.#atMs) * this.#perMs);
    this.#atMs = Math.max(this.#atMs, nowMs);
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}
