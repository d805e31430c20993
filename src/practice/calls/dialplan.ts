import type { Agent } from '../exchange/agent.ts';
import { type Channel, type Occupation, normalClearing } from '../exchange/channel.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { type Colleagues, colleaguesOf, findSubscriber, pbxMenuNumber } from '../exchange/numbers.ts';
import { channelFields } from '../exchange/packets.ts';
import { Queues, queueNumbers } from './queues.ts';
import { Conferences } from './conference.ts';
import { internalContext, offhookContext, parkedContext, queueContext, trunkContext } from './contexts.ts';
import { Dial } from './dial.ts';
import type { Goal } from './originate.ts';
import { ParkingLot } from './parkingLot.ts';
import { dialSubscriber } from './subscriber.ts';

/** A phone's time from the call's arrival to its 180. */
const ringAfterMs = 50;
/** How long the agent's phone may ring before the caller is told that no one answers. */
const ringForMs = 30_000;
/** A colleague who is at their desk lets a call of a queue, or one from outside, ring for so long. */
const colleagueAnswersAfterMs = 8000;

const menuReactsAfterMs = 500;
const menuColleagueAnswersAfterMs = 3000;

const musicExten = '601';
const silenceExten = '602';
const conferencePattern = /^conference-\d.+$/;

/** What happens to a channel that comes to an extension. The extensions of a small office, and nothing else. */
export class Dialplan {
  readonly parkingLot: ParkingLot;
  readonly queues: Queues;
  readonly colleagues: Colleagues;
  readonly #exchange: Exchange;
  readonly #agent: Agent;
  readonly #callBack: (number: string) => void;
  readonly #conferences: Conferences;

  /** @param callBack is given the number of a subscriber who said they would call back */
  constructor(exchange: Exchange, agent: Agent, callBack: (number: string) => void) {
    this.#exchange = exchange;
    this.#agent = agent;
    this.#callBack = callBack;
    this.colleagues = colleaguesOf(agent.extension);
    this.#conferences = new Conferences(exchange);
    this.parkingLot = new ParkingLot(exchange, (parkee, parker) => this.#dialParker(parkee, parker));
    this.queues = new Queues(exchange, agent, (channel, exten) => this.run(channel, queueContext, exten));
  }

  exists(context: string, exten: string): boolean {
    switch (context) {
      case parkedContext:
        return ParkingLot.isSpace(exten);
      case offhookContext:
        return exten === 'hold' || exten === 'silence' || conferencePattern.test(exten);
      case queueContext:
        return exten === this.#agent.extension || exten === this.colleagues.present;
      case trunkContext:
        return Object.values<string>(queueNumbers).includes(exten);
      case internalContext:
        return (
          ParkingLot.isSpace(exten) ||
          findSubscriber(exten) !== undefined ||
          [this.#agent.extension, musicExten, silenceExten].includes(exten)
        );
      default:
        return false;
    }
  }

  /** A channel whose first leg was answered goes on to what it was originated for. */
  proceed(channel: Channel, goal: Goal): void {
    if (goal.kind === 'exten') this.run(channel, goal.context, goal.exten, goal.priority);
    else if (goal.application.toLowerCase() === 'pickupchan') this.#pickUp(channel, goal.data);
    else this.#exchange.end(channel);
  }

  /** Sends a channel to an extension. One that does not exist ends it, as Asterisk does. */
  run(channel: Channel, context: string, exten: string, priority = 1): void {
    // Half of a Local channel may have ended with its other half on the way here.
    if (!channel.alive) return;
    channel.context = context;
    channel.exten = exten;
    channel.priority = priority;
    channel.runsDialplan = true;
    if (!this.exists(context, exten)) this.#exchange.end(channel);
    else if (context === parkedContext) this.#fetchParked(channel, exten);
    else if (context === offhookContext) this.#runOffhook(channel, exten);
    else {
      // The first priority of each extension only makes a note.
      channel.priority = priority + 1;
      if (context === trunkContext) this.queues.at(exten)?.join(channel);
      else if (context === queueContext) this.#dialMember(channel, exten);
      else this.#runInternal(channel, exten);
    }
  }

  #fetchParked(channel: Channel, space: string): void {
    channel.application = 'ParkedCall';
    channel.data = `default,${space}`;
    // Where no one waits, the caller hears so, and that is all.
    if (!this.parkingLot.fetch(channel, space)) this.#exchange.end(channel);
  }

  #runOffhook(channel: Channel, exten: string): void {
    this.#exchange.setState(channel, 'Up');
    if (exten === 'hold' || exten === 'silence') this.#wait(channel, exten === 'hold');
    else this.#conferences.join(channel, exten);
  }

  #runInternal(channel: Channel, exten: string): void {
    const subscriber = findSubscriber(exten);
    if (exten === this.#agent.extension) this.dialAgent(channel);
    else if (exten === pbxMenuNumber) this.#ask(channel);
    else if (subscriber !== undefined) {
      dialSubscriber(this.#exchange, channel, subscriber, () => {
        if (subscriber.behaviour === 'callsBack') this.#callBack(subscriber.number);
      });
    } else if (ParkingLot.isSpace(exten)) this.#fetchParked(channel, exten);
    else {
      this.#exchange.setState(channel, 'Up');
      this.#wait(channel, exten === musicExten);
    }
  }

  /** A menu of this dial plan: 1 leads to a colleague, 2 to an echo test, 9 to the end. */
  #ask(channel: Channel): void {
    this.#exchange.setState(channel, 'Up');
    channel.application = 'Read';
    channel.data = 'CHOICE,,1';
    const menu = new Waiting(this.#exchange);
    channel.occupation = menu;
    const choices: Readonly<Partial<Record<string, () => void>>> = {
      '1': () => {
        menu.release(channel);
        channel.application = 'Dial';
        this.dialColleague(channel, this.colleagues.present, menuColleagueAnswersAfterMs);
      },
      '2': () => {
        channel.application = 'Echo';
        channel.data = '';
      },
      '9': () => this.#exchange.end(channel),
    };
    channel.asks = (digit) => {
      const isAsking = channel.occupation === menu && channel.application === 'Read';
      const choice = isAsking ? choices[digit] : undefined;
      if (choice !== undefined) this.#exchange.plan(channel, menuReactsAfterMs, choice);
    };
  }

  #wait(channel: Channel, withMusic: boolean): void {
    channel.application = withMusic ? 'MusicOnHold' : 'Wait';
    channel.data = '';
    channel.occupation = new Waiting(this.#exchange);
    if (withMusic) this.#exchange.startMusic(channel);
  }

  /** A queue, or a call from outside, rings a phone of the office. */
  #dialMember(channel: Channel, exten: string): void {
    if (exten === this.#agent.extension) this.dialAgent(channel);
    else this.dialColleague(channel, exten, colleagueAnswersAfterMs);
  }

  #dialParker(parkee: Channel, parker: string): void {
    const { present } = this.colleagues;
    if (parker === `PJSIP/${present}`) this.dialColleague(parkee, present, colleagueAnswersAfterMs);
    else this.dialAgent(parkee);
  }

  /** @param answerAfterMs how long it rings until they answer; `undefined`: no one is there */
  dialColleague(caller: Channel, extension: string, answerAfterMs?: number): Dial {
    const { name = '' } = findSubscriber(extension) ?? {};
    const dial = this.#dial(caller, `PJSIP/${extension}`, extension, name);
    if (answerAfterMs !== undefined)
      this.#exchange.plan(dial.called, ringAfterMs + answerAfterMs, () => dial.answer());
    return dial;
  }

  /** Rings the agent's phone, which has no handset: it is answered by the manager interface or not at all. */
  dialAgent(caller: Channel): Dial {
    const { extension, device, name } = this.#agent;
    return this.#dial(caller, device, extension, name);
  }

  #dial(caller: Channel, device: string, number: string, name: string): Dial {
    const dialled = { device, party: { number, name }, context: internalContext };
    const dial = Dial.begin(this.#exchange, caller, dialled, ringForMs);
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
