import type { Membership } from './queueBoard.ts';

/** Why the panel, not the agent, keeps queue calls away: a call, or the work after it. */
export type Cover = 'call' | 'work';

/** What supervisors read as the reason of such a pause, and by which it is known again. */
export const coverReasons: Readonly<Record<Cover, string>> = {
  call: 'On a call',
  work: 'After-call work',
};

/** What has to be done for the PBX to have it as it should be. */
export interface CoverStep {
  readonly membership: Membership;
  /** To pause with this reason; `undefined`: to end the pause. */
  readonly reason: string | undefined;
}

/**
 * The pauses that the panel has laid over what the agent chose, by queue. Only these are ever ended by the panel: a pause that the
 * agent or a supervisor set is theirs, also when it was set over one of ours.
 */
export class PauseCover {
  readonly #ours: Set<string>;
  /** Somebody ended our pause: it is not laid again before the next call. */
  readonly #letBe = new Set<string>();

  /** @param remembered queues in which a pause of the panel may stand since before a crash or a quit */
  constructor(remembered: readonly string[]) {
    this.#ours = new Set(remembered);
  }

  get queues(): readonly string[] {
    return [...this.#ours];
  }

  claim(queue: string): void {
    this.#ours.add(queue);
  }

  /** From now on the pause there, if one stands, is somebody's choice. */
  yield(queue: string): void {
    this.#ours.delete(queue);
  }

  letBe(queue: string): void {
    this.#ours.delete(queue);
    this.#letBe.add(queue);
  }

  /** The pause is the panel's own: it hides that the agent is ready. */
  covers({ queue, paused, reason }: Membership): boolean {
    return paused && this.#ours.has(queue) && (reason === undefined || isCoverReason(reason));
  }

  /** As if the pause were not there, or were never answered: what a panel that goes has to end. */
  mayCover(membership: Membership): boolean {
    return this.covers(membership) || (!membership.paused && this.#ours.has(membership.queue));
  }

  /** The PBX was asked again: what is not there any more, or was replaced by somebody's pause, is not ours. */
  check(memberships: readonly Membership[]): void {
    const standing = new Set(memberships.filter((one) => this.covers(one)).map(({ queue }) => queue));
    for (const queue of this.#ours) if (!standing.has(queue)) this.#ours.delete(queue);
  }

  /** Somebody else changed the pause in a queue. */
  heard(queue: string, paused: boolean, reason: string, cover: Cover | undefined): void {
    if (paused) {
      if (!isCoverReason(reason)) this.#ours.delete(queue);
    } else if (this.#ours.delete(queue) && cover !== undefined) {
      this.#letBe.add(queue);
    }
  }

  /** What to do so that every queue is covered, or none is. */
  steps(cover: Cover | undefined, memberships: readonly Membership[]): readonly CoverStep[] {
    if (cover === undefined) {
      this.#letBe.clear();
      return memberships
        .filter((membership) => this.covers(membership))
        .map((membership) => ({ membership, reason: undefined }));
    }
    const reason = coverReasons[cover];
    return memberships
      .filter((one) => (one.paused ? this.covers(one) && one.reason !== reason : !this.#letBe.has(one.queue)))
      .map((membership) => ({ membership, reason }));
  }
}

export function isCoverReason(reason: string): boolean {
  return Object.values(coverReasons).includes(reason);
}
