import { type Channel, type Occupation, normalClearing } from '../channel.ts';
import type { Exchange } from '../exchange.ts';
import { channelFields } from '../packets.ts';
import { findSubscriber } from '../numbers.ts';
import { Dial } from './dial.ts';
import type { Goal } from './originate.ts';
import { ParkingLot } from './parkingLot.ts';
import { dialSubscriber } from './subscriber.ts';

/** The agent's phone, as the dial plan dials it. */
export interface Agent {
  readonly extension: string;
  readonly device: string;
  readonly name: string;
}

/** A phone's time from the call's arrival to its 180. */
const ringAfterMs = 50;
/** How long the agent's phone may ring before the caller is told that nobody answers. */
const ringForMs = 30_000;

export const internalContext = 'from-internal';
const parkedContext = 'parkedcalls';
const musicExten = '601';
const silenceExten = '602';

/** What happens to a channel that comes to an extension. The extensions of a small office, and nothing else. */
export class Dialplan {
  readonly parkingLot: ParkingLot;
  readonly #exchange: Exchange;
  readonly #agent: Agent;
  readonly #callBack: (number: string) => void;

  /** @param callBack is given the number of a subscriber who said they would call back */
  constructor(exchange: Exchange, agent: Agent, callBack: (number: string) => void) {
    this.#exchange = exchange;
    this.#agent = agent;
    this.#callBack = callBack;
    this.parkingLot = new ParkingLot(exchange, (parkee) => this.dialAgent(parkee));
  }

  exists(context: string, exten: string): boolean {
    if (context === parkedContext) return ParkingLot.isSpace(exten);
    if (context !== internalContext) return false;
    return (
      findSubscriber(exten) !== undefined || [this.#agent.extension, musicExten, silenceExten].includes(exten)
    );
  }

  /** A channel whose first leg was answered goes on to what it was originated for. */
  proceed(channel: Channel, goal: Goal): void {
    if (goal.kind === 'exten') this.run(channel, goal.context, goal.exten, goal.priority);
    else if (goal.application.toLowerCase() === 'pickupchan') this.#pickUp(channel, goal.data);
    else this.#exchange.end(channel);
  }

  /** Sends a channel to an extension. One that does not exist ends it, as Asterisk does. */
  run(channel: Channel, context: string, exten: string, priority = 1): void {
    channel.context = context;
    channel.exten = exten;
    channel.priority = priority;
    channel.runsDialplan = true;
    if (!this.exists(context, exten)) this.#exchange.end(channel);
    else if (context === parkedContext) this.#fetchParked(channel, exten);
    else {
      // The first priority of each extension only makes a note.
      channel.priority = priority + 1;
      this.#runInternal(channel, exten);
    }
  }

  #fetchParked(channel: Channel, space: string): void {
    channel.application = 'ParkedCall';
    channel.data = `default,${space}`;
    // Where nobody waits, the caller hears so, and that is all.
    if (!this.parkingLot.fetch(channel, space)) this.#exchange.end(channel);
  }

  #runInternal(channel: Channel, exten: string): void {
    const subscriber = findSubscriber(exten);
    if (subscriber !== undefined) {
      dialSubscriber(this.#exchange, channel, subscriber, () => {
        if (subscriber.behaviour === 'callsBack') this.#callBack(subscriber.number);
      });
    } else if (exten === this.#agent.extension) this.dialAgent(channel);
    else {
      channel.application = exten === musicExten ? 'MusicOnHold' : 'Wait';
      channel.data = '';
      channel.occupation = new Waiting(this.#exchange);
      if (exten === musicExten) this.#exchange.startMusic(channel);
    }
  }

  /** Rings the agent's phone, which has no handset: it is answered by the manager interface or not at all. */
  dialAgent(caller: Channel, ringMs = ringForMs): Dial {
    const { extension, device, name } = this.#agent;
    const dial = Dial.begin(
      this.#exchange,
      caller,
      { device, party: { number: extension, name }, context: internalContext },
      ringMs,
    );
    this.#exchange.plan(dial.called, ringAfterMs, () => dial.ring());
    return dial;
  }

  /** The application PickupChan: the channel takes the place of a ringing one (90). */
  #pickUp(channel: Channel, targetName: string): void {
    channel.application = 'PickupChan';
    channel.data = targetName;
    const target = this.#exchange.find(targetName);
    const dial = target?.occupation;
    if (!(dial instanceof Dial) || target !== dial.called || target.state !== 'Ringing') {
      this.#exchange.end(channel, normalClearing);
      return;
    }
    this.#exchange.setConnected(channel, dial.caller.caller);
    this.#exchange.tell('Pickup', [...channelFields(channel), ...channelFields(target, 'Target')]);
    this.#exchange.setConnected(dial.caller, channel.caller);
    dial.answeredBy(channel);
  }
}

/** A channel that listens to music, or to nothing, until somebody fetches it. */
class Waiting implements Occupation {
  readonly #exchange: Exchange;

  constructor(exchange: Exchange) {
    this.#exchange = exchange;
  }

  hungUp: Occupation['hungUp'] = (channel, cause, by) => {
    if (by === 'phone') this.#exchange.tellHangupRequest(channel, cause);
    this.release(channel);
    this.#exchange.end(channel, cause);
  };

  release(channel: Channel): boolean {
    this.#exchange.stopMusic(channel);
    channel.occupation = undefined;
    return true;
  }
}
