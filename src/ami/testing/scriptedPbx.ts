import { createHash } from 'node:crypto';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';

/** An action as the server read it. */
export interface ReceivedAction {
  readonly name: string;
  readonly actionId: string;
  readonly fields: readonly (readonly [name: string, value: string])[];
  /** The first value of a field, whatever its case. */
  get(name: string): string | undefined;
}

type Fields = readonly (readonly [string, string | number])[];

/** One client's connection, seen from the server. */
export class PbxConnection {
  readonly socket: Socket;
  readonly actions: ReceivedAction[] = [];
  /** All that the client sent, as text. */
  received = '';

  constructor(socket: Socket) {
    this.socket = socket;
  }

  /** Writes bytes as they are, in one segment if the system pleases. */
  write(bytes: string | Uint8Array): void {
    if (!this.socket.destroyed) this.socket.write(bytes);
  }

  event(name: string, fields: Fields = []): void {
    this.write(toPacket([['Event', name], ...fields]));
  }

  answer(action: ReceivedAction, fields: Fields = [], response = 'Success'): void {
    this.write(toPacket([['Response', response], ['ActionID', action.actionId], ...fields]));
  }

  refuse(action: ReceivedAction, message: string): void {
    this.answer(action, [['Message', message]], 'Error');
  }

  /** Answer, items and end event, as AMI 2.x sends them, in one write. */
  list(
    action: ReceivedAction,
    items: readonly (readonly [event: string, fields: Fields])[],
    endEvent: string,
  ): void {
    const id = ['ActionID', action.actionId] as const;
    const packets = [
      toPacket([['Response', 'Success'], id, ['EventList', 'start'], ['Message', 'List will follow']]),
      ...items.map(([event, fields]) => toPacket([['Event', event], id, ...fields])),
      toPacket([['Event', endEvent], id, ['EventList', 'Complete'], ['ListItems', items.length]]),
    ];
    this.write(packets.join(''));
  }

  /** Ends the connection the orderly way (FIN). */
  end(): void {
    this.socket.end();
  }

  /** Ends it with a RST. */
  reset(): void {
    this.socket.resetAndDestroy();
  }
}

type Handler = (connection: PbxConnection, action: ReceivedAction) => void;

export interface ScriptedPbxOptions {
  readonly greeting?: string;
  readonly username?: string;
  readonly secret?: string;
  readonly tls?: { readonly key: string; readonly cert: string };
}

/**
 * A real TCP server on loopback that speaks AMI as the test tells it to. Login (plain and MD5), Ping and Logoff work by
 * themselves; `on` adds or replaces the answer to an action, and what is not scripted is refused as Asterisk does.
 */
export class ScriptedPbx {
  greeting: string;
  readonly connections: PbxConnection[] = [];
  readonly #server: Server;
  readonly #handlers = new Map<string, Handler>();
  readonly #waiters = new Set<() => void>();

  private constructor({ greeting, username = 'cti', secret = 'cti-secret', tls }: ScriptedPbxOptions) {
    this.greeting = greeting ?? 'Asterisk Call Manager/5.0.4\r\n';
    const accept = (socket: Socket): void => this.#accept(socket);
    this.#server = tls ? createTlsServer(tls, accept) : createServer(accept);
    const challenge = '169164';
    const key = createHash('md5').update(`${challenge}${secret}`).digest('hex');
    this.on('Challenge', (connection, action) => connection.answer(action, [['Challenge', challenge]]));
    this.on('Login', (connection, action) => {
      const proved = action.get('Key') === key || action.get('Secret') === secret;
      if (proved && action.get('Username') === username) {
        connection.answer(action, [['Message', 'Authentication accepted']]);
      } else {
        connection.refuse(action, 'Authentication failed');
        connection.end();
      }
    });
    this.on('Ping', (connection, action) => connection.answer(action, [['Ping', 'Pong']]));
    this.on('Logoff', (connection, action) => {
      connection.answer(action, [['Message', 'Thanks for all the fish.']], 'Goodbye');
      connection.end();
    });
  }

  static async start(options: ScriptedPbxOptions = {}): Promise<ScriptedPbx> {
    const pbx = new ScriptedPbx(options);
    await pbx.listen(0);
    return pbx;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** The newest connection. */
  get connection(): PbxConnection {
    const last = this.connections.at(-1);
    if (!last) throw new Error('No client has connected yet.');
    return last;
  }

  on(action: string, handler: Handler): void {
    this.#handlers.set(action.toLowerCase(), handler);
  }

  /** Resolves when the condition holds; looks again after all that clients do. */
  async until(condition: () => boolean): Promise<void> {
    while (!condition()) {
      await new Promise<void>((resolve) => {
        this.#waiters.add(resolve);
      });
    }
  }

  /** The next action of that name that any client sends, or one that came already. */
  async action(name: string): Promise<ReceivedAction> {
    let found: ReceivedAction | undefined;
    await this.until(() => {
      found = this.connections.flatMap(({ actions }) => actions).find((action) => action.name === name);
      return found !== undefined;
    });
    return found!;
  }

  listen(port: number): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, '127.0.0.1', () => {
        this.#server.off('error', reject);
        resolve();
      });
    });
  }

  /** Stops listening and cuts all connections; `listen` brings it back. */
  async close(): Promise<void> {
    for (const { socket } of this.connections) socket.destroy();
    if (!this.#server.listening) return;
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  #accept(socket: Socket): void {
    const connection = new PbxConnection(socket);
    this.connections.push(connection);
    let text = '';
    socket.on('error', () => undefined); // the client went away in the middle of a write: that is what some tests are about
    socket.on('data', (bytes) => {
      connection.received += bytes.toString();
      text += bytes.toString();
      for (let end = text.indexOf('\r\n\r\n'); end !== -1; end = text.indexOf('\r\n\r\n')) {
        const action = toAction(text.slice(0, end));
        text = text.slice(end + 4);
        connection.actions.push(action);
        const handler = this.#handlers.get(action.name.toLowerCase());
        if (handler) handler(connection, action);
        else
          connection.refuse(
            action,
            `Invalid/unknown command: ${action.name}. Use Action: ListCommands to show available commands.`,
          );
      }
      this.#wake();
    });
    socket.on('close', () => this.#wake());
    connection.write(this.greeting);
    this.#wake();
  }

  #wake(): void {
    const waiters = [...this.#waiters];
    this.#waiters.clear();
    for (const resolve of waiters) resolve();
  }
}

function toAction(block: string): ReceivedAction {
  const fields = block.split('\r\n').map((line) => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon), line.slice(colon + 1).trimStart()] as const;
  });
  const get = (name: string): string | undefined =>
    fields.find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
  return { name: get('Action') ?? '', actionId: get('ActionID') ?? '', fields, get };
}

function toPacket(fields: Fields): string {
  return `${fields.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`;
}
