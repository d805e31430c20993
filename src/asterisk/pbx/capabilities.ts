import type { AmiPacket } from '../../ami/wire/packet.ts';

/**
 * What this account may do on this PBX, found out by asking: the answer to ListCommands names exactly the actions that the account
 * may send (measured on 11, 16 and 22), one header each.
 */
export class Capabilities {
  readonly #actions: ReadonlySet<string> | undefined;

  /** @param listing the answer to ListCommands; `undefined`: not known, everything is tried */
  constructor(listing?: AmiPacket) {
    if (listing === undefined) return;
    this.#actions = new Set(listing.headers.map(([name]) => name.toLowerCase()));
  }

  /** Whether the two allow the same. */
  equals(other: Capabilities): boolean {
    const [mine, theirs] = [this.#actions, other.#actions];
    if (mine === undefined || theirs === undefined) return mine === theirs;
    return mine.size === theirs.size && [...mine].every((action) => theirs.has(action));
  }

  may(action: string): boolean {
    return this.#actions?.has(action.toLowerCase()) ?? true;
  }
}
