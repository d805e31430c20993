import type { Agent } from '../exchange/agent.ts';
import type { Bridge } from '../exchange/bridge.ts';
import type { Channel } from '../exchange/channel.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { outsideCallers } from '../exchange/numbers.ts';
import { queueNumbers } from './queues.ts';
import { trunkContext } from './contexts.ts';
import type { Dialplan } from './dialplan.ts';

/** When something goes on in the office that is not the agent's own. */
export interface OfficeSchedule {
  /** After a client has logged in. */
  readonly firstAfterMs: number;
  readonly leastPauseMs: number;
  readonly mostPauseMs: number;
}

/** Often enough that the queues and the lists are seen to live, seldom enough to work in peace. */
export const usualOffice: OfficeSchedule = {
  firstAfterMs: 15_000,
  leastPauseMs: 45_000,
  mostPauseMs: 90_000,
};

/** How long somebody waits in a queue before they give up, at least and at most. */
const queuePatienceMs = [60_000, 120_000] as const;
/** How long somebody lets a phone ring that no one answers. */
const ringPatienceMs = [15_000, 25_000] as const;
const colleagueLiftsAfterMs = 2000;
const talkBeforeParkingMs = 4000;
const parkForMs = 120_000;
/** People who talk to each other, the agent no longer with them. */
const talkForMs = [20_000, 40_000] as const;

type Happening = 'queue' | 'colleagueRings' | 'parked';

/** In the order in which they come, over and over. */
const happenings: readonly (readonly [Happening, string])[] = [
  ['parked', ''],
  ['queue', queueNumbers.support],
  ['colleagueRings', ''],
  ['queue', queueNumbers.sales],
  ['queue', queueNumbers.support],
];

/** The office around the agent: callers of the queues, calls that ring at a colleague, and calls that a colleague parks. */
export class Office {
  readonly #exchange: Exchange;
  readonly #dialplan: Dialplan;
  readonly #agent: Agent;
  readonly #schedule: OfficeSchedule | undefined;
  readonly #leaving = new Map<Bridge<Channel>, () => void>();
  #count = 0;
  #started = false;

  /** @param schedule `undefined`: nothing goes on */
  constructor(exchange: Exchange, dialplan: Dialplan, agent: Agent, schedule: OfficeSchedule | undefined) {
    this.#exchange = exchange;
    this.#dialplan = dialplan;
    this.#agent = agent;
    this.#schedule = schedule;
  }

  /** Somebody is there to see it. */
  start(): void {
    if (this.#started || this.#schedule === undefined) return;
    this.#started = true;
    this.#later(this.#schedule.firstAfterMs);
  }

  /** Somebody came into a bridge, or left it: without the agent, people come to an end after a while. */
  bridged(bridge: Bridge<Channel>): void {
    this.#leaving.get(bridge)?.();
    this.#leaving.delete(bridge);
    if (bridge.type === 'parking' || bridge.channels.length === 0) return;
    const cancel = this.#exchange.later(this.#exchange.between(...talkForMs), () => {
      this.#leaving.delete(bridge);
      this.#endWithoutAgent(bridge);
    });
    this.#leaving.set(bridge, cancel);
  }

  #endWithoutAgent(bridge: Bridge<Channel>): void {
    if (bridge.channels.some((channel) => this.#isWithAgent(channel))) {
      this.bridged(bridge);
      return;
    }
    const phone = bridge.channels.find((channel) => channel.half === undefined);
    if (phone !== undefined) this.#exchange.hangup(phone, { cause: 16 }, 'phone');
  }

  /** The agent has a leg of the same call: in the same bridge, behind a Local channel, or waiting for it. */
  #isWithAgent({ link }: Channel): boolean {
    const { device } = this.#agent;
    return [...this.#exchange.channels].some((other) => other.device === device && other.link.id === link.id);
  }

  #later(delayMs: number): void {
    this.#exchange.later(delayMs, () => {
      const [happening, exten] = happenings[this.#count % happenings.length] ?? ['queue', ''];
      this.#happen(happening, exten);
      this.#count += 1;
      if (this.#schedule === undefined) return;
      const { leastPauseMs, mostPauseMs } = this.#schedule;
      this.#later(this.#exchange.between(leastPauseMs, mostPauseMs));
    });
  }

  #happen(happening: Happening, exten: string): void {
    switch (happening) {
      case 'queue': {
        const caller = this.#caller(exten);
        this.#dialplan.run(caller, trunkContext, exten);
        this.#giveUpAfter(caller, queuePatienceMs);
        return;
      }
      case 'colleagueRings': {
        const { away } = this.#dialplan.colleagues;
        const caller = this.#caller(away);
        this.#dialplan.dialColleague(caller, away);
        this.#giveUpAfter(caller, ringPatienceMs);
        return;
      }
      case 'parked': {
        const { present } = this.#dialplan.colleagues;
        const caller = this.#caller(present);
        const dial = this.#dialplan.dialColleague(caller, present, colleagueLiftsAfterMs);
        this.#exchange.plan(caller, colleagueLiftsAfterMs + talkBeforeParkingMs, () => {
          if (caller.bridge?.partnerOf(caller) === dial.called)
            this.#dialplan.parkingLot.park(caller, dial.called.device, parkForMs);
        });
        return;
      }
    }
  }

  /** Somebody from outside, other people than those who call the agent directly about now. */
  #caller(exten: string): Channel {
    const index = outsideCallers.length - 1 - (this.#count % outsideCallers.length);
    const channel = this.#exchange.create({
      device: 'PJSIP/trunk',
      caller: outsideCallers[index] ?? { number: '', name: '' },
      context: trunkContext,
      exten,
      state: 'Ring',
    });
    channel.dnid = exten;
    channel.runsDialplan = true;
    return channel;
  }

  /** Unless they have come further than to wait or to ring by then. */
  #giveUpAfter(caller: Channel, patienceMs: readonly [number, number]): void {
    const { occupation } = caller;
    this.#exchange.plan(caller, this.#exchange.between(...patienceMs), () => {
      if (caller.occupation !== occupation) return;
      this.#exchange.hangup(caller, { cause: 127, sip: 487 }, 'phone');
    });
  }
}
