import type { Agent } from '../exchange/agent.ts';
import type { Party } from '../exchange/channel.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { findSubscriber, outsideCallers } from '../exchange/numbers.ts';
import { internalContext, trunkContext } from './contexts.ts';
import type { Dialplan } from './dialplan.ts';

/** When somebody from outside calls the agent. */
export interface IncomingSchedule {
  /** After a client has logged in. */
  readonly firstAfterMs: number;
  /** Between two callers, at least and at most; starts again if it ends within a call. */
  readonly leastPauseMs: number;
  readonly mostPauseMs: number;
}

/** Soon enough to be seen by somebody who looks around, seldom enough to let them dial in peace. */
export const usualSchedule: IncomingSchedule = {
  firstAfterMs: 40_000,
  leastPauseMs: 120_000,
  mostPauseMs: 300_000,
};

/** How long somebody waits before they give up, at least and at most. */
const patienceMs = [15_000, 25_000] as const;
const callBackAfterMs = 4000;

/** Those who call the agent: people from outside now and then, and those who said they would call back. */
export class Incoming {
  readonly #exchange: Exchange;
  readonly #dialplan: Dialplan;
  readonly #agent: Agent;
  readonly #schedule: IncomingSchedule | undefined;
  #next = 0;
  #started = false;

  /** @param schedule `undefined`: no calls come in unasked */
  constructor(exchange: Exchange, dialplan: Dialplan, agent: Agent, schedule: IncomingSchedule | undefined) {
    this.#exchange = exchange;
    this.#dialplan = dialplan;
    this.#agent = agent;
    this.#schedule = schedule;
  }

  /** Somebody is there to see calls. */
  start(): void {
    if (this.#started || this.#schedule === undefined) return;
    this.#started = true;
    this.#callLater(this.#schedule.firstAfterMs);
  }

  callBack(number: string): void {
    const subscriber = findSubscriber(number);
    if (subscriber === undefined) return;
    this.#exchange.later(callBackAfterMs, () => {
      // A caller who finds the line engaged tries again.
      if (this.#agentIsBusy()) {
        this.callBack(number);
        return;
      }
      this.#call(`PJSIP/${number}`, { number, name: subscriber.name }, internalContext);
    });
  }

  #callLater(delayMs: number): void {
    this.#exchange.later(delayMs, () => {
      // Never into a call that is up: the pause starts again.
      if (this.#agentIsBusy()) {
        this.#pause();
        return;
      }
      const caller = outsideCallers[this.#next++ % outsideCallers.length];
      if (caller !== undefined) this.#call('PJSIP/trunk', caller, trunkContext);
      this.#pause();
    });
  }

  #agentIsBusy(): boolean {
    return [...this.#exchange.channels].some(({ device }) => device === this.#agent.device);
  }

  #pause(): void {
    if (this.#schedule === undefined) return;
    const { leastPauseMs, mostPauseMs } = this.#schedule;
    this.#callLater(this.#exchange.between(leastPauseMs, mostPauseMs));
  }

  #call(device: string, caller: Party, context: string): void {
    const channel = this.#exchange.create({
      device,
      caller,
      context,
      exten: this.#agent.extension,
      state: 'Ring',
    });
    channel.dnid = this.#agent.extension;
    channel.priority = 2;
    const dial = this.#dialplan.dialAgent(channel);
    this.#exchange.plan(dial.called, this.#exchange.between(...patienceMs), () => {
      // A CANCEL: PJSIP has no better cause for it than "interworking" (04).
      this.#exchange.hangup(channel, { cause: 127, sip: 487 }, 'phone');
    });
  }
}
