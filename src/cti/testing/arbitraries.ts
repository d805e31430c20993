import fc from 'fast-check';
import type { Call } from '../call.ts';
import type { CallEvent, CtiEvent } from '../event.ts';
import { type Features, noFeatures } from '../features.ts';
import type { Instant } from '../instant.ts';
import { advance, type CallChange } from '../transition.ts';

export function newCall(id: string, direction: Call['direction'], at: Instant): Call {
  return {
    id,
    direction,
    state: direction === 'outgoing' ? 'dialing' : 'ringing',
    phase: direction === 'outgoing' ? 'agentRinging' : 'ringing',
    number: '201',
    name: 'Customer Alpha',
    line: '101',
    uniqueId: `${id}.1`,
    startedAt: at.wallMs,
    countedAtMonoMs: at.monoMs,
    holdMs: 0,
    talkMs: 0,
    phaseSinceMonoMs: at.monoMs,
    features: noFeatures,
  };
}

const anyChange: fc.Arbitrary<CallChange> = fc.oneof(
  fc.record({ type: fc.constantFrom('CallInfoChanged', 'RingStarted', 'CommutationStarted', 'AbonentBusy') }),
  fc.record({
    type: fc.constantFrom('PutHoldAction', 'EndHoldAction'),
    by: fc.constantFrom('agent', 'remote'),
  }),
  fc.constant({ type: 'RingFinished', outcome: 'answered', cause: 16 } as const),
);

/** What is asked of which call, after how many ms. */
export interface Step {
  readonly callId: string;
  readonly change: CallChange;
  readonly afterMs: number;
}

const ids = fc.constantFrom('a', 'b', 'c');

export const anySteps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.record({ callId: ids, change: anyChange, afterMs: fc.nat(5_000) }),
  { maxLength: 60 },
);

/** The events that steps give when each goes through `advance`; a call that has ended is not begun again. */
export function eventsOf(steps: readonly Step[]): readonly CallEvent[] {
  const calls = new Map<string, Call>();
  const events: CallEvent[] = [];
  let nowMs = 0;
  for (const { callId, change, afterMs } of steps) {
    nowMs += afterMs;
    const at = instant(nowMs);
    const isFirst = !calls.has(callId);
    const call = calls.get(callId) ?? newCall(callId, callId === 'b' ? 'outgoing' : 'incoming', at);
    // A call becomes known by its ring start, an outgoing one also when the Originate is taken.
    const begins = change.type === 'RingStarted' || (change.type === 'CallInfoChanged' && callId === 'b');
    if (isFirst && !begins) continue;
    const next = advance(call, change, at);
    if (next === undefined) continue;
    calls.set(callId, next);
    events.push(
      change.type === 'PutHoldAction' || change.type === 'EndHoldAction'
        ? { type: change.type, by: change.by, at, call: next }
        : { type: change.type, at, call: next },
    );
  }
  return events;
}

export function instant(monoMs: number): Instant {
  return { monoMs, wallMs: 1_000_000 + monoMs };
}

const anyInstant: fc.Arbitrary<Instant> = fc.record({
  monoMs: fc.integer({ min: -1_000, max: 100_000 }),
  wallMs: fc.integer({ min: -1_000, max: 100_000 }),
});

const anyFeatures: fc.Arbitrary<Features> = fc.record({
  can: fc.subarray(['MakeCall', 'AnswerCall', 'DropCall', 'HoldCall', 'ResumeCall'] as const),
  denied: fc.constant({}),
});

/** Calls whose fields have nothing to do with each other. */
const anyCall: fc.Arbitrary<Call> = fc
  .record(
    {
      id: ids,
      direction: fc.constantFrom('outgoing' as const, 'incoming' as const),
      state: fc.constantFrom('dialing', 'ringing', 'talking', 'held', 'ended'),
      phase: fc.constantFrom('agentRinging', 'calling', 'ringing', 'talking', 'onHold', 'ended'),
      heldBy: fc.constantFrom('agent', 'remote', 'both'),
      remoteBusy: fc.boolean(),
      ringingAt: fc.nat(),
      connectedAt: fc.nat(),
      outcome: fc.constantFrom('answered', 'noAnswer'),
      checking: fc.boolean(),
      talkMs: fc.nat(),
      countedAtMonoMs: fc.nat(),
    },
    { requiredKeys: ['id', 'direction', 'state', 'phase', 'talkMs', 'countedAtMonoMs'] },
  )
  .map((fields) => ({ ...newCall(fields.id, fields.direction, instant(0)), ...fields }));

const happened = { at: anyInstant };

/** Any event, also nonsense. */
export const anyEvent: fc.Arbitrary<CtiEvent> = fc.oneof(
  { weight: 6, arbitrary: anyCallEvent() },
  fc.record({ type: fc.constant('ActiveCallSnapshot' as const), ...happened, calls: fc.array(anyCall) }),
  fc.record({
    type: fc.constant('LineStateChanged' as const),
    ...happened,
    features: anyFeatures,
    callFeatures: fc.dictionary(ids, anyFeatures),
  }),
  fc.record({
    type: fc.constant('Connected' as const),
    ...happened,
    link: fc.constant({ state: 'online', version: 'x' } as const),
  }),
  fc.record({
    type: fc.constant('Disconnected' as const),
    ...happened,
    link: fc.constant({ state: 'off' } as const),
  }),
  fc.record({
    type: fc.constant('Error' as const),
    ...happened,
    fault: fc.constant({ code: 'internal' } as const),
  }),
);

function anyCallEvent(): fc.Arbitrary<CallEvent> {
  const carried = { ...happened, call: anyCall };
  return fc.oneof(
    fc.record({
      type: fc.constantFrom(
        'CallInfoChanged' as const,
        'RingStarted' as const,
        'CommutationStarted' as const,
        'AbonentBusy' as const,
        'RingFinished' as const,
      ),
      ...carried,
    }),
    fc.record({
      type: fc.constantFrom('PutHoldAction' as const, 'EndHoldAction' as const),
      ...carried,
      by: fc.constantFrom('agent' as const, 'remote' as const),
    }),
  );
}
