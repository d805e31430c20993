import type { DeskNotice } from '../../src/ipc/panel.ts';

/**
 * What is asked of the panel, until a panel takes it: it may only now be loading, or have crashed. The newest counts; it is given
 * away once, so that a panel that loads again does not dial again.
 */
export class DeskNotices {
  readonly #nudge: () => void;
  #waiting: DeskNotice | undefined;

  /** @param nudge tells a panel that is there already */
  constructor(nudge: () => void) {
    this.#nudge = nudge;
  }

  give(notice: DeskNotice): void {
    this.#waiting = notice;
    this.#nudge();
  }

  take(): DeskNotice | null {
    const notice = this.#waiting ?? null;
    this.#waiting = undefined;
    return notice;
  }
}
