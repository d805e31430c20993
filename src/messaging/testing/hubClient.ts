import * as newest from '@microsoft/signalr';
import * as old from 'signalr3';
import { WebSocket } from 'ws';

/** Microsoft's clients: the newest one, and the line that the CRM's published page library has in it. */
export const hubVersions = ['newest', '3.1'] as const;
export type HubVersion = (typeof hubVersions)[number];

interface Frame {
  readonly connectionUId: string;
  readonly commandUId: string;
  readonly eventType: number;
  readonly content: string;
}

export interface HubPageOptions {
  /** `null`: a program, which has none. */
  readonly origin?: string | null;
  readonly token?: string;
  readonly skipNegotiation?: boolean;
  /** Waits before the client connects again, ms; none: it does not. */
  readonly reconnectMs?: readonly number[];
  readonly path?: string;
}

/** A page that has the client of SignalR, on a real socket; Node does not send an `Origin`, a browser does. */
export class HubPage {
  readonly frames: Frame[] = [];
  readonly connection: newest.HubConnection | old.HubConnection;
  /** What the client was told when it was over. */
  readonly closed: Promise<Error | undefined>;
  #read = 0;
  #wake: () => void = () => undefined;

  constructor(version: HubVersion, port: number, options: HubPageOptions = {}) {
    const {
      origin = 'https://crm.example.com',
      path = '',
      reconnectMs = [],
      skipNegotiation,
      token,
    } = options;
    const headers = origin === null ? {} : { Origin: origin };
    const http = {
      ...(skipNegotiation === true ? { skipNegotiation } : {}),
      ...(token === undefined ? {} : { accessTokenFactory: () => token }),
      // The clients hand headers of their own over; an origin is the browser's.
      WebSocket: class extends WebSocket {
        constructor(url: string, _protocols?: unknown, { headers: own = {} }: { headers?: object } = {}) {
          super(url, { headers: { ...own, ...headers } });
        }
      },
    };
    const address = `http://127.0.0.1:${port}${path}`;
    this.connection =
      version === 'newest'
        ? openNewest(address, http, headers, reconnectMs)
        : openOld(address, http, headers, reconnectMs);
    this.connection.on('ServerMessage', (text: string) => {
      this.frames.push(JSON.parse(text) as Frame);
      this.#wake();
    });
    this.closed = new Promise((resolve) => this.connection.onclose(resolve));
    this.connection.onclose(() => this.#wake());
  }

  /** After the handshakes of SignalR and of the messaging protocol. */
  static async open(version: HubVersion, port: number, options: HubPageOptions = {}): Promise<HubPage> {
    const page = new HubPage(version, port, options);
    await page.connection.start();
    await page.shakeHands();
    return page;
  }

  async shakeHands(): Promise<void> {
    await this.command('LoadLibrary', '', { AssemblyName: 'x' });
    await this.next(1);
    await this.command('OpenConnection', '', { connectionParams: '{}', sessionServiceParams: '{}' });
    await this.next(12);
  }

  command(command: string, callId = '', parameters: object = {}, commandUId = ''): Promise<void> {
    const text = JSON.stringify({ commandUId, command, commandExecutorId: callId, parameters });
    return this.connection.send('SendRawMessage', text);
  }

  /** The next frame of that type that was not handed out yet; those before it are passed over. */
  async next(eventType: number): Promise<Frame> {
    for (;;) {
      while (this.#read < this.frames.length) {
        const frame = this.frames[this.#read++]!;
        if (frame.eventType === eventType) return frame;
      }
      const state: string = this.connection.state;
      if (state !== 'Connected') throw new Error(`closed before event ${eventType}`);
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  async content<Content>(eventType: number): Promise<Content> {
    return JSON.parse((await this.next(eventType)).content) as Content;
  }
}

type Http = Pick<newest.IHttpConnectionOptions, 'skipNegotiation' | 'accessTokenFactory'> & {
  readonly WebSocket: unknown;
};
type Headers = Readonly<Record<string, string>>;

function openNewest(
  address: string,
  http: Http,
  headers: Headers,
  reconnectMs: readonly number[],
): newest.HubConnection {
  const { WebSockets: transport } = newest.HttpTransportType;
  const options = { ...http, transport, headers: { ...headers } } as newest.IHttpConnectionOptions;
  const builder = new newest.HubConnectionBuilder()
    .withUrl(address, options)
    .configureLogging(newest.LogLevel.None);
  return (reconnectMs.length === 0 ? builder : builder.withAutomaticReconnect([...reconnectMs])).build();
}

/** 3.1 has no option for headers. */
function openOld(
  address: string,
  http: Http,
  headers: Headers,
  reconnectMs: readonly number[],
): old.HubConnection {
  class HttpClient extends old.DefaultHttpClient {
    override send(request: old.HttpRequest): Promise<old.HttpResponse> {
      return super.send({ ...request, headers: { ...request.headers, ...headers } });
    }
  }
  const httpClient = new HttpClient(old.NullLogger.instance);
  const { WebSockets: transport } = old.HttpTransportType;
  const options = { ...http, transport, httpClient } as old.IHttpConnectionOptions;
  const builder = new old.HubConnectionBuilder()
    .withUrl(address, options)
    .configureLogging(old.LogLevel.None);
  return (reconnectMs.length === 0 ? builder : builder.withAutomaticReconnect([...reconnectMs])).build();
}
