import { signature, signatureHeader } from './signature.ts';
import type { Clock, LogEntry } from '../../src/world/edges.ts';
import type { Posted } from './post.ts';

export interface WebhookEdges {
  readonly clock: Clock;
  readonly newId: () => string;
  readonly log: (entry: LogEntry) => void;
  readonly post: (posted: Posted, signal: AbortSignal) => Promise<number>;
}

export interface WebhookTarget {
  readonly url: URL;
  readonly key: Uint8Array;
  readonly ca: string | undefined;
  /** What sends it, as `User-Agent` says it. */
  readonly agent: string;
}

/** After the first attempt, ms: a server that is being restarted is there again by then. */
const pausesMs = [1_000, 5_000, 30_000];
/** More than that is not kept: what is newest is of use. */
const mostWaiting = 100;

interface Message {
  readonly id: string;
  readonly body: string;
  readonly attempts: number;
}

/**
 * Sends messages to the administrator's server, one after another. Whatever that server does, no more than a hundred wait, none is tried
 * more than four times, and none of it is seen by a call.
 */
export class Webhook {
  readonly #target: WebhookTarget;
  readonly #edges: WebhookEdges;
  readonly #stopped = new AbortController();
  readonly #waiting: Message[] = [];
  #sending: Promise<void> | undefined;

  constructor(target: WebhookTarget, edges: WebhookEdges) {
    this.#target = target;
    this.#edges = edges;
  }

  send(facts: Readonly<Record<string, unknown>>): void {
    if (this.#stopped.signal.aborted) return;
    const id = this.#edges.newId();
    this.#waiting.push({ id, body: JSON.stringify({ id, ...facts }), attempts: 0 });
    if (this.#waiting.length > mostWaiting) {
      this.#waiting.shift();
      this.#edges.log({ level: 'warn', what: 'web-hook message dropped', code: 'tooMany' });
    }
    this.#sending ??= this.#sendAll().finally(() => (this.#sending = undefined));
  }

  /** What waits is given up. */
  stop(): void {
    this.#waiting.length = 0;
    this.#stopped.abort();
  }

  async #sendAll(): Promise<void> {
    for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift())
      await this.#deliver(next);
  }

  async #deliver({ id, body, attempts }: Message): Promise<void> {
    const { log } = this.#edges;
    const outcome = await this.#attempt(id, body);
    if (outcome === 'delivered' || this.#isStopped()) return;
    const pauseMs = outcome.isFinal ? undefined : pausesMs[attempts];
    log({
      level: 'warn',
      what: 'web-hook message not delivered',
      id,
      ...outcome.told,
      again: pauseMs !== undefined,
    });
    if (pauseMs === undefined) return;
    await this.#pause(pauseMs);
    if (!this.#isStopped()) await this.#deliver({ id, body, attempts: attempts + 1 });
  }

  async #attempt(
    id: string,
    body: string,
  ): Promise<'delivered' | { isFinal: boolean; told: Readonly<Record<string, unknown>> }> {
    const { url, key, ca, agent } = this.#target;
    const headers = {
      'Content-Type': 'application/json',
      'User-Agent': agent,
      'Offhook-Delivery': id,
      [signatureHeader]: signature(key, body, this.#edges.clock.now().wallMs),
    };
    try {
      const status = await this.#edges.post({ url, headers, body, ca }, this.#stopped.signal);
      if (status >= 200 && status < 300) return 'delivered';
      // The server has understood it and does not want it; a redirect is not followed, so it would be the same again.
      const isFinal = status < 500 && status !== 408 && status !== 429;
      return { isFinal, told: { status } };
    } catch (error) {
      return { isFinal: false, told: { error } };
    }
  }

  #isStopped(): boolean {
    return this.#stopped.signal.aborted;
  }

  #pause(pauseMs: number): Promise<void> {
    const { signal } = this.#stopped;
    if (signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = this.#edges.clock.setTimeout(resolve, pauseMs);
      signal.addEventListener(
        'abort',
        () => {
          this.#edges.clock.clearTimeout(timer);
          resolve();
        },
        { once: true },
      );
    });
  }
}
