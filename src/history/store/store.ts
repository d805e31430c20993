import type { LogEntry, Timer } from '../../world/edges.ts';
import type { HistoryCall } from '../historyCall.ts';
import { HistoryError, type HistoryFault } from '../fault.ts';
import { OwnerLink, type OwnerLinkOptions } from './ownerLink.ts';
import type { HistoryTask, HistoryTasks } from './protocol.ts';

export interface HistoryStoreOptions extends OwnerLinkOptions {
  readonly log: (entry: LogEntry) => void;
  /** Whether what happens is written at present, and why not. */
  readonly onTrouble: (fault: HistoryFault | undefined) => void;
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
  readonly #owner: OwnerLink;
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
    this.#owner = new OwnerLink(options);
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
    await this.#owner.close();
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

  #request(task: HistoryTask, args: readonly unknown[]): Promise<unknown> {
    if (this.#isClosed) return Promise.reject(new HistoryError('failed', 'The history is closed.'));
    return this.#owner.request(task, args);
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
