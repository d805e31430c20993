import { type Agent, type AgentStatus, offline, type Queue } from '../../cti/agent.ts';
import type { Call } from '../../cti/call.ts';
import type { Instant } from '../../cti/instant.ts';
import type { LineRecord } from '../options/memory.ts';
import type { AfterCallWork } from './afterCallWork.ts';
import { isBusy } from './busy.ts';
import type { DeskConnection } from './deskConnection.ts';
import { isCoverReason, type PauseCover } from './pauseCover.ts';
import type { Membership, QueueBoard } from './queueBoard.ts';
import { StateClock } from './stateClock.ts';

export interface AgentStateOptions {
  readonly calls: () => readonly Call[];
  readonly queues: () => readonly Queue[];
  readonly connection: DeskConnection;
  readonly board: QueueBoard;
  readonly held: PauseCover;
  readonly work: AfterCallWork;
  /** Our own pauses are being ended. */
  readonly isReleasing: () => boolean;
  /** Of the last time that the panel was open. */
  readonly last: LineRecord['agent'] | undefined;
}

/** What the agent is (ready, not ready, talking, ...), since when, and what they chose themselves: read from the PBX and the calls. */
export class AgentState {
  readonly #options: AgentStateOptions;
  readonly #clock: StateClock;
  #agent: Agent;
  #chosen: Agent['chosen'];
  #reason: string;

  constructor(options: AgentStateOptions) {
    this.#options = options;
    const { last } = options;
    this.#clock = new StateClock(last?.stood);
    this.#chosen = last?.chosen ?? 'ready';
    this.#reason = last?.reason ?? '';
    this.#agent = { ...offline, chosen: this.#chosen };
  }

  get choice(): { readonly chosen: Agent['chosen']; readonly reason: string } {
    return { chosen: this.#chosen, reason: this.#reason };
  }

  /** What has to be known again after a crash or a quit. */
  get record(): Omit<LineRecord['agent'], 'pausedByPanel'> {
    const { last } = this.#clock;
    return { ...this.choice, ...(last === undefined ? {} : { stood: last }) };
  }

  /** The link is gone, and what stands may go on without us. */
  lost(): void {
    this.#clock.lost();
  }

  /** Reads the state as it is now. @returns undefined if it is as it was returned last */
  next(at: Instant): Agent | undefined {
    const { board, isReleasing, work } = this.#options;
    this.#learnChoice();
    const status = this.#status();
    if (status === 'notReady' && isReleasing()) return undefined;
    const reason = status === 'notReady' ? this.#pauseReason() : undefined;
    const until = work.untilMonoMs;
    const agent: Agent = {
      status,
      ...(reason === undefined ? {} : { reason }),
      since: this.#clock.since(status, reason ?? '', at, board.history),
      chosen: this.#chosen,
      ...(until === undefined ? {} : { afterCallWorkUntilMonoMs: until }),
    };
    if (JSON.stringify(agent) === JSON.stringify(this.#agent)) return undefined;
    this.#agent = agent;
    return agent;
  }

  #status(): AgentStatus {
    const { board, calls, connection, queues, work } = this.#options;
    if (!connection.isOnline) return 'offline';
    if (isBusy(calls())) return 'talking';
    if (calls().some(({ state }) => state === 'ringing')) return 'ringing';
    if (work.isRunning) return 'afterCallWork';
    const { memberships } = board;
    // An agent without queues is not kept from anything.
    if (memberships.length === 0) return queues().length === 0 ? 'ready' : 'offline';
    return memberships.every(({ paused }) => paused) ? 'notReady' : 'ready';
  }

  #pauseReason(): string {
    const reason = this.#options.board.memberships.find(({ paused }) => paused)?.reason;
    // AMI 1.x does not list it; it is what it was when the panel last heard.
    return reason ?? this.#reason;
  }

  /** What the agent chose is what the PBX has, without what the panel has laid over it. */
  #learnChoice(): void {
    const { board, connection, held } = this.#options;
    if (connection.ready === undefined) return;
    const { memberships } = board;
    const isChosen = (one: Membership): boolean =>
      one.paused && !held.covers(one) && !isCoverReason(one.reason ?? '');
    const notReady = memberships.length > 0 && memberships.every(isChosen);
    this.#reason = notReady ? this.#pauseReason() : '';
    this.#chosen = notReady ? 'notReady' : 'ready';
  }
}
