import type { Call } from '../../cti/call.ts';
import type { Person } from '../../cti/people/abandoned.ts';
import type { AsteriskAdapter } from '../calls/adapter.ts';
import type { ChannelEvent } from '../dialect/channelEvent.ts';
import { personOf } from '../pbx/person.ts';

export interface TakenCall {
  readonly callId: string;
  readonly by: Person;
}

/**
 * Who took a call that rang here: the first phone that the caller is connected with afterwards. Asterisk ends the legs that lost before it
 * bridges the one that won (app_dial.c), so mostly it is known a moment after the call's end here.
 */
export class ElsewhereBoard {
  readonly #adapter: AsteriskAdapter;
  /** The caller's channel by the id of a call that may yet be taken by somebody else. */
  readonly #callers = new Map<string, string>();
  /** The calls that were, by the caller's channel. */
  readonly #taken = new Map<string, string>();

  constructor(adapter: AsteriskAdapter) {
    this.#adapter = adapter;
  }

  /** The callers whose calls were taken. */
  concerns(): Iterable<string> {
    return this.#taken.keys();
  }

  /** The link is lost: who took what is not seen. */
  clear(): void {
    this.#callers.clear();
    this.#taken.clear();
  }

  /** A call as it is now. @returns who took it, if that is known at its end */
  hear(call: Call): TakenCall | undefined {
    if (call.state !== 'ended') {
      const origin = call.direction === 'incoming' ? this.#adapter.story(call.id)?.origin : undefined;
      if (origin !== undefined && call.connectedAt === undefined) this.#callers.set(call.id, origin);
      else this.#callers.delete(call.id);
      return undefined;
    }
    const caller = this.#callers.get(call.id);
    this.#callers.delete(call.id);
    if (call.outcome !== 'answeredElsewhere' || caller === undefined) return undefined;
    this.#taken.set(caller, call.id);
    return this.#look(caller);
  }

  /** The channels know of the event already. */
  follow(event: ChannelEvent): readonly TakenCall[] {
    if (this.#taken.size === 0) return [];
    if (event.type === 'hungUp') this.#taken.delete(event.channel.uniqueId);
    if (event.type !== 'bridgeEntered') return [];
    return [...this.#taken.keys()].flatMap((caller) => this.#look(caller) ?? []);
  }

  #look(caller: string): TakenCall | undefined {
    const { channels } = this.#adapter;
    const channel = channels.get(caller);
    const answerer = channel && channels.farEnd(channel);
    const callId = this.#taken.get(caller);
    if (answerer === undefined || callId === undefined) return undefined;
    this.#taken.delete(caller);
    return { callId, by: personOf(answerer) };
  }
}
