import { X509Certificate } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { MessagingEdges, Peer, ServiceLimits } from './options.ts';
import { isOurHost, type Origin, originOf } from './origin.ts';
import { PageSession } from './page.ts';
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

/** Who is on the other end: a page, or a script that showed the token. */
type Caller = Origin | 'script';

/** Close code of RFC 6455 for a server that goes away. */
const goingAway = 1001;

interface Page {
  readonly session: PageSession;
  readonly socket: WebSocket;
  readonly name: string;
}

/** The Messaging Service: pages of CRM systems see and steer the line's calls over WebSocket. */
export class MessagingService {
  readonly #options: MessagingServiceOptions;
  readonly #sockets: WebSocketServer;
  readonly #isOurName: (name: string) => boolean;
  readonly #servers: Server[] = [];
  readonly #pages = new Set<Page>();
  /** Sockets of pages that are not let in yet, by whose they are. */
  readonly #waiting = new Map<Duplex, string>();
  readonly #dials = new Map<string, TokenBucket>();
  #unsubscribe: (() => void) | undefined;

  /** @throws Error of `node:crypto` for a certificate that is none */
  constructor(options: MessagingServiceOptions) {
    this.#options = options;
    const certificate = options.tls === undefined ? undefined : new X509Certificate(options.tls.cert);
    this.#isOurName = (name) => certificate?.checkHost(name) !== undefined;
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

  /** Tells every page that the service goes away, and does not wait for those that do not answer. Never rejects. */
  async stop(): Promise<void> {
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
    const pages = [...this.#pages];
    for (const { session } of pages) session.end(goingAway, 'the service is stopped');
    for (const socket of this.#waiting.keys()) socket.destroy();
    const late = setTimeout(() => {
      for (const { socket } of pages) socket.terminate();
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
    for (const { session, name } of this.#pages)
      if (!mayStay(name)) session.end(1008, 'not allowed any more');
  }

  async #listen(host: string): Promise<void> {
    const { tls } = this.#options;
    const server = tls === undefined ? createServer() : createTlsServer(tls);
    server.headersTimeout = 5_000;
    server.requestTimeout = 5_000;
    server.on('request', (_request, response) => {
      response.writeHead(426, { 'Content-Type': 'text/plain', Connection: 'close', Upgrade: 'websocket' });
      response.end('This is a WebSocket service.\n');
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

  async #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    socket.on('error', () => undefined);
    const refuse = (status: string, why: string): void => {
      this.#log('warn', 'page refused', { why, from: request.headers.origin });
      if (!socket.destroyed)
        socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
    };
    if (!(await this.#options.edges.isOurUser(peerOf(request.socket)))) {
      refuse('421 Misdirected Request', 'another user of this computer');
      return;
    }
    if (!isOurHost(request.headers.host, this.port, this.#isOurName)) {
      refuse('403 Forbidden', 'Host is not this machine');
      return;
    }
    const caller = await this.#callerOf(request);
    if (caller === undefined) {
      const isScript = request.headers.origin === undefined;
      refuse(isScript ? '401 Unauthorized' : '403 Forbidden', isScript ? 'no token' : 'no origin of a page');
      return;
    }
    const name = caller === 'script' ? 'script' : caller.origin;
    if (this.#isFull(name)) {
      refuse('503 Service Unavailable', 'too many pages');
      return;
    }
    const decided = caller === 'script' || this.#options.edges.isAllowed(caller);
    if (decided === undefined && this.#isCrowded((caller as Origin).site)) {
      refuse('503 Service Unavailable', 'too many pages wait for a decision');
      return;
    }
    if (!(decided ?? (await this.#ask(caller as Origin, socket)))) {
      const isOpen = caller !== 'script' && !caller.isSecure;
      refuse('403 Forbidden', isOpen ? 'a page that came over http' : 'not allowed');
      return;
    }
    // The page, or the service, may have gone while the agent was thinking; or others were quicker.
    if (socket.destroyed || this.#unsubscribe === undefined) socket.destroy();
    else if (this.#isFull(name)) refuse('503 Service Unavailable', 'too many pages');
    else this.#sockets.handleUpgrade(request, socket, head, (opened) => this.#welcome(opened, name, caller));
  }

  /** The page's origin, or `script` for one without that shows the token; `undefined` for neither. */
  async #callerOf({ headers, url = '/' }: IncomingMessage): Promise<Caller | undefined> {
    if (headers.origin !== undefined) return originOf(headers.origin);
    const bearer = /^Bearer (\S{1,200})$/.exec(headers.authorization ?? '')?.[1];
    const token = bearer ?? /[?&]token=([\w-]{1,200})(?:&|$)/.exec(url)?.[1] ?? '';
    return token !== '' && (await this.#options.edges.isToken(token)) ? 'script' : undefined;
  }

  #isFull(name: string): boolean {
    const { pagesMax, pagesPerOriginMax } = this.#options.limits;
    const same = [...this.#pages].filter((page) => page.name === name);
    return this.#pages.size >= pagesMax || same.length >= pagesPerOriginMax;
  }

  #isCrowded(site: string): boolean {
    const { waitingMax, waitingPerSiteMax } = this.#options.limits;
    const same = [...this.#waiting.values()].filter((waiting) => waiting === site);
    return this.#waiting.size >= waitingMax || same.length >= waitingPerSiteMax;
  }

  /** The agent's decision, or no where none comes in time or the page does not wait for it. */
  async #ask(origin: Origin, socket: Duplex): Promise<boolean> {
    const { edges, limits } = this.#options;
    this.#waiting.set(socket, origin.site);
    const wait = new AbortController();
    const giveUp = (): void => wait.abort();
    const timer = setTimeout(giveUp, limits.decisionMs);
    socket.once('close', giveUp);
    try {
      return await edges.askAbout(origin, wait.signal);
    } finally {
      clearTimeout(timer);
      socket.off('close', giveUp);
      this.#waiting.delete(socket);
    }
  }

  #welcome(socket: WebSocket, name: string, caller: Caller): void {
    const { edges, limits } = this.#options;
    const session = new PageSession({
      origin: caller === 'script' ? undefined : caller,
      edges,
      limits,
      dials: this.#dialsOf(name),
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
    const page: Page = { session, socket, name };
    this.#pages.add(page);
    this.#log('info', 'page', { from: name });
    socket.on('message', (data, isBinary) => {
      if (isBinary) session.refuse('Messages are text.');
      // `ws` hands one Buffer over, unless asked otherwise.
      else
        session
          .receive((data as Buffer).toString('utf8'))
          .catch((error: unknown) => this.#log('error', 'page failed', { from: name, error }));
    });
    socket.on('error', (error) => this.#log('warn', 'page broke', { from: name, detail: error.message }));
    socket.on('close', () => {
      session.left();
      this.#pages.delete(page);
    });
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

  #log(level: 'info' | 'warn' | 'error', what: string, facts: Readonly<Record<string, unknown>>): void {
    this.#options.edges.log({ level, what: `messaging: ${what}`, ...facts });
  }
}

function peerOf({ remoteAddress = '', remotePort = 0, localAddress = '', localPort = 0 }: Socket): Peer {
  return { remoteAddress, remotePort, localAddress, localPort };
}

function isWithoutIPv6(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT';
}
