import { once } from 'node:events';
import { WebSocket, type ClientOptions } from 'ws';

interface Frame {
  readonly connectionUId: string;
  readonly commandUId: string;
  readonly eventType: number;
  readonly content: string;
  readonly privateData: string;
}

/** A page on a real socket. */
export class TestPage {
  readonly frames: Frame[] = [];
  readonly #socket: WebSocket;
  #read = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (data) => this.frames.push(JSON.parse((data as Buffer).toString('utf8')) as Frame));
    socket.on('error', () => undefined);
  }

  /** @throws the refusal, e.g. `Unexpected server response: 403` */
  static async connect(
    port: number,
    options: ClientOptions = { origin: 'https://crm.example.com' },
    path = '/',
  ): Promise<TestPage> {
    const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, options);
    const page = new TestPage(socket);
    await once(socket, 'open');
    return page;
  }

  /** After the handshake of the protocol. */
  static async open(port: number, options?: ClientOptions): Promise<TestPage> {
    const page = await TestPage.connect(port, options);
    page.send({ command: 'LoadLibrary', parameters: { AssemblyName: 'x' } });
    await page.next(1);
    page.send({
      command: 'OpenConnection',
      parameters: { connectionParams: '{}', sessionServiceParams: '{}' },
    });
    await page.next(12);
    return page;
  }

  send(message: unknown): void {
    this.#socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  }

  sendBinary(bytes: Uint8Array): void {
    this.#socket.send(bytes, { binary: true });
  }

  command(command: string, callId = '', parameters: Record<string, unknown> = {}, commandUId = ''): void {
    this.send({ commandUId, command, commandExecutorId: callId, parameters });
  }

  /** The next frame of that type that was not handed out yet; those before it are passed over. */
  async next(eventType: number): Promise<Frame> {
    for (;;) {
      while (this.#read < this.frames.length) {
        const frame = this.frames[this.#read++]!;
        if (frame.eventType === eventType) return frame;
      }
      if (this.#socket.readyState !== WebSocket.OPEN) throw new Error(`closed before event ${eventType}`);
      await Promise.race([once(this.#socket, 'message'), once(this.#socket, 'close')]);
    }
  }

  async content<Content>(eventType: number): Promise<Content> {
    return JSON.parse((await this.next(eventType)).content) as Content;
  }

  /** Waits until everything sent so far was taken in, and answered where it is answered. */
  async settled(): Promise<void> {
    this.command('QueryMsgUserState', '', {}, 'settled');
    for (;;) if ((await this.next(12)).commandUId === 'settled') return;
  }

  async closed(): Promise<number> {
    if (this.#socket.readyState === WebSocket.CLOSED) return 0;
    const [code] = (await once(this.#socket, 'close')) as [number];
    return code;
  }

  close(): void {
    this.#socket.terminate();
  }
}
