import type { CallEventName, SipCall } from './sipCall.ts';
import type { SipMessage } from './sipMessage.ts';
import { limits } from '../limits.mjs';

/** `notify`: a NOTIFY came in; `failed`: something the phone did unasked went wrong. */
export type PhoneEventName = CallEventName | 'notify' | 'failed';

/** `atMs` counts from the phone's start. */
export type PhoneLogEntry =
  | { atMs: number; what: 'sent' | 'received'; text: string; message: SipMessage }
  | { atMs: number; what: PhoneEventName; text: string; call?: SipCall };

/** What a phone saw and did, in order, and the way for tests to wait for it. */
export class PhoneLog {
  readonly entries: PhoneLogEntry[] = [];
  readonly #owner: string;
  /** Wall clock, ms. */
  readonly startedAtMs = Date.now();
  readonly #startedAt = performance.now();
  readonly #handedOut = new Set<PhoneLogEntry>();
  readonly #waiting = new Set<(entry: PhoneLogEntry) => void>();

  constructor(owner: string) {
    this.#owner = owner;
  }

  message(what: 'sent' | 'received', message: SipMessage): void {
    this.#note({ atMs: this.#now(), what, message, text: summary(message) });
  }

  event(what: PhoneEventName, text: string, call?: SipCall): void {
    this.#note({ atMs: this.#now(), what, text, ...(call ? { call } : {}) });
  }

  /**
   * The next such event of a call that was not handed out before, whether it lies in the past or is yet to come.
   *
   * @throws Error when none comes (`limits.waitMs`), with the whole log
   */
  waitFor(name: CallEventName, matches: (call: SipCall) => boolean): Promise<SipCall> {
    const take = (entry: PhoneLogEntry): SipCall | undefined => {
      if (entry.what !== name || !('call' in entry) || this.#handedOut.has(entry) || !matches(entry.call)) {
        return undefined;
      }
      this.#handedOut.add(entry);
      return entry.call;
    };
    for (const entry of this.entries) {
      const call = take(entry);
      if (call !== undefined) return Promise.resolve(call);
    }
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(look);
        reject(
          new Error(`phone ${this.#owner}: no "${name}" within ${limits.waitMs} ms\n${this.toString()}`),
        );
      }, limits.waitMs);
      const look = (entry: PhoneLogEntry): void => {
        const call = take(entry);
        if (call === undefined) return;
        this.#waiting.delete(look);
        clearTimeout(timer);
        resolve(call);
      };
      this.#waiting.add(look);
    });
  }

  toString(): string {
    const line = ({ atMs, what, text }: PhoneLogEntry): string =>
      `${String(Math.round(atMs)).padStart(6)} ms ${what} ${text}`;
    return this.entries.map(line).join('\n');
  }

  #note(entry: PhoneLogEntry): void {
    this.entries.push(entry);
    for (const look of [...this.#waiting]) look(entry);
  }

  #now(): number {
    return performance.now() - this.#startedAt;
  }
}

function summary(message: SipMessage): string {
  return message.kind === 'response'
    ? `${message.status} ${message.reason} (${message.headers.get('CSeq') ?? ''})`
    : `${message.method} ${message.uri}`;
}
