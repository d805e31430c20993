import type { Clock } from '../../world/edges.ts';
import type { DeskConnection, DeskLink } from './deskConnection.ts';
import type { Cover, PauseCover } from './pauseCover.ts';
import type { QueueBoard } from './queueBoard.ts';
import { type QueueOrders, unpauseAction } from './queueOrders.ts';

/** A panel that closes waits no longer than this for the PBX to end the pauses it holds, ms. */
const leaveMs = 1_000;

export interface PanelPausesOptions {
  readonly clock: Clock;
  readonly connection: DeskConnection;
  readonly board: QueueBoard;
  readonly orders: QueueOrders;
  readonly held: PauseCover;
  /** Why the panel keeps queue calls away now. */
  readonly cover: () => Cover | undefined;
  /** The panel holds another pause; it must be stored before the pause is sent. */
  readonly onClaimed: () => void;
  /** All that was sent is settled. */
  readonly onSettled: () => void;
}

/** Sets and ends the panel's own pauses at the PBX, so that those stand that should. */
export class PanelPauses {
  readonly #options: PanelPausesOptions;
  /** What is asked of the PBX goes out one after the other, so that an echo is never taken for somebody else's doing. */
  #turn: Promise<unknown> = Promise.resolve();
  #alignedFor: Cover | undefined;
  /** How many times our own pauses are being ended. */
  #releasing = 0;

  constructor(options: PanelPausesOptions) {
    this.#options = options;
  }

  /** Our own pauses are being ended: until then the PBX has the agent paused, and no one chose that. */
  get isReleasing(): boolean {
    return this.#releasing > 0;
  }

  /** After a change of what should be covered. */
  alignIfDue(): void {
    if (this.#options.cover() !== this.#alignedFor) this.align();
  }

  align(): void {
    const { connection, cover, held, onSettled } = this.#options;
    const covering = cover();
    this.#alignedFor = covering;
    const link = connection.ready;
    if (link?.may('QueuePause') !== true) return;
    // What is on its way may still have to be undone: the steps are found out in turn.
    const releasing = covering === undefined && held.queues.length > 0 ? 1 : 0;
    this.#releasing += releasing;
    void this.inTurn(() => this.#takeSteps(link)).then(() => {
      this.#releasing -= releasing;
      onSettled();
    });
  }

  inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const run = this.#turn.then(work);
    this.#turn = run.catch(() => undefined);
    return run;
  }

  /** Ends what the panel holds paused. Never rejects, and is over within a second. */
  async release(link: DeskLink): Promise<void> {
    const { board, clock, held } = this.#options;
    const ending = board.memberships
      .filter((membership) => held.mayCover(membership))
      .map(async ({ queue, interface: name }) => {
        await link.send(unpauseAction(queue, name));
        held.yield(queue);
      });
    let timer: object | undefined;
    const timeUp = new Promise<void>((resolve) => {
      timer = clock.setTimeout(resolve, leaveMs);
    });
    await Promise.race([Promise.allSettled(ending), timeUp]);
    clock.clearTimeout(timer);
  }

  async #takeSteps(link: DeskLink): Promise<void> {
    const { board, connection, cover, held, onClaimed, orders } = this.#options;
    if (link !== connection.link) return;
    const steps = held.steps(cover(), board.memberships);
    await Promise.all(
      steps.map(async ({ membership, reason }) => {
        const { queue } = membership;
        if (reason === undefined) {
          const result = await orders.unpause(link.send, membership);
          if (result.status === 'done') held.yield(queue);
          return;
        }
        // First remembered, then sent: after a crash in between there is nothing to put right, and that is seen then.
        held.claim(queue);
        onClaimed();
        const result = await orders.pause(link.send, membership, reason);
        const isRefused = result.status === 'refused' && result.code !== 'connectionLost';
        if (isRefused && !membership.paused) held.yield(queue);
      }),
    );
  }
}
