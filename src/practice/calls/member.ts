import { memberStatus } from '../exchange/deviceState.ts';
import type { Exchange } from '../exchange/exchange.ts';
import type { Field } from '../exchange/packets.ts';

/** Who a member is, as the queue's configuration or a QueueAdd says. */
export interface MemberFacts {
  readonly queue: string;
  readonly name: string;
  /** How the queue calls it, and what it goes by in every action: `Local/101@from-queue/n`. */
  readonly interface: string;
  /** The device whose state is the member's. */
  readonly device: string;
  /** Added by an action, and so removable by one. */
  readonly dynamic: boolean;
  readonly paused?: boolean;
  readonly reason?: string;
  readonly penalty?: number;
}

/** A member of a queue: whether it may be called, and what is reported of it. */
export class Member {
  readonly facts: MemberFacts;
  /** The queue is calling it. */
  isCalled = false;
  inCall = false;
  readonly #exchange: Exchange;
  readonly #loginTime: number;
  #paused: boolean;
  #reason: string;
  #lastPause = 0;
  #callsTaken = 0;
  #lastCall = 0;

  constructor(exchange: Exchange, facts: MemberFacts) {
    this.#exchange = exchange;
    this.facts = facts;
    this.#loginTime = this.#seconds();
    this.#paused = facts.paused ?? false;
    this.#reason = facts.reason ?? '';
    if (this.#paused) this.#lastPause = this.#loginTime;
  }

  /** `ringinuse=no`: members in a call are not called. */
  get isAvailable(): boolean {
    return !this.#paused && !this.isCalled && this.#status === memberStatus('NOT_INUSE');
  }

  tell(name: string): void {
    const { queue, name: memberName, interface: called } = this.facts;
    this.#exchange.tell(
      name,
      [
        ['Queue', queue],
        ['MemberName', memberName],
        ['Interface', called],
        ...this.#stateFields(),
        ['Ringinuse', '0'],
        ['Wrapuptime', '0'],
      ],
      'agent',
    );
  }

  pause(paused: boolean, reason: string): void {
    const { queue, interface: called } = this.facts;
    this.#paused = paused;
    this.#reason = paused ? reason : '';
    if (paused) this.#lastPause = this.#seconds();
    this.#exchange.tell('DeviceStateChange', [
      ['Device', `Queue:${queue}_pause_${called}`],
      ['State', paused ? 'INUSE' : 'NOT_INUSE'],
    ]);
    this.tell('QueueMemberPause');
  }

  tookCall(): void {
    this.inCall = false;
    this.#callsTaken += 1;
    this.#lastCall = this.#seconds();
  }

  /** As QueueStatus lists it. */
  listed(): readonly Field[] {
    const { queue, name, interface: called } = this.facts;
    return [
      ['Queue', queue],
      ['Name', name],
      ['Location', called],
      ...this.#stateFields(),
      ['Wrapuptime', '0'],
    ];
  }

  #stateFields(): readonly Field[] {
    return [
      ['StateInterface', this.facts.device],
      ['Membership', this.facts.dynamic ? 'dynamic' : 'static'],
      ['Penalty', String(this.facts.penalty ?? 0)],
      ['CallsTaken', String(this.#callsTaken)],
      ['LastCall', String(this.#lastCall)],
      ['LastPause', String(this.#lastPause)],
      ['LoginTime', String(this.#loginTime)],
      ['InCall', this.inCall ? '1' : '0'],
      ['Status', String(this.#status)],
      ['Paused', this.#paused ? '1' : '0'],
      ['PausedReason', this.#reason],
    ];
  }

  get #status(): number {
    return memberStatus(this.#exchange.deviceState(this.facts.device));
  }

  #seconds(): number {
    return Math.floor(this.#exchange.now() / 1000);
  }
}
