import type { Clock, Timer } from '../../world/edges.ts';
import { HistoryError, type HistoryFault } from '../fault.ts';
import type { SetAside } from './openDatabase.ts';
import type { HistoryReply, HistoryRequest, HistoryTask } from './protocol.ts';

/** The channel to the worker that owns the file. */
export interface HistoryWorker {
  postMessage(request: HistoryRequest): void;
  on(event: 'message', listener: (reply: HistoryReply) => void): unknown;
  /** It ended without being asked to. */
  on(event: 'exit', listener: () => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
}

export interface OwnerLinkOptions {
  readonly start: () => HistoryWorker;
  readonly clock: Clock;
  readonly onSetAside: (setAside: SetAside) => void;
  /** So many more calls could not be read or written. */
  readonly onLeftOut: (count: number) => void;
}

/** A worker with nothing to do holds some 10 MiB (`npm run bench:app`); to open the file again takes it 50 ms. */
const restMs = 30_000;

interface Asked {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: HistoryError) => void;
}

/** What is asked of the file's owner, answered in turn. The worker is there while there is something to do, and never twice at a time. */
export class OwnerLink {
  readonly #options: OwnerLinkOptions;
  readonly #asked = new Map<number, Asked>();
  #worker: HistoryWorker | undefined;
  #lastId = 0;
  #rest: Timer | undefined;
  /** The last worker is putting the file in order. */
  #leaving: Promise<unknown> | undefined;
  /** Calls are left out of this file: it stays open, for they are counted again at each opening. */
  #isCounted = false;

  constructor(options: OwnerLinkOptions) {
    this.#options = options;
  }

  /** @throws HistoryError as rejection */
  request(task: HistoryTask, args: readonly unknown[]): Promise<unknown> {
    if (this.#leaving !== undefined) return this.#leaving.then(() => this.request(task, args));
    this.#options.clock.clearTimeout(this.#rest);
    return this.#post((this.#worker ??= this.#started()), task, args);
  }

  /** Has the file closed once all that was asked is answered. Never rejects. */
  async close(): Promise<void> {
    this.#options.clock.clearTimeout(this.#rest);
    await this.#leaving;
    await this.#leave();
  }

  #leave(): Promise<unknown> | undefined {
    const worker = this.#worker;
    if (worker === undefined) return undefined;
    this.#leaving = this.#post(worker, 'close', [])
      .catch(() => undefined)
      .finally(() => {
        this.#leaving = undefined;
        if (this.#worker === worker) this.#worker = undefined;
      });
    return this.#leaving;
  }

  #post(worker: HistoryWorker, task: HistoryRequest['task'], args: readonly unknown[]): Promise<unknown> {
    const id = ++this.#lastId;
    const answer = new Promise((resolve, reject) => this.#asked.set(id, { resolve, reject }));
    worker.postMessage({ id, task, args });
    return answer;
  }

  #started(): HistoryWorker {
    const worker = this.#options.start();
    const ended = (fault: HistoryFault, detail: string): void => {
      if (this.#worker !== worker) return;
      this.#worker = undefined;
      this.#options.clock.clearTimeout(this.#rest);
      const asked = [...this.#asked.values()];
      this.#asked.clear();
      for (const { reject } of asked) reject(new HistoryError(fault, detail));
    };
    worker.on('message', (reply) => {
      if (reply.type === 'setAside') this.#options.onSetAside(reply.setAside);
      else if (reply.type === 'leftOut') {
        this.#isCounted = true;
        this.#options.clock.clearTimeout(this.#rest);
        this.#options.onLeftOut(reply.count);
      } else if (reply.type === 'notOpened') ended(reply.fault, reply.detail);
      else this.#settle(reply);
    });
    worker.on('error', (error) => ended('failed', error.message));
    worker.on('exit', () => ended('failed', 'The worker has ended.'));
    return worker;
  }

  #settle(reply: Extract<HistoryReply, { id: number }>): void {
    const asked = this.#asked.get(reply.id);
    this.#asked.delete(reply.id);
    if (reply.type === 'done') asked?.resolve(reply.value);
    else asked?.reject(new HistoryError(reply.fault, reply.detail));
    if (this.#asked.size > 0 || this.#leaving !== undefined || this.#isCounted) return;
    const { clock } = this.#options;
    clock.clearTimeout(this.#rest);
    this.#rest = clock.setTimeout(() => void this.#leave(), restMs);
  }
}
