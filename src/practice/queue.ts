import { memberStatus } from './deviceState.ts';
import type { Exchange } from './exchange.ts';
import type { Field } from './packets.ts';
import type { Agent } from './calls/dialplan.ts';

/** The queue `support`, with the agent as its one member. Nobody waits in it: it is there to be paused in. */
export class SupportQueue {
  readonly name = 'support';
  /** How the member looks to the queue, and so in every action about it. */
  readonly memberInterface: string;
  readonly #exchange: Exchange;
  readonly #agent: Agent;
  readonly #loginTime: number;
  #paused = false;
  #reason = '';
  #lastPause = 0;

  constructor(exchange: Exchange, agent: Agent) {
    this.#exchange = exchange;
    this.#agent = agent;
    this.memberInterface = `Local/${agent.extension}@from-queue/n`;
    this.#loginTime = this.#seconds();
  }

  tellMemberStatus(): void {
    this.#exchange.tell('QueueMemberStatus', this.#eventFields(), 'agent');
  }

  pause(paused: boolean, reason: string): void {
    this.#paused = paused;
    this.#reason = paused ? reason : '';
    if (paused) this.#lastPause = this.#seconds();
    this.#exchange.tell('DeviceStateChange', [
      ['Device', `Queue:${this.name}_pause_${this.memberInterface}`],
      ['State', paused ? 'INUSE' : 'NOT_INUSE'],
    ]);
    this.#exchange.tell('QueueMemberPause', this.#eventFields(), 'agent');
  }

  /** The queue itself, as QueueStatus lists it. */
  params(): readonly Field[] {
    const zeros = ['Calls', 'Holdtime', 'TalkTime', 'Completed', 'Abandoned', 'ServiceLevel'];
    return [
      ['Queue', this.name],
      ['Max', '0'],
      ['Strategy', 'linear'],
      ...zeros.map((key): Field => [key, '0']),
      ['ServicelevelPerf', '0.0'],
      ['ServicelevelPerf2', '0.0'],
      ['Weight', '0'],
    ];
  }

  /** The member, as QueueStatus lists it. */
  member(): readonly Field[] {
    return [
      ['Queue', this.name],
      ['Name', this.#agent.name],
      ['Location', this.memberInterface],
      ...this.#stateFields(),
      ['Wrapuptime', '0'],
    ];
  }

  summary(): readonly Field[] {
    const available = !this.#paused && this.#status() === memberStatus('NOT_INUSE');
    return [
      ['Queue', this.name],
      ['LoggedIn', '1'],
      ['Available', available ? '1' : '0'],
      ['Callers', '0'],
      ['HoldTime', '0'],
      ['TalkTime', '0'],
      ['LongestHoldTime', '0'],
    ];
  }

  #eventFields(): readonly Field[] {
    return [
      ['Queue', this.name],
      ['MemberName', this.#agent.name],
      ['Interface', this.memberInterface],
      ...this.#stateFields(),
      ['Ringinuse', '0'],
      ['Wrapuptime', '0'],
    ];
  }

  #stateFields(): readonly Field[] {
    return [
      ['StateInterface', this.#agent.device],
      ['Membership', 'static'],
      ['Penalty', '0'],
      ['CallsTaken', '0'],
      ['LastCall', '0'],
      ['LastPause', String(this.#lastPause)],
      ['LoginTime', String(this.#loginTime)],
      ['InCall', '0'],
      ['Status', String(this.#status())],
      ['Paused', this.#paused ? '1' : '0'],
      ['PausedReason', this.#reason],
    ];
  }

  #status(): number {
    return memberStatus(this.#exchange.deviceState(this.#agent.device));
  }

  #seconds(): number {
    return Math.floor(this.#exchange.now() / 1000);
  }
}
