import type { Channel } from '../exchange/channel.ts';
import type { Exchange } from '../exchange/exchange.ts';
import type { Field } from '../exchange/packets.ts';
import { Member, type MemberFacts } from './member.ts';
import { QueueCall, type Waiters } from './queueCall.ts';

/** `retry` of queues.conf, between a member who did not answer and the next one. */
const retryAfterMs = 1000;

export interface QueueFacts {
  readonly name: string;
  readonly strategy: 'linear' | 'ringall';
}

/** A queue: callers in their order, and members who are called one after the other (`app_queue.c`, strategy linear). */
export class Queue implements Waiters {
  readonly facts: QueueFacts;
  readonly members: Member[] = [];
  readonly #exchange: Exchange;
  readonly #dial: (channel: Channel, exten: string) => void;
  readonly #waiting: QueueCall[] = [];
  #completed = 0;
  #abandoned = 0;

  /** @param dial sends a channel to the extension of a member */
  constructor(exchange: Exchange, facts: QueueFacts, dial: (channel: Channel, exten: string) => void) {
    this.#exchange = exchange;
    this.facts = facts;
    this.#dial = dial;
  }

  find(called: string): Member | undefined {
    return this.members.find((member) => member.facts.interface === called);
  }

  add(facts: Omit<MemberFacts, 'queue'>): Member {
    const member = new Member(this.#exchange, { ...facts, queue: this.facts.name });
    this.members.push(member);
    this.serveSoon();
    return member;
  }

  remove(member: Member): void {
    this.members.splice(this.members.indexOf(member), 1);
  }

  /** The application Queue: the caller waits here until somebody answers. */
  join(caller: Channel): void {
    caller.application = 'Queue';
    caller.data = `${this.facts.name},tT,,,60`;
    this.#exchange.setState(caller, 'Up');
    caller.priority = 2;
    const call = new QueueCall(this.#exchange, this, caller, this.#dial);
    this.#waiting.push(call);
    this.tell('QueueCallerJoin', call);
    this.#exchange.startMusic(caller);
    this.serveSoon();
  }

  /** A caller is through. */
  leave(call: QueueCall): void {
    const position = this.positionOf(call);
    this.#waiting.splice(position - 1, 1);
    this.tell('QueueCallerLeave', call, position);
  }

  abandoned(call: QueueCall): void {
    this.#abandoned += 1;
    const position = String(this.positionOf(call));
    this.#exchange.tell(
      'QueueCallerAbandon',
      [
        ...call.callerFields(),
        ['Queue', this.facts.name],
        ['Position', position],
        ['OriginalPosition', position],
        ['HoldTime', String(call.holdSeconds)],
      ],
      'agent',
    );
  }

  completed(): void {
    this.#completed += 1;
  }

  positionOf(call: QueueCall): number {
    return this.#waiting.indexOf(call) + 1;
  }

  /** Something changed that may make a member available. */
  serveSoon(): void {
    this.#exchange.later(0, () => this.#serve());
  }

  retrySoon(): void {
    this.#exchange.later(retryAfterMs, () => this.#serve());
  }

  tell(name: string, call: QueueCall, position = this.positionOf(call)): void {
    this.#exchange.tell(
      name,
      [
        ...call.callerFields(),
        ['Queue', this.facts.name],
        ['Position', String(position)],
        ['Count', String(this.#waiting.length)],
      ],
      'agent',
    );
  }

  /** As QueueStatus lists it. */
  params(): readonly Field[] {
    const counts: Field[] = [
      ['Calls', String(this.#waiting.length)],
      ['Holdtime', '0'],
      ['TalkTime', '0'],
      ['Completed', String(this.#completed)],
      ['Abandoned', String(this.#abandoned)],
      ['ServiceLevel', '0'],
    ];
    return [
      ['Queue', this.facts.name],
      ['Max', '0'],
      ['Strategy', this.facts.strategy],
      ...counts,
      ['ServicelevelPerf', '0.0'],
      ['ServicelevelPerf2', '0.0'],
      ['Weight', '0'],
    ];
  }

  entries(): readonly (readonly Field[])[] {
    return this.#waiting.map((call, index) => [
      ['Queue', this.facts.name],
      ['Position', String(index + 1)],
      ...call.entryFields(),
      ['Wait', String(call.holdSeconds)],
      ['Priority', '0'],
    ]);
  }

  summary(): readonly Field[] {
    const available = this.members.filter((member) => member.isAvailable).length;
    return [
      ['Queue', this.facts.name],
      ['LoggedIn', String(this.members.length)],
      ['Available', String(available)],
      ['Callers', String(this.#waiting.length)],
      ['HoldTime', '0'],
      ['TalkTime', '0'],
      ['LongestHoldTime', String(Math.max(0, ...this.#waiting.map((call) => call.holdSeconds)))],
    ];
  }

  #serve(): void {
    for (const call of [...this.#waiting]) call.callNext(this.members);
  }
}
