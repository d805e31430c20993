import type { AmiPacket } from '../../ami/wire/packet.ts';
import type { Queue } from '../../cti/agent.ts';
import type { CtiEvent } from '../../cti/event.ts';
import type { Edges } from '../../world/edges.ts';
import type { DeskConnection } from './deskConnection.ts';
import type { QueueBoard } from './queueBoard.ts';
import { type QueueEvent, readQueueEvent } from './queueEvent.ts';

export interface QueueWatchOptions {
  readonly edges: Edges;
  readonly connection: DeskConnection;
  readonly board: QueueBoard;
  /** Each change of a queue is logged as well. */
  readonly traces: boolean;
  readonly emit: (event: CtiEvent) => void;
}

/** Keeps the board of queues up to date, and reports them when they change. */
export class QueueWatch {
  readonly #options: QueueWatchOptions;
  /** Events since a list was asked for, one for each list. */
  readonly #heardMeanwhile = new Set<QueueEvent[]>();
  #reported: readonly Queue[] = [];

  constructor(options: QueueWatchOptions) {
    this.#options = options;
  }

  /** As they were reported last. */
  get queues(): readonly Queue[] {
    return this.#reported;
  }

  /** @param listing the answer to QueueStatus about all queues */
  list(listing: readonly AmiPacket[]): void {
    const { board, edges } = this.#options;
    board.list(eventsIn(listing), edges.clock.now());
  }

  /** @returns what the event has changed for this agent; a new queue is to be listed with `listQueue` */
  hear(event: QueueEvent): ReturnType<QueueBoard['handle']> {
    const { board, edges } = this.#options;
    for (const heard of this.#heardMeanwhile) heard.push(event);
    return board.handle(event, edges.clock.now());
  }

  /** The PBX has the agent in a queue that was not followed so far: who waits in it? @returns whether it is known now. Never rejects. */
  async listQueue(queue: string): Promise<boolean> {
    const { board, connection, edges } = this.#options;
    const { link } = connection;
    // What comes in the same segment as the list is heard before the list is had.
    const heard: QueueEvent[] = [];
    this.#heardMeanwhile.add(heard);
    const list = await link?.list({ name: 'QueueStatus', fields: [['Queue', queue]] }).catch(() => undefined);
    this.#heardMeanwhile.delete(heard);
    if (list === undefined || link !== connection.link) return false;
    board.list(eventsIn(list.items), edges.clock.now(), queue);
    for (const event of heard) board.handle(event, edges.clock.now());
    return true;
  }

  report(): void {
    const { board, edges, emit, traces } = this.#options;
    const before = this.#reported;
    const { queues } = board;
    if (JSON.stringify(queues) === JSON.stringify(before)) return;
    this.#reported = queues;
    if (traces) this.#trace(before, queues);
    emit({ type: 'QueuesChanged', at: edges.clock.now(), queues });
  }

  #trace(before: readonly Queue[], now: readonly Queue[]): void {
    const known = new Map(before.map((queue) => [queue.name, JSON.stringify(queue)]));
    for (const { name: queue, ...state } of now) {
      if (known.get(queue) === JSON.stringify({ name: queue, ...state })) continue;
      this.#options.edges.log({ level: 'info', what: 'queue', queue, ...state });
    }
  }
}

function eventsIn(packets: readonly AmiPacket[]): readonly QueueEvent[] {
  return packets.flatMap((packet) => readQueueEvent(packet) ?? []);
}
