import type { Bridge } from '../exchange/bridge.ts';
import type { Cause, Channel, HangupBy, Occupation } from '../exchange/channel.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { type Field, channelFields } from '../exchange/packets.ts';
import { Conversation } from './conversation.ts';

const firstSpace = 701;
const lastSpace = 720;
/** `parkingtime` of res_parking.conf as delivered. */
const defaultTimeoutMs = 45_000;

interface Parked {
  readonly parkee: Channel;
  readonly space: number;
  readonly timeoutMs: number;
  readonly since: number;
  /** Whom the call comes back to. */
  readonly parker: string;
}

/** The lot `default` with its spaces 701 to 720. A call parked here hears music until somebody fetches it, or its time is over. */
export class ParkingLot implements Occupation {
  readonly #exchange: Exchange;
  readonly #parked = new Map<number, Parked>();
  readonly #comeBack: (parkee: Channel, parker: string) => void;
  #bridge: Bridge<Channel> | undefined;

  /** @param comeBack calls the parker again for a channel whose parking time is over */
  constructor(exchange: Exchange, comeBack: (parkee: Channel, parker: string) => void) {
    this.#exchange = exchange;
    this.#comeBack = comeBack;
  }

  static isSpace(exten: string): boolean {
    return /^\d{3}$/.test(exten) && Number(exten) >= firstSpace && Number(exten) <= lastSpace;
  }

  /** @returns false when the lot is full or the channel cannot be taken out of what it is in */
  park(parkee: Channel, parker: string, timeoutMs = defaultTimeoutMs): boolean {
    const space = this.#freeSpace();
    if (space === undefined || parkee.state !== 'Up') return false;
    this.#bridge ??= this.#exchange.newBridge('parking');
    if (parkee.occupation?.release(parkee) !== true) return false;
    const parked = { parkee, space, timeoutMs, since: this.#exchange.now(), parker };
    this.#parked.set(space, parked);
    parkee.occupation = this;
    this.#exchange.tell('ParkedCall', this.#fields(parked));
    this.#exchange.enter(this.#bridge, parkee);
    this.#exchange.startMusic(parkee);
    this.#exchange.plan(parkee, timeoutMs, () => this.#timeOut(parked));
    return true;
  }

  /** Connects the phone that dialled a space with the party waiting in it. False: no one waits. */
  fetch(retriever: Channel, space: string): boolean {
    const parked = this.#parked.get(Number(space));
    if (parked === undefined) return false;
    const { parkee } = parked;
    this.#parked.delete(parked.space);
    const bridge = this.#exchange.newBridge('basic');
    parkee.occupation = undefined;
    this.#exchange.stopMusic(parkee);
    this.#exchange.tell('UnParkedCall', [
      ...channelFields(parkee, 'Parkee'),
      ...channelFields(retriever, 'Retriever'),
      ...this.#lotFields(parked),
    ]);
    this.#exchange.leave(parkee);
    Conversation.begin(this.#exchange, parkee, retriever, { bridge });
    this.#exchange.setConnected(parkee, retriever.caller);
    this.#exchange.setConnected(retriever, parkee.caller);
    return true;
  }

  /** What the action ParkedCalls lists. */
  list(): readonly (readonly Field[])[] {
    return [...this.#parked.values()].map((parked) => this.#fields(parked));
  }

  hungUp(channel: Channel, cause: Cause, by: HangupBy): void {
    if (by === 'phone') this.#exchange.tellHangupRequest(channel, cause);
    this.release(channel);
    this.#exchange.end(channel, cause);
  }

  release(channel: Channel): boolean {
    const parked = [...this.#parked.values()].find(({ parkee }) => parkee === channel);
    if (parked === undefined) return false;
    this.#leave(parked, 'ParkedCallGiveUp');
    return true;
  }

  #timeOut(parked: Parked): void {
    const { parkee, parker } = parked;
    if (this.#parked.get(parked.space) !== parked) return;
    // Already on its way: the context in which the lot dials the parker, PJSIP/101 as an extension (09c).
    parkee.context = 'park-dial';
    parkee.exten = parker.replace('/', '_');
    parkee.priority = 1;
    this.#leave(parked, 'ParkedCallTimeOut');
    this.#comeBack(parkee, parker);
  }

  #leave(parked: Parked, told: string): void {
    const { parkee } = parked;
    this.#parked.delete(parked.space);
    this.#exchange.stopMusic(parkee);
    this.#exchange.tell(told, this.#fields(parked));
    this.#exchange.leave(parkee);
    parkee.occupation = undefined;
  }

  #freeSpace(): number | undefined {
    for (let space = firstSpace; space <= lastSpace; space++) if (!this.#parked.has(space)) return space;
    return undefined;
  }

  #fields(parked: Parked): readonly Field[] {
    return [...channelFields(parked.parkee, 'Parkee'), ...this.#lotFields(parked)];
  }

  #lotFields({ space, timeoutMs, since, parker }: Parked): readonly Field[] {
    const duration = Math.floor((this.#exchange.now() - since) / 1000);
    return [
      ['ParkerDialString', parker],
      ['Parkinglot', 'default'],
      ['ParkingSpace', String(space)],
      ['ParkingTimeout', String(Math.max(0, Math.floor(timeoutMs / 1000) - duration))],
      ['ParkingDuration', String(duration)],
    ];
  }
}
