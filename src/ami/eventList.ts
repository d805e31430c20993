import { AmiError } from './wire/error.ts';
import { refusal } from './exchange.ts';
import type { AmiPacket } from './wire/packet.ts';
import type { Exchange } from './pending.ts';

export interface AmiEventList {
  readonly response: AmiPacket;
  /** The events between the answer and the end event. */
  readonly items: AmiPacket[];
  /** False when the server broke the list off (`EventList: cancelled`). */
  readonly complete: boolean;
}

/**
 * How a list ends, where the name is not the action's with `Complete`. Asterisk 11 leaves `EventList: Complete` out for many, and
 * other events are called ...Complete too (AgentComplete), so an end counts only under the list's ActionID and with its own name.
 */
const endEvents: Readonly<Record<string, string>> = {
  PJSIPShowEndpoint: 'EndpointDetailComplete',
  PJSIPShowContacts: 'ContactListComplete',
};

/** Answers with `Response: Error` that only say that the list is empty. */
const emptyLists = new Set(['no active conferences.', 'no contacts found']);

/** Collects the list that an action is answered with. */
export class EventList implements Exchange {
  readonly action: string;
  readonly isList = true;
  readonly #resolve: (list: AmiEventList) => void;
  readonly #reject: (error: AmiError) => void;
  readonly #maxItems: number;
  readonly #endEvent: string;
  #response: AmiPacket | undefined;
  #items: AmiPacket[] = [];
  #isOver = false;

  constructor(
    action: string,
    maxItems: number,
    resolve: (list: AmiEventList) => void,
    reject: (error: AmiError) => void,
  ) {
    this.action = action;
    this.#maxItems = maxItems;
    this.#resolve = resolve;
    this.#reject = reject;
    this.#endEvent = (endEvents[action] ?? `${action}Complete`).toLowerCase();
  }

  take(packet: AmiPacket): 'taken' | 'settled' {
    const event = packet.event?.toLowerCase();
    if (event === undefined) return this.#takeResponse(packet);
    const mark = packet.get('EventList')?.toLowerCase();
    if (event !== this.#endEvent && mark !== 'complete' && mark !== 'cancelled') {
      this.#takeItem(packet);
      return 'taken';
    }
    const response = this.#response;
    if (response)
      this.#settle(() => this.#resolve({ response, items: this.#items, complete: mark !== 'cancelled' }));
    else
      this.fail(
        new AmiError('disconnected', `${this.action} got a list without an answer.`, { action: this.action }),
      );
    return 'settled';
  }

  /** The rest of the list is swallowed: it must not be taken for live events. */
  fail(error: AmiError): void {
    this.#settle(() => this.#reject(error));
    this.#items = [];
  }

  #takeResponse(packet: AmiPacket): 'taken' | 'settled' {
    const error = refusal(this.action, packet);
    if (!error) {
      this.#response = packet;
      return 'taken';
    }
    if (emptyLists.has(error.serverMessage?.toLowerCase() ?? '')) {
      this.#settle(() => this.#resolve({ response: packet, items: [], complete: true }));
    } else {
      this.fail(error);
    }
    return 'settled';
  }

  #takeItem(packet: AmiPacket): void {
    if (this.#isOver) return;
    this.#items.push(packet);
    if (this.#items.length > this.#maxItems) {
      this.fail(
        new AmiError('tooLarge', `${this.action} has more than ${this.#maxItems} entries.`, {
          action: this.action,
        }),
      );
    }
  }

  #settle(how: () => void): void {
    if (this.#isOver) return;
    this.#isOver = true;
    how();
  }
}
