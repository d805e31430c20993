import type { Bridge } from '../exchange/bridge.ts';
import type { Cause, Channel, HangupBy, Occupation } from '../exchange/channel.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { type Field, bridgeFields, channelFields } from '../exchange/packets.ts';

/** The application ConfBridge: everybody in a room hears everybody. A room is there while somebody is in it. */
export class Conferences implements Occupation {
  readonly #exchange: Exchange;
  readonly #rooms = new Map<string, Bridge<Channel>>();

  constructor(exchange: Exchange) {
    this.#exchange = exchange;
  }

  join(channel: Channel, name: string): void {
    channel.application = 'ConfBridge';
    channel.data = name;
    const room = this.#rooms.get(name) ?? this.#open(name);
    channel.occupation = this;
    this.#exchange.enter(room, channel);
    this.#tell('ConfbridgeJoin', room, [...channelFields(channel), ['Admin', 'No'], ['Muted', 'No']]);
  }

  hungUp(channel: Channel, cause: Cause, by: HangupBy): void {
    if (by === 'phone') this.#exchange.tellHangupRequest(channel, cause);
    this.release(channel);
    this.#exchange.end(channel, cause);
  }

  release(channel: Channel): boolean {
    const room = channel.bridge;
    if (room === undefined) return false;
    channel.occupation = undefined;
    this.#tell('ConfbridgeLeave', room, [...channelFields(channel), ['Admin', 'No']]);
    this.#exchange.leave(channel);
    if (room.channels.length === 0) this.#close(room);
    return true;
  }

  #open(name: string): Bridge<Channel> {
    const room = this.#exchange.newBridge('base', name);
    this.#rooms.set(name, room);
    room.announcers = 1;
    this.#tell('ConfbridgeStart', room);
    return room;
  }

  #close(room: Bridge<Channel>): void {
    this.#rooms.delete(room.name);
    this.#tell('ConfbridgeEnd', room);
    room.announcers = 0;
    this.#exchange.destroyIfEmpty(room);
  }

  #tell(name: string, room: Bridge<Channel>, more: readonly Field[] = []): void {
    this.#exchange.tell(name, [['Conference', room.name], ...bridgeFields(room), ...more]);
  }
}
