import { spawn } from 'node:child_process';
import type { Clock, LogEntry } from '../../src/world/edges.ts';

/** It hands a call on to another program and ends; what shows a window for longer is started by that one. */
const patienceMs = 30_000;
/** As many as there are calls at once on one desk; more of them are a flood. */
const mostAtOnce = 4;

export interface RunnerEdges {
  readonly clock: Pick<Clock, 'setTimeout' | 'clearTimeout'>;
  readonly log: (entry: LogEntry) => void;
}

/** Runs the administrator's program: without a shell, with no way to talk back, for a bounded time, a few at once. */
export class Runner {
  readonly #edges: RunnerEdges;
  #running = 0;

  constructor(edges: RunnerEdges) {
    this.#edges = edges;
  }

  /** Never throws: what goes wrong is in the log. */
  run(path: string, args: readonly string[]): void {
    const { clock, log } = this.#edges;
    if (this.#running >= mostAtOnce) {
      log({ level: 'warn', what: 'program not started', path, code: 'tooMany' });
      return;
    }
    this.#running += 1;
    const child = spawn(path, args, { shell: false, stdio: 'ignore', windowsHide: true });
    const timer = clock.setTimeout(() => {
      log({ level: 'warn', what: 'program ended', path, code: 'tooSlow' });
      child.kill('SIGKILL');
    }, patienceMs);
    let isOver = false;
    const over = (): void => {
      if (isOver) return;
      isOver = true;
      this.#running -= 1;
      clock.clearTimeout(timer);
    };
    child.once('error', (error) => {
      over();
      log({ level: 'warn', what: 'program not started', path, error });
    });
    child.once('exit', (code) => {
      over();
      if (code !== 0 && code !== null) log({ level: 'warn', what: 'program failed', path, exit: code });
    });
  }
}
