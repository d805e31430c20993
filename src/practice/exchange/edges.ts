/** What the practice PBX takes from the world outside; a test hands in a clock that it turns itself. */
export interface PracticeEdges {
  readonly clock: {
    /** Wall clock, ms since 1970. */
    now(): { readonly wallMs: number };
    setTimeout(callback: () => void, delayMs: number): object;
    clearTimeout(timer: object | undefined): void;
  };
  /** In [0, 1). */
  readonly random: () => number;
}
