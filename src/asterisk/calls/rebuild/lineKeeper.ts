import type { Call } from '../../../cti/call.ts';
import type { Instant } from '../../../cti/instant.ts';
import type { CallStory } from '../story/callStory.ts';
import type { Clock } from '../../../world/edges.ts';
import type { LineCalls } from '../story/lineCalls.ts';
import type { LineMemory, LineRecord } from '../../options/memory.ts';
import { carriedOver, rememberedCall, takeUp, writtenAt } from './remembered.ts';

export interface LineKeeperOptions {
  readonly memory: LineMemory | undefined;
  readonly clock: Clock;
  readonly stories: () => readonly CallStory[];
  /** The rest of the record. */
  readonly others: () => Pick<LineRecord, 'agent' | 'phone'>;
}

/** Keeps a line's memory up to date, and gives what the last panel has left in it. */
export class LineKeeper {
  readonly #options: LineKeeperOptions;
  #isTakenUp = false;
  #isDue = false;

  constructor(options: LineKeeperOptions) {
    this.#options = options;
  }

  /**
   * Once, as soon as a PBX can tell which of them stand.
   * @returns the calls of the panel that was closed, and when they were last known to stand; `undefined`: there is nothing to take up
   */
  takeUp(
    calls: LineCalls,
    at: Instant,
  ): { readonly calls: readonly Call[]; readonly lostAt: Instant } | undefined {
    const { memory } = this.#options;
    if (this.#isTakenUp) return undefined;
    this.#isTakenUp = true;
    if (memory?.last === undefined) return undefined;
    return { calls: takeUp(calls, carriedOver(memory.last, at)), lostAt: writtenAt(memory.last, at) };
  }

  /** Something has changed. Kept once per turn of the event loop, however much has. */
  keepSoon(): void {
    if (this.#options.memory === undefined || !this.#isTakenUp || this.#isDue) return;
    this.#isDue = true;
    queueMicrotask(() => {
      this.#isDue = false;
      this.keep();
    });
  }

  /** At once: it has to be known before anything else happens. */
  keep(): void {
    const { memory, clock, stories, others } = this.#options;
    if (memory === undefined) return;
    const at = clock.now();
    const announced = stories().filter((story) => story.announced);
    // Before a PBX has told which calls stand, those of the last record are all that is known.
    const before = memory.last === undefined ? [] : carriedOver(memory.last, at);
    const calls = this.#isTakenUp ? announced.map(rememberedCall) : before;
    memory.keep({ calls, ...at, ...others() });
  }
}
