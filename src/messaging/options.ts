import type { CommandResult, CtiCommand, RefusalCode } from '../cti/command.ts';
import type { CtiEvent } from '../cti/event.ts';
import type { Instant } from '../cti/instant.ts';
import type { Line } from '../cti/line.ts';
import type { Origin } from './origin.ts';

/** Where the service touches the app. */
export interface MessagingEdges {
  now(): Instant;
  newId(): string;
  line(): Line;
  /** Never rejects. */
  execute(command: CtiCommand): Promise<CommandResult>;
  /** @returns the function that ends it */
  onEvent(listener: (event: CtiEvent) => void): () => void;
  /** Words for a refusal, in the agent's language. */
  explain(code: RefusalCode): string;
  /**
   * Whether this origin may use the service; asks the agent where nobody has decided yet, until `signal` ends the wait: then it is no.
   * Never rejects.
   */
  mayConnect(origin: Origin, signal: AbortSignal): Promise<boolean>;
  /** Whether a page may dial the number: by the rules, or by asking the agent. Never rejects. */
  mayDial(number: string, origin: Origin | undefined): Promise<boolean>;
  /** Compares in constant time; `false` where no token is set. */
  isToken(token: string): boolean;
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
  readonly callsPerMinute: number;
  readonly commandsAtOnce: number;
  /** Errors about messages that are none, before the page is shown the door. */
  readonly complaintsMax: number;
}

export interface ServiceLimits extends PageLimits {
  /** UTF-8 bytes. */
  readonly messageBytesMax: number;
  readonly pagesMax: number;
  readonly pagesPerOriginMax: number;
  /** What a page may leave unread before it is given up, bytes. */
  readonly unreadBytesMax: number;
  /** How long an unknown page waits for the agent's decision, ms. */
  readonly decisionMs: number;
}

/** A call card's command is some 2 KB; a page of a dozen tabs opens some 15 sockets. */
export const defaultLimits: ServiceLimits = {
  messagesAtOnce: 40,
  messagesPerSecond: 20,
  callsPerMinute: 20,
  commandsAtOnce: 8,
  complaintsMax: 5,
  messageBytesMax: 64 * 1024,
  pagesMax: 64,
  pagesPerOriginMax: 32,
  unreadBytesMax: 1024 * 1024,
  decisionMs: 60_000,
};
