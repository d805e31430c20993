import type { Cause, Channel, HangupBy, Occupation } from '../channel.ts';
import type { Exchange } from '../exchange.ts';
import { channelFields } from '../packets.ts';

/** Two channels that talk to each other in a bridge. When one leaves, by whatever way, the other's call is over as well. */
export class Conversation implements Occupation {
  readonly #exchange: Exchange;
  /** Whoever holds; their partner hears the music. */
  #holder: Channel | undefined;

  private constructor(exchange: Exchange) {
    this.#exchange = exchange;
  }

  /** Puts both into a bridge, a new one if none is given: the called one first, as Asterisk does. */
  static begin(
    exchange: Exchange,
    first: Channel,
    second: Channel,
    bridge = exchange.newBridge('basic'),
  ): Conversation {
    const conversation = new Conversation(exchange);
    for (const channel of [first, second]) {
      channel.occupation = conversation;
      exchange.stopMusic(channel);
      exchange.enter(bridge, channel);
    }
    return conversation;
  }

  /** A party's phone holds, or takes off hold. Without effect when they no longer talk to each other. */
  hold(by: Channel, on: boolean): void {
    const partner = by.occupation === this ? by.bridge?.partnerOf(by) : undefined;
    if (partner === undefined || on === (this.#holder === by)) return;
    this.#holder = on ? by : undefined;
    if (on) {
      this.#exchange.tell('Hold', [...channelFields(by), ['MusicClass', 'default']]);
      this.#exchange.startMusic(partner);
    } else {
      this.#exchange.tell('Unhold', channelFields(by));
      this.#exchange.stopMusic(partner);
    }
  }

  hungUp(channel: Channel, cause: Cause, by: HangupBy): void {
    if (by === 'phone') this.#exchange.tellHangupRequest(channel, cause);
    const partner = channel.bridge?.partnerOf(channel);
    this.#leave(channel);
    if (partner !== undefined) {
      this.#leave(partner);
      // The one who runs the dial plan has something to do yet and so is heard of last.
      const [first, last] = channel.runsDialplan ? [partner, channel] : [channel, partner];
      this.#exchange.end(first, cause);
      this.#exchange.end(last, cause);
    } else this.#exchange.end(channel, cause);
  }

  release(channel: Channel): boolean {
    const partner = channel.bridge?.partnerOf(channel);
    this.#leave(channel);
    channel.occupation = undefined;
    // Later, so that a partner who is taken elsewhere by the same action is not cut off.
    if (partner !== undefined) this.#exchange.plan(partner, 0, () => this.#endIfAlone(partner));
    return true;
  }

  #endIfAlone(channel: Channel): void {
    if (channel.occupation !== this) return;
    this.#leave(channel);
    this.#exchange.end(channel);
  }

  #leave(channel: Channel): void {
    const { bridge } = channel;
    if (bridge === undefined) return;
    this.#exchange.leave(channel);
    this.#exchange.stopMusic(channel);
    this.#exchange.destroyIfEmpty(bridge);
  }
}
