import { AmiError } from './wire/error.ts';
import type { AmiTarget } from './socket.ts';

/** What Node says of a connection that failed, in our codes and in words for people. */
export function toSocketError(
  cause: unknown,
  { host, port, tls }: AmiTarget,
  isConnected: boolean,
): AmiError {
  const text = cause instanceof Error ? cause.message : String(cause);
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  if (tls !== undefined && !isConnected && !isNetworkError(cause, code)) {
    return new AmiError('tls', `No encrypted connection to ${host}:${port}: ${text}`, { cause });
  }
  if (isConnected)
    return new AmiError('disconnected', `The connection to Asterisk broke: ${text}`, { cause });
  return new AmiError(
    'connectFailed',
    `No connection to ${host}:${port}: ${networkErrors.get(code) ?? text}`,
    {
      cause,
    },
  );
}

/** Errors of the way to the server; all others before the handshake is done are about TLS (there are some sixty codes). */
function isNetworkError(cause: unknown, code: string): boolean {
  const syscall = cause instanceof Error && 'syscall' in cause ? cause.syscall : undefined;
  return networkErrors.has(code) || syscall === 'connect' || syscall === 'getaddrinfo';
}

const networkErrors: ReadonlyMap<string, string> = new Map([
  ['ECONNREFUSED', 'nothing listens on that port.'],
  ['ENOTFOUND', 'no such host.'],
  ['EAI_AGAIN', 'the name server does not answer.'],
  ['EHOSTUNREACH', 'the host cannot be reached.'],
  ['ENETUNREACH', 'the network cannot be reached.'],
  ['ETIMEDOUT', 'the host does not answer.'],
  ['ERR_SOCKET_BAD_PORT', 'that is no port number.'],
]);
