import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Call, type CallState, clocks, isHeldByAgent } from './call.ts';
import type { CallEvent } from './event.ts';
import { anySteps, eventsOf, instant, newCall } from './testing/arbitraries.ts';
import { advance, type CallChange, type CallFacts, isLegal } from './transition.ts';

type Plain = 'CallInfoChanged' | 'RingStarted' | 'CommutationStarted' | 'AbonentBusy';
/** `+agent`: put on hold by the agent's side; `-remote`: taken off by the other. */
type Word = Plain | '+agent' | '+remote' | '-agent' | '-remote' | 'end';

function change(word: Word): CallChange {
  if (word === 'end') return { type: 'RingFinished', outcome: 'answered', cause: 16 };
  if (word.startsWith('+')) return { type: 'PutHoldAction', by: word.slice(1) as 'agent' };
  if (word.startsWith('-')) return { type: 'EndHoldAction', by: word.slice(1) as 'agent' };
  return { type: word as Plain };
}

/** The call after the words, one second each; a word that makes no sense must not be among them. */
function after(direction: Call['direction'], ...words: readonly Word[]): Call {
  return words.reduce(
    (call, word, index) => {
      const next = advance(call, change(word), instant((index + 1) * 1_000));
      if (next === undefined) throw new Error(`${word} after ${words.slice(0, index).join(', ')}`);
      return next;
    },
    newCall('c', direction, instant(0)),
  );
}

const talking = ['RingStarted', 'CommutationStarted'] as const;

describe('a step that makes sense', () => {
  it('tells the two phases of a click-to-call apart', () => {
    const dialing = newCall('c', 'outgoing', instant(0));
    const calling = advance(dialing, { type: 'CallInfoChanged' }, instant(500), { phase: 'calling' });
    expect(calling).toMatchObject({ state: 'dialing', phase: 'calling', phaseSinceMonoMs: 500 });
    expect(after('outgoing', 'RingStarted')).toMatchObject({ state: 'dialing', phase: 'calling' });
    expect(after('incoming', 'RingStarted')).toMatchObject({ state: 'ringing', phase: 'ringing' });
  });

  it('notes the moments by the wall clock', () => {
    const ended = after('outgoing', ...talking, 'end');
    expect(ended).toMatchObject({
      startedAt: 1_000_000,
      ringingAt: 1_001_000,
      connectedAt: 1_002_000,
      endedAt: 1_003_000,
      outcome: 'answered',
      cause: 16,
    });
  });

  it('knows who holds, and only calls it "on hold" when the agent does', () => {
    expect(after('incoming', ...talking, '+remote')).toMatchObject({
      heldBy: 'remote',
      phase: 'heldByRemote',
    });
    const both = after('incoming', ...talking, '+remote', '+agent');
    expect(both).toMatchObject({ state: 'held', heldBy: 'both', phase: 'onHold' });
    expect(isHeldByAgent(both)).toBe(true);
    const remoteStill = after('incoming', ...talking, '+remote', '+agent', '-agent');
    expect(remoteStill).toMatchObject({ state: 'held', heldBy: 'remote', phase: 'heldByRemote' });
    expect(isHeldByAgent(remoteStill)).toBe(false);
    const back = after('incoming', ...talking, '+agent', '+remote', '-agent', '-remote');
    expect(back).toMatchObject({ state: 'talking', phase: 'talking' });
    expect(back).not.toHaveProperty('heldBy');
  });

  it('drops hold and doubt with the end', () => {
    const held: Call = { ...after('incoming', ...talking, '+remote'), checking: true, holdUnknown: true };
    const ended = advance(held, change('end'), instant(9_000));
    expect(ended).not.toHaveProperty('heldBy');
    expect(ended).not.toHaveProperty('checking');
    expect(ended).not.toHaveProperty('holdUnknown');
  });

  it('knows of the hold again once the agent puts it, and not by what the other side does', () => {
    const found: Call = { ...after('incoming', ...talking), holdUnknown: true };
    expect(advance(found, change('+remote'), instant(9_000))).toMatchObject({ holdUnknown: true });
    expect(advance(found, change('+agent'), instant(9_000))).not.toHaveProperty('holdUnknown');
    const known = advance(found, { type: 'CallInfoChanged' }, instant(9_000), { holdUnknown: undefined });
    expect(known).toMatchObject({ state: 'talking' });
    expect(known).not.toHaveProperty('holdUnknown');
  });

  it('keeps phase and its clock while only facts change', () => {
    const held = after('incoming', ...talking, '+agent');
    const named = advance(held, { type: 'CallInfoChanged' }, instant(9_000), { name: 'Erika' });
    expect(named).toMatchObject({ name: 'Erika', phase: 'onHold', phaseSinceMonoMs: 3_000 });
    const resuming = advance(held, { type: 'CallInfoChanged' }, instant(9_000), { phase: 'resuming' });
    expect(resuming).toMatchObject({ state: 'held', phase: 'resuming', phaseSinceMonoMs: 9_000 });
  });

  it('gives an ended call cause and reason only where there are any', () => {
    const ringing = after('outgoing', 'RingStarted');
    const plain = advance(ringing, { type: 'RingFinished', outcome: 'failed' }, instant(2_000));
    expect(plain).not.toHaveProperty('cause');
    expect(plain).not.toHaveProperty('endReason');
    const told = advance(
      ringing,
      { type: 'RingFinished', outcome: 'failed', cause: 17, endReason: 'phoneBusy' },
      instant(2_000),
    );
    expect(told).toMatchObject({ cause: 17, endReason: 'phoneBusy' });
  });
});

describe('a step that makes no sense', () => {
  const rows: readonly (readonly [
    what: string,
    direction: Call['direction'],
    words: readonly Word[],
    word: Word,
  ])[] = [
    ['a second ring start', 'incoming', ['RingStarted'], 'RingStarted'],
    ['a ring start of a call that talks', 'outgoing', talking, 'RingStarted'],
    ['a second connection', 'outgoing', talking, 'CommutationStarted'],
    ['a connection of a held call', 'outgoing', [...talking, '+agent'], 'CommutationStarted'],
    ['a hold before the call talks', 'incoming', ['RingStarted'], '+agent'],
    ['a hold by the side that holds already', 'incoming', [...talking, '+agent'], '+agent'],
    [
      'a hold by the remote that holds already, with the agent',
      'incoming',
      [...talking, '+agent', '+remote'],
      '+remote',
    ],
    ['an end of a hold that was never put', 'incoming', talking, '-agent'],
    ['an end of a hold by the side that does not hold', 'incoming', [...talking, '+remote'], '-agent'],
    ['an end of a hold twice', 'incoming', [...talking, '+agent', '-agent'], '-agent'],
    ['busy of an incoming call', 'incoming', ['RingStarted'], 'AbonentBusy'],
    ['busy twice', 'outgoing', ['RingStarted', 'AbonentBusy'], 'AbonentBusy'],
    ['busy of a call that talks', 'outgoing', talking, 'AbonentBusy'],
    ['a second end', 'incoming', ['RingStarted', 'end'], 'end'],
    ['news of an ended call', 'incoming', ['RingStarted', 'end'], 'CallInfoChanged'],
  ];

  it.each(rows)('%s', (_what, direction, words, word) => {
    expect(advance(after(direction, ...words), change(word), instant(60_000))).toBeUndefined();
  });
});

describe('the clocks', () => {
  const at = (call: Call, seconds: number): { talkMs: number; holdMs: number } =>
    clocks(call, seconds * 1_000);

  it('stand still before the connection and after the end', () => {
    expect(at(after('outgoing', 'RingStarted'), 60)).toEqual({ talkMs: 0, holdMs: 0 });
    expect(at(after('outgoing', ...talking, 'end'), 60)).toEqual({ talkMs: 1_000, holdMs: 0 });
  });

  it('count talk while both talk, and hold while the agent holds', () => {
    expect(at(after('outgoing', ...talking), 12)).toEqual({ talkMs: 10_000, holdMs: 0 });
    expect(at(after('outgoing', ...talking, '+agent'), 13)).toEqual({ talkMs: 1_000, holdMs: 10_000 });
    expect(at(after('outgoing', ...talking, '+agent', '-agent'), 14)).toEqual({
      talkMs: 11_000,
      holdMs: 1_000,
    });
  });

  it('count talk while only the remote holds, and hold as long as the agent is one of both', () => {
    expect(at(after('outgoing', ...talking, '+remote'), 13)).toEqual({ talkMs: 11_000, holdMs: 0 });
    const both = after('outgoing', ...talking, '+remote', '+agent');
    expect(at(both, 14)).toEqual({ talkMs: 2_000, holdMs: 10_000 });
    const agentBack = after('outgoing', ...talking, '+remote', '+agent', '-agent');
    expect(at(agentBack, 15)).toEqual({ talkMs: 12_000, holdMs: 1_000 });
    const remoteBack = after('outgoing', ...talking, '+agent', '+remote', '-remote');
    expect(at(remoteBack, 15)).toEqual({ talkMs: 1_000, holdMs: 12_000 });
  });

  it('never run backwards when the clock does', () => {
    expect(at(after('outgoing', ...talking), 1)).toEqual({ talkMs: 0, holdMs: 0 });
  });
});

/** DESIGN of the call model, written down a second time on purpose: from a state to those that one step may lead to. */
const ways: Readonly<Record<CallState, readonly CallState[]>> = {
  dialing: ['dialing', 'talking', 'ended'],
  ringing: ['ringing', 'queued', 'talking', 'ended'],
  queued: ['queued', 'ringing', 'talking', 'ended'],
  talking: ['talking', 'held', 'ended'],
  held: ['held', 'talking', 'ended'],
  ended: [],
};

describe('any sequence of steps', () => {
  const sequences = anySteps.map(eventsOf);
  const byCall = (events: readonly CallEvent[]): CallEvent[][] =>
    [...new Set(events.map(({ call }) => call.id))].map((id) => events.filter(({ call }) => call.id === id));

  it('goes only the ways there are, and each step is legal after the one before', () => {
    fc.assert(
      fc.property(sequences, (events) => {
        for (const own of byCall(events)) {
          let before: Call | undefined;
          for (const event of own) {
            expect(isLegal(before, event)).toBe(true);
            if (before !== undefined) expect(ways[before.state]).toContain(event.call.state);
            before = event.call;
          }
        }
      }),
    );
  });

  it('leaves a call that is consistent in itself', () => {
    fc.assert(
      fc.property(sequences, (events) => {
        for (const { call, at } of events) {
          expect(call.state === 'held').toBe(call.heldBy !== undefined);
          expect(call.state === 'ended').toBe(call.outcome !== undefined);
          expect(call.state === 'ended').toBe(call.endedAt !== undefined);
          // Who holds is known, and what has ended is in no doubt.
          if (isHeldByAgent(call) || call.state === 'ended') expect(call).not.toHaveProperty('holdUnknown');
          if (call.state === 'talking') {
            expect(call.phase).toBe(call.conference === undefined ? 'talking' : 'conference');
          }
          if (call.state === 'talking' || call.state === 'held') expect(call.connectedAt).toBeDefined();
          expect(call.countedAtMonoMs).toBe(at.monoMs);
          // Talk and hold together are the time since the connection, to the millisecond.
          const connectedMs = call.connectedAt === undefined ? 0 : at.wallMs - call.connectedAt;
          expect(call.talkMs + call.holdMs).toBe(connectedMs);
        }
      }),
    );
  });

  it('reports each of the once-only events at most once', () => {
    fc.assert(
      fc.property(sequences, (events) => {
        for (const own of byCall(events)) {
          for (const once of ['RingStarted', 'CommutationStarted', 'AbonentBusy', 'RingFinished'])
            expect(own.filter(({ type }) => type === once).length).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('lets facts change without touching the state', () => {
    const anyFacts = fc.record(
      {
        queue: fc.string(),
        did: fc.string(),
        linkedId: fc.string(),
        consultFor: fc.string(),
        muted: fc.constant(true),
        holdUnknown: fc.constant(true),
        privateData: fc.dictionary(fc.string(), fc.string()),
      },
      { requiredKeys: [] },
    ) as fc.Arbitrary<CallFacts>;
    fc.assert(
      fc.property(sequences, anyFacts, fc.nat(10_000), (events, facts, afterMs) => {
        const last = events.at(-1);
        if (last === undefined) return;
        const next = advance(
          last.call,
          { type: 'CallInfoChanged' },
          instant(last.at.monoMs + afterMs),
          facts,
        );
        if (last.call.state === 'ended') expect(next).toBeUndefined();
        else expect(next).toMatchObject({ ...facts, state: last.call.state, phase: last.call.phase });
        if (next === undefined) return;
        const taken = Object.fromEntries(Object.keys(facts).map((name) => [name, undefined])) as CallFacts;
        const cleared = advance(next, { type: 'CallInfoChanged' }, instant(next.countedAtMonoMs), taken);
        for (const name of Object.keys(facts)) expect(cleared).not.toHaveProperty(name);
      }),
    );
  });
});
