import type { BackoffOptions } from './backoff.ts';
import { parserDefaults } from './wire/parserOptions.ts';
import { connectSocket, type AmiSocket, type AmiTarget, type AmiTlsOptions } from './socket.ts';
import type { AmiPacket } from './wire/packet.ts';

/** Whatever the clock gave for a timer. */
export type AmiTimer = object;

/** The clock, so that tests own it. */
export interface AmiClock {
  /** Milliseconds since 1970, for `since` and `retryAtMs`; nothing is measured with it. */
  now(): number;
  setTimeout(callback: () => void, delayMs: number): AmiTimer;
  clearTimeout(timer: AmiTimer | undefined): void;
}

/** Where the client touches the world. */
export interface AmiEdges {
  readonly connect: (target: AmiTarget) => AmiSocket;
  readonly clock: AmiClock;
  /** In [0, 1), for the jitter and for the first part of the ActionIDs. */
  readonly random: () => number;
  /** Runs the callback after all promises that are settled by now have been heard. */
  readonly defer: (callback: () => void) => void;
}

/** Upper bounds for what is kept in memory. */
export interface AmiCaps {
  readonly maxLineBytes: number;
  readonly maxHeaders: number;
  readonly maxPacketBytes: number;
  readonly maxListItems: number;
  /** Bytes that wait to be written while the server does not read. */
  readonly maxWriteBytes: number;
}

export interface AsteriskClientOptions {
  readonly host: string;
  /** Default 5038, with TLS 5039 (manager.conf). */
  readonly port?: number;
  readonly username: string;
  /** Asked at each login, so that the secret need not stay in memory. */
  readonly secret: () => Promise<string> | string;
  /** How the secret is proved: `md5` never sends it, `plain` does. There is no falling back from one to the other. */
  readonly auth?: 'md5' | 'plain';
  /** Encrypts the connection. The certificate is always checked; `ca` (PEM) names a private authority. */
  readonly tls?: AmiTlsOptions;
  /** Event classes wanted, as for `Events:` of Login. */
  readonly events?: string;
  /** Until the connection stands, TLS included. */
  readonly connectTimeoutMs?: number;
  /** From the connection to the accepted login. Asterisk itself delays a refusal by 1 s. */
  readonly loginTimeoutMs?: number;
  readonly actionTimeoutMs?: number;
  /** Longest silence within a list, not its whole length. */
  readonly listTimeoutMs?: number;
  /** How long `stop` waits for the server's goodbye. */
  readonly logoffTimeoutMs?: number;
  /** Silence after which a ping is sent. */
  readonly heartbeatMs?: number;
  readonly heartbeatMissesMax?: number;
  /** How long `checkNow` waits for a sign of life. */
  readonly checkTimeoutMs?: number;
  /** What the server's lines are written in that are no UTF-8: a label of the Encoding Standard. Default `utf-8`. */
  readonly charset?: string;
  readonly backoff?: Partial<BackoffOptions>;
  readonly caps?: Partial<AmiCaps>;
  /** Sees all bytes, for recording. The secret and its MD5 key are masked. */
  readonly onBytes?: (direction: 'in' | 'out', bytes: Uint8Array) => void;
  /** A listener threw. */
  readonly onListenerError?: (error: unknown) => void;
  /** A line came that is no UTF-8. Called for each of them. */
  readonly onForeignText?: () => void;
  /** An answer that belongs to no waiting action: it came too late, or the server left the ActionID out. */
  readonly onStrayAnswer?: (packet: AmiPacket) => void;
  readonly edges?: Partial<AmiEdges>;
}

type WithDefaults = Required<Omit<AsteriskClientOptions, 'tls' | 'backoff' | 'caps' | 'edges'>>;

/** The options with every default filled in. */
export interface ResolvedOptions extends WithDefaults {
  readonly tls: AmiTlsOptions | undefined;
  readonly backoff: BackoffOptions;
  readonly caps: AmiCaps;
  readonly edges: AmiEdges;
}

export const clientDefaults = {
  auth: 'md5',
  // All that a panel needs; `dialplan` and `reporting` are two thirds of the volume and nothing of the calls.
  events: 'system,call,agent,user,dtmf',
  connectTimeoutMs: 10_000,
  loginTimeoutMs: 10_000,
  actionTimeoutMs: 10_000,
  listTimeoutMs: 10_000,
  logoffTimeoutMs: 1_000,
  heartbeatMs: 10_000,
  heartbeatMissesMax: 2,
  checkTimeoutMs: 3_000,
  charset: parserDefaults.charset,
  backoff: { minMs: 500, maxMs: 30_000 },
  caps: {
    maxLineBytes: parserDefaults.maxLineBytes,
    maxHeaders: parserDefaults.maxHeaders,
    maxPacketBytes: parserDefaults.maxPacketBytes,
    maxListItems: 100_000,
    maxWriteBytes: 1024 * 1024,
  },
  onBytes: () => undefined,
  onListenerError: (error) => process.emitWarning(error instanceof Error ? error : String(error)),
  onForeignText: () => undefined,
  onStrayAnswer: () => undefined,
  edges: {
    connect: connectSocket,
    clock: {
      now: () => Date.now(),
      setTimeout: (callback, delayMs) => setTimeout(callback, delayMs),
      clearTimeout: (timer) => clearTimeout(timer as NodeJS.Timeout | undefined),
    },
    random: () => Math.random(),
    defer: (callback) => void setImmediate(callback),
  },
} as const satisfies Partial<ResolvedOptions>;

export function resolveOptions(options: AsteriskClientOptions): ResolvedOptions {
  const hooks = { ...clientDefaults, ...options };
  // A hook that throws (a recorder whose disk is full) must not end the connection.
  const guarded =
    <A extends unknown[]>(hook: (...args: A) => void) =>
    (...args: A): void => {
      try {
        hook(...args);
      } catch (error) {
        hooks.onListenerError(error);
      }
    };
  return {
    ...clientDefaults,
    port: options.tls === undefined ? 5038 : 5039,
    ...options,
    onBytes: guarded(hooks.onBytes),
    onForeignText: guarded(hooks.onForeignText),
    onStrayAnswer: guarded(hooks.onStrayAnswer),
    tls: options.tls,
    backoff: { ...clientDefaults.backoff, ...options.backoff },
    caps: { ...clientDefaults.caps, ...options.caps },
    edges: { ...clientDefaults.edges, ...options.edges },
  };
}
