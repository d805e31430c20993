/**
 * What the agent does, as a supervisor would say it. `offline`: not connected, or logged in to none of their queues; `ready` also for
 * who has no queues at all; `notReady`: paused in every queue the agent is logged in to; `ringing` and `talking` (on a call, also while
 * dialling) come of the line's calls and go before the others.
 */
export const agentStatuses = ['offline', 'ready', 'notReady', 'ringing', 'talking', 'afterCallWork'] as const;
export type AgentStatus = (typeof agentStatuses)[number];

export interface Agent {
  readonly status: AgentStatus;
  /** Why not ready, as the PBX has it: of the first paused queue; may be empty. */
  readonly reason?: string;
  /** Wall clock, ms since 1970: since when the status is what it is, as the PBX says or the panel has seen; 0 before there was one. */
  readonly since: number;
  /** What the agent chose; during a call, and in the work after it, it may differ from what the PBX has. */
  readonly chosen: 'ready' | 'notReady';
  /** After-call work ends automatically at this moment of the monotonic clock, ms. */
  readonly afterCallWorkUntilMonoMs?: number;
}

/** A state of the agent and when it began, wall clock, ms since 1970. */
export interface StateSince {
  readonly status: AgentStatus;
  readonly reason: string;
  readonly since: number;
}

/** The state that a single key for both switches to: an agent who takes no calls now becomes ready, also in after-call work. */
export function otherState({ status, chosen }: Agent): Agent['chosen'] {
  return status === 'afterCallWork' || status === 'notReady' || chosen === 'notReady' ? 'ready' : 'notReady';
}

export const offline: Agent = { status: 'offline', since: 0, chosen: 'ready' };

/** One of the agent's queues: those the PBX has them in, and those that the settings name. */
export interface Queue {
  readonly name: string;
  readonly loggedIn: boolean;
  /** Logged in by the PBX's configuration: a panel cannot log out. */
  readonly fixed: boolean;
  readonly paused: boolean;
  readonly reason?: string;
  /** Callers who wait now. */
  readonly waiting: number;
  /** Wall clock, ms since 1970: since when the one who waits longest does so. */
  readonly longestSince?: number;
}

/** A party that waits in the car park, no matter who parked it. */
export interface ParkedCall {
  readonly space: string;
  readonly number: string;
  readonly name: string;
  /** Wall clock, ms since 1970. */
  readonly since: number;
  /** The phone that parked it, as a person calls it: its extension where it has one. */
  readonly parkedBy: string;
}

/** A call that rings at a colleague whose calls this line may pick up. */
export interface RingingColleague {
  /** Stable while it rings. */
  readonly id: string;
  readonly extension: string;
  readonly number: string;
  readonly name: string;
  /** Not one of the colleagues that the settings name, but a favourite: shown there alone. */
  readonly favourite?: true;
}
