import type { AmiAction } from './wire/action.ts';
import { AmiError } from './wire/error.ts';
import { EventList, type AmiEventList } from './eventList.ts';
import { singleAnswer } from './exchange.ts';
import { login } from './login.ts';
import type { AmiTimer, ResolvedOptions } from './options.ts';
import type { AmiPacket } from './wire/packet.ts';
import { AmiParser } from './wire/parser.ts';
import { PacketQueue } from './packetQueue.ts';
import { PendingActions, type Exchange } from './pending.ts';
import { maskSecrets } from './wire/redact.ts';
import type { AmiSocket } from './socket.ts';
import { toSocketError } from './socketError.ts';
import { writeAction } from './wire/writeAction.ts';

export interface SessionHandlers {
  readonly onConnected: () => void;
  readonly onOnline: (greeting: string) => void;
  readonly onAlive: () => void;
  readonly onEvent: (packet: AmiPacket) => void;
  /** Exactly once, and the last call of all. */
  readonly onClosed: (error: AmiError) => void;
}

/**
 * How far a connection is. From each of them it may close.
 *
 *     connecting --socket--> silent --greeting--> loggingIn --answer--> online
 */
type Stage = 'connecting' | 'silent' | 'loggingIn' | 'online' | 'closed';

/**
 * One connection, from the socket to its end: greeting, login, actions, events.
 * The socket is always read: on Asterisk 11 a client that does not read stalls the whole PBX.
 */
export class AmiSession {
  readonly #options: ResolvedOptions;
  readonly #handlers: SessionHandlers;
  readonly #nextActionId: () => string;
  readonly #parser: AmiParser;
  readonly #pending: PendingActions;
  #socket: AmiSocket | undefined;
  #deadline: AmiTimer | undefined;
  readonly #queue: PacketQueue;
  #stage: Stage = 'connecting';
  /** Why the connection ended; what came before is still handled first. */
  #ending: AmiError | undefined;

  constructor(options: ResolvedOptions, nextActionId: () => string, handlers: SessionHandlers) {
    this.#options = options;
    this.#handlers = handlers;
    this.#nextActionId = nextActionId;
    const { caps, charset, onForeignText: onForeign } = options;
    this.#parser = new AmiParser({ ...caps, charset, onForeign });
    this.#pending = new PendingActions(options.edges.clock);
    this.#queue = new PacketQueue({
      handle: (packet) => this.#handle(packet),
      defer: (run) => options.edges.defer(run),
      onEmpty: () => {
        if (this.#ending) this.close(this.#ending);
      },
    });
  }

  /** Opens the connection. Nothing is called back before this returns. */
  open(): void {
    const { edges, connectTimeoutMs, host, port, tls } = this.#options;
    this.#arm(connectTimeoutMs, () => `${host}:${port} did not answer within ${connectTimeoutMs} ms.`);
    try {
      const socket = edges.connect({ host, port, tls });
      this.#socket = socket;
      socket.on(tls === undefined ? 'connect' : 'secureConnect', () => this.#onConnected());
      socket.on('data', (bytes) => this.#onData(bytes));
      socket.on('error', (error) =>
        this.#endWith(toSocketError(error, this.#options, this.#stage !== 'connecting')),
      );
      socket.on('end', () => this.#onEnd());
      socket.on('close', () => this.#onEnd());
    } catch (error) {
      // Node throws at once for a port out of range or an unreadable CA.
      edges.defer(() => this.#endWith(toSocketError(error, this.#options, false)));
    }
  }

  /** @throws AmiError as rejection: every promise settles, at the latest when the session closes */
  send(action: AmiAction, timeoutMs = this.#options.actionTimeoutMs): Promise<AmiPacket> {
    return new Promise((resolve, reject) => {
      this.#exchange(action, singleAnswer(action.name, resolve, reject), timeoutMs);
    });
  }

  list(action: AmiAction): Promise<AmiEventList> {
    return new Promise((resolve, reject) => {
      const list = new EventList(action.name, this.#options.caps.maxListItems, resolve, reject);
      this.#exchange(action, list, this.#options.listTimeoutMs);
    });
  }

  /** Says goodbye if there is somebody to say it to, then closes. Waits at most `logoffTimeoutMs`. */
  async stop(): Promise<void> {
    const stopped = new AmiError('stopped', 'The connection was ended by this side.');
    this.#pending.failAll(stopped);
    if (this.#stage === 'online') {
      // However it goes, the connection is closed next.
      await this.send({ name: 'Logoff', fields: [] }, this.#options.logoffTimeoutMs).catch(() => undefined);
    }
    this.close(stopped);
  }

  /** Closes at once; what waits is rejected with the error. */
  close(error: AmiError): void {
    if (this.#stage === 'closed') return;
    this.#stage = 'closed';
    this.#queue.clear();
    this.#options.edges.clock.clearTimeout(this.#deadline);
    this.#socket?.destroy();
    this.#pending.failAll(error);
    this.#handlers.onClosed(error);
  }

  get #isGreeted(): boolean {
    return this.#stage === 'loggingIn' || this.#stage === 'online';
  }

  /** Nothing is sent or read any more. */
  get #isOver(): boolean {
    return this.#stage === 'closed' || this.#ending !== undefined;
  }

  #exchange(action: AmiAction, exchange: Exchange, timeoutMs: number): void {
    const socket = this.#socket;
    if (this.#isOver || socket === undefined) {
      throw new AmiError('disconnected', `${action.name} was not sent: there is no connection.`, {
        action: action.name,
      });
    }
    const actionId = this.#nextActionId();
    const bytes = writeAction(action, actionId);
    if (socket.writableLength > this.#options.caps.maxWriteBytes) {
      throw new AmiError(
        'writeBufferFull',
        `${action.name} was not sent: Asterisk does not take what we send.`,
        { action: action.name },
      );
    }
    this.#pending.add(actionId, exchange, timeoutMs);
    this.#options.onBytes('out', maskSecrets(bytes));
    socket.write(bytes);
  }

  #onConnected(): void {
    if (this.#stage !== 'connecting') return;
    this.#stage = 'silent';
    const { loginTimeoutMs, host, port } = this.#options;
    this.#arm(loginTimeoutMs, () =>
      this.#isGreeted
        ? `${host}:${port} did not answer the login within ${loginTimeoutMs} ms.`
        : `${host}:${port} said nothing within ${loginTimeoutMs} ms. Is it the manager's port, and one without TLS?`,
    );
    this.#handlers.onConnected();
  }

  #onData(bytes: Buffer): void {
    if (this.#isOver) return;
    this.#options.onBytes('in', bytes);
    this.#handlers.onAlive();
    this.#queue.push(this.#parser.push(bytes));
    if (!this.#isGreeted && this.#parser.greeting !== undefined) {
      this.#stage = 'loggingIn';
      void this.#logIn(this.#parser.greeting);
    }
    if (this.#parser.error) this.#endWith(this.#parser.error);
    else this.#queue.drain();
  }

  async #logIn(greeting: string): Promise<void> {
    try {
      await login((action) => this.send(action, this.#options.loginTimeoutMs), this.#options);
    } catch (error) {
      this.close(
        error instanceof AmiError
          ? error
          : new AmiError('disconnected', 'The login failed.', { cause: error }),
      );
      return;
    }
    if (this.#stage === 'closed') return;
    this.#options.edges.clock.clearTimeout(this.#deadline);
    this.#stage = 'online';
    this.#handlers.onOnline(greeting);
  }

  #onEnd(): void {
    if (this.#isOver) return;
    // The last message may lack its empty line; one that was cut within a line would tell half a value as a whole one.
    // In the middle of a list even a whole line will not do: the ActionID may be missing, and the item would pass for a live event.
    const isWhole = !this.#parser.error && !this.#parser.isMidLine && !this.#pending.hasList;
    if (isWhole) this.#queue.push(this.#parser.end());
    const { host, port } = this.#options;
    const text = this.#isGreeted
      ? 'Asterisk closed the connection.'
      : `${host}:${port} closed the connection without a word. Asterisk does so when too many logins are under way.`;
    this.#endWith(new AmiError('disconnected', text));
  }

  #endWith(error: AmiError): void {
    if (this.#isOver) return;
    this.#ending = error;
    this.#socket?.destroy();
    this.#queue.drain();
  }

  /** Returns whether an answer was given to somebody who awaits it. */
  #handle(packet: AmiPacket): boolean {
    const result = this.#pending.take(packet);
    if (result !== 'ignored') return result === 'settled';
    if (packet.event !== undefined) this.#handlers.onEvent(packet);
    else this.#options.onStrayAnswer(packet);
    return false;
  }

  #arm(delayMs: number, message: () => string): void {
    const { clock } = this.#options.edges;
    clock.clearTimeout(this.#deadline);
    this.#deadline = clock.setTimeout(() => this.close(new AmiError('timeout', message())), delayMs);
  }
}
