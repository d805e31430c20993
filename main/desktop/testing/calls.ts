import type { Call } from '../../../src/cti/call.ts';
import type { CtiCommandType } from '../../../src/cti/command.ts';
import { type Line, newLine } from '../../../src/cti/line.ts';

const all: readonly CtiCommandType[] = [
  'AnswerCall',
  'DropCall',
  'HoldCall',
  'ResumeCall',
  'MuteCall',
  'UnmuteCall',
];

/** An incoming call that rings, everything allowed. */
export function aCall(overrides: Partial<Call> = {}): Call {
  return {
    id: 'a',
    direction: 'incoming',
    state: 'ringing',
    phase: 'ringing',
    number: '+442079460958',
    name: 'Maria Svensson',
    line: '101',
    uniqueId: '1.1',
    startedAt: 0,
    countedAtMonoMs: 0,
    holdMs: 0,
    talkMs: 0,
    phaseSinceMonoMs: 0,
    features: { can: all, denied: {} },
    ...overrides,
  };
}

export const talking = { state: 'talking', phase: 'talking', connectedAt: 1 } as const;
export const onHold = { state: 'held', phase: 'onHold', heldBy: 'agent', connectedAt: 1 } as const;
export const heldByRemote = {
  state: 'held',
  phase: 'heldByRemote',
  heldBy: 'remote',
  connectedAt: 1,
} as const;
export const dialing = { direction: 'outgoing', state: 'dialing', phase: 'calling' } as const;

/** A line that is online, with these calls. */
export function aLine(calls: readonly Call[] = [], overrides: Partial<Line> = {}): Line {
  return {
    ...newLine('101', 'PJSIP/101'),
    link: { state: 'online', version: '11.0.0' },
    features: { can: ['MakeCall', 'SetAgentState'], denied: {} },
    calls,
    ...overrides,
  };
}
