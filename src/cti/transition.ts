import { type Call, type CallState, type HeldBy, type Phase, clocks } from './call.ts';
import type { CallEvent } from './event.ts';
import type { Instant } from './instant.ts';
import type { EndReason, Outcome } from './outcome.ts';

type CallEventType = CallEvent['type'];

/** From a state, by an event, to the states it may lead to. What is not here does not happen. */
const table: Readonly<Record<CallState, Readonly<Partial<Record<CallEventType, readonly CallState[]>>>>> = {
  dialing: {
    CallInfoChanged: ['dialing'],
    RingStarted: ['dialing'],
    AbonentBusy: ['dialing'],
    CommutationStarted: ['talking'],
    RingFinished: ['ended'],
  },
  ringing: {
    CallInfoChanged: ['ringing', 'queued'],
    RingStarted: ['ringing'],
    CommutationStarted: ['talking'],
    RingFinished: ['ended'],
  },
  /** The caller is still there, but the phone does not ring: a queue or the dial plan rings others, or pauses between two rounds. */
  queued: {
    CallInfoChanged: ['queued', 'ringing'],
    CommutationStarted: ['talking'],
    RingFinished: ['ended'],
  },
  talking: {
    CallInfoChanged: ['talking'],
    PutHoldAction: ['held'],
    RingFinished: ['ended'],
  },
  held: {
    CallInfoChanged: ['held'],
    PutHoldAction: ['held'],
    EndHoldAction: ['talking', 'held'],
    RingFinished: ['ended'],
  },
  ended: {},
};

/** Events that may be the first that is heard of a call, with the states it may then be in. */
const beginnings: Readonly<Partial<Record<CallEventType, readonly CallState[]>>> = {
  CallInfoChanged: ['dialing'],
  RingStarted: ['dialing', 'ringing'],
};

/** Facts of a call that may change at any time without its state changing; `undefined` takes one away. */
export type CallFacts = {
  readonly [Fact in FactName]?: Call[Fact] | undefined;
};

type FactName =
  | 'number'
  | 'name'
  | 'queue'
  | 'did'
  | 'uniqueId'
  | 'linkedId'
  | 'phase'
  | 'consultFor'
  | 'conference'
  | 'application'
  | 'keys'
  | 'muted'
  | 'rings'
  | 'remoteBusy'
  | 'checking'
  | 'holdUnknown'
  | 'privateData';

/** What happened to a call, before it is known whether that makes sense. */
export type CallChange =
  | { readonly type: 'CallInfoChanged' | 'RingStarted' | 'CommutationStarted' | 'AbonentBusy' }
  | { readonly type: 'PutHoldAction' | 'EndHoldAction'; readonly by: 'agent' | 'remote' }
  | {
      readonly type: 'RingFinished';
      readonly outcome: Outcome;
      readonly cause?: number;
      readonly endReason?: EndReason;
      /** It ended some time before this. */
      readonly approximate?: true;
    };

/**
 * The call after a change, or `undefined` when the change makes no sense in its state: a hold of a call that is held by the same
 * side, an end of a hold that was never put, a second ringing, a second end.
 */
export function advance(
  call: Call,
  change: CallChange,
  at: Instant,
  facts: CallFacts = {},
): Call | undefined {
  if (table[call.state][change.type] === undefined) return undefined;
  const counted: Call = {
    ...withFacts(call, facts),
    ...clocks(call, at.monoMs),
    countedAtMonoMs: at.monoMs,
  };
  const next = changed(counted, change, at);
  if (next === undefined) return undefined;
  // Held calls keep phase and clock of the phase while only facts change; a new phase starts its clock.
  return next.phase === call.phase ? next : { ...next, phaseSinceMonoMs: at.monoMs };
}

export function withFacts(call: Call, facts: CallFacts): Call {
  const known = Object.entries({ ...call, ...facts }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(known) as unknown as Call;
}

function changed(call: Call, change: CallChange, at: Instant): Call | undefined {
  switch (change.type) {
    case 'CallInfoChanged':
      return { ...call, state: stateIn(call) };
    case 'RingStarted':
      if (call.ringingAt !== undefined) return undefined;
      return { ...call, ringingAt: at.wallMs, phase: call.state === 'dialing' ? 'calling' : 'ringing' };
    case 'AbonentBusy':
      return call.remoteBusy === true ? undefined : { ...call, remoteBusy: true };
    case 'CommutationStarted':
      return call.connectedAt === undefined ? connected(call, at) : undefined;
    case 'PutHoldAction':
      return putOnHold(call, change.by);
    case 'EndHoldAction':
      return takenOffHold(call, change.by);
    case 'RingFinished': {
      const { heldBy: _heldBy, checking: _checking, holdUnknown: _holdUnknown, ...rest } = call;
      return {
        ...rest,
        state: 'ended',
        phase: 'ended',
        endedAt: at.wallMs,
        outcome: change.outcome,
        ...(change.cause === undefined ? {} : { cause: change.cause }),
        ...(change.endReason === undefined ? {} : { endReason: change.endReason }),
        ...(change.approximate === undefined ? {} : { approximate: change.approximate }),
      };
    }
  }
}

/** Busy no more: the party, or the PBX in their place, has answered. */
function connected(call: Call, at: Instant): Call {
  const { remoteBusy: _remoteBusy, ...rest } = call;
  return { ...rest, state: 'talking', phase: 'talking', connectedAt: at.wallMs };
}

/** A queue or a dial plan that rings the same phone again goes on with the same call. */
function stateIn({ state, phase }: Call): CallState {
  if (state === 'ringing' && phase === 'queued') return 'queued';
  return state === 'queued' && phase === 'ringing' ? 'ringing' : state;
}

function putOnHold(call: Call, by: 'agent' | 'remote'): Call | undefined {
  if (call.heldBy === by || call.heldBy === 'both') return undefined;
  const heldBy: HeldBy = call.heldBy === undefined ? by : 'both';
  return { ...certain(call, by), state: 'held', heldBy, phase: phaseOfHold(heldBy) };
}

function takenOffHold(call: Call, by: 'agent' | 'remote'): Call | undefined {
  if (call.heldBy !== by && call.heldBy !== 'both') return undefined;
  const { heldBy, ...rest } = certain(call, by);
  const phase = rest.conference === undefined ? 'talking' : 'conference';
  if (heldBy !== 'both') return { ...rest, state: 'talking', phase };
  const still: HeldBy = by === 'agent' ? 'remote' : 'agent';
  return { ...rest, state: 'held', heldBy: still, phase: phaseOfHold(still) };
}

/** What the agent's side does to a hold ends the doubt about it; what the other side does tells nothing of it. */
function certain(call: Call, by: 'agent' | 'remote'): Call {
  if (by === 'remote' || call.holdUnknown === undefined) return call;
  const { holdUnknown: _holdUnknown, ...rest } = call;
  return rest;
}

function phaseOfHold(heldBy: HeldBy): Phase {
  return heldBy === 'remote' ? 'heldByRemote' : 'onHold';
}

/** Whether an event may follow on a call as it was known (`undefined`: not known at all). */
export function isLegal(before: Call | undefined, event: CallEvent): boolean {
  const { call, type } = event;
  if (before === undefined) return beginnings[type]?.includes(call.state) ?? false;
  if (table[before.state][type]?.includes(call.state) !== true) return false;
  switch (type) {
    case 'RingStarted':
      return before.ringingAt === undefined;
    case 'AbonentBusy':
      return before.remoteBusy !== true;
    case 'CommutationStarted':
      return before.connectedAt === undefined;
    case 'PutHoldAction':
      return putOnHold(before, event.by)?.heldBy === call.heldBy;
    case 'EndHoldAction': {
      const after = takenOffHold(before, event.by);
      return after?.state === call.state && after.heldBy === call.heldBy;
    }
    case 'CallInfoChanged':
      return before.heldBy === call.heldBy;
    case 'RingFinished':
      return call.outcome !== undefined;
  }
}
