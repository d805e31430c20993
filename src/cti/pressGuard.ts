import type { Call } from './call.ts';

/** A press still means who stood under the button before for this long, ms: a second click, a hand on its way. */
export const otherPartyMs = 1200;

/** Somebody whom a press reaches. */
export interface Party {
  /** The call's id, or what else tells them apart. */
  readonly id: string;
  /** The number that is talked to: a transfer at their end puts another person behind the same call. */
  readonly talksTo?: string | undefined;
}

/** What a press at a place does. */
export interface Meaning {
  /** The same text for the same thing. */
  readonly does: string;
  /** Who hears of it; empty: nobody. */
  readonly reaches: readonly Party[];
  /** Nobody is there yet, it would call them: a press a moment later is not meant for them. */
  readonly isIdle?: boolean | undefined;
}

/** Why a press does not count yet: it means something else with the same party, or reaches somebody else, since just now. */
export type TooEarly = 'settling' | 'otherParty';

export interface Showing {
  readonly meaning: Meaning | undefined;
  /** How long a press still means what stood there before, where it only does something else with the same party, ms. */
  readonly settleMs: number;
  /** The agent has chosen the call: it is what they mean. */
  readonly chosen?: boolean | undefined;
}

/** Whom presses reached somewhere, each button for itself, and until when (monotonic ms). */
interface Past {
  readonly meanings: readonly Meaning[];
  readonly untilMs: number;
}

interface Place {
  readonly meaning: Meaning | undefined;
  readonly past: Past;
  readonly early: TooEarly;
  /** Monotonic ms from which on a press counts. */
  readonly countsFromMs: number;
}

const noPast: Past = { meanings: [], untilMs: -Infinity };

/**
 * Keeps a press from reaching somebody for whom it was not meant. A *place* is what is pressed without a second look: a button, a key, a
 * row of a list. The owner of the places says with every change of the line what each of them means, and asks before a press is carried
 * out.
 */
export class PressGuard {
  readonly #nowMs: () => number;
  readonly #places = new Map<string, Place>();
  readonly #rows = new Map<string, { readonly meanings: readonly Meaning[]; readonly past: Past }>();

  /** @param nowMs a monotonic clock */
  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  /** What a place means from now on. */
  show(name: string, showing: Showing): void {
    const known = this.#places.get(name);
    this.#show(name, showing, this.#pastOf(known?.meaning === undefined ? [] : [known.meaning], known?.past));
  }

  /** The same for buttons that share a row's width evenly: what stood under a hand is what overlaps, not what has the same number. */
  showRow(row: string, buttons: readonly (Showing & { readonly meaning: Meaning })[]): void {
    const known = this.#rows.get(row);
    const past = this.#pastOf(known?.meanings ?? [], known?.past);
    buttons.forEach((showing, index) =>
      this.#show(`${row}:${index}`, showing, overlapping(past, index, buttons.length)),
    );
    this.#clear(row, buttons.length);
    this.#rows.set(row, { meanings: buttons.map(({ meaning }) => meaning), past });
  }

  /** The same for the rows of a list, each as wide as the list. */
  showList(list: string, rows: readonly Showing[]): void {
    rows.forEach((showing, index) => this.show(`${list}:${index}`, showing));
    this.#clear(list, rows.length);
  }

  /** Why a press there does not count yet; undefined: it counts. */
  tooEarly(name: string): TooEarly | undefined {
    const known = this.#places.get(name);
    return known !== undefined && known.countsFromMs > this.#nowMs() ? known.early : undefined;
  }

  /** The places where a press does not count yet, with the monotonic ms from which on it does. */
  waiting(): Readonly<Record<string, number>> {
    const nowMs = this.#nowMs();
    const waiting = [...this.#places].filter(([, { countsFromMs }]) => countsFromMs > nowMs);
    return Object.fromEntries(waiting.map(([name, { countsFromMs }]) => [name, countsFromMs]));
  }

  /** What came at a place that did not count yet goes on, as typing does: the wait begins again. */
  prolong(name: string): void {
    const known = this.#places.get(name);
    if (known !== undefined && this.tooEarly(name) !== undefined)
      this.#places.set(name, { ...known, countsFromMs: this.#nowMs() + otherPartyMs });
  }

  /** What is not there any more means nothing. */
  #clear(list: string, from: number): void {
    for (let index = from; this.#places.has(`${list}:${index}`); index += 1)
      this.show(`${list}:${index}`, { meaning: undefined, settleMs: 0 });
  }

  /** Whom a press reached until now, or, where that is nobody, who was reached before that. */
  #pastOf(meanings: readonly Meaning[], earlier = noPast): Past {
    return meanings.some(({ reaches, isIdle = false }) => reaches.length > 0 && !isIdle)
      ? { meanings, untilMs: this.#nowMs() }
      : earlier;
  }

  #show(name: string, { meaning, settleMs, chosen = false }: Showing, past: Past): void {
    const nowMs = this.#nowMs();
    const known = this.#places.get(name);
    if (known !== undefined && sameMeaning(known.meaning, meaning)) {
      // What the agent has just chosen is meant, however lately it came there.
      const countsFromMs = chosen ? Math.min(known.countsFromMs, nowMs) : known.countsFromMs;
      this.#places.set(name, { ...known, meaning, countsFromMs });
      return;
    }
    const isFresh = nowMs - past.untilMs < otherPartyMs;
    const isOther =
      meaning !== undefined && isFresh && !chosen && past.meanings.some((old) => isForOthers(old, meaning));
    const own: Pick<Place, 'early' | 'countsFromMs'> = {
      early: isOther ? 'otherParty' : 'settling',
      countsFromMs: nowMs + (isOther ? otherPartyMs : settleMs),
    };
    // Another change of the same party's call does not make it the one that was meant.
    const isLater = chosen || known === undefined || own.countsFromMs >= known.countsFromMs;
    const { early, countsFromMs } = isLater ? own : known;
    this.#places.set(name, { meaning, past, early, countsFromMs });
  }
}

/** A party of a call, as the guard tells them apart. */
export function partyIn({ id, number, connectedAt, application }: Call): Party {
  return connectedAt === undefined || application !== undefined || number === ''
    ? { id }
    : { id, talksTo: number };
}

/** Whether a press that was meant for the old would reach somebody else now. */
function isForOthers(old: Meaning, now: Meaning): boolean {
  return old.reaches.length > 0 && old.isIdle !== true && reachesOthers(now, old);
}

function reachesOthers({ reaches }: Meaning, old: Meaning): boolean {
  return reaches.some((party) => !old.reaches.some((other) => isSame(party, other)));
}

/** A number that becomes known is news of the same party. */
function isSame(one: Party, other: Party): boolean {
  const isOneNumber =
    one.talksTo === undefined || other.talksTo === undefined || one.talksTo === other.talksTo;
  return one.id === other.id && isOneNumber;
}

function sameMeaning(one: Meaning | undefined, other: Meaning | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return (
    one.does === other.does &&
    one.reaches.length === other.reaches.length &&
    !reachesOthers(one, other) &&
    !reachesOthers(other, one)
  );
}

function overlapping({ meanings, untilMs }: Past, index: number, count: number): Past {
  const [from, to] = [index / count, (index + 1) / count];
  const { length } = meanings;
  return { meanings: meanings.filter((_, old) => old / length < to && (old + 1) / length > from), untilMs };
}
