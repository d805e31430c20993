import { type Socket, connect } from 'node:net';
import { AmiParser } from '../../ami/wire/parser.ts';
import type { AmiPacket } from '../../ami/wire/packet.ts';
import { FakeClock } from '../../ami/testing/fakeClock.ts';
import type { PracticeEdges } from '../exchange/edges.ts';
import { type PracticeOptions, type PracticePbx, startPracticePbx } from '../practicePbx.ts';

/** A practice PBX whose clock stands still until the test moves it, and as many clients as the test wants. */
export class PracticeBench {
  readonly clock = new FakeClock();
  readonly #clients: PracticeClient[] = [];
  #pbx: PracticePbx | undefined;

  get edges(): PracticeEdges {
    const { clock } = this;
    return {
      clock: {
        now: () => ({ wallMs: clock.now() }),
        setTimeout: (callback, delayMs) => clock.setTimeout(callback, delayMs),
        clearTimeout: (timer) => clock.clearTimeout(timer),
      },
      random: () => 0.5,
    };
  }

  get pbx(): PracticePbx {
    if (this.#pbx === undefined) throw new Error('start it first');
    return this.#pbx;
  }

  async start(options: Partial<PracticeOptions> = {}): Promise<PracticePbx> {
    this.#pbx = await startPracticePbx({
      edges: this.edges,
      agentName: 'Agent One',
      incoming: 'never',
      office: 'never',
      ...options,
    });
    return this.#pbx;
  }

  async connect(): Promise<PracticeClient> {
    const client = await PracticeClient.open(this.pbx.port);
    this.#clients.push(client);
    return client;
  }

  async login(...extra: string[]): Promise<PracticeClient> {
    const client = await this.connect();
    const { username, secret } = this.pbx;
    const answer = await client.ask('Login', `Username: ${username}`, `Secret: ${secret}`, ...extra);
    if (answer.response !== 'Success') throw new Error(`login: ${answer.message ?? ''}`);
    return client;
  }

  /** Lets time pass, and waits until the clients have heard what happened in it. */
  async pass(ms: number): Promise<void> {
    this.clock.advance(ms);
    for (const client of this.#clients) await client.catchUp();
  }

  async stop(): Promise<void> {
    for (const client of this.#clients) client.close();
    await this.#pbx?.stop();
  }
}

/** A manager client of the plainest kind: it says what it is told to say and keeps what it hears. */
export class PracticeClient {
  readonly socket: Socket;
  readonly packets: AmiPacket[] = [];
  readonly #parser = new AmiParser();
  readonly #waiting = new Set<() => void>();
  #raw = '';
  #count = 0;
  #isOpen = true;
  #isAuthenticated = false;

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.on('data', (bytes) => {
      this.#raw += bytes.toString('latin1');
      this.packets.push(...this.#parser.push(bytes));
      this.#wake();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      this.#isOpen = false;
      this.#wake();
    });
  }

  static async open(port: number): Promise<PracticeClient> {
    const client = new PracticeClient(connect(port, '127.0.0.1'));
    await client.until(() => client.#parser.greeting !== undefined);
    return client;
  }

  get greeting(): string | undefined {
    return this.#parser.greeting;
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Everything heard, byte by byte. */
  get raw(): string {
    return this.#raw;
  }

  /** Events alone, without the items of lists. */
  get events(): AmiPacket[] {
    return this.packets.filter(
      ({ event, actionId }) =>
        event !== undefined && (actionId === undefined || event === 'OriginateResponse'),
    );
  }

  write(text: string | Uint8Array): void {
    this.socket.write(text);
  }

  /** Sends an action and waits for its answer. */
  async ask(action: string, ...lines: string[]): Promise<AmiPacket> {
    const id = `t-${String(++this.#count)}`;
    this.write([`Action: ${action}`, `ActionID: ${id}`, ...lines, '', ''].join('\r\n'));
    const isAnswer = (packet: AmiPacket): boolean => packet.event === undefined && packet.actionId === id;
    await this.until(() => this.packets.some(isAnswer));
    const answer = this.packets.find(isAnswer)!;
    if (action === 'Login' && answer.response === 'Success') this.#isAuthenticated = true;
    return answer;
  }

  /** Sends an action and waits for the items of its list. */
  async list(action: string, ...lines: string[]): Promise<AmiPacket[]> {
    const { actionId } = await this.ask(action, ...lines);
    await this.until(() => this.#itemsOf(actionId).some((item) => item.get('EventList') === 'Complete'));
    return this.#itemsOf(actionId).slice(0, -1);
  }

  /** Until all that the PBX has said by now is here. */
  async catchUp(): Promise<void> {
    if (this.#isOpen && this.#isAuthenticated) await this.ask('Ping');
  }

  async until(condition: () => boolean): Promise<void> {
    while (!condition()) {
      if (!this.#isOpen) throw new Error('the connection has ended');
      await new Promise<void>((resolve) => this.#waiting.add(resolve));
    }
  }

  async untilClosed(): Promise<void> {
    while (this.#isOpen) await new Promise<void>((resolve) => this.#waiting.add(resolve));
  }

  close(): void {
    this.socket.destroy();
  }

  #itemsOf(actionId: string | undefined): AmiPacket[] {
    return this.packets.filter(
      (packet) =>
        packet.event !== undefined && packet.actionId === actionId && packet.event !== 'OriginateResponse',
    );
  }

  #wake(): void {
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const resolve of waiting) resolve();
  }
}
