import { createServer, type IncomingMessage, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { MessagingEdges, ServiceLimits } from './options.ts';
import { isLoopbackHost, type Origin, originOf } from './origin.ts';
import { PageSession } from './page.ts';

export interface MessagingServiceOptions {
  /** 2013, the protocol's; 0 takes a free one. */
  readonly port: number;
  /** Loopback only: the service is for pages of this machine's browser. */
  readonly hosts: readonly ('127.0.0.1' | '::1')[];
  /** PEM; with it the service speaks `wss`. */
  readonly tls?: { readonly cert: string; readonly key: string };
  readonly edges: MessagingEdges;
  readonly limits: ServiceLimits;
}

/** Close code of RFC 6455 for a server that goes away. */
const goingAway = 1001;

interface Page {
  readonly session: PageSession;
  readonly origin: string;
}

/** The Messaging Service: pages of CRM systems see and steer the line's calls over WebSocket. */
export class MessagingService {
  readonly #options: MessagingServiceOptions;
  readonly #sockets: WebSocketServer;
  readonly #servers: Server[] = [];
  readonly #pages = new Set<Page>();
  /** Pages that wait for the agent's decision. */
  #deciding = 0;
  #unsubscribe: (() => void) | undefined;

  constructor(options: MessagingServiceOptions) {
    this.#options = options;
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
      for (const { session } of this.#pages) session.hear(event);
    });
  }

  /** Tells every page that the service goes away. Never rejects. */
  async stop(): Promise<void> {
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
    for (const { session } of this.#pages) session.end(goingAway, 'the service is stopped');
    await Promise.all(
      this.#servers.splice(0).map(
        (server) =>
          new Promise<void>((resolve) => {
            server.close(() => resolve());
            server.closeAllConnections();
          }),
      ),
    );
  }

  /** Pages of an origin that may not use the service any more are shown the door. */
  dismiss(origin: string): void {
    for (const page of this.#pages)
      if (page.origin === origin) page.session.end(1008, 'not allowed any more');
  }

  #listen(host: string): Promise<void> {
    const { tls } = this.#options;
    const server = tls === undefined ? createServer() : createTlsServer(tls);
    server.headersTimeout = 5_000;
    server.requestTimeout = 5_000;
    server.on('request', (_request, response) => {
      response.writeHead(426, { 'Content-Type': 'text/plain', Connection: 'close', Upgrade: 'websocket' });
      response.end('This is a WebSocket service.\n');
    });
    server.on('upgrade', (request, socket, head) => void this.#upgrade(request, socket, head));
    // A client that goes while it is being answered is its own affair.
    server.on('clientError', (_error, socket) => socket.destroy());
    return new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen({ host, port: this.port === 0 ? this.#options.port : this.port, ipv6Only: true }, () => {
        server.off('error', reject);
        server.on('error', (error) => this.#log('warn', 'service', { detail: error.message }));
        this.#servers.push(server);
        resolve();
      });
    });
  }

  async #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    socket.on('error', () => undefined);
    const refuse = (status: string, why: string): void => {
      this.#log('warn', 'page refused', { why, from: request.headers.origin });
      if (!socket.destroyed)
        socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
    };
    if (!isLoopbackHost(request.headers.host, this.port)) {
      refuse('403 Forbidden', 'Host is not this machine');
      return;
    }
    const caller = this.#callerOf(request);
    if (caller === undefined) {
      refuse(
        request.headers.origin === undefined ? '401 Unauthorized' : '403 Forbidden',
        'neither origin nor token',
      );
      return;
    }
    const { limits } = this.#options;
    const name = caller === 'script' ? 'script' : caller.origin;
    const sameOrigin = [...this.#pages].filter((page) => page.origin === name).length;
    if (this.#pages.size + this.#deciding >= limits.pagesMax || sameOrigin >= limits.pagesPerOriginMax) {
      refuse('503 Service Unavailable', 'too many pages');
      return;
    }
    if (caller !== 'script' && !(await this.#isAllowed(caller, socket))) {
      refuse('403 Forbidden', 'not allowed');
      return;
    }
    if (socket.destroyed) return;
    this.#sockets.handleUpgrade(request, socket, head, (opened) => this.#welcome(opened, name, caller));
  }

  /** The page's origin, or `script` for one without that shows the token; `undefined` for neither. */
  #callerOf({ headers, url = '/' }: IncomingMessage): Origin | 'script' | undefined {
    if (headers.origin !== undefined) return originOf(headers.origin);
    const bearer = /^Bearer (\S{1,200})$/.exec(headers.authorization ?? '')?.[1];
    const token = bearer ?? new URL(url, 'ws://localhost').searchParams.get('token') ?? '';
    return token !== '' && this.#options.edges.isToken(token) ? 'script' : undefined;
  }

  /** The agent's decision, or no where none comes in time or the page does not wait for it. */
  async #isAllowed(origin: Origin, socket: Duplex): Promise<boolean> {
    const { edges, limits } = this.#options;
    this.#deciding += 1;
    const wait = new AbortController();
    const giveUp = (): void => wait.abort();
    const timer = setTimeout(giveUp, limits.decisionMs);
    socket.once('close', giveUp);
    try {
      return await edges.mayConnect(origin, wait.signal);
    } finally {
      clearTimeout(timer);
      socket.off('close', giveUp);
      this.#deciding -= 1;
    }
  }

  #welcome(socket: WebSocket, name: string, caller: Origin | 'script'): void {
    const { edges, limits } = this.#options;
    const session = new PageSession({
      origin: caller === 'script' ? undefined : caller,
      edges,
      limits,
      send: (frame) => {
        // A page that does not read must not fill our memory.
        if (socket.bufferedAmount > limits.unreadBytesMax) socket.terminate();
        else socket.send(frame, () => undefined);
      },
      close: (code, reason) => {
        this.#pages.delete(page);
        socket.close(code, reason.slice(0, 100));
      },
    });
    const page: Page = { session, origin: name };
    this.#pages.add(page);
    this.#log('info', 'page', { from: name });
    socket.on('message', (data, isBinary) => {
      if (isBinary) session.refuse('Messages are text.');
      // `ws` hands one Buffer over, unless asked otherwise.
      else void session.receive((data as Buffer).toString('utf8'));
    });
    socket.on('error', (error) => this.#log('warn', 'page broke', { from: name, detail: error.message }));
    socket.on('close', () => this.#pages.delete(page));
  }

  #log(level: 'info' | 'warn', what: string, facts: Readonly<Record<string, unknown>>): void {
    this.#options.edges.log({ level, what: `messaging: ${what}`, ...facts });
  }
}
