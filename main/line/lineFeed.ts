import type { CtiEvent } from '../../src/cti/event.ts';
import type { Line } from '../../src/cti/line.ts';
import type { LineDelta } from '../../src/ipc/line.ts';
import type { Clock, Timer } from '../../src/world/edges.ts';

/** Between two deltas, ms: a person sees no difference, and a window has the time to paint. */
const intervalMs = 50;
/** More events than these are sent as their result. */
const eventsMax = 32;

export interface LineFeedOptions {
  readonly clock: Clock;
  readonly line: () => Line;
  readonly send: (delta: LineDelta) => void;
}

/**
 * What the windows hear of the line. An event goes out with all of its turn of the event loop; those that come in quick succession
 * are gathered, and many are sent as the line that they made, whatever a PBX sends in a second.
 */
export class LineFeed {
  readonly #options: LineFeedOptions;
  #revision = 0;
  #events: CtiEvent[] = [];
  #isMerged = false;
  #isDue = false;
  #timer: Timer | undefined;
  #sentMonoMs = -Infinity;

  constructor(options: LineFeedOptions) {
    this.#options = options;
  }

  /** Of the last delta that was sent. */
  get revision(): number {
    return this.#revision;
  }

  take(event: CtiEvent): void {
    if (!this.#isMerged || isBesideTheLine(event)) this.#events.push(event);
    if (!this.#isMerged && this.#events.length > eventsMax) {
      this.#isMerged = true;
      this.#events = this.#events.filter(isBesideTheLine);
    }
    if (this.#isDue) return;
    this.#isDue = true;
    const { clock } = this.#options;
    const restMs = this.#sentMonoMs + intervalMs - clock.now().monoMs;
    if (restMs > 0) this.#timer = clock.setTimeout(() => this.flush(), restMs);
    else queueMicrotask(() => this.flush());
  }

  /** Sends what waits: something that is sent next builds on it. */
  flush(): void {
    this.#options.clock.clearTimeout(this.#timer);
    if (!this.#isDue) return;
    const { clock, line, send } = this.#options;
    const { monoMs } = clock.now();
    const events = this.#events;
    const whole = this.#isMerged ? { line: line() } : {};
    this.#forget();
    this.#sentMonoMs = monoMs;
    this.#revision += 1;
    send({ revision: this.#revision, monoMs, events, ...whole });
  }

  /** The line is another one: what was to be told of it is void. */
  reset(): void {
    this.#options.clock.clearTimeout(this.#timer);
    this.#forget();
    this.#revision += 1;
  }

  #forget(): void {
    this.#events = [];
    this.#isMerged = false;
    this.#isDue = false;
  }
}

/** The line does not show it: calls that are over, keys, errors. */
function isBesideTheLine({ type }: CtiEvent): boolean {
  return type === 'RingFinished' || type === 'Error' || type === 'DtmfEntered';
}
