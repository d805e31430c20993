import type { Bridge } from '../exchange/bridge.ts';
import type { Cause, Channel, HangupBy, Occupation } from '../exchange/channel.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { channelFields } from '../exchange/packets.ts';

/** How a conversation is begun, where it is not the usual way. */
export interface ConversationOptions {
  readonly bridge?: Bridge<Channel>;
  /** Called when one of them hangs up, before anything else of it is reported. */
  readonly ending?: (by: Channel) => void;
}

/** Two channels that talk to each other in a bridge. When one leaves, by whatever way, the other's call is over as well. */
export class Conversation implements Occupation {
  readonly #exchange: Exchange;
  readonly #ending: ((by: Channel) => void) | undefined;
  /** The party that holds; the other one hears the music. */
  #holder: Channel | undefined;

  private constructor(exchange: Exchange, ending?: (by: Channel) => void) {
    this.#exchange = exchange;
    this.#ending = ending;
  }

  /** Puts both into a bridge, a new one if none is given: the called one first, as Asterisk does. */
  static begin(
    exchange: Exchange,
    first: Channel,
    second: Channel,
    options: ConversationOptions = {},
  ): Conversation {
    const bridge = options.bridge ?? exchange.newBridge('basic');
    const conversation = new Conversation(exchange, options.ending);
    for (const channel of [first, second]) {
      // Taken out of what it is in only now: that is the order of the Bridge action (13c).
      channel.occupation?.release(channel);
      exchange.stopMusic(channel);
      exchange.enter(bridge, channel);
      channel.occupation = conversation;
    }
    return conversation;
  }

  /** Goes on with two who are in their bridge already. */
  static resume(exchange: Exchange, bridge: Bridge<Channel>): Conversation {
    const conversation = new Conversation(exchange);
    for (const channel of bridge.channels) channel.occupation = conversation;
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
    this.#ending?.(channel);
    const partner = channel.bridge?.partnerOf(channel);
    this.#leave(channel);
    if (partner !== undefined) {
      this.#leave(partner);
      // The one who runs the dial plan has something to do yet and so is heard of last.
      const [first, last] = channel.runsDialplan ? [partner, channel] : [channel, partner];
      // No longer in this: a Local channel's other half may end it before its turn.
      channel.occupation = undefined;
      partner.occupation = undefined;
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
