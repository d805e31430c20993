import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { EventList } from './eventList.ts';
import { singleAnswer } from './exchange.ts';
import { PendingActions } from './pending.ts';
import { FakeClock } from './testing/fakeClock.ts';
import { AmiError } from './wire/error.ts';
import { AmiPacket } from './wire/packet.ts';

const timeoutMs = 10_000;

/** What the server may say, and what passes meanwhile; `which` chooses among the actions sent so far. */
type Step =
  | { readonly do: 'single' | 'list' | 'failAll' }
  | { readonly do: 'answer' | 'refuse' | 'item' | 'end' | 'event'; readonly which: number }
  | { readonly do: 'pass'; readonly ms: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ do: fc.constantFrom('single' as const, 'list' as const) }) },
  {
    weight: 16,
    arbitrary: fc.record({
      do: fc.constantFrom('answer', 'refuse', 'item', 'end', 'event'),
      which: fc.nat(6),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('pass' as const),
      ms: fc.constantFrom(1, 4_000, timeoutMs - 1, timeoutMs, 25_000),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('failAll' as const) }) },
);

interface Sent {
  readonly isList: boolean;
  readonly settled: string[];
  settledAtMs: number;
  /** When the server last said something of it, ms. */
  lastAtMs: number;
  /** The server has ended it: nothing of it is to come. */
  isEnded: boolean;
}

let clock: FakeClock;
let pending: PendingActions;
let sent: Sent[];
beforeEach(() => begin());

function begin(): void {
  clock = new FakeClock(0);
  pending = new PendingActions(clock);
  sent = [];
}

function send(isList: boolean): void {
  const settled: string[] = [];
  const own: Sent = { isList, settled, settledAtMs: 0, lastAtMs: clock.now(), isEnded: false };
  const reject = (error: AmiError): void => {
    settled.push(error.code);
    own.settledAtMs = clock.now();
  };
  const exchange = isList
    ? new EventList('QueueStatus', 5, ({ items }) => void settled.push(`list of ${items.length}`), reject)
    : singleAnswer('Ping', () => void settled.push('answer'), reject);
  pending.add(`id-${sent.length}`, exchange, timeoutMs);
  sent.push(own);
}

function packetOf(what: string, id: string): AmiPacket {
  const fields: Readonly<Record<string, readonly [string, string][]>> = {
    answer: [['Response', 'Success']],
    refuse: [
      ['Response', 'Error'],
      ['Message', 'No'],
    ],
    item: [['Event', 'QueueMember']],
    end: [['Event', 'QueueStatusComplete']],
    event: [['Event', 'Newstate']],
  };
  return new AmiPacket([...(fields[what] ?? []), ['ActionID', id]]);
}

/** @returns what became of the packet, where it was one */
function take(one: Step): 'ignored' | 'taken' | 'settled' | undefined {
  switch (one.do) {
    case 'single':
    case 'list':
      send(one.do === 'list');
      return undefined;
    case 'failAll':
      pending.failAll(new AmiError('disconnected', 'gone'));
      for (const each of sent) each.isEnded = true;
      return undefined;
    case 'pass':
      clock.advance(one.ms);
      return undefined;
    default: {
      const own = sent[one.which];
      const result = pending.take(packetOf(one.do, `id-${one.which}`));
      if (own !== undefined && result !== 'ignored') {
        own.lastAtMs = clock.now();
        if (result === 'settled' || one.do === 'end' || one.do === 'refuse') own.isEnded = true;
      }
      return result;
    }
  }
}

describe('whatever a server says, and when', () => {
  const walks = fc.array(step, { maxLength: 40, size: 'max' });

  it('no action settles twice', () => {
    fc.assert(
      fc.property(walks, (steps) => {
        begin();
        for (const one of steps) {
          take(one);
          for (const { settled } of sent) expect(settled.length).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('each action has settled after a silence of twice its time, and no timer is left', () => {
    fc.assert(
      fc.property(walks, (steps) => {
        begin();
        for (const one of steps) take(one);
        clock.advance(2 * timeoutMs);
        for (const { settled } of sent) expect(settled).toHaveLength(1);
        expect(clock.pending).toBe(0);
      }),
      { numRuns: 300 },
    );
  });

  it('no action is given up before its time of silence is over', () => {
    fc.assert(
      fc.property(walks, (steps) => {
        begin();
        for (const one of steps) {
          const open = sent.filter(({ settled }) => settled.length === 0);
          const heardMs = open.map(({ lastAtMs }) => lastAtMs);
          take(one);
          for (const [index, each] of open.entries())
            if (each.settled[0] === 'timeout')
              expect(each.settledAtMs - (heardMs[index] ?? 0)).toBeGreaterThanOrEqual(timeoutMs);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('what belongs to a list is never taken for a live event before the list has ended', () => {
    fc.assert(
      fc.property(walks, (steps) => {
        begin();
        for (const one of steps) {
          const own = 'which' in one ? sent[one.which] : undefined;
          const isOpenList = own?.isList === true && !own.isEnded;
          const result = take(one);
          if (isOpenList) expect(result).not.toBe('ignored');
          else if (result !== undefined && own?.isEnded !== false && one.do === 'event')
            expect(result).toBe('ignored');
        }
      }),
      { numRuns: 300 },
    );
  });

  it('an event under the id of a single action stays an event', () => {
    fc.assert(
      fc.property(walks, (steps) => {
        begin();
        for (const one of steps) {
          const isOfSingle = 'which' in one && sent[one.which]?.isList === false;
          const result = take(one);
          if (isOfSingle && (one.do === 'event' || one.do === 'item' || one.do === 'end'))
            expect(result).toBe('ignored');
        }
      }),
    );
  });

  it('an end of the connection settles all, and nothing is heard of it afterwards', () => {
    fc.assert(
      fc.property(walks, walks, (before, after) => {
        begin();
        for (const one of before) take(one);
        take({ do: 'failAll' });
        expect(clock.pending).toBe(0);
        const settled = sent.map((each) => [...each.settled]);
        for (const one of after)
          if (one.do !== 'single' && one.do !== 'list') expect(take(one) ?? 'ignored').toBe('ignored');
        expect(sent.map((each) => each.settled)).toEqual(settled);
      }),
    );
  });
});
