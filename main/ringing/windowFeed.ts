import type { Grows, MiniView, RingingView, SmallWindowView } from '../../src/ipc/smallWindow.ts';
import type { Stack } from './place.ts';

export interface WindowFeedOptions {
  readonly ringing: () => RingingView;
  readonly mini: () => MiniView | null;
  /** Makes the window as large as what is in it, or hides it. @returns which way it grows */
  readonly arrange: (stack: Stack) => Grows;
  readonly push: (view: SmallWindowView) => void;
  /** Monotonic, ms. */
  readonly nowMs: () => number;
}

/** Tells the page of the small window what rings and what stands: both at once, so that an answered call changes its looks and nothing blinks. */
export class WindowFeed {
  readonly #options: WindowFeedOptions;
  #told = '';
  #grows: Grows = 'up';
  #isDue = false;

  constructor(options: WindowFeedOptions) {
    this.#options = options;
    this.#told = this.#text();
  }

  view(): SmallWindowView {
    const { ringing, mini, nowMs } = this.#options;
    return { ...ringing(), mini: mini(), grows: this.#grows, monoMs: nowMs() };
  }

  /** Something may be new; told once for all that changes at the same time. */
  tell(): void {
    if (this.#isDue) return;
    this.#isDue = true;
    queueMicrotask(() => {
      this.#isDue = false;
      const text = this.#text();
      if (text === this.#told) return;
      this.#told = text;
      const { calls, mini } = this.view();
      const rows = mini === null ? 0 : mini.calls.length + (mini.work === null ? 0 : 1);
      this.#grows = this.#options.arrange({ rows, cards: calls.length });
      this.#options.push(this.view());
    });
  }

  #text(): string {
    return JSON.stringify([this.#options.ringing(), this.#options.mini()]);
  }
}
