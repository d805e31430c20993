/**
 * Everything that can go wrong on the wire, by name. The codes are stable: panel texts, the command line's exit codes and
 * support hang on them.
 */
export type AmiErrorCode =
  /** A name or value that may not go on the wire: CR, LF, NUL, an ill-formed name, a number that is none. */
  | 'badField'
  /** A line over its limit, ours (1,024 bytes) or the server's (`maxLineBytes`). */
  | 'lineTooLong'
  /** More headers than Asterisk reads (128) or than we accept (`maxHeaders`). */
  | 'tooManyHeaders'
  /** A message, or a list, beyond its cap. */
  | 'tooLarge'
  /** An action, or a field of one, that can harm the PBX or that a panel has no business to send. */
  | 'unsafeAction'
  /** No connection: refused, unknown host, no route. The system's error is the `cause`. */
  | 'connectFailed'
  /** The encrypted connection did not come about, most often because of the certificate. */
  | 'tls'
  /** Something answers on that port, but it is not an Asterisk manager. */
  | 'notAsterisk'
  /** User or secret are wrong, or the address is not allowed for the user; Asterisk does not say which. */
  | 'loginRefused'
  /** Asterisk said "Permission denied" to the login itself. */
  | 'permissionDenied'
  /** The account may be used once at a time (`allowmultiplelogin=no`) and is in use; retried. */
  | 'loginInUse'
  /** The secret could not be fetched from where it is kept. */
  | 'secretUnavailable'
  /** The server answered an action with `Response: Error`; its words are in `serverMessage`. */
  | 'refused'
  /** No answer in time. */
  | 'timeout'
  /** There is no connection, or it went away before the answer. */
  | 'disconnected'
  /** The server does not take what we write; nothing more is queued. */
  | 'writeBufferFull'
  /** The client was stopped. */
  | 'stopped';

export interface AmiErrorDetails {
  /** Name of the action that failed. */
  readonly action?: string;
  /** What the server said, word for word. */
  readonly serverMessage?: string;
  readonly cause?: unknown;
}

/** The only error this room throws. The message is for people and never holds a secret. */
export class AmiError extends Error {
  readonly code: AmiErrorCode;
  readonly action: string | undefined;
  readonly serverMessage: string | undefined;

  constructor(code: AmiErrorCode, message: string, details: AmiErrorDetails = {}) {
    super(message, 'cause' in details ? { cause: details.cause } : undefined);
    this.name = 'AmiError';
    this.code = code;
    this.action = details.action;
    this.serverMessage = details.serverMessage;
  }
}
