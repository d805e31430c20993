/**
 * A moment, told by two clocks. Durations are taken from `monoMs`, which never jumps; `wallMs` is for people and records.
 * The call model reads no clock: the maker of an event puts the moment in.
 */
export interface Instant {
  /** Milliseconds of a monotonic clock; the origin means nothing, only differences do. */
  readonly monoMs: number;
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly wallMs: number;
}
