import type { Queue } from '../../cti/agent.ts';
import type { Instant } from '../../cti/instant.ts';
import { concern } from '../dialect/concern.ts';
import type { PauseHistory } from './stateClock.ts';
import type { MemberFacts, QueueEvent } from './queueEvent.ts';

/** The agent as a member of one queue. */
export interface Membership {
  readonly queue: string;
  readonly interface: string;
  readonly dynamic: boolean;
  readonly paused: boolean;
  /** `undefined`: paused, but AMI 1.x does not list why. */
  readonly reason: string | undefined;
  readonly pausedAtS?: number | undefined;
  readonly changedAtS?: number | undefined;
}

export interface QueueBoardOptions {
  /** The phone as Asterisk names it. */
  readonly device: string;
  /** The member interface that the settings give the agent, where they do. */
  readonly interface?: string;
  /** Queues to show, logged in or not, in this order. */
  readonly names: readonly string[];
}

/** The agent's queues: those that the PBX has them in, and those that the settings name. Other people's cost a lookup each. */
export class QueueBoard {
  readonly #options: QueueBoardOptions;
  readonly #named: ReadonlySet<string>;
  /** By queue, then by interface: a PBX may have the agent in a queue under several. */
  readonly #memberships = new Map<string, Map<string, Membership>>();
  /** Since when they wait (wall clock, ms), by queue, then by Uniqueid. */
  readonly #callers = new Map<string, Map<string, number>>();

  constructor(options: QueueBoardOptions) {
    this.#options = options;
    this.#named = new Set(options.names);
  }

  get queues(): readonly Queue[] {
    const others = [...this.#memberships.keys()].filter((name) => !this.#named.has(name)).sort();
    return [...this.#options.names, ...others].map((name) => this.#queue(name));
  }

  get memberships(): readonly Membership[] {
    return [...this.#memberships.values()].flatMap((members) => [...members.values()]);
  }

  /** When the agent was paused last, and when anything changed last, as far as the PBX says so of every membership. */
  get history(): PauseHistory {
    const { memberships } = this;
    if (memberships.length === 0) return {};
    const latestMs = (times: readonly (number | undefined)[]): number | undefined => {
      const known = times.filter((time) => time !== undefined);
      return known.length === times.length ? Math.max(...known) * 1000 : undefined;
    };
    const pausedMs = latestMs(memberships.map(({ pausedAtS }) => (pausedAtS === 0 ? undefined : pausedAtS)));
    const changedMs = latestMs(memberships.map(({ changedAtS }) => changedAtS));
    return {
      ...(pausedMs === undefined ? {} : { pausedMs }),
      ...(changedMs === undefined ? {} : { changedMs }),
    };
  }

  /** What has to be heard: of the queues that are shown all, and what happens to the agent in any. */
  *concerns(): Iterable<string> {
    for (const queue of [...this.#named, ...this.#memberships.keys()]) yield concern.queue(queue);
    const { device, interface: name } = this.#options;
    yield concern.member(device);
    if (name !== undefined) yield concern.member(name);
    for (const membership of this.memberships) yield concern.member(membership.interface);
  }

  membershipsIn(queue: string): readonly Membership[] {
    return [...(this.#memberships.get(queue)?.values() ?? [])];
  }

  isShown(queue: string): boolean {
    return this.#named.has(queue) || this.#memberships.has(queue);
  }

  /** What the PBX lists, of all queues or of the one named; whatever was believed of them before is void. */
  list(events: readonly QueueEvent[], at: Instant, queue?: string): void {
    const before = new Map(this.#memberships);
    if (queue === undefined) {
      this.#memberships.clear();
      this.#callers.clear();
    } else {
      this.#memberships.delete(queue);
      this.#callers.delete(queue);
    }
    for (const event of events) {
      if (event.type !== 'member') continue;
      const known = before.get(event.queue)?.get(event.interface);
      this.#learn(event, known?.paused === true ? known : undefined);
    }
    // Now it is known whose callers count.
    for (const event of events) if (event.type === 'callerJoined') this.handle(event, at);
  }

  /** @returns what the event has changed for this agent; a queue that was not followed until now has yet to be listed */
  handle(event: QueueEvent, at: Instant): 'nothing' | 'changed' | 'newQueue' {
    switch (event.type) {
      case 'queue':
        return 'nothing';
      case 'member':
      case 'memberAdded':
      case 'memberPaused': {
        const known = this.#memberships.get(event.queue)?.get(event.interface);
        if (known === undefined && !this.#isAgent(event)) return 'nothing';
        const isNew = !this.isShown(event.queue);
        const changed = this.#learn(event, known);
        return isNew ? 'newQueue' : changed ? 'changed' : 'nothing';
      }
      case 'memberRemoved':
        return this.#remove(event) ? 'changed' : 'nothing';
      case 'callerJoined': {
        if (!this.isShown(event.queue)) return 'nothing';
        const callers = this.#callers.get(event.queue) ?? new Map<string, number>();
        this.#callers.set(event.queue, callers);
        if (callers.has(event.uniqueId)) return 'nothing';
        callers.set(event.uniqueId, at.wallMs - event.waitS * 1000);
        return 'changed';
      }
      case 'callerLeft':
      case 'callerAbandoned':
        return this.#callers.get(event.queue)?.delete(event.uniqueId) === true ? 'changed' : 'nothing';
    }
  }

  #isAgent({ interface: name, stateInterface }: MemberFacts): boolean {
    const { device } = this.#options;
    return name === this.#options.interface || name === device || stateInterface === device;
  }

  #learn(facts: MemberFacts, known: Membership | undefined): boolean {
    if (known === undefined && !this.#isAgent(facts)) return false;
    const { queue, interface: name } = facts;
    const paused = facts.paused ?? known?.paused ?? false;
    const membership: Membership = {
      queue,
      interface: name,
      dynamic: facts.dynamic ?? known?.dynamic ?? false,
      paused,
      reason: paused ? (facts.reason ?? known?.reason) : '',
      pausedAtS: facts.pausedAtS ?? known?.pausedAtS,
      changedAtS: facts.changedAtS ?? known?.changedAtS,
    };
    const members = this.#memberships.get(queue) ?? new Map<string, Membership>();
    this.#memberships.set(queue, members);
    const before = members.get(name);
    members.set(name, membership);
    return (
      before?.paused !== paused ||
      before.reason !== membership.reason ||
      before.dynamic !== membership.dynamic
    );
  }

  #remove({ queue, interface: name }: { readonly queue: string; readonly interface: string }): boolean {
    const members = this.#memberships.get(queue);
    if (members?.delete(name) !== true) return false;
    if (members.size === 0) this.#memberships.delete(queue);
    if (!this.isShown(queue)) this.#callers.delete(queue);
    return true;
  }

  #queue(name: string): Queue {
    const members = this.membershipsIn(name);
    const callers = [...(this.#callers.get(name)?.values() ?? [])];
    const paused = members.length > 0 && members.every((member) => member.paused);
    const reason = members.find((member) => member.paused)?.reason;
    return {
      name,
      loggedIn: members.length > 0,
      fixed: members.some((member) => !member.dynamic),
      paused,
      ...(paused && reason !== undefined && reason !== '' ? { reason } : {}),
      waiting: callers.length,
      ...(callers.length === 0 ? {} : { longestSince: Math.min(...callers) }),
    };
  }
}
