import type { Clock, Timer } from '../../../world/edges.ts';
import type { ChannelSnapshot } from '../../dialect/snapshot.ts';
import { answererOf } from '../../pbx/application.ts';
import type { CallStory } from '../story/callStory.ts';
import type { LineCalls } from '../story/lineCalls.ts';
import { finishQueued, isServed } from './queueing.ts';

/** A dial plan that calls somebody else has begun to by then, and one that does not has come to its application, ms. */
const firstLookMs = 1_000;
/** The next looks follow with growing patience, up to this, ms. */
const patienceMs = 5_000;

export interface WatchOptions {
  readonly calls: LineCalls;
  readonly clock: Clock;
  /** Asks the PBX for the channel of that name; `undefined` where it does not tell. Never rejects. */
  readonly ask: (channelName: string) => Promise<ChannelSnapshot | undefined>;
}

/**
 * A caller whom a menu or an announcement has answered is up already: no event reports whether the dial plan calls on for them after the
 * agent's phone has rung out, or has sent them to a mailbox. The PBX is asked for this one channel now and then.
 */
export class CallerWatch {
  readonly #options: WatchOptions;
  /** By call. */
  readonly #timers = new Map<string, Timer>();

  constructor(options: WatchOptions) {
    this.#options = options;
  }

  /** Call it after each event. */
  lookAround(): void {
    for (const story of this.#options.calls.all()) {
      if (this.#waits(story) && !this.#timers.has(story.call.id)) this.#wait(story, firstLookMs);
    }
  }

  clear(): void {
    for (const timer of this.#timers.values()) this.#options.clock.clearTimeout(timer);
    this.#timers.clear();
  }

  #waits(story: CallStory): boolean {
    if (story.call.state !== 'queued' || !story.isCallerUp) return false;
    return story.agentLegs.size === 0 && story.call.checking !== true;
  }

  #wait(story: CallStory, pauseMs: number): void {
    const timer = this.#options.clock.setTimeout(() => void this.#askFor(story, pauseMs), pauseMs);
    this.#timers.set(story.call.id, timer);
  }

  async #askFor(story: CallStory, pauseMs: number): Promise<void> {
    const { calls, clock, ask } = this.#options;
    const { id } = story.call;
    const timer = this.#timers.get(id);
    const caller = calls.channels.get(story.origin);
    const item = this.#waits(story) && caller !== undefined ? await ask(caller.name) : undefined;
    // The link broke meanwhile.
    if (this.#timers.get(id) !== timer) return;
    this.#timers.delete(id);
    if (!this.#waits(story) || caller === undefined || calls.get(id) !== story) return;
    // A queue's caller is followed by its events.
    const answerer = item === undefined ? undefined : answererOf(item);
    const isOnTheWay = item?.application !== undefined && (answerer === undefined || answerer.lasts);
    if (caller.queue !== undefined || isOnTheWay)
      this.#wait(story, Math.min(pauseMs + firstLookMs, patienceMs));
    else finishQueued(calls, story, isServed(calls, caller), clock.now());
  }
}
