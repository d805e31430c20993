import type { CommandResult, CtiCommand, RefusalCode } from '../cti/command.ts';
import type { CtiEvent } from '../cti/event.ts';
import type { Instant } from '../cti/instant.ts';
import type { Line } from '../cti/line.ts';
import type { Origin } from './origin.ts';

/** Both ends of a connection on this computer, as the service sees them. */
export interface Peer {
  readonly remoteAddress: string;
  readonly remotePort: number;
  readonly localAddress: string;
  readonly localPort: number;
}

/** Where the service touches the app. */
export interface MessagingEdges {
  now(): Instant;
  newId(): string;
  line(): Line;
  /** Carries out what a page (or, without an origin, a script) asked for. Never rejects. */
  execute(command: CtiCommand, origin: Origin | undefined): Promise<CommandResult>;
  /** @returns the function that ends it */
  onEvent(listener: (event: CtiEvent) => void): () => void;
  /** Words for a refusal, in the agent's language. */
  explain(code: RefusalCode): string;
  /** Whether the other end of a connection is a process of this user: on this computer others may be logged in. Never rejects. */
  isOurUser(peer: Peer): Promise<boolean>;
  /** Whether pages of this origin may use the service; `undefined` if that has not been decided yet. */
  isAllowed(origin: Origin): boolean | undefined;
  /** Asks the agent about an origin, until `signal` ends the wait: then it is no. Never rejects. */
  askAbout(origin: Origin, signal: AbortSignal): Promise<boolean>;
  /** Whether a page may dial the number: by the rules, or by asking the agent, until `signal` ends the wait. Never rejects. */
  mayDial(number: string, origin: Origin | undefined, signal: AbortSignal): Promise<boolean>;
  /** Compares in constant time; `false` where no token is set. Never rejects. */
  isToken(token: string): Promise<boolean>;
  log(entry: {
    readonly level: 'info' | 'warn' | 'error';
    readonly what: string;
    readonly [fact: string]: unknown;
  }): void;
}

/** What one page may do at most. */
export interface PageLimits {
  readonly messagesAtOnce: number;
  readonly messagesPerSecond: number;
  readonly commandsAtOnce: number;
  /** Errors about messages that are none, before the page is shown the door. */
  readonly complaintsMax: number;
}

export interface ServiceLimits extends PageLimits {
  /** UTF-8 bytes. */
  readonly messageBytesMax: number;
  readonly pagesMax: number;
  readonly pagesPerOriginMax: number;
  /** Pages that wait for the agent's decision: they must not keep those out that may come in. */
  readonly waitingMax: number;
  readonly waitingPerSiteMax: number;
  /** Of all pages of an origin together: more tabs do not dial more. */
  readonly callsPerMinute: number;
  /** What a page may leave unread before it is given up, bytes. */
  readonly unreadBytesMax: number;
  /** How long an unknown page waits for the agent's decision, ms. */
  readonly decisionMs: number;
  /** How often a page that speaks SignalR hears that the service is there, ms. */
  readonly hubPingMs: number;
  /** How long such a page may be silent, ms. */
  readonly hubSilenceMs: number;
  /** How long pages have to say goodbye when the service stops, ms. */
  readonly farewellMs: number;
}

/**
 * A call card's command is some 2 KB; a page of a dozen tabs opens some 15 sockets. SignalR's clients ping every 15 s, in a hidden tab of
 * Chromium once a minute, and give up after 30 s of silence.
 */
export const defaultLimits: ServiceLimits = {
  messagesAtOnce: 40,
  messagesPerSecond: 20,
  callsPerMinute: 20,
  commandsAtOnce: 8,
  complaintsMax: 5,
  messageBytesMax: 64 * 1024,
  pagesMax: 64,
  pagesPerOriginMax: 32,
  waitingMax: 64,
  waitingPerSiteMax: 4,
  unreadBytesMax: 1024 * 1024,
  decisionMs: 60_000,
  hubPingMs: 15_000,
  hubSilenceMs: 150_000,
  farewellMs: 500,
};
