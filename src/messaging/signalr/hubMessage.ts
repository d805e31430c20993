import { recordSeparator } from './records.ts';

/** Kinds of messages of the hub protocol, as `docs/specs/HubProtocol.md` of ASP.NET Core numbers them. */
const messageType = { invocation: 1, completion: 3, streamInvocation: 4, ping: 6, close: 7 } as const;

/** What a page says to the hub. */
export type HubMessage =
  | {
      readonly kind: 'invocation';
      readonly target: string;
      readonly parameters: readonly unknown[];
      /** The page waits for a completion that names it. */
      readonly invocationId?: string;
    }
  /** A stream is asked for; the hub has none. */
  | { readonly kind: 'stream'; readonly target: string; readonly invocationId: string }
  | { readonly kind: 'close' }
  /** A ping, or what only matters to hubs that stream: its kind is known to later versions, or it asks for nothing. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'broken'; readonly why: string };

/** @returns what is wrong with the first record of a connection; `undefined` where it can be spoken with */
export function faultInHandshake(record: string): string | undefined {
  const handshake = objectIn(record);
  if (handshake === undefined || typeof handshake.protocol !== 'string')
    return 'The handshake is missing: {"protocol":"json","version":1}.';
  if (handshake.protocol !== 'json') return 'The only protocol here is json.';
  if (handshake.version !== 1) return 'The only version here is 1.';
  return undefined;
}

/** Never throws. */
export function readHubMessage(record: string): HubMessage {
  const message = objectIn(record);
  if (message === undefined) return { kind: 'broken', why: 'The message is not a JSON object.' };
  const { type, target, arguments: parameters, invocationId } = message;
  if (typeof type !== 'number') return { kind: 'broken', why: 'The message has no type.' };
  if (type === messageType.close) return { kind: 'close' };
  if (type !== messageType.invocation && type !== messageType.streamInvocation) return { kind: 'nothing' };
  if (typeof target !== 'string' || !Array.isArray(parameters))
    return { kind: 'broken', why: 'An invocation has a target and arguments.' };
  if (type === messageType.streamInvocation) {
    return typeof invocationId === 'string'
      ? { kind: 'stream', target, invocationId }
      : { kind: 'broken', why: 'A stream has an invocationId.' };
  }
  // `null` is how some writers leave a field out.
  if (invocationId !== undefined && invocationId !== null && typeof invocationId !== 'string')
    return { kind: 'broken', why: 'invocationId is a text.' };
  return { kind: 'invocation', target, parameters, ...(invocationId ? { invocationId } : {}) };
}

/** Without an error, the hub speaks with the page. */
export function handshakeAnswer(error?: string): string {
  return recordOf(error === undefined ? {} : { error });
}

export function invocation(target: string, ...parameters: readonly unknown[]): string {
  return recordOf({ type: messageType.invocation, target, arguments: parameters });
}

export function completion(invocationId: string, result: unknown): string {
  return recordOf({ type: messageType.completion, invocationId, result });
}

export function completionWithError(invocationId: string, error: string): string {
  return recordOf({ type: messageType.completion, invocationId, error });
}

export function ping(): string {
  return recordOf({ type: messageType.ping });
}

export function closing(error?: string): string {
  return recordOf({ type: messageType.close, ...(error === undefined ? {} : { error }) });
}

function recordOf(message: object): string {
  return `${JSON.stringify(message)}${recordSeparator}`;
}

function objectIn(record: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(record);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as Readonly<Record<string, unknown>>) : undefined;
  } catch {
    return undefined;
  }
}
