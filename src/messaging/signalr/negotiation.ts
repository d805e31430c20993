import { randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';

/**
 * The answer to a negotiation (`docs/specs/TransportProtocols.md` of ASP.NET Core): from version 1 on the id that the transport is
 * opened with is another than the one that logs may show.
 * @param url of the request, with its query
 */
export function negotiated(url: string): object {
  const version = Number(/[?&]negotiateVersion=(\d{1,4})(?:&|$)/i.exec(url)?.[1] ?? 0);
  return {
    negotiateVersion: Math.min(version, 1),
    connectionId: newConnectionId(),
    ...(version >= 1 ? { connectionToken: newConnectionId() } : {}),
    availableTransports: [{ transport: 'WebSockets', transferFormats: ['Text'] }],
  };
}

/**
 * Lets the page of this origin read the answer. Its credentials are allowed because clients ask with them by default; there are no cookies
 * here that could be used.
 */
export function corsHeaders(origin: string, asked: IncomingHttpHeaders): OutgoingHttpHeaders {
  const isPrivate = asked['access-control-request-private-network'] === 'true';
  return {
    'Access-Control-Allow-Origin': origin,
    'Access-Control-Allow-Credentials': 'true',
    'Access-Control-Allow-Methods': 'POST',
    'Access-Control-Allow-Headers': 'authorization, content-type, x-requested-with, x-signalr-user-agent',
    Vary: 'Origin',
    // Chromium asks a page of the internet for this before it may reach this computer (W3C, Private Network Access).
    ...(isPrivate ? { 'Access-Control-Allow-Private-Network': 'true' } : {}),
  };
}

/** As long as those of ASP.NET: 16 random bytes. */
function newConnectionId(): string {
  return randomBytes(16).toString('base64url');
}
