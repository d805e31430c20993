import type { Link } from '../../src/cti/link.ts';

export interface LinkChange {
  readonly wallMs: number;
  readonly link: Link;
}

/** The last states of the link to the PBX, to explain later why it was gone at a quarter past ten. */
export class LinkHistory {
  readonly #max: number;
  readonly #nowWallMs: () => number;
  #changes: LinkChange[] = [];
  #last = '';

  constructor(max: number, nowWallMs: () => number) {
    this.#max = max;
    this.#nowWallMs = nowWallMs;
  }

  get changes(): readonly LinkChange[] {
    return this.#changes;
  }

  take(link: Link): void {
    const now = JSON.stringify(link);
    if (now === this.#last) return;
    this.#last = now;
    this.#changes = [...this.#changes, { wallMs: this.#nowWallMs(), link }].slice(-this.#max);
  }
}
