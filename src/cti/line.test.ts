import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Call } from './call.ts';
import type { CallEvent, CtiEvent } from './event.ts';
import type { Features } from './features.ts';
import { type Line, newLine, reduce } from './line.ts';
import { anyEvent, anyEventAround, anySteps, eventsOf, instant, newCall } from './testing/arbitraries.ts';
import { advance, type CallChange } from './transition.ts';

const at = instant(0);
const empty = newLine('101', 'PJSIP/101');
const sum = (line: Line, events: readonly CtiEvent[]): Line => events.reduce(reduce, line);

/** The event that a change gives, and the call after it. */
function step(call: Call, change: CallChange): CallEvent {
  const next = advance(call, change, instant(call.countedAtMonoMs + 1_000));
  if (next === undefined) throw new Error(`${change.type} makes no sense`);
  return 'by' in change
    ? { type: change.type, by: change.by, at, call: next }
    : { type: change.type, at, call: next };
}

function story(
  id: string,
  direction: Call['direction'],
  changes: readonly CallChange[],
): readonly CallEvent[] {
  let call = newCall(id, direction, at);
  return changes.map((change) => {
    const event = step(call, change);
    call = event.call;
    return event;
  });
}

const ring: CallChange = { type: 'RingStarted' };
const connect: CallChange = { type: 'CommutationStarted' };
const hold: CallChange = { type: 'PutHoldAction', by: 'agent' };
const unhold: CallChange = { type: 'EndHoldAction', by: 'agent' };
const busy: CallChange = { type: 'AbonentBusy' };
const end: CallChange = { type: 'RingFinished', outcome: 'answered' };
const info: CallChange = { type: 'CallInfoChanged' };

const features: Features = { can: ['MakeCall'], denied: {} };

describe('a call that a queue takes back', () => {
  const ringing = newCall('q', 'incoming', at);
  const event = (type: 'RingStarted' | 'CallInfoChanged' | 'RingFinished', call: Call): CtiEvent => ({
    type,
    at,
    call,
  });
  const queued: Call = { ...ringing, state: 'queued', phase: 'queued' };
  const rings = reduce(empty, event('RingStarted', ringing));
  const waits = reduce(rings, event('CallInfoChanged', queued));

  it('is at the phone no more, and comes back as the same call', () => {
    expect(waits).toMatchObject({ calls: [], queued: [{ id: ringing.id }], ignored: 0 });
    const again = reduce(waits, event('CallInfoChanged', { ...ringing, rings: 2 }));
    expect(again).toMatchObject({ calls: [{ id: ringing.id, rings: 2 }], queued: [], ignored: 0 });
  });

  it('ends once, also from there', () => {
    const over = reduce(
      waits,
      event('RingFinished', { ...queued, state: 'ended', phase: 'ended', outcome: 'noAnswer' }),
    );
    expect(over).toMatchObject({ calls: [], queued: [], ignored: 0 });
  });

  it('is in doubt, as the others, while there is no link', () => {
    const link = { state: 'off' } as const;
    expect(reduce(waits, { type: 'Disconnected', at, link }).queued).toMatchObject([{ checking: true }]);
    const found = reduce(empty, {
      type: 'ActiveCallSnapshot',
      at,
      calls: [queued, { ...ringing, id: 'other' }],
    });
    expect(found).toMatchObject({ calls: [{ id: 'other' }], queued: [{ id: ringing.id }] });
  });
});

describe('a line', () => {
  it('begins with no link, no calls and nothing that can be done', () => {
    expect(empty).toEqual({
      extension: '101',
      device: 'PJSIP/101',
      link: { state: 'off' },
      calls: [],
      queued: [],
      features: { can: [], denied: {} },
      agent: { status: 'offline', since: 0, chosen: 'ready' },
      queues: [],
      parked: [],
      ringingColleagues: [],
      ignored: 0,
    });
  });

  it('follows a call from its first event to its end', () => {
    const events = story('a', 'outgoing', [info, ring, connect, hold, unhold, end]);
    const states = events.map((_event, index) => sum(empty, events.slice(0, index + 1)).calls[0]?.state);
    expect(states).toEqual(['dialing', 'dialing', 'talking', 'held', 'talking', undefined]);
    expect(sum(empty, events).ignored).toBe(0);
  });

  it('notes that the other party is busy', () => {
    const line = sum(empty, story('a', 'outgoing', [ring, busy]));
    expect(line.calls[0]?.remoteBusy).toBe(true);
  });

  it('keeps a second call beside the first, in order of arrival, and ends the right one', () => {
    const first = story('a', 'incoming', [ring, connect, hold]);
    const second = story('b', 'outgoing', [ring, connect, end]);
    const line = sum(empty, [...first, ...second.slice(0, 2)]);
    expect(line.calls.map(({ id, state }) => [id, state])).toEqual([
      ['a', 'held'],
      ['b', 'talking'],
    ]);
    expect(reduce(line, second[2]!).calls.map(({ id }) => id)).toEqual(['a']);
  });

  it('takes the link as it is reported', () => {
    const link = { state: 'online', version: 'Asterisk Call Manager/5.0.4' } as const;
    expect(reduce(empty, { type: 'Connected', at, link }).link).toBe(link);
  });

  it('without a link has its calls checked, not wiped, and can do nothing', () => {
    const before = sum(empty, [
      ...story('a', 'incoming', [ring, connect]),
      { type: 'LineStateChanged', at, features, callFeatures: { a: { can: ['HoldCall'], denied: {} } } },
    ]);
    const after = reduce(before, { type: 'Disconnected', at, link: { state: 'off' } });
    expect(after.features.can).toEqual([]);
    expect(after.calls).toEqual([{ ...before.calls[0], checking: true, features: { can: [], denied: {} } }]);
  });

  it('believes a snapshot and nothing from before', () => {
    const before = sum(empty, story('a', 'incoming', [ring]));
    const found = story('b', 'incoming', [ring, connect])[1]!.call;
    expect(reduce(before, { type: 'ActiveCallSnapshot', at, calls: [found] }).calls).toEqual([found]);
  });

  it('does not take ended calls from a snapshot, nor one call twice', () => {
    const ended = story('a', 'incoming', [ring, end])[1]!.call;
    const found = story('b', 'incoming', [ring])[0]!.call;
    const line = reduce(empty, { type: 'ActiveCallSnapshot', at, calls: [ended, found, found] });
    expect(line.calls).toEqual([found]);
  });

  it('gives features to the calls named, and to no others', () => {
    const two = sum(empty, [...story('a', 'incoming', [ring]), ...story('b', 'incoming', [ring])]);
    const callFeatures = { b: { can: ['DropCall'], denied: {} }, gone: features } as const;
    const line = reduce(two, { type: 'LineStateChanged', at, features, callFeatures });
    expect(line.features).toBe(features);
    expect(line.calls.map((call) => call.features.can)).toEqual([[], ['DropCall']]);
  });

  it('is not touched by an error', () => {
    const line = sum(empty, story('a', 'incoming', [ring]));
    expect(reduce(line, { type: 'Error', at, fault: { code: 'internal' } })).toBe(line);
  });
});

describe('an event that makes no sense is counted and changes nothing', () => {
  const talking = story('a', 'incoming', [ring, connect]);
  const [rung, connected] = talking;
  const call = connected!.call;
  const line = sum(empty, talking);

  const rows: readonly (readonly [string, Line, CtiEvent])[] = [
    ['connection of an unknown call', empty, connected!],
    ['end of an unknown call', empty, step(call, end)],
    ['hold of an unknown call', empty, step(call, hold)],
    [
      'first news of an incoming call that does not ring yet',
      empty,
      { type: 'CallInfoChanged', at, call: rung!.call },
    ],
    ['a second ring start', line, rung!],
    ['a second connection', line, connected!],
    ['an end of hold without hold', line, { type: 'EndHoldAction', by: 'agent', at, call }],
    ['a hold that the call does not show', line, { type: 'PutHoldAction', by: 'agent', at, call }],
    ['a hold by the wrong side', line, { ...step(call, hold), by: 'remote' } as CtiEvent],
    ['news that change the hold', line, { type: 'CallInfoChanged', at, call: step(call, hold).call }],
    ['an end without outcome', line, { type: 'RingFinished', at, call: { ...call, state: 'ended' } }],
    ['an end of a call that goes on', line, { type: 'RingFinished', at, call }],
    ['a second end', sum(line, [step(call, end)]), step(call, end)],
  ];

  it.each(rows)('%s', (_what, before, event) => {
    expect(reduce(before, event)).toEqual({ ...before, ignored: before.ignored + 1 });
  });
});

describe('any sequence of events, also nonsense', () => {
  it('throws nothing, keeps ids unique and no ended call', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 40 }), (events) => {
        let line = empty;
        for (const event of events) {
          line = reduce(line, event);
          const ids = line.calls.map(({ id }) => id);
          expect(new Set(ids).size).toBe(ids.length);
          expect(line.calls.every(({ state }) => state !== 'ended')).toBe(true);
        }
        expect(line.ignored).toBeLessThanOrEqual(events.length);
      }),
      { numRuns: 300 },
    );
  });

  it('never changes the line it was given', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 20 }), (events) => {
        let line = empty;
        for (const event of events) {
          const before = structuredClone(line);
          const next = reduce(line, event);
          expect(line).toEqual(before);
          line = next;
        }
      }),
    );
  });
});

describe('any sequence of legal steps', () => {
  it('is taken event by event, none ignored', () => {
    fc.assert(
      fc.property(anySteps.map(eventsOf), (events) => {
        const line = sum(empty, events);
        expect(line.ignored).toBe(0);
        const last = new Map(events.map(({ call }) => [call.id, call]));
        expect(line.calls).toEqual([...last.values()].filter(({ state }) => state !== 'ended'));
      }),
      { numRuns: 300 },
    );
  });

  it('keeps its calls whatever goes on around them, and what was told last of that', () => {
    fc.assert(
      fc.property(anySteps.map(eventsOf), fc.array(anyEventAround, { maxLength: 10 }), (events, around) => {
        const mixed: CtiEvent[] = [...events];
        for (const [index, event] of around.entries())
          mixed.splice((index * 7) % (mixed.length + 1), 0, event);
        const line = sum(empty, mixed);
        const { calls, ignored } = sum(empty, events);
        expect([line.calls, line.ignored]).toEqual([calls, ignored]);
        const { agent, queues, parked, ringingColleagues: ringing } = line;
        const standing = [{ agent }, { queues }, { parked }, { ringing }];
        const types = [
          'AgentStateChanged',
          'QueuesChanged',
          'ParkedCallsChanged',
          'RingingColleaguesChanged',
        ];
        for (const [index, type] of types.entries()) {
          const last = mixed.findLast((event) => event.type === type);
          if (last !== undefined) expect(last).toMatchObject(standing[index]!);
        }
      }),
    );
  });

  it('gives the same calls when it is taken up from a snapshot in its midst', () => {
    fc.assert(
      fc.property(anySteps.map(eventsOf), fc.nat(), (events, seed) => {
        const cut = events.length === 0 ? 0 : seed % (events.length + 1);
        const { calls } = sum(empty, events.slice(0, cut));
        const rebuilt = sum(empty, [{ type: 'ActiveCallSnapshot', at, calls }, ...events.slice(cut)]);
        expect(rebuilt).toEqual(sum(empty, events));
      }),
      { numRuns: 300 },
    );
  });
});
