import { X509Certificate } from 'node:crypto';
import {
  createServer,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type Server,
  type ServerResponse,
  STATUS_CODES,
} from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { Admission, type Caller, nameOf, type Refusal } from './admission.ts';
import type { MessagingEdges, ServiceLimits } from './options.ts';
import { PageSocket } from './pageSocket.ts';
import { TokenBucket } from './tokenBucket.ts';

export interface MessagingServiceOptions {
  /** 2013, the protocol's; 0 takes a free one. */
  readonly port: number;
  /** Loopback only: the service is for pages of this machine's browser. `::1` is left out where this machine has none. */
  readonly hosts: readonly ('127.0.0.1' | '::1')[];
  /** PEM; with it the service speaks `wss`, also by the names that the certificate is for. */
  readonly tls?: { readonly cert: string; readonly key: string };
  readonly edges: MessagingEdges;
  readonly limits: ServiceLimits;
}

/** Close code of RFC 6455 for a server that goes away. */
const goingAway = 1001;

/** The Messaging Service: pages of CRM systems see and steer the line's calls over WebSocket, as it is or by SignalR. */
export class MessagingService {
  readonly #options: MessagingServiceOptions;
  readonly #sockets: WebSocketServer;
  readonly #admission: Admission;
  readonly #servers: Server[] = [];
  readonly #pages = new Set<PageSocket>();
  readonly #dials = new Map<string, TokenBucket>();
  #unsubscribe: (() => void) | undefined;

  /** @throws Error of `node:crypto` for a certificate that is none */
  constructor(options: MessagingServiceOptions) {
    this.#options = options;
    const certificate = options.tls === undefined ? undefined : new X509Certificate(options.tls.cert);
    this.#admission = new Admission({
      edges: options.edges,
      limits: options.limits,
      port: () => this.port,
      isOurName: (name) => certificate?.checkHost(name) !== undefined,
      inside: () => [...this.#pages].map(({ name }) => name),
    });
    this.#sockets = new WebSocketServer({
      noServer: true,
      maxPayload: options.limits.messageBytesMax,
      perMessageDeflate: false,
      clientTracking: false,
    });
  }

  /** The port that is listened on; 0 before `start`. */
  get port(): number {
    const address = this.#servers[0]?.address() as AddressInfo | null | undefined;
    return address?.port ?? 0;
  }

  get pages(): number {
    return this.#pages.size;
  }

  /** @throws Error of the operating system as rejection: `EADDRINUSE` where another service has the port */
  async start(): Promise<void> {
    try {
      for (const host of this.#options.hosts) await this.#listen(host);
    } catch (error) {
      await this.stop();
      throw error;
    }
    this.#unsubscribe = this.#options.edges.onEvent((event) => {
      for (const page of this.#pages) page.hear(event);
    });
  }

  /** Tells every page that the service goes away, and does not wait for those that do not answer. Never rejects. */
  async stop(): Promise<void> {
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
    const pages = [...this.#pages];
    for (const page of pages) page.end(goingAway, 'the service is stopped');
    this.#admission.close();
    const late = setTimeout(() => {
      for (const page of pages) page.terminate();
    }, this.#options.limits.farewellMs);
    await Promise.all(
      this.#servers.splice(0).map(
        (server) =>
          new Promise<void>((resolve) => {
            server.close(() => resolve());
            server.closeAllConnections();
          }),
      ),
    );
    clearTimeout(late);
  }

  /** Shows those the door that may not use the service any more. */
  dismiss(mayStay: (name: string) => boolean): void {
    for (const page of this.#pages) if (!mayStay(page.name)) page.end(1008, 'not allowed any more');
  }

  async #listen(host: string): Promise<void> {
    const { tls } = this.#options;
    const server = tls === undefined ? createServer() : createTlsServer(tls);
    server.headersTimeout = 5_000;
    server.requestTimeout = 5_000;
    server.on('request', (request, response) => {
      this.#answer(request, response).catch((error: unknown) => {
        this.#log('error', 'request failed', { error });
        response.destroy();
      });
    });
    server.on('upgrade', (request, socket, head) => {
      this.#upgrade(request, socket, head).catch((error: unknown) => {
        this.#log('error', 'upgrade failed', { error });
        socket.destroy();
      });
    });
    // A client that goes while it is being answered is its own affair.
    server.on('clientError', (_error, socket) => socket.destroy());
    try {
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        const port = this.port === 0 ? this.#options.port : this.port;
        server.listen({ host, port, ipv6Only: true }, resolve);
      });
    } catch (error) {
      if (host === '::1' && isWithoutIPv6(error)) return;
      throw error;
    }
    server.removeAllListeners('error');
    server.on('error', (error) => this.#log('warn', 'service', { error }));
    this.#servers.push(server);
  }

  /** SignalR's negotiation; nothing else is asked by a plain request. */
  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '/' } = request;
    if (!isNegotiation(method, url)) {
      respond(response, 426, 'This is a WebSocket service.\n', { Upgrade: 'websocket' });
      return;
    }
    const caller = await this.#admission.admit(request);
    if (typeof caller === 'object' && 'why' in caller) {
      this.#refused(request, caller);
      respond(response, caller.status, `Refused: ${caller.why}.\n`);
      return;
    }
    const { corsHeaders, negotiated } = await import('./signalr/negotiation.ts');
    const headers = caller === 'script' ? {} : corsHeaders(caller.origin, request.headers);
    if (method === 'OPTIONS') respond(response, 204, '', headers);
    else {
      const json = { ...headers, 'Content-Type': 'application/json', 'Cache-Control': 'no-store' };
      respond(response, 200, JSON.stringify(negotiated(url)), json);
    }
  }

  async #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    socket.on('error', () => undefined);
    const refuse = (refusal: Refusal): void => {
      this.#refused(request, refusal);
      const status = `${refusal.status} ${STATUS_CODES[refusal.status] ?? ''}`;
      if (!socket.destroyed)
        socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
    };
    const caller = await this.#admission.admit(request);
    if (typeof caller === 'object' && 'why' in caller) {
      refuse(caller);
      return;
    }
    // The page, or the service, may have gone while the agent was thinking; or others were quicker.
    const isFull = this.#admission.refusalFor(caller);
    if (socket.destroyed || this.#unsubscribe === undefined) socket.destroy();
    else if (isFull !== undefined) refuse(isFull);
    else {
      const isHub = isConnectionId(request.url ?? '/');
      this.#sockets.handleUpgrade(request, socket, head, (opened) => this.#welcome(opened, caller, isHub));
    }
  }

  #welcome(socket: WebSocket, caller: Caller, isHub: boolean): void {
    const { edges, limits } = this.#options;
    const name = nameOf(caller);
    const page: PageSocket = new PageSocket({
      socket,
      caller,
      isHub,
      edges,
      limits,
      dials: this.#dialsOf(name),
      onEnd: () => this.#pages.delete(page),
    });
    this.#pages.add(page);
    this.#log('info', 'page', { from: name });
  }

  /** Kept when the page goes: one that comes back has not got its calls back. */
  #dialsOf(name: string): TokenBucket {
    const { edges, limits } = this.#options;
    const dials =
      this.#dials.get(name) ??
      new TokenBucket(limits.callsPerMinute, limits.callsPerMinute / 60, edges.now().monoMs);
    this.#dials.set(name, dials);
    return dials;
  }

  #refused({ headers }: IncomingMessage, { why }: Refusal): void {
    this.#log('warn', 'page refused', { why, from: headers.origin });
  }

  #log(level: 'info' | 'warn' | 'error', what: string, facts: Readonly<Record<string, unknown>>): void {
    this.#options.edges.log({ level, what: `messaging: ${what}`, ...facts });
  }
}

/** At whatever address the page was given: the client appends this to it. */
function isNegotiation(method: string, url: string): boolean {
  return (method === 'POST' || method === 'OPTIONS') && /^[^?]*\/negotiate(?:\?|$)/.test(url);
}

/** Whether a socket is opened with an id of the form that the negotiation gives: a page without SignalR has none. */
function isConnectionId(url: string): boolean {
  return /[?&]id=[\w-]{22}(?:&|$)/.test(url);
}

/** What is left of the request, if anything, is not read. */
function respond(
  response: ServerResponse,
  status: number,
  text: string,
  headers: OutgoingHttpHeaders = {},
): void {
  response.writeHead(status, { 'Content-Type': 'text/plain', Connection: 'close', ...headers });
  response.end(text);
}

function isWithoutIPv6(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT';
}
