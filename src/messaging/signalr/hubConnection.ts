import {
  closing,
  completion,
  completionWithError,
  faultInHandshake,
  handshakeAnswer,
  type HubMessage,
  invocation,
  ping,
  readHubMessage,
} from './hubMessage.ts';
import { RecordReader } from './records.ts';

/** What carries texts to a page, and ends with it. */
export interface Transport {
  send(text: string): void;
  /** `code` is one of RFC 6455, section 7.4. */
  close(code: number, reason: string): void;
}

/** The page that the hub speaks for: all rules are its own, the hub only carries its messages. */
export interface HubPage {
  receive(message: string): Promise<void>;
  /** A message that is none. */
  refuse(why: string): void;
  /** Counts a message that is only the hub's. @returns whether the page may send one more */
  count(): boolean;
  end(code: number, reason: string): void;
}

export interface HubLimits {
  /** Of one record, UTF-8 bytes. */
  readonly messageBytesMax: number;
  /** How often the hub says that it is there, ms. */
  readonly hubPingMs: number;
  /** How long a page may be silent, ms. */
  readonly hubSilenceMs: number;
}

type Invocation = Extract<HubMessage, { kind: 'invocation' }>;

/** What the service does to its pages when it goes: they shall come back. */
const goingAway = 1001;

/** A page that speaks the hub protocol of ASP.NET Core SignalR: an envelope around its messages, in both directions. */
export class HubConnection implements Transport {
  readonly #transport: Transport;
  readonly #page: HubPage;
  readonly #records: RecordReader;
  readonly #pinging: ReturnType<typeof setInterval>;
  #stage: 'new' | 'open' | 'closed' = 'new';
  #silentMs = 0;

  constructor(transport: Transport, page: HubPage, limits: HubLimits) {
    this.#transport = transport;
    this.#page = page;
    this.#records = new RecordReader(limits.messageBytesMax);
    this.#pinging = setInterval(() => this.#tick(limits), limits.hubPingMs);
  }

  /** Part of what the page says, cut anywhere. Rejects as the page does. */
  async receive(text: string): Promise<void> {
    this.#silentMs = 0;
    let records: readonly string[];
    try {
      records = this.#records.push(text);
    } catch {
      this.#page.end(1009, 'The message is too long.');
      return;
    }
    // Pieces count too, or half a message could be sent for ever.
    if (records.length === 0) this.#page.count();
    const under: Promise<void>[] = [];
    for (const record of records) {
      if (this.#isClosed) break;
      under.push(this.#take(record));
    }
    await Promise.all(under);
  }

  /** An event of the messaging protocol. */
  send(event: string): void {
    if (this.#stage === 'open') this.#transport.send(invocation('ServerMessage', event));
  }

  close(code: number, reason: string): void {
    const stage = this.#stage;
    this.left();
    const error = code === 1000 ? undefined : reason;
    if (stage === 'new') this.#transport.send(handshakeAnswer(reason));
    // A client that is told of the close does not connect again, and one whose socket goes does.
    else if (stage === 'open' && code !== goingAway) this.#transport.send(closing(error));
    this.#transport.close(code, reason);
  }

  /** The page has gone. */
  left(): void {
    this.#stage = 'closed';
    clearInterval(this.#pinging);
  }

  /** Asked before each record: the one before may have ended the page. */
  get #isClosed(): boolean {
    return this.#stage === 'closed';
  }

  async #take(record: string): Promise<void> {
    if (this.#stage === 'new') this.#shakeHands(record);
    else await this.#answer(readHubMessage(record));
  }

  #shakeHands(record: string): void {
    const fault = faultInHandshake(record);
    if (fault !== undefined) {
      this.#page.end(1002, fault);
      return;
    }
    this.#stage = 'open';
    this.#transport.send(handshakeAnswer());
  }

  async #answer(message: HubMessage): Promise<void> {
    const text = message.kind === 'invocation' ? messageIn(message) : undefined;
    // The page counts, checks and answers it, as without the hub.
    if (message.kind === 'invocation' && text !== undefined) await this.#passOn(text, message);
    else if (!this.#page.count()) return;
    else if (message.kind === 'broken') this.#page.refuse(message.why);
    else if (message.kind === 'close') this.#page.end(1000, 'closed by the page');
    else if (message.kind === 'stream')
      this.#transport.send(completionWithError(message.invocationId, 'The hub has no streams.'));
    else if (message.kind === 'invocation') this.#carryOut(message);
  }

  #passOn(text: string, { invocationId }: Invocation): Promise<void> {
    // It is taken in; what comes of it is an event.
    if (invocationId !== undefined) this.#transport.send(completion(invocationId, null));
    return this.#page.receive(text);
  }

  #carryOut({ target, parameters, invocationId }: Invocation): void {
    if (invocationId === undefined) return;
    const [parameter] = parameters;
    const name = target.toLowerCase();
    if (name === 'ping' && parameters.length === 0) this.#transport.send(completion(invocationId, 'Pong!'));
    else if (name === 'echo' && parameters.length === 1)
      this.#transport.send(echoed(invocationId, parameter));
    else {
      const error = `The hub has no method ${JSON.stringify(target.slice(0, 64))} with these arguments.`;
      this.#transport.send(completionWithError(invocationId, error));
    }
  }

  #tick({ hubPingMs, hubSilenceMs }: HubLimits): void {
    this.#silentMs += hubPingMs;
    const isSilent = this.#silentMs > hubSilenceMs;
    if (this.#stage === 'open' && isSilent) this.#page.end(1008, 'The page has been silent for too long.');
    else if (this.#stage === 'open') this.#transport.send(ping());
    else if (isSilent) this.#page.end(1002, 'The handshake did not come in time.');
  }
}

/** The messaging protocol's message in an invocation: the client of the CRM sends it as a text, others may as an object. */
function messageIn({ target, parameters }: Invocation): string | undefined {
  const [parameter] = parameters;
  const name = target.toLowerCase();
  if (parameters.length !== 1) return undefined;
  if (name === 'sendrawmessage' && typeof parameter === 'string') return parameter;
  if (name === 'sendmessage' && typeof parameter === 'object' && parameter !== null)
    return written(parameter);
  return undefined;
}

function echoed(invocationId: string, parameter: unknown): string {
  return written(parameter) === undefined
    ? completionWithError(invocationId, 'The argument is nested too deeply.')
    : completion(invocationId, parameter);
}

/** `undefined` for what is nested so deeply that it cannot be written again, although it could be read. */
function written(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}
