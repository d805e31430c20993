import type { WebSocket } from 'ws';
import type { CtiEvent } from '../cti/event.ts';
import { type Caller, nameOf } from './admission.ts';
import type { MessagingEdges, ServiceLimits } from './options.ts';
import { PageSession } from './page.ts';
import type { HubConnection, Transport } from './signalr/hubConnection.ts';
import type { TokenBucket } from './tokenBucket.ts';

export interface PageSocketOptions {
  readonly socket: WebSocket;
  readonly caller: Caller;
  /** It was opened by a negotiation of SignalR; otherwise its first message shows what it speaks. */
  readonly isHub: boolean;
  readonly edges: MessagingEdges;
  readonly limits: ServiceLimits;
  /** Calls that the page's origin may still make. */
  readonly dials: TokenBucket;
  /** The page has gone, or was sent away. */
  readonly onEnd: () => void;
}

/**
 * A page on its WebSocket. It speaks the messaging protocol, as it is or in SignalR's envelope; the session, with all rules, is the same.
 */
export class PageSocket {
  readonly name: string;
  readonly #options: PageSocketOptions;
  readonly #session: PageSession;
  /** Who reads what the page says: the session itself, or SignalR's envelope around it. */
  #reader: Promise<PageSession | HubConnection> | undefined;
  #hub: HubConnection | undefined;

  constructor(options: PageSocketOptions) {
    const { caller, dials, edges, isHub, limits, socket } = options;
    this.#options = options;
    this.name = nameOf(caller);
    const own = this.#transport();
    const transport = (): Transport => this.#hub ?? own;
    this.#session = new PageSession({
      origin: caller === 'script' ? undefined : caller,
      edges,
      limits,
      dials,
      send: (frame) => transport().send(frame),
      close: (code, reason) => transport().close(code, reason),
    });
    if (isHub) this.#reader = this.#openHub(own);
    socket.on('message', (data, isBinary) => {
      if (isBinary) this.#session.refuse('Messages are text.');
      // `ws` hands one Buffer over, unless asked otherwise.
      else this.#receive((data as Buffer).toString('utf8'), own);
    });
    socket.on('error', (error) => this.#log('warn', 'page broke', { detail: error.message }));
    socket.on('close', () => {
      this.#hub?.left();
      this.#session.left();
      options.onEnd();
    });
  }

  hear(event: CtiEvent): void {
    this.#session.hear(event);
  }

  /** `code` is a close code of RFC 6455, section 7.4. */
  end(code: number, reason: string): void {
    this.#session.end(code, reason);
  }

  terminate(): void {
    this.#options.socket.terminate();
  }

  #receive(text: string, transport: Transport): void {
    // JSON has this character only escaped: nothing but SignalR sends it in the first message.
    this.#reader ??= text.includes('\u001e') ? this.#openHub(transport) : Promise.resolve(this.#session);
    this.#reader
      .then((reader) => reader.receive(text))
      .catch((error: unknown) => this.#log('error', 'page failed', { error }));
  }

  /** SignalR's part is loaded when the first page wants it. */
  async #openHub(transport: Transport): Promise<PageSession | HubConnection> {
    const { HubConnection } = await import('./signalr/hubConnection.ts');
    if (this.#options.socket.readyState !== this.#options.socket.OPEN) return this.#session;
    this.#hub = new HubConnection(transport, this.#session, this.#options.limits);
    return this.#hub;
  }

  #transport(): Transport {
    const { limits, onEnd, socket } = this.#options;
    return {
      send: (text) => {
        // A page that does not read must not fill our memory.
        if (socket.bufferedAmount > limits.unreadBytesMax) socket.terminate();
        else socket.send(text, () => undefined);
      },
      close: (code, reason) => {
        onEnd();
        socket.close(code, reason.slice(0, 100));
      },
    };
  }

  #log(level: 'warn' | 'error', what: string, facts: Readonly<Record<string, unknown>>): void {
    this.#options.edges.log({ level, what: `messaging: ${what}`, from: this.name, ...facts });
  }
}
