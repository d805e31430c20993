import type { Instant } from '../../cti/instant.ts';
import type { AbandonedCaller, Reached, ReachedWay } from '../../cti/people/abandoned.ts';
import type { ChannelEvent } from '../dialect/channelEvent.ts';
import { concern } from '../dialect/concern.ts';
import type { AsteriskChannel } from '../pbx/channel.ts';
import type { AsteriskChannels } from '../pbx/channels.ts';
import { personOf } from '../pbx/person.ts';
import type { QueueEvent } from './queueEvent.ts';

type Abandoned = Extract<QueueEvent, { type: 'callerAbandoned' }>;

/**
 * Callers who gave up in the agent's queues, and colleagues who talk with them later. `QueueCallerAbandon` also comes for a caller whose
 * time in the queue is over and with whom the dial plan goes on (app_queue.c): they have given up only if they hang up before anybody
 * talks with them.
 */
export class AbandonedBoard {
  readonly #channels: AsteriskChannels;
  /** Out of the queue, and not yet gone: by Uniqueid. */
  readonly #leaving = new Map<string, AbandonedCaller>();
  #isAwaited: ((number: string) => boolean) | undefined;

  constructor(channels: AsteriskChannels) {
    this.#channels = channels;
  }

  *concerns(): Iterable<string> {
    yield* this.#leaving.keys();
    if (this.#isAwaited !== undefined) yield concern.conversations;
  }

  /** Whose conversations count; `undefined`: those of nobody. */
  await(isAwaited: ((number: string) => boolean) | undefined): void {
    this.#isAwaited = isAwaited;
  }

  /** The link is lost: what becomes of who was leaving is not seen. */
  clear(): void {
    this.#leaving.clear();
  }

  /** @param event of one of the agent's queues. @returns the caller, if they are gone already */
  left({ queue, uniqueId: id, waitedS }: Abandoned, at: Instant): AbandonedCaller | undefined {
    const channel = this.#channels.get(id);
    const caller = {
      id,
      queue,
      number: channel?.callerNumber ?? '',
      name: channel?.callerName ?? '',
      abandonedAt: at.wallMs,
      waitedMs: waitedS * 1000,
    };
    if (channel === undefined) return caller;
    this.#leaving.set(id, caller);
    return undefined;
  }

  /** The channels know of the event already. @returns who has given up with it */
  gaveUp(event: ChannelEvent, at: Instant): AbandonedCaller | undefined {
    if (this.#leaving.size === 0) return undefined;
    if (event.type === 'bridgeEntered') {
      for (const id of this.#leaving.keys()) if (this.#talks(id)) this.#leaving.delete(id);
      return undefined;
    }
    if (event.type !== 'hungUp') return undefined;
    const caller = this.#leaving.get(event.channel.uniqueId);
    if (caller === undefined) return undefined;
    this.#leaving.delete(caller.id);
    // What is left of a masquerade on Asterisk 11 is not the caller.
    return event.channel.name.endsWith('<ZOMBIE>') ? undefined : { ...caller, abandonedAt: at.wallMs };
  }

  /** The channels know of the event already. @returns each conversation that begins with it and counts */
  reached(event: ChannelEvent): readonly Reached[] {
    if (this.#isAwaited === undefined || event.type !== 'bridgeEntered') return [];
    const entered = this.#channels.get(event.channel.uniqueId);
    if (entered === undefined) return [];
    const nearest = entered.isLocal ? this.#channels.peers(entered) : [entered];
    return nearest
      .filter((one) => !one.isLocal && !one.isService && !one.isZombie)
      .flatMap((one) => this.#channels.farEnds(one).flatMap((other) => this.#between(one, other)));
  }

  #talks(id: string): boolean {
    const channel = this.#channels.get(id);
    return channel !== undefined && this.#channels.farEnds(channel).length > 0;
  }

  #between(one: AsteriskChannel, other: AsteriskChannel): readonly Reached[] {
    return [...this.#reachedAt(one, other), ...this.#reachedAt(other, one)];
  }

  /** At `end` is a number that is awaited, and `colleague` talks with it. */
  #reachedAt(end: AsteriskChannel, colleague: AsteriskChannel): readonly Reached[] {
    const isDialled = this.#channels.origin(end) === colleague && end !== colleague;
    const numbers = isDialled
      ? [end.callerNumber, colleague.firstExten, colleague.exten]
      : [end.callerNumber];
    const number = numbers.find((each) => each !== '' && this.#isAwaited?.(each) === true);
    if (number === undefined) return [];
    const way: ReachedWay = isDialled || end.called ? 'calledBack' : 'calledAgain';
    return [{ number, way, by: personOf(colleague) }];
  }
}
