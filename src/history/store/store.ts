import type { Clock, LogEntry, Timer } from '../../world/edges.ts';
import type { HistoryCall } from '../historyCall.ts';
import type { SetAside } from './openDatabase.ts';
import type { HistoryFault } from '../fault.ts';
import type { HistoryReply, HistoryRequest, HistoryTask, HistoryTasks } from './protocol.ts';

/** The channel to the worker that owns the file. */
export interface HistoryWorker {
  postMessage(request: HistoryRequest): void;
  on(event: 'message', listener: (reply: HistoryReply) => void): unknown;
  /** It ended without being asked to. */
  on(event: 'exit', listener: () => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
}

export interface HistoryStoreOptions {
  readonly start: () => HistoryWorker;
  readonly clock: Clock;
  readonly log: (entry: LogEntry) => void;
  /** Whether what happens is written at present, and why not. */
  readonly onTrouble: (fault: HistoryFault | undefined) => void;
  readonly onSetAside: (setAside: SetAside) => void;
  /** So many more calls could not be read or written; all others go on. */
  readonly onLeftOut: (count: number) => void;
}

/** The history has no file at present. */
export class HistoryError extends Error {
  readonly fault: HistoryFault;
  constructor(fault: HistoryFault, detail: string) {
    super(detail);
    this.fault = fault;
  }
}

/** A full disk has room again when somebody has made it, not sooner. */
const retryMs = 30_000;
/** More calls than these wait for no disk: the oldest go. */
const maxWaiting = 10_000;

type Result<Task extends HistoryTask> = ReturnType<HistoryTasks[Task]>;

/**
 * The history as the main process has it. Calls are written in the order in which they change, the newest state of each; what cannot be
 * written waits and is tried again. Nothing here blocks, and nothing but `ask` rejects.
 */
export class HistoryStore {
  readonly #options: HistoryStoreOptions;
  #worker: HistoryWorker | undefined;
  readonly #asked = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  #lastId = 0;
  /** Not written yet, by line and id. */
  readonly #waiting = new Map<string, { readonly line: string; readonly call: HistoryCall }>();
  /** By line, the calls that stand; all others that the file has running have ended unseen. */
  readonly #begun = new Map<string, readonly string[]>();
  #writing: Promise<void> | undefined;
  #retry: Timer | undefined;
  #trouble: HistoryFault | undefined;
  #isClosed = false;

  constructor(options: HistoryStoreOptions) {
    this.#options = options;
  }

  /** A call is as it is now. */
  put(line: string, call: HistoryCall): void {
    const key = JSON.stringify([line, call.id]);
    this.#waiting.delete(key);
    this.#waiting.set(key, { line, call });
    const [oldest] = this.#waiting.keys();
    if (this.#waiting.size > maxWaiting && oldest !== undefined) this.#waiting.delete(oldest);
    if (this.#trouble === undefined) this.#write();
  }

  /**
   * These calls of a line stand and no others, as of now. Nothing is asked of the file for that: it is done before whatever is asked or
   * written next.
   */
  begin(line: string, standing: readonly string[]): void {
    this.#begun.set(line, standing);
  }

  /** Everything put before is in the answer. @throws HistoryError as rejection */
  async ask<Task extends HistoryTask>(
    task: Task,
    ...args: Parameters<HistoryTasks[Task]>
  ): Promise<Result<Task>> {
    if (this.#begun.size > 0 && this.#trouble === undefined) this.#write();
    await this.#writing;
    return (await this.#request(task, args)) as Result<Task>;
  }

  /** Writes what can be written and closes the file. Never rejects. */
  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#options.clock.clearTimeout(this.#retry);
    if (this.#waiting.size > 0) this.#write();
    await this.#writing;
    this.#isClosed = true;
    if (this.#worker !== undefined) await this.#request('close', []).catch(() => undefined);
  }

  #write(): void {
    this.#writing ??= this.#writeAll().finally(() => (this.#writing = undefined));
  }

  async #writeAll(): Promise<void> {
    while (this.#waiting.size > 0 || this.#begun.size > 0) {
      const batch = [...this.#waiting.values()];
      this.#waiting.clear();
      try {
        for (const [line, standing] of this.#begun) {
          await this.#request('endAllBut', [line, standing]);
          if (this.#begun.get(line) === standing) this.#begun.delete(line);
        }
        for (const [line, calls] of byLine(batch)) {
          await this.#request('put', [line, calls, this.#options.clock.now().wallMs]);
        }
        this.#told(undefined);
      } catch (error) {
        // A newer state of the same call may have come meanwhile.
        const newer = new Map(this.#waiting);
        this.#waiting.clear();
        for (const item of batch) this.#waiting.set(JSON.stringify([item.line, item.call.id]), item);
        for (const [key, item] of newer) this.#waiting.set(key, item);
        this.#told(error instanceof HistoryError ? error.fault : 'failed');
        this.#options.clock.clearTimeout(this.#retry);
        this.#retry = this.#options.clock.setTimeout(() => this.#write(), retryMs);
        return;
      }
    }
  }

  #told(fault: HistoryFault | undefined): void {
    if (fault === this.#trouble) return;
    this.#trouble = fault;
    this.#options.log({
      level: fault ? 'warn' : 'info',
      what: fault ? 'history not written' : 'history written again',
      fault,
    });
    this.#options.onTrouble(fault);
  }

  #request(task: HistoryTask | 'close', args: readonly unknown[]): Promise<unknown> {
    if (this.#isClosed && task !== 'close')
      return Promise.reject(new HistoryError('failed', 'The history is closed.'));
    this.#worker ??= this.#started();
    const id = ++this.#lastId;
    const answer = new Promise((resolve, reject) => this.#asked.set(id, { resolve, reject }));
    this.#worker.postMessage({ id, task, args });
    return answer;
  }

  #started(): HistoryWorker {
    const worker = this.#options.start();
    const ended = (fault: HistoryFault, detail: string): void => {
      if (this.#worker !== worker) return;
      this.#worker = undefined;
      this.#reject(fault, detail);
    };
    worker.on('message', (reply) => {
      if (reply.type === 'setAside') this.#options.onSetAside(reply.setAside);
      else if (reply.type === 'leftOut') this.#options.onLeftOut(reply.count);
      else if (reply.type === 'notOpened') ended(reply.fault, reply.detail);
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
  }

  #reject(fault: HistoryFault, detail: string): void {
    const asked = [...this.#asked.values()];
    this.#asked.clear();
    for (const { reject } of asked) reject(new HistoryError(fault, detail));
  }
}

function byLine(
  items: readonly { readonly line: string; readonly call: HistoryCall }[],
): Map<string, HistoryCall[]> {
  const lines = new Map<string, HistoryCall[]>();
  for (const { line, call } of items) {
    const calls = lines.get(line);
    if (calls === undefined) lines.set(line, [call]);
    else calls.push(call);
  }
  return lines;
}
