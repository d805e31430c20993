import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Meaning, otherPartyMs, type Party, PressGuard } from './pressGuard.ts';

/*
 * What the guard is for, said without how it does it: a press that counts reaches only people whom a press at that place would have
 * reached at any moment of the last 1.2 s.
 */

const settleMs = 350;

const party = fc.record(
  { id: fc.constantFrom('a', 'b', 'c'), talksTo: fc.constantFrom('201', '305') },
  { requiredKeys: ['id'] },
);
const meaning: fc.Arbitrary<Meaning> = fc.record({
  does: fc.constantFrom('end', 'hold', 'swap'),
  reaches: fc.uniqueArray(party, { maxLength: 2, selector: ({ id }) => id }),
  isIdle: fc.boolean(),
});
/** Around the two limits, where a fault would show. */
const pauseMs = fc.constantFrom(0, 1, 100, settleMs - 1, settleMs, 600, otherPartyMs - 1, otherPartyMs, 5000);

interface Step {
  readonly meaning: Meaning | undefined;
  readonly pauseMs: number;
  readonly waitMs: number;
}

/** What stood under a hand, until when; the last still stands. */
interface Stood {
  readonly meaning: Meaning;
  untilMs: number;
}

const isSame = (one: Party, other: Party): boolean =>
  one.id === other.id &&
  (one.talksTo === undefined || other.talksTo === undefined || one.talksTo === other.talksTo);
const reachesAllOf = (old: Meaning, now: Meaning): boolean =>
  now.reaches.every((each) => old.reaches.some((other) => isSame(each, other)));
const isForSomebody = ({ reaches, isIdle = false }: Meaning): boolean => reaches.length > 0 && !isIdle;

/** Those who stood there within the time in which a press is still meant for them. */
function recent(past: readonly Stood[], nowMs: number): readonly Meaning[] {
  return past
    .filter((stood) => nowMs - stood.untilMs < otherPartyMs && isForSomebody(stood.meaning))
    .map((stood) => stood.meaning);
}

describe('a press at one place', () => {
  const steps: fc.Arbitrary<readonly Step[]> = fc.array(
    fc.record({ meaning: fc.option(meaning, { nil: undefined }), pauseMs, waitMs: pauseMs }),
    { minLength: 1, maxLength: 12 },
  );

  /** Walks through the steps; `look` sees each moment in which a meaning stands there. */
  function walk(
    walked: readonly Step[],
    look: (guard: PressGuard, now: Meaning, past: readonly Stood[], nowMs: number) => void,
  ): void {
    let nowMs = 1_000_000;
    const guard = new PressGuard(() => nowMs);
    const past: Stood[] = [];
    for (const step of walked) {
      guard.show('end', { meaning: step.meaning, settleMs });
      if (step.meaning !== undefined) past.push({ meaning: step.meaning, untilMs: Infinity });
      for (const ms of [0, step.pauseMs, step.waitMs]) {
        nowMs += ms;
        if (step.meaning !== undefined) look(guard, step.meaning, past.slice(0, -1), nowMs);
      }
      const last = past.at(-1);
      if (step.meaning !== undefined && last !== undefined) last.untilMs = nowMs;
    }
  }

  it('reaches only those whom it would have reached all the while', () => {
    fc.assert(
      fc.property(steps, (walked) => {
        walk(walked, (guard, now, past, nowMs) => {
          if (guard.tooEarly('end') !== undefined) return;
          for (const old of recent(past, nowMs)) expect(reachesAllOf(old, now)).toBe(true);
        });
      }),
      { numRuns: 3000 },
    );
  });

  it('counts as soon as nothing has changed for that long', () => {
    fc.assert(
      fc.property(steps, (walked) => {
        let nowMs = 0;
        const guard = new PressGuard(() => nowMs);
        for (const step of walked) {
          guard.show('end', { meaning: step.meaning, settleMs });
          nowMs += step.pauseMs;
        }
        nowMs += otherPartyMs;
        expect(guard.tooEarly('end')).toBeUndefined();
        expect(guard.waiting()).toEqual({});
      }),
    );
  });

  it('names each place that waits, with the moment from which it counts, and no other', () => {
    fc.assert(
      fc.property(steps, (walked) => {
        let nowMs = 0;
        const guard = new PressGuard(() => nowMs);
        for (const step of walked) {
          guard.show('end', { meaning: step.meaning, settleMs });
          nowMs += step.pauseMs;
          const countsFromMs = guard.waiting().end;
          expect(countsFromMs !== undefined).toBe(guard.tooEarly('end') !== undefined);
          if (countsFromMs === undefined) continue;
          nowMs = countsFromMs - 1;
          expect(guard.tooEarly('end')).toBeDefined();
          nowMs = countsFromMs;
          expect(guard.tooEarly('end')).toBeUndefined();
        }
      }),
    );
  });
});

describe('a press in a row of buttons', () => {
  const rows = fc.array(fc.record({ row: fc.array(meaning, { maxLength: 4 }), pauseMs }), {
    minLength: 1,
    maxLength: 10,
  });

  it('reaches only those whom a press at that spot would have reached all the while', () => {
    fc.assert(
      fc.property(rows, fc.double({ min: 0, max: 0.999, noNaN: true }), (walked, spot) => {
        let nowMs = 1_000_000;
        const guard = new PressGuard(() => nowMs);
        const past: Stood[] = [];
        for (const { row, pauseMs: waitMs } of walked) {
          guard.showRow(
            'dock',
            row.map((each) => ({ meaning: each, settleMs })),
          );
          const index = Math.floor(spot * row.length);
          const now = row[index];
          for (const ms of [0, waitMs]) {
            nowMs += ms;
            if (now === undefined || guard.tooEarly(`dock:${index}`) !== undefined) continue;
            for (const old of recent(past, nowMs)) expect(reachesAllOf(old, now)).toBe(true);
          }
          if (now !== undefined) past.push({ meaning: now, untilMs: nowMs });
        }
      }),
      { numRuns: 3000 },
    );
  });
});
