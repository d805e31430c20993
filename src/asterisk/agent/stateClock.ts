import type { AgentStatus, StateSince } from '../../cti/agent.ts';
import type { Instant } from '../../cti/instant.ts';

/** What the PBX says of the past, ms since 1970 by its own clock; AMI 1.x says none of it. */
export interface PauseHistory {
  /** The last queue was paused then. */
  readonly pausedMs?: number;
  /** The last thing that ended or began a state: a pause, a login, the end of a call. */
  readonly changedMs?: number;
}

/** The PBX counts in whole seconds, and its clock is not ours. */
const toleranceMs = 3_000;

/**
 * Since when the agent is what they are. While the link is there, since the panel heard so. What is found when it is made began when the
 * PBX says; where it does not say, a state goes on that was there before, as long as nothing speaks against it. A time that cannot be
 * known begins now: a clock that shows too little is honest, one that shows too much is not.
 */
export class StateClock {
  #stands: StateSince = { status: 'offline', reason: '', since: 0 };
  /** What stood when the link was lost, or the panel was closed. */
  #before: StateSince | undefined;
  #isRemembered: boolean;

  constructor(remembered: StateSince | undefined) {
    this.#before = remembered;
    this.#isRemembered = remembered !== undefined;
  }

  /** What is remembered beyond the end of the panel. */
  get last(): StateSince | undefined {
    return this.#stands.status === 'offline' ? this.#before : this.#stands;
  }

  /** @returns when the state that stands now began, ms since 1970 */
  since(status: AgentStatus, reason: string, at: Instant, history: PauseHistory): number {
    const { status: wasStatus, reason: wasReason, since } = this.#stands;
    if (wasStatus === status && wasReason === reason) return since;
    const began = wasStatus === 'offline' ? this.#found(status, reason, at.wallMs, history) : at.wallMs;
    if (status !== 'offline') this.#before = undefined;
    this.#stands = { status, reason, since: began };
    return began;
  }

  /** The link is gone, and what stands may go on without us. */
  lost(): void {
    if (this.#stands.status === 'offline') return;
    this.#before = this.#stands;
    this.#isRemembered = false;
  }

  #found(status: AgentStatus, reason: string, nowMs: number, { pausedMs, changedMs }: PauseHistory): number {
    const before = this.#before;
    const isSame = before?.status === status && before.reason === reason;
    if (status === 'notReady' && pausedMs !== undefined) {
      // Our own clock is the better one, where both mean the same moment.
      if (isSame && Math.abs(before.since - pausedMs) <= toleranceMs) return before.since;
      return Math.min(pausedMs, nowMs);
    }
    if (!isSame) return nowMs;
    if (status === 'ready' && changedMs !== undefined)
      return changedMs <= before.since + toleranceMs ? before.since : nowMs;
    return this.#isRemembered ? nowMs : before.since;
  }
}
