import fc from 'fast-check';
import { pbxApplications } from '../application.ts';
import type { Call } from '../call.ts';
import type { CallEvent, CtiEvent } from '../event.ts';
import { type Features, noFeatures } from '../features.ts';
import type { Instant } from '../instant.ts';
import { advance, type CallChange, type CallFacts } from '../transition.ts';

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

/** What is asked of which call, after how many ms, with which facts. */
export interface Step {
  readonly callId: string;
  readonly change: CallChange;
  readonly facts: CallFacts;
  readonly afterMs: number;
}

/** Facts as the adapter tells them, one or two at a time; `undefined` takes one away. */
const anyFacts: fc.Arbitrary<CallFacts> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<CallFacts>({}) },
  fc.record({ muted: fc.constantFrom(true as const, undefined) }),
  fc.record({ consultFor: fc.constantFrom('a', undefined) }),
  fc.record({ number: fc.constantFrom('', '201', '+4930'), name: fc.constantFrom('', 'Zoë') }),
  fc.record({ application: fc.constantFrom(...pbxApplications, undefined) }),
  fc.record({ holdUnknown: fc.constantFrom(true as const, undefined) }),
  fc.constantFrom<CallFacts>({ conference: 'conference-1' }, { conference: undefined }),
);

const ids = fc.constantFrom('a', 'b', 'c');

export const anySteps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.record({ callId: ids, change: anyChange, facts: anyFacts, afterMs: fc.nat(5_000) }),
  { maxLength: 60 },
);

/** The events that steps give when each goes through `advance`; a call that has ended is not begun again. */
export function eventsOf(steps: readonly Step[]): readonly CallEvent[] {
  const calls = new Map<string, Call>();
  const events: CallEvent[] = [];
  let nowMs = 0;
  for (const { callId, change, facts, afterMs } of steps) {
    nowMs += afterMs;
    const at = instant(nowMs);
    const isFirst = !calls.has(callId);
    const call = calls.get(callId) ?? newCall(callId, callId === 'b' ? 'outgoing' : 'incoming', at);
    // A call becomes known by its ring start, an outgoing one also when the Originate is taken.
    const begins = change.type === 'RingStarted' || (change.type === 'CallInfoChanged' && callId === 'b');
    if (isFirst && !begins) continue;
    const next = advance(call, change, at, told(call, change, facts));
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

/** A call is found in doubt, or comes into a conference, while it is talked on, and its phase is told with that. */
function told(call: Call, { type }: CallChange, facts: CallFacts): CallFacts {
  const isOnlyWhileTalking = 'conference' in facts || 'holdUnknown' in facts;
  if (isOnlyWhileTalking && (call.state !== 'talking' || type !== 'CallInfoChanged')) return {};
  if (!('conference' in facts)) return facts;
  return { ...facts, phase: facts.conference === undefined ? 'talking' : 'conference' };
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
      phase: fc.constantFrom(
        'agentRinging',
        'calling',
        'ringing',
        'talking',
        'conference',
        'onHold',
        'heldByRemote',
        'resuming',
        'ended',
      ),
      heldBy: fc.constantFrom('agent', 'remote', 'both'),
      remoteBusy: fc.boolean(),
      application: fc.constantFrom(...pbxApplications),
      ringingAt: fc.nat(),
      connectedAt: fc.nat(),
      outcome: fc.constantFrom('answered', 'noAnswer'),
      checking: fc.boolean(),
      holdUnknown: fc.boolean(),
      muted: fc.boolean(),
      consultFor: ids,
      conference: fc.constantFrom('conference-1', 'conference-2'),
      talkMs: fc.nat(),
      countedAtMonoMs: fc.nat(),
    },
    { requiredKeys: ['id', 'direction', 'state', 'phase', 'talkMs', 'countedAtMonoMs'] },
  )
  .map((fields) => ({ ...newCall(fields.id, fields.direction, instant(0)), ...fields }));

const happened = { at: anyInstant };

/** What goes on around the calls: it replaces what was told before, whatever the calls are. */
export const anyEventAround: fc.Arbitrary<CtiEvent> = fc.oneof(
  fc.record({
    type: fc.constant('AgentStateChanged' as const),
    ...happened,
    agent: fc.record(
      {
        status: fc.constantFrom('offline', 'ready', 'notReady', 'ringing', 'talking', 'afterCallWork'),
        reason: fc.string(),
        since: fc.nat(),
        chosen: fc.constantFrom('ready', 'notReady'),
        afterCallWorkUntilMonoMs: fc.nat(),
      },
      { requiredKeys: ['status', 'since', 'chosen'] },
    ),
  }),
  fc.record({
    type: fc.constant('QueuesChanged' as const),
    ...happened,
    queues: fc.array(
      fc.record({
        name: fc.string(),
        loggedIn: fc.boolean(),
        fixed: fc.boolean(),
        paused: fc.boolean(),
        waiting: fc.nat(),
      }),
      { maxLength: 3 },
    ),
  }),
  fc.record({
    type: fc.constant('ParkedCallsChanged' as const),
    ...happened,
    parked: fc.array(
      fc.record({
        space: fc.string(),
        number: fc.string(),
        name: fc.string(),
        since: fc.nat(),
        parkedBy: fc.string(),
      }),
      { maxLength: 3 },
    ),
  }),
  fc.record({
    type: fc.constant('RingingColleaguesChanged' as const),
    ...happened,
    ringing: fc.array(
      fc.record({ id: fc.string(), extension: fc.string(), number: fc.string(), name: fc.string() }),
      { maxLength: 3 },
    ),
  }),
  fc.record({
    type: fc.constant('DtmfEntered' as const),
    ...happened,
    callId: ids,
    digits: fc.constantFrom('1', '*#', ''),
  }),
);

/** Any event, also nonsense. */
export const anyEvent: fc.Arbitrary<CtiEvent> = fc.oneof(
  { weight: 6, arbitrary: anyCallEvent() },
  { weight: 2, arbitrary: anyEventAround },
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
