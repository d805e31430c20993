import {
  type Meaning,
  otherPartyMs,
  type Party,
  PressGuard,
  type TooEarly,
} from '../../src/cti/pressGuard.ts';
import { settleMs } from '../state/settle.ts';

/** Something with buttons in the small window; they stand one behind the other, the first at the edge that stays. */
export interface StackItem {
  readonly key: string;
  readonly meaning: Meaning;
  readonly heightPx: number;
}

interface Standing {
  readonly key: string;
  readonly reaches: readonly Party[];
  /** From the edge that stays, px. */
  readonly from: number;
  readonly to: number;
}

/**
 * Keeps presses in the small window from reaching somebody for whom they were not meant: what comes to stand where somebody else has only
 * just stood waits, wherever it was before.
 */
export class StackGuard {
  readonly #nowMs: () => number;
  readonly #guard: PressGuard;
  #standing: readonly Standing[] = [];
  #gone: readonly (Standing & { readonly untilMs: number })[] = [];

  /** @param nowMs a monotonic clock */
  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
    this.#guard = new PressGuard(nowMs);
  }

  show(items: readonly StackItem[]): void {
    const untilMs = this.#nowMs();
    const standing = placed(items);
    const stays = (one: Standing): boolean => standing.some((now) => isSamePlace(one, now));
    const left = this.#standing.filter((one) => !stays(one)).map((one) => ({ ...one, untilMs }));
    this.#gone = [...this.#gone.filter((one) => untilMs - one.untilMs < otherPartyMs), ...left];
    for (const { key } of this.#standing)
      if (!items.some((item) => item.key === key)) this.#guard.show(key, { meaning: undefined, settleMs: 0 });
    for (const [index, { key, meaning }] of items.entries()) {
      const place = standing[index];
      const isNew = place !== undefined && !this.#standing.some((before) => isSamePlace(before, place));
      const others = isNew ? this.#gone.filter((one) => one.key !== key && overlap(one, place)) : [];
      // For the guard, those who stood there had this button.
      if (others.length > 0) {
        const reaches = others.flatMap((one) => one.reaches);
        this.#guard.show(key, { meaning: { does: 'another', reaches }, settleMs: 0 });
      }
      this.#guard.show(key, { meaning, settleMs });
    }
    this.#standing = standing;
  }

  tooEarly(key: string): TooEarly | undefined {
    return this.#guard.tooEarly(key);
  }

  waiting(): Readonly<Record<string, number>> {
    return this.#guard.waiting();
  }
}

function placed(items: readonly StackItem[]): readonly Standing[] {
  let from = 0;
  return items.map(({ key, meaning, heightPx }) => {
    const to = from + heightPx;
    const standing = { key, reaches: meaning.reaches, from, to };
    from = to;
    return standing;
  });
}

function isSamePlace(one: Standing, other: Standing): boolean {
  return one.key === other.key && one.from === other.from && one.to === other.to;
}

function overlap(one: Standing, other: Standing): boolean {
  return one.from < other.to && other.from < one.to;
}
