import type { Agent, ParkedCall, Queue, RingingColleague } from './agent.ts';
import type { Call } from './call.ts';
import type { Features } from './features.ts';
import type { Instant } from './instant.ts';
import type { Link, LinkFault } from './link.ts';
import type { AbandonedCaller, Person, Reached } from './people/abandoned.ts';

interface Happened {
  readonly at: Instant;
}

interface CallHappened extends Happened {
  /** The whole call as it is after the event. */
  readonly call: Call;
}

export interface CallInfoChanged extends CallHappened {
  readonly type: 'CallInfoChanged';
}
export interface RingStarted extends CallHappened {
  readonly type: 'RingStarted';
}
export interface CommutationStarted extends CallHappened {
  readonly type: 'CommutationStarted';
}
export interface PutHoldAction extends CallHappened {
  readonly type: 'PutHoldAction';
  readonly by: 'agent' | 'remote';
}
export interface EndHoldAction extends CallHappened {
  readonly type: 'EndHoldAction';
  readonly by: 'agent' | 'remote';
}
export interface AbonentBusy extends CallHappened {
  readonly type: 'AbonentBusy';
}
export interface RingFinished extends CallHappened {
  readonly type: 'RingFinished';
}

/** Events that carry a call; how often each is raised per call is held by `transition.ts`. */
export type CallEvent =
  | CallInfoChanged
  | RingStarted
  | CommutationStarted
  | PutHoldAction
  | EndHoldAction
  | AbonentBusy
  | RingFinished;

/** The set of features changed: the line's own, and those of the calls named. */
export interface LineStateChanged extends Happened {
  readonly type: 'LineStateChanged';
  readonly features: Features;
  readonly callFeatures: Readonly<Record<string, Features>>;
}

/** What the agent does, or until when, is another. */
export interface AgentStateChanged extends Happened {
  readonly type: 'AgentStateChanged';
  readonly agent: Agent;
}

/** Something about the agent's queues changed; the event holds all of them. */
export interface QueuesChanged extends Happened {
  readonly type: 'QueuesChanged';
  readonly queues: readonly Queue[];
}

/** Somebody was parked, fetched, or gave up waiting; the event holds all who wait. */
export interface ParkedCallsChanged extends Happened {
  readonly type: 'ParkedCallsChanged';
  readonly parked: readonly ParkedCall[];
}

/** A colleague's phone began or ceased to ring; the event holds all that ring. */
export interface RingingColleaguesChanged extends Happened {
  readonly type: 'RingingColleaguesChanged';
  readonly ringing: readonly RingingColleague[];
}

/** A caller of one of the agent's queues has given up, and nobody has talked with them. */
export interface CallerAbandoned extends Happened {
  readonly type: 'CallerAbandoned';
  readonly caller: AbandonedCaller;
}

/** Somebody on the PBX talks with a number that is waited for. */
export interface CallerReached extends Happened {
  readonly type: 'CallerReached';
  readonly reached: Reached;
}

/** Who took a call that rang here and ended as `answeredElsewhere`; comes after its end, once the two talk. */
export interface AnsweredElsewhere extends Happened {
  readonly type: 'AnsweredElsewhere';
  readonly callId: string;
  readonly by: Person;
}

/** Keys that were sent to the other party, as the agent pressed them; a `•` for each that went to the PBX itself, as it may be a PIN. */
export interface DtmfEntered extends Happened {
  readonly type: 'DtmfEntered';
  readonly callId: string;
  readonly digits: string;
}

/** The calls that stand, read again after a link was made; everything known before is void. */
export interface ActiveCallSnapshot extends Happened {
  readonly type: 'ActiveCallSnapshot';
  readonly calls: readonly Call[];
}

export interface Connected extends Happened {
  readonly type: 'Connected';
  readonly link: Link;
}

/** There is no usable link at present: not yet, not any more, or on its way (`link.state` tells). */
export interface Disconnected extends Happened {
  readonly type: 'Disconnected';
  readonly link: Link;
}

/** Something went wrong that no command's answer reports. `Disconnected` reports a broken link. */
export interface ErrorRaised extends Happened {
  readonly type: 'Error';
  readonly fault: LinkFault;
  readonly callId?: string;
}

export type CtiEvent =
  | CallEvent
  | LineStateChanged
  | AgentStateChanged
  | QueuesChanged
  | ParkedCallsChanged
  | RingingColleaguesChanged
  | CallerAbandoned
  | CallerReached
  | AnsweredElsewhere
  | DtmfEntered
  | ActiveCallSnapshot
  | Connected
  | Disconnected
  | ErrorRaised;

export function isCallEvent(event: CtiEvent): event is CallEvent {
  return 'call' in event;
}
