import type { Peer } from '../../../src/messaging/options.ts';

/** Whose the connections and ports of this computer are, where several people are logged in. Both are `undefined` where it is not known. */
export interface Peers {
  /** Whether a process of this user has the other end. May reject. */
  isOurs(peer: Peer): Promise<boolean | undefined>;
  /** Whether another user listens on the port, who will keep it. May reject. */
  isOthersPort(port: number): Promise<boolean | undefined>;
}
