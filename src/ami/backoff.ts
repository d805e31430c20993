export interface BackoffOptions {
  /** Upper bound of the first wait, in milliseconds; it doubles with each attempt. */
  readonly minMs: number;
  /** Upper bound of every wait, in milliseconds. */
  readonly maxMs: number;
}

/**
 * How long to wait before the next attempt: exponential with full jitter, so that two hundred panels do not come back in step
 * after their PBX was restarted (Marc Brooker, "Exponential Backoff and Jitter", AWS Architecture Blog, 2015).
 * @param attempt 0 for the first
 * @param random in [0, 1)
 */
export function backoffMs({ minMs, maxMs }: BackoffOptions, attempt: number, random: number): number {
  // 2 ** 30 already passes any maximum; beyond 2 ** 1023 the product would be Infinity.
  return Math.floor(random * Math.min(maxMs, minMs * 2 ** Math.min(attempt, 30)));
}
