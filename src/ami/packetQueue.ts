import type { AmiPacket } from './wire/packet.ts';

export interface PacketQueueOptions {
  /** Returns whether an answer was given to somebody who awaits it. */
  readonly handle: (packet: AmiPacket) => boolean;
  /** Runs a function after what awaits has run. */
  readonly defer: (run: () => void) => void;
  /** All that came has been handled. */
  readonly onEmpty: () => void;
}

/**
 * Hands packets on in the order of their arrival; behind an answer it waits until the awaiter of that has run. So a snapshot is in
 * place before the event that came right behind it, whatever shared a segment.
 */
export class PacketQueue {
  readonly #options: PacketQueueOptions;
  #packets: AmiPacket[] = [];
  #isDeferred = false;

  constructor(options: PacketQueueOptions) {
    this.#options = options;
  }

  /** Takes packets in; they are handled by `drain`. */
  push(packets: Iterable<AmiPacket>): void {
    for (const packet of packets) this.#packets.push(packet);
  }

  drain(): void {
    if (this.#isDeferred) return;
    if (this.#handleUntilAnswer()) {
      this.#isDeferred = true;
      this.#options.defer(() => {
        this.#isDeferred = false;
        this.drain();
      });
    } else this.#options.onEmpty();
  }

  /** What is left is handled no more. */
  clear(): void {
    this.#packets = [];
  }

  /** Returns whether it stopped behind an answer. */
  #handleUntilAnswer(): boolean {
    // An index instead of shift(): a burst of thousands of events must not take quadratic time.
    let next = 0;
    let isAwaited = false;
    while (!isAwaited && next < this.#packets.length) {
      const packet = this.#packets[next++];
      isAwaited = packet !== undefined && this.#options.handle(packet);
    }
    // The queue may have been cleared meanwhile; then it is another, and empty.
    this.#packets.splice(0, next);
    return isAwaited;
  }
}
