import { describe, expect, it } from 'vitest';
import type { Call } from './call.ts';
import type { CallEvent } from './event.ts';
import { instant, newCall } from './testing/arbitraries.ts';
import { advance, type CallChange, type CallFacts, isLegal } from './transition.ts';

const changes = {
  news: { type: 'CallInfoChanged' },
  rings: { type: 'RingStarted' },
  busy: { type: 'AbonentBusy' },
  answered: { type: 'CommutationStarted' },
  'agent holds': { type: 'PutHoldAction', by: 'agent' },
  'other holds': { type: 'PutHoldAction', by: 'remote' },
  'agent resumes': { type: 'EndHoldAction', by: 'agent' },
  'other resumes': { type: 'EndHoldAction', by: 'remote' },
  ends: { type: 'RingFinished', outcome: 'noAnswer' },
} as const satisfies Record<string, CallChange>;
type What = keyof typeof changes;
const everything = Object.keys(changes) as readonly What[];

/** The call after these steps, a second each. */
function after(direction: Call['direction'], ...steps: readonly (What | CallFacts)[]): Call {
  return steps.reduce<Call>(
    (call, step, index) => {
      const [change, facts] = typeof step === 'string' ? [changes[step], {}] : [changes.news, step];
      const next = advance(call, change, instant((index + 1) * 1_000), facts);
      if (next === undefined) throw new Error(`step ${index} makes no sense`);
      return next;
    },
    newCall('c', direction, instant(0)),
  );
}

const dialing = after('outgoing');
const calling = after('outgoing', 'rings');
const busy = after('outgoing', 'rings', 'busy');
const ringing = after('incoming', 'rings');
const queued = after('incoming', 'rings', { phase: 'queued' });
const ringsAgain = after('incoming', 'rings', { phase: 'queued' }, { phase: 'ringing' });
const talking = after('incoming', 'rings', 'answered');
const onHold = after('incoming', 'rings', 'answered', 'agent holds');
const heldByOther = after('incoming', 'rings', 'answered', 'other holds');
const heldByBoth = after('incoming', 'rings', 'answered', 'agent holds', 'other holds');
const ended = after('incoming', 'rings', 'ends');

/** What may happen to a call, with the state that it leads to; nothing else may. Written down a second time on purpose. */
const grid: readonly (readonly [string, Call, Readonly<Partial<Record<What, string>>>])[] = [
  [
    'is dialled',
    dialing,
    { news: 'dialing', rings: 'dialing', busy: 'dialing', answered: 'talking', ends: 'ended' },
  ],
  ['rings there', calling, { news: 'dialing', busy: 'dialing', answered: 'talking', ends: 'ended' }],
  ['found the other party busy', busy, { news: 'dialing', answered: 'talking', ends: 'ended' }],
  ['rings here', ringing, { news: 'ringing', answered: 'talking', ends: 'ended' }],
  ['went back to a queue', queued, { news: 'queued', answered: 'talking', ends: 'ended' }],
  ['rings a second time', ringsAgain, { news: 'ringing', answered: 'talking', ends: 'ended' }],
  ['is talked in', talking, { news: 'talking', 'agent holds': 'held', 'other holds': 'held', ends: 'ended' }],
  [
    'the agent has on hold',
    onHold,
    { news: 'held', 'other holds': 'held', 'agent resumes': 'talking', ends: 'ended' },
  ],
  [
    'the other party has on hold',
    heldByOther,
    { news: 'held', 'agent holds': 'held', 'other resumes': 'talking', ends: 'ended' },
  ],
  [
    'both have on hold',
    heldByBoth,
    { news: 'held', 'agent resumes': 'held', 'other resumes': 'held', ends: 'ended' },
  ],
  ['has ended', ended, {}],
];

const eventOf = (call: Call, change: CallChange): CallEvent => {
  const at = instant(60_000);
  return change.type === 'PutHoldAction' || change.type === 'EndHoldAction'
    ? { type: change.type, by: change.by, at, call }
    : { type: change.type, at, call };
};

const isRung = ({ state }: Call): boolean => state === 'ringing' || state === 'queued';

describe.each(grid)('to a call that %s', (_what, call, may) => {
  it.each(everything)('may it happen, and where does it lead: %s', (what) => {
    const next = advance(call, changes[what], instant(60_000));
    expect(next?.state).toBe(may[what]);
    if (next === undefined) return;
    expect(isLegal(call, eventOf(next, changes[what]))).toBe(true);
  });

  it('may only happen what is made by the same rules', () => {
    for (const [, other] of grid)
      for (const what of everything) {
        const leads = advance(call, changes[what], instant(60_000));
        const isSame = leads?.state === other.state && leads.heldBy === other.heldBy;
        // Which of the two it is comes with the news itself.
        const isOfQueue = what === 'news' && isRung(call) && isRung(other);
        if (!isSame && !isOfQueue)
          expect(isLegal(call, eventOf(other, changes[what])), `${what}: ${other.phase}`).toBe(false);
      }
  });
});

describe('the first event of a call', () => {
  it.each([
    ['its ringing here', ringing, 'rings', true],
    ['its ringing there', calling, 'rings', true],
    ['that it is dialled', dialing, 'news', true],
    ['news of one that rings here', ringing, 'news', false],
    ['news of one that waits in a queue', queued, 'news', false],
    ['its answer', talking, 'answered', false],
    ['a hold', onHold, 'agent holds', false],
    ['its end', ended, 'ends', false],
  ] as const)('is %s: %#', (_what, call, what, isFirst) => {
    expect(isLegal(undefined, eventOf(call, changes[what]))).toBe(isFirst);
  });
});

it('a call that a queue rings again keeps when it first rang, and counts its phase from now', () => {
  expect(queued).toMatchObject({ state: 'queued', phase: 'queued', phaseSinceMonoMs: 2_000 });
  expect(ringsAgain).toMatchObject({
    state: 'ringing',
    phase: 'ringing',
    ringingAt: ringing.ringingAt,
    phaseSinceMonoMs: 3_000,
  });
});

it('a conference is one again after a hold, and the answer ends that the other party is busy', () => {
  const conference = after('incoming', 'rings', 'answered', { conference: 'x', phase: 'conference' });
  const held = advance(conference, changes['other holds'], instant(9_000));
  expect(held).toMatchObject({ state: 'held', phase: 'heldByRemote' });
  expect(held && advance(held, changes['other resumes'], instant(10_000))).toMatchObject({
    state: 'talking',
    phase: 'conference',
  });
  expect(after('outgoing', 'busy', 'answered')).not.toHaveProperty('remoteBusy');
});

it('an end that was not seen is marked as about right', () => {
  const change = { ...changes.ends, approximate: true } as const;
  expect(advance(talking, change, instant(9_000))).toMatchObject({ approximate: true });
  expect(ended).not.toHaveProperty('approximate');
});
