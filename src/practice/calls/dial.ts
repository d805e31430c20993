import {
  type Cause,
  type Channel,
  type HangupBy,
  type Occupation,
  type Party,
  normalClearing,
} from '../exchange/channel.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { channelFields } from '../exchange/packets.ts';
import { queueContext } from './contexts.ts';
import { Conversation } from './conversation.ts';

/** How a Dial ends without an answer, as its DialEnd says. */
export type FailedStatus = 'BUSY' | 'NOANSWER' | 'CONGESTION' | 'CHANUNAVAIL';

/** Whom a Dial calls. */
export interface Dialled {
  readonly device: string;
  readonly party: Party;
  readonly context: string;
}

/** What is reported of a Dial while it lasts. */
export interface DialListener {
  /** They talk. */
  answered?(conversation: Conversation, called: Channel): void;
  /** The one who called is rid of it without an answer; nothing is heard of either channel after this. */
  failed?(): void;
}

/** The Dial application: a channel that runs the dial plan calls a device, until it answers or not. */
export class Dial implements Occupation {
  readonly caller: Channel;
  readonly called: Channel;
  readonly #exchange: Exchange;
  readonly #listener: DialListener;

  private constructor(exchange: Exchange, caller: Channel, called: Channel, listener: DialListener) {
    this.#exchange = exchange;
    this.caller = caller;
    this.called = called;
    this.#listener = listener;
    caller.occupation = this;
    called.occupation = this;
  }

  /** @param timeoutMs how long it may ring */
  static begin(
    exchange: Exchange,
    caller: Channel,
    dialled: Dialled,
    timeoutMs: number,
    listener: DialListener = {},
  ): Dial {
    caller.runsDialplan = true;
    caller.application = 'Dial';
    caller.data = `${dialled.device},${String(timeoutMs / 1000)},tT`;
    const called = exchange.create({
      device: dialled.device,
      caller: dialled.party,
      context: dialled.context,
      exten: 's',
      linkedTo: caller,
    });
    called.exten = caller.exten;
    exchange.setConnected(called, caller.caller);
    const dial = new Dial(exchange, caller, called, listener);
    dial.#tell('DialBegin', ['DialString', called.peer]);
    exchange.setConnected(caller, called.caller);
    exchange.plan(called, timeoutMs, () => dial.#timedOut());
    return dial;
  }

  /** The called phone rings (180). */
  ring(): void {
    this.#exchange.setState(this.called, 'Ringing');
    this.caller.watcher?.rang(this.called);
    this.#tell('DialState', ['DialStatus', 'RINGING']);
  }

  answer(): void {
    this.#exchange.setState(this.called, 'Up');
    this.answeredBy(this.called);
  }

  /** `answerer` takes the place of the called channel: itself, or one that picked the call up. */
  answeredBy(answerer: Channel): void {
    answerer.exten = '';
    this.#tell('DialEnd', ['DialStatus', 'ANSWER'], answerer);
    this.#exchange.setState(this.caller, 'Up');
    for (const cancel of [...this.called.planned]) cancel();
    if (answerer !== this.called) {
      // The two channels have changed places: what ends is where the other one began (90).
      this.called.exten = 's';
      this.#exchange.end(this.called, { cause: 26 });
    }
    this.caller.occupation = undefined;
    answerer.occupation = undefined;
    const conversation = Conversation.begin(this.#exchange, answerer, this.caller);
    this.#listener.answered?.(conversation, answerer);
  }

  /** The called phone, or the trunk towards it, says no. */
  refuse(status: FailedStatus, cause: Cause): void {
    this.#exchange.tellHangupRequest(this.called, cause);
    this.#fail(status, cause);
  }

  hungUp(channel: Channel, cause: Cause, by: HangupBy): void {
    if (by === 'phone') this.#exchange.tellHangupRequest(channel, cause);
    if (channel === this.called) this.#fail(statusOf(cause), cause);
    else {
      this.#tell('DialEnd', ['DialStatus', 'CANCEL']);
      this.#exchange.end(this.caller, cause);
      // PJSIP: the called leg sees the caller's CANCEL as an internal error (04, 500).
      const internal = { cause: cause.cause, sip: 500 };
      this.#exchange.end(this.called, by === 'phone' ? internal : cause.cause === 0 ? normalClearing : cause);
      this.#listener.failed?.();
    }
  }

  /** A ringing channel cannot be taken elsewhere: Asterisk would drop its caller (14f). A caller can, and then calls no one. */
  release(channel: Channel): boolean {
    if (channel !== this.caller) return false;
    this.#tell('DialEnd', ['DialStatus', 'CANCEL']);
    channel.occupation = undefined;
    this.#exchange.end(this.called);
    return true;
  }

  #timedOut(): void {
    this.#tell('DialEnd', ['DialStatus', 'NOANSWER']);
    this.#exchange.end(this.called, { cause: 0 });
    this.#endCaller('NOANSWER', normalClearing);
  }

  #fail(status: FailedStatus, cause: Cause): void {
    this.#tell('DialEnd', ['DialStatus', status]);
    this.#exchange.end(this.called, cause);
    this.#endCaller(status, cause);
  }

  /** The dial plan goes on at `s-BUSY`, `s-NOANSWER`... and hangs up, each in its way; a queue's only hangs up. */
  #endCaller(status: FailedStatus, cause: Cause): void {
    const { caller } = this;
    if (caller.context === queueContext) caller.priority += 1;
    else {
      caller.exten = `s-${status}`;
      caller.priority = 1;
      if (status === 'BUSY' && caller.state === 'Ring') {
        // A caller who was not answered gets a 486, and it is then their phone that ends the call (05).
        this.#exchange.setState(caller, 'Busy');
        if (caller.half === undefined) this.#exchange.tellHangupRequest(caller, cause);
      }
    }
    this.#exchange.end(caller, caller.half === undefined ? cause : { cause: cause.cause });
    this.#listener.failed?.();
  }

  #tell(name: string, last: readonly [string, string], called = this.called): void {
    this.#exchange.tell(name, [...channelFields(this.caller), ...channelFields(called, 'Dest'), last]);
  }
}

/** What Dial makes of the cause with which the called channel went (`channel.c`, ast_hangup_cause_to_dial_status). */
export function statusOf(cause: Cause): FailedStatus {
  switch (cause.cause) {
    case 17:
      return 'BUSY';
    case 34:
      return 'CONGESTION';
    case 3:
    case 20:
      return 'CHANUNAVAIL';
    default:
      return 'NOANSWER';
  }
}
