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
  /** Whom it reaches; empty: no one. */
  readonly reaches: readonly Party[];
  /** No one is there yet; the press would call them: a press a moment later is not meant for them. */
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
  readonly past: readonly Past[];
  readonly early: TooEarly;
  /** Monotonic ms from which on a press counts. */
  readonly countsFromMs: number;
}

interface Row {
  readonly meanings: readonly Meaning[];
  readonly past: readonly Past[];
}

/**
 * Keeps a press from reaching somebody for whom it was not meant. A *place* is what is pressed without a second look: a button, a key, a
 * row of a list. The owner of the places says with every change of the line what each of them means, and asks before a press is carried
 * out.
 */
export class PressGuard {
  readonly #nowMs: () => number;
  readonly #places = new Map<string, Place>();
  readonly #rows = new Map<string, Row>();

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
    const meanings = buttons.map(({ meaning }) => meaning);
    const known = this.#rows.get(row);
    const isUnchanged =
      known?.meanings.length === meanings.length &&
      meanings.every((meaning, index) => isEqual(meaning, known.meanings[index]));
    const past = isUnchanged ? known.past : this.#pastOf(known?.meanings ?? [], known?.past);
    buttons.forEach((showing, index) =>
      this.#show(
        `${row}:${index}`,
        showing,
        past.map((one) => overlapping(one, index, buttons.length)),
        known !== undefined && known.meanings.length !== buttons.length,
      ),
    );
    this.#clear(row, buttons.length);
    this.#rows.set(row, { meanings, past });
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

  /** What stood there until now, and before that as long as a hand may still be on its way to it. */
  #pastOf(meanings: readonly Meaning[], earlier: readonly Past[] = []): readonly Past[] {
    const nowMs = this.#nowMs();
    return [...earlier.filter(({ untilMs }) => nowMs - untilMs < otherPartyMs), { meanings, untilMs: nowMs }];
  }

  /** @param isElsewhere the place is wider, narrower or at another spot than before */
  #show(
    name: string,
    { meaning, settleMs, chosen = false }: Showing,
    past: readonly Past[],
    isElsewhere = false,
  ): void {
    const nowMs = this.#nowMs();
    const known = this.#places.get(name);
    const othersUntilMs = chosen ? -Infinity : lastOthers(past, meaning, nowMs);
    if (known !== undefined && sameMeaning(known.meaning, meaning)) {
      const isUnchanged = isEqual(known.meaning, meaning);
      // A number that becomes known is news of the same party; but not another one than was there a moment ago.
      const isReplaced = !isUnchanged && othersUntilMs > lastOthers(past, known.meaning, nowMs);
      // The same button, which has come over the spot of another.
      const isOverOthers = isElsewhere && othersUntilMs + otherPartyMs > known.countsFromMs;
      this.#places.set(name, {
        meaning,
        past: isUnchanged ? known.past : past,
        early: isReplaced || isOverOthers ? 'otherParty' : known.early,
        // What the agent has just chosen is meant, however lately it came there.
        countsFromMs:
          isReplaced || isOverOthers
            ? othersUntilMs + otherPartyMs
            : Math.min(known.countsFromMs, chosen ? nowMs : Infinity),
      });
      return;
    }
    const isOther = othersUntilMs > -Infinity;
    const own: Pick<Place, 'early' | 'countsFromMs'> = {
      early: isOther ? 'otherParty' : 'settling',
      countsFromMs: isOther ? othersUntilMs + otherPartyMs : nowMs + settleMs,
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
  return old.reaches.length > 0 && !isIdle(old) && reachesOthers(now, old);
}

/**
 * Until when a press there was meant for others, monotonic ms; -Infinity: for no one else. Somebody who has only just come there counts
 * from now: the hand is on its way to the one before.
 */
function lastOthers(past: readonly Past[], now: Meaning | undefined, nowMs: number): number {
  if (now === undefined) return -Infinity;
  const others = past.filter(({ meanings }) => meanings.some((old) => isForOthers(old, now)));
  const before = past.at(-1)?.meanings ?? [];
  const isNewcomer = before.length === 0 || before.some((old) => reachesOthers(now, old));
  return others.length > 0 && isNewcomer ? nowMs : Math.max(...others.map(({ untilMs }) => untilMs));
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
    isIdle(one) === isIdle(other) &&
    one.reaches.length === other.reaches.length &&
    !reachesOthers(one, other) &&
    !reachesOthers(other, one)
  );
}

function isIdle(meaning: Meaning): boolean {
  return meaning.isIdle === true;
}

/** The same, with nothing learned of anybody either. */
function isEqual(one: Meaning | undefined, other: Meaning | undefined): boolean {
  if (one === undefined || other === undefined || !sameMeaning(one, other)) return one === other;
  return one.reaches.every(({ id, talksTo }) =>
    other.reaches.some((party) => party.id === id && party.talksTo === talksTo),
  );
}

function overlapping({ meanings, untilMs }: Past, index: number, count: number): Past {
  const [from, to] = [index / count, (index + 1) / count];
  const { length } = meanings;
  return { meanings: meanings.filter((_, old) => old / length < to && (old + 1) / length > from), untilMs };
}
