import type { AmiAction } from '../../ami/wire/action.ts';
import type { AmiEventList } from '../../ami/eventList.ts';
import type { Send } from './queueOrders.ts';

/** A link that commands can be sent over. */
export interface DeskLink {
  readonly send: Send;
  readonly list: (action: AmiAction) => Promise<AmiEventList>;
  readonly may: (action: string) => boolean;
}

/** The link of the agent's desk, from the moment it is made: commands can be sent only while the line is connected. */
export class DeskConnection {
  #link: DeskLink | undefined;
  #isOnline = false;
  #lostMonoMs = Number.NEGATIVE_INFINITY;

  get isOnline(): boolean {
    return this.#isOnline;
  }

  /** The last link that was made, also while it is lost. */
  get link(): DeskLink | undefined {
    return this.#link;
  }

  /** The link that commands can be sent over now. */
  get ready(): DeskLink | undefined {
    return this.#isOnline ? this.#link : undefined;
  }

  /** When the PBX was heard last before the link was lost, monotonic ms. */
  get lostMonoMs(): number {
    return this.#lostMonoMs;
  }

  open(link: DeskLink): void {
    this.#link = link;
  }

  connected(): void {
    this.#isOnline = true;
  }

  /** @param atMonoMs when, on the monotonic clock */
  lost(atMonoMs: number): void {
    if (this.#isOnline) this.#lostMonoMs = atMonoMs;
    this.#isOnline = false;
  }

  close(): void {
    this.#isOnline = false;
    this.#link = undefined;
  }
}
