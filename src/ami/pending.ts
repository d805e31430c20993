import { AmiError } from './wire/error.ts';
import type { AmiClock, AmiTimer } from './options.ts';
import type { AmiPacket } from './wire/packet.ts';

/** One action and all that the server says under its ActionID. */
export interface Exchange {
  readonly action: string;
  /** Whether it goes on taking packets after its time is over. */
  readonly isList: boolean;
  /** `ignored`: not part of it; `taken`: there is more to come; `settled`: that was the last. */
  take(packet: AmiPacket): 'ignored' | 'taken' | 'settled';
  fail(error: AmiError): void;
}

interface Waiting {
  readonly exchange: Exchange;
  readonly timeoutMs: number;
  timer: AmiTimer | undefined;
  hadProgress: boolean;
  isAbandoned: boolean;
}

/** The actions of one session that wait for their answer, by ActionID. Each settles exactly once. */
export class PendingActions {
  readonly #clock: AmiClock;
  readonly #waiting = new Map<string, Waiting>();

  constructor(clock: AmiClock) {
    this.#clock = clock;
  }

  /** @param timeoutMs longest silence: each packet of a list starts it again */
  add(actionId: string, exchange: Exchange, timeoutMs: number): void {
    const waiting: Waiting = {
      exchange,
      timeoutMs,
      timer: undefined,
      hadProgress: false,
      isAbandoned: false,
    };
    this.#waiting.set(actionId, waiting);
    this.#arm(actionId, waiting);
  }

  /** Gives a packet to the action it belongs to, by ActionID and nothing else: answers without one belong to no action. */
  take(packet: AmiPacket): 'ignored' | 'taken' | 'settled' {
    if (this.#waiting.size === 0) return 'ignored';
    const actionId = packet.actionId;
    const waiting = actionId === undefined ? undefined : this.#waiting.get(actionId);
    if (actionId === undefined || waiting === undefined) return 'ignored';
    waiting.hadProgress = true;
    const result = waiting.exchange.take(packet);
    if (result === 'settled') this.#remove(actionId, waiting);
    return waiting.isAbandoned && result === 'settled' ? 'taken' : result;
  }

  /** Whether the server has still to end a list, also one whose caller has given up. */
  get hasList(): boolean {
    return [...this.#waiting.values()].some(({ exchange }) => exchange.isList);
  }

  failAll(error: AmiError): void {
    for (const [actionId, waiting] of [...this.#waiting]) {
      this.#remove(actionId, waiting);
      if (!waiting.isAbandoned) waiting.exchange.fail(error);
    }
  }

  #arm(actionId: string, waiting: Waiting): void {
    waiting.timer = this.#clock.setTimeout(() => {
      if (waiting.hadProgress) {
        waiting.hadProgress = false;
        this.#arm(actionId, waiting);
      } else {
        this.#expire(actionId, waiting);
      }
    }, waiting.timeoutMs);
  }

  #expire(actionId: string, waiting: Waiting): void {
    const { action, isList } = waiting.exchange;
    // A list stays: its late items are not to be taken for live events (ParkedCalls repeats the event ParkedCall).
    if (isList) waiting.isAbandoned = true;
    else this.#remove(actionId, waiting);
    waiting.exchange.fail(
      new AmiError('timeout', `Asterisk did not answer ${action} within ${waiting.timeoutMs} ms.`, {
        action,
      }),
    );
  }

  #remove(actionId: string, waiting: Waiting): void {
    this.#clock.clearTimeout(waiting.timer);
    this.#waiting.delete(actionId);
  }
}
