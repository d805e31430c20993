import type { AmiAction } from './wire/action.ts';
import { backoffMs } from './backoff.ts';
import { AmiError, type AmiErrorCode } from './wire/error.ts';
import type { AmiEventList } from './eventList.ts';
import { Heartbeat } from './heartbeat.ts';
import { Listeners } from './listeners.ts';
import {
  resolveOptions,
  type AmiTimer,
  type AsteriskClientOptions,
  type ResolvedOptions,
} from './options.ts';
import type { AmiPacket } from './wire/packet.ts';
import { AmiSession } from './session.ts';
import { amiVersionOf, type AmiStatus } from './status.ts';

/** Errors that another attempt would not heal and might make worse. */
const final: ReadonlySet<AmiErrorCode> = new Set([
  'loginRefused',
  'permissionDenied',
  'notAsterisk',
  'secretUnavailable',
  // The user name, or the secret of a plain login, is one that cannot be sent.
  'badField',
]);

/**
 * A manager's line to one Asterisk that keeps itself up: it logs in, notices when the link is dead, and comes back. It has one
 * socket at a time, and its listeners stay through all reconnects. What was known of the PBX is void after each.
 */
export class AsteriskClient {
  readonly #options: ResolvedOptions;
  readonly #events: Listeners<AmiPacket>;
  readonly #statuses: Listeners<AmiStatus>;
  /** OriginateResponse goes to all clients of a PBX with its ActionID, so ours must not be like another panel's. */
  readonly #actionIdPrefix: string;
  #actionCount = 0;
  #status: AmiStatus = { state: 'stopped' };
  #session: AmiSession | undefined;
  #heartbeat: Heartbeat | undefined;
  #retryTimer: AmiTimer | undefined;
  #attempt = 0;
  #isWanted = false;
  #hasForeignText = false;
  #stopping: Promise<void> | undefined;

  constructor(options: AsteriskClientOptions) {
    this.#options = resolveOptions({
      ...options,
      onForeignText: () => {
        this.#hasForeignText = true;
        options.onForeignText?.();
      },
    });
    const report = (error: unknown): void => this.#options.onListenerError(error);
    this.#events = new Listeners(report);
    this.#statuses = new Listeners(report);
    const { random } = this.#options.edges;
    const digits = (): string => random().toString(36).slice(2, 8).padEnd(6, '0');
    this.#actionIdPrefix = `${digits()}${digits()}`;
  }

  get status(): AmiStatus {
    return this.#status;
  }

  /** Whether a line came, since the client was made, that is no UTF-8. */
  get hasForeignText(): boolean {
    return this.#hasForeignText;
  }

  /** Connects and stays connected until `stop`. Without effect while it runs; after `refused` it tries again. */
  start(): void {
    if (this.#isWanted && this.#status.state !== 'refused') return;
    this.#isWanted = true;
    this.#attempt = 0;
    // The former socket first says goodbye; one at a time.
    if (this.#stopping === undefined) this.#connect();
  }

  /** Logs off and closes; all that waits is rejected with `stopped`. Never rejects. */
  stop(): Promise<void> {
    this.#isWanted = false;
    this.#options.edges.clock.clearTimeout(this.#retryTimer);
    this.#heartbeat?.stop();
    const session = this.#session;
    this.#session = undefined;
    if (session) {
      this.#stopping = session.stop().finally(() => {
        this.#stopping = undefined;
        if (this.#isWanted) this.#connect();
      });
    }
    if (this.#status.state !== 'stopped') this.#setStatus({ state: 'stopped' });
    return this.#stopping ?? Promise.resolve();
  }

  /**
   * Sends an action and resolves with its answer. It is never kept for later: a call dialled half a minute ago is not wanted.
   * @throws AmiError as rejection: `refused` with the server's words, `timeout`, `disconnected`, `stopped`, or what the writer refuses
   */
  send(action: AmiAction): Promise<AmiPacket> {
    const session = this.#onlineSession();
    return session ? session.send(action) : Promise.reject(notConnected(action));
  }

  /** Sends an action that is answered with a list of events, and collects it. Its events do not reach `onEvent`. */
  list(action: AmiAction): Promise<AmiEventList> {
    const session = this.#onlineSession();
    return session ? session.list(action) : Promise.reject(notConnected(action));
  }

  /** All events that belong to no list. Returns the function that ends it. */
  onEvent(listener: (event: AmiPacket) => void): () => void {
    return this.#events.add(listener);
  }

  /** Each change of `status`. Returns the function that ends it. */
  onStatus(listener: (status: AmiStatus) => void): () => void {
    return this.#statuses.add(listener);
  }

  /** After a wake-up or a change of network: asks for a sign of life within `checkTimeoutMs`, or ends the wait for a retry. */
  checkNow(): void {
    if (this.#status.state === 'waiting') this.#connect();
    else if (this.#status.state === 'online') this.#heartbeat?.checkNow(this.#options.checkTimeoutMs);
  }

  /** The session is of no use, though its link stands: ends it, and logs in again after the pause of a lost one. */
  reconnect(reason: AmiError): void {
    this.#session?.close(reason);
  }

  #onlineSession(): AmiSession | undefined {
    return this.#status.state === 'online' ? this.#session : undefined;
  }

  #connect(): void {
    this.#options.edges.clock.clearTimeout(this.#retryTimer);
    const session: AmiSession = new AmiSession(this.#options, () => this.#nextActionId(), {
      onConnected: () =>
        this.#ifCurrent(session, () => this.#setStatus({ state: 'loggingIn', attempt: this.#attempt })),
      onOnline: (greeting) => this.#ifCurrent(session, () => this.#onOnline(session, greeting)),
      onAlive: () => this.#ifCurrent(session, () => this.#heartbeat?.alive()),
      onEvent: (packet) => {
        if (session === this.#session) this.#events.emit(packet);
      },
      onClosed: (error) => this.#ifCurrent(session, () => this.#onClosed(error)),
    });
    this.#session = session;
    session.open();
    this.#setStatus({ state: 'connecting', attempt: this.#attempt });
  }

  /** A session that was given up has no say any more. */
  #ifCurrent(session: AmiSession, then: () => void): void {
    if (session === this.#session) then();
  }

  #onOnline(session: AmiSession, greeting: string): void {
    const { heartbeatMs, heartbeatMissesMax, edges } = this.#options;
    this.#attempt = 0;
    this.#heartbeat = new Heartbeat({
      intervalMs: heartbeatMs,
      missesMax: heartbeatMissesMax,
      clock: edges.clock,
      // The answer itself does not matter, nor that it may fail: any byte is life, and silence is noticed.
      ping: () => void session.send({ name: 'Ping', fields: [] }).catch(() => undefined),
      onDead: () => session.close(new AmiError('timeout', 'Asterisk gives no sign of life any more.')),
    });
    this.#setStatus({ state: 'online', greeting, ...amiVersionOf(greeting), since: edges.clock.now() });
  }

  #onClosed(error: AmiError): void {
    const { edges, backoff } = this.#options;
    this.#heartbeat?.stop();
    this.#heartbeat = undefined;
    this.#session = undefined;
    if (final.has(error.code)) {
      this.#setStatus({ state: 'refused', error });
      return;
    }
    const delayMs = backoffMs(backoff, this.#attempt, edges.random());
    this.#attempt += 1;
    this.#retryTimer = edges.clock.setTimeout(() => this.#connect(), delayMs);
    this.#setStatus({
      state: 'waiting',
      retryAtMs: edges.clock.now() + delayMs,
      attempt: this.#attempt,
      error,
    });
  }

  #setStatus(status: AmiStatus): void {
    this.#status = status;
    this.#statuses.emit(status);
  }

  #nextActionId(): string {
    this.#actionCount += 1;
    return `${this.#actionIdPrefix}-${this.#actionCount}`;
  }
}

function notConnected(action: AmiAction): AmiError {
  return new AmiError('disconnected', `${action.name} was not sent: there is no connection to Asterisk.`, {
    action: action.name,
  });
}
