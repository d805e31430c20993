import { offline } from '../../src/cti/agent.ts';
import type { Call, Phase } from '../../src/cti/call.ts';
import type { CallEvent } from '../../src/cti/event.ts';
import type { Features } from '../../src/cti/features.ts';
import type { Instant } from '../../src/cti/instant.ts';
import type { Line } from '../../src/cti/line.ts';
import { noDialRules } from '../../src/cti/number/dialRules.ts';
import type { LineSnapshot } from '../../src/ipc/line.ts';
import { advance, type CallChange, type CallFacts } from '../../src/cti/transition.ts';

export function at(monoMs: number): Instant {
  return { monoMs, wallMs: 1_763_900_000_000 + monoMs };
}

export const everything: Features = {
  can: ['MakeCall', 'AnswerCall', 'DropCall', 'HoldCall', 'ResumeCall'],
  denied: {},
};

/** What a call's features allow, and what they deny with a reason. */
export function able(can: Features['can'], denied: Features['denied'] = {}): Features {
  return { can, denied };
}

export function aCall(overrides: Partial<Call> = {}): Call {
  return {
    id: 'c1',
    direction: 'outgoing',
    state: 'talking',
    phase: 'talking',
    number: '+442079460958',
    name: 'Maria Svensson',
    line: '101',
    uniqueId: 'u1',
    startedAt: at(0).wallMs,
    connectedAt: at(0).wallMs,
    countedAtMonoMs: 0,
    holdMs: 0,
    talkMs: 0,
    phaseSinceMonoMs: 0,
    features: everything,
    ...overrides,
  };
}

/** A call in a phase, as it looks there. */
export function aCallIn(phase: Exclude<Phase, 'ended'>, overrides: Partial<Call> = {}): Call {
  const { connectedAt: _connectedAt, ...unconnected } = aCall();
  switch (phase) {
    case 'agentRinging':
    case 'calling':
      return { ...unconnected, state: 'dialing', phase, ...overrides };
    case 'ringing':
      return { ...unconnected, state: 'ringing', direction: 'incoming', phase, ringingAt: 1, ...overrides };
    case 'queued':
      return { ...unconnected, state: 'queued', direction: 'incoming', phase, ringingAt: 1, ...overrides };
    case 'talking':
      return aCall(overrides);
    case 'conference':
      return aCall({ phase, conference: 'k1', ...overrides });
    case 'onHold':
    case 'resuming':
      return aCall({ state: 'held', heldBy: 'agent', phase, ...overrides });
    case 'heldByRemote':
      return aCall({ state: 'held', heldBy: 'remote', phase, ...overrides });
  }
}

/** The event that a change of a call is, by the call model's own rules; fails where the change is not legal. */
export function eventOf(call: Call, change: CallChange, monoMs: number, facts?: CallFacts): CallEvent {
  const next = advance(call, change, at(monoMs), facts);
  if (next === undefined) throw new Error(`${change.type} makes no sense for a call that is ${call.state}`);
  return { ...change, at: at(monoMs), call: next };
}

/** A call that begins to be seen: a click-to-call by its first news, an incoming one by its ringing. */
export function beginningOf(call: Call, monoMs = 0): CallEvent {
  return { type: call.state === 'ringing' ? 'RingStarted' : 'CallInfoChanged', at: at(monoMs), call };
}

export function aSnapshot(line: Partial<Line> = {}, rest: Partial<LineSnapshot> = {}): LineSnapshot {
  return {
    revision: 7,
    monoMs: 0,
    agentName: 'Anna Kovac',
    pbx: { kind: 'asterisk', name: 'pbx-1' },
    dialRules: noDialRules,
    recent: [],
    ...rest,
    line: {
      extension: '101',
      device: 'PJSIP/101',
      link: { state: 'online', version: '11.0.0' },
      calls: [],
      queued: [],
      features: everything,
      agent: { ...offline, status: 'ready' },
      queues: [],
      parked: [],
      ringingColleagues: [],
      ignored: 0,
      ...line,
    },
  };
}
