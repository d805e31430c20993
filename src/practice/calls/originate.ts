import {
  type Cause,
  type Channel,
  type HangupBy,
  type Occupation,
  type Party,
  nobody,
} from '../exchange/channel.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { type Field, channelFields, partyFields } from '../exchange/packets.ts';
import { statusOf } from './dial.ts';

/** A phone's time from the call's arrival to its 180. */
const ringAfterMs = 50;
/** A phone that was asked by header to answer does it about at once (90: 0.3 s after the click in all). */
const liftsItselfAfterMs = 150;
/** A person who reaches for the handset. */
const personLiftsAfterMs = 2000;

/** Where the agent's channel goes once they have lifted. */
export type Goal =
  | { readonly kind: 'exten'; readonly context: string; readonly exten: string; readonly priority: number }
  | { readonly kind: 'application'; readonly application: string; readonly data: string };

/** An Originate as the action asks for it. */
export interface OriginateOrder {
  readonly actionId: string | undefined;
  readonly agent: { readonly device: string; readonly party: Party; readonly context: string };
  readonly callerId: Party | undefined;
  /** The Uniqueid that the client wants its channel to have. */
  readonly channelId: string | undefined;
  readonly goal: Goal;
  readonly timeoutMs: number;
  readonly autoAnswer: boolean;
  readonly variables: readonly Field[];
}

/** Asterisk's `Reason` of an OriginateResponse: what the outgoing call came to. */
const reasons = { failure: 0, noAnswer: 3, answered: 4 } as const;

/** The first leg of a click-to-call: the agent's phone rings, and with it lifted the channel goes on to its goal. */
export class Originate implements Occupation {
  readonly #exchange: Exchange;
  readonly #order: OriginateOrder;
  readonly #proceed: (channel: Channel, goal: Goal) => void;
  readonly #channel: Channel;

  private constructor(
    exchange: Exchange,
    order: OriginateOrder,
    channel: Channel,
    proceed: (channel: Channel, goal: Goal) => void,
  ) {
    this.#exchange = exchange;
    this.#order = order;
    this.#channel = channel;
    this.#proceed = proceed;
  }

  static begin(
    exchange: Exchange,
    order: OriginateOrder,
    proceed: (channel: Channel, goal: Goal) => void,
  ): void {
    const { agent, callerId } = order;
    const channel = exchange.create({
      device: agent.device,
      caller: agent.party,
      context: agent.context,
      exten: 's',
      uniqueid: order.channelId,
    });
    channel.application = 'AppDial2';
    for (const [name, value] of order.variables) channel.variables.set(name, value);
    const originate = new Originate(exchange, order, channel, proceed);
    channel.occupation = originate;
    if (callerId !== undefined) {
      exchange.setCaller(channel, callerId);
      exchange.setConnected(channel, callerId);
    }
    originate.#tellDial('DialBegin', ['DialString', channel.peer]);
    exchange.plan(channel, order.timeoutMs, () => originate.#timedOut());
    exchange.plan(channel, ringAfterMs, () => originate.#ring());
  }

  /** The device asked for does not exist: taken all the same, and told so at once (17b). */
  static fail(exchange: Exchange, order: OriginateOrder): void {
    tellResponse(exchange, order, 'Failure', reasons.failure);
  }

  hungUp(channel: Channel, cause: Cause, by: HangupBy): void {
    if (by === 'phone') this.#exchange.tellHangupRequest(channel, cause);
    this.#tellDial('DialEnd', ['DialStatus', statusOf(cause)]);
    tellResponse(this.#exchange, this.#order, 'Failure', reasons.failure);
    this.#exchange.end(channel, cause);
  }

  release(_channel: Channel): boolean {
    return false;
  }

  #ring(): void {
    this.#exchange.setState(this.#channel, 'Ringing');
    this.#tellDial('DialState', ['DialStatus', 'RINGING']);
    const afterMs = this.#order.autoAnswer ? liftsItselfAfterMs : personLiftsAfterMs;
    this.#exchange.plan(this.#channel, afterMs, () => this.#lift());
  }

  #lift(): void {
    const channel = this.#channel;
    for (const cancel of [...channel.planned]) cancel();
    this.#exchange.setState(channel, 'Up');
    this.#tellDial('DialEnd', ['DialStatus', 'ANSWER']);
    tellResponse(this.#exchange, this.#order, 'Success', reasons.answered, channel);
    channel.occupation = undefined;
    this.#proceed(channel, this.#order.goal);
  }

  /** There is no DialEnd when the time of an Originate is over (01h). */
  #timedOut(): void {
    tellResponse(this.#exchange, this.#order, 'Failure', reasons.noAnswer);
    this.#exchange.end(this.#channel, { cause: 19, sip: 480 });
  }

  /** Only with Dest fields: the caller is the action itself. */
  #tellDial(name: string, last: Field): void {
    this.#exchange.tell(name, [...channelFields(this.#channel, 'Dest'), last]);
  }
}

function tellResponse(
  exchange: Exchange,
  order: OriginateOrder,
  response: 'Success' | 'Failure',
  reason: number,
  channel?: Channel,
): void {
  const { goal, actionId } = order;
  const goalFields: Field[] =
    goal.kind === 'exten'
      ? [
          ['Context', goal.context],
          ['Exten', goal.exten],
        ]
      : [
          ['Application', goal.application],
          ['Data', goal.data],
        ];
  exchange.tell('OriginateResponse', [
    ...(actionId === undefined ? [] : ([['ActionID', actionId]] as const)),
    ['Response', response],
    ['Channel', channel?.name ?? order.agent.device],
    ...goalFields,
    ['Reason', String(reason)],
    ['Uniqueid', channel?.uniqueid ?? '<unknown>'],
    ...partyFields(order.callerId ?? nobody),
  ]);
}
