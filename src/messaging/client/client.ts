import { type EventFrame, eventType, servicePorts, type WireCall } from '../protocol.ts';
import { Backoff } from './backoff.ts';
import { Listeners } from './listeners.ts';

/** What the client needs of a WebSocket; that of browsers and of Node 22 has it, and so has `ws`. */
export interface WebSocketLike {
  readonly readyState: number;
  send(data: string): void;
  close(code?: number, reason?: string): void;
  addEventListener(type: 'open' | 'close' | 'error', listener: () => void): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
}

export interface OffhookClientOptions {
  /** Default `ws://127.0.0.1:2013`. */
  readonly url?: string;
  /** For programs that are not pages: the token of the panel's settings. */
  readonly token?: string;
  /** The CRM's id of the contact whom the page is about; comes back with each call. */
  readonly contactId?: string;
  /**
   * Only the Offhook of this extension: on a computer with several users, or with two lines of one. Where it is another, the next port is
   * tried (without `url`), and `connect` rejects with `noService` in the end.
   */
  readonly extension?: string;
  /** Tries again when the service goes away; default true. */
  readonly reconnect?: boolean;
  /** Default: the global one. */
  readonly webSocket?: (url: string) => WebSocketLike;
}

/** Why a command was not carried out: `code` is stable, the message is for people. */
export class OffhookError extends Error {
  readonly code: string;
  /** The protocol's kind of error; 4: this service does not carry such a command out. */
  readonly errorType: number;

  constructor(code: string, message: string, errorType = 0) {
    super(message);
    this.name = 'OffhookError';
    this.code = code;
    this.errorType = errorType;
  }
}

/** What happened to a call, with the call as it is after it. */
export type CallEventName =
  'ringStarted' | 'callInfoChanged' | 'commutationStarted' | 'putHold' | 'endHold' | 'busy' | 'ringFinished';

export interface OffhookClientEvents {
  connected: undefined;
  /** `willRetry`: the client tries again automatically. */
  disconnected: { readonly willRetry: boolean };
  call: {
    readonly event: CallEventName;
    readonly call: WireCall;
    readonly privateData: Readonly<Record<string, string>>;
  };
  /** The calls that stand, after a connection was made. */
  calls: readonly WireCall[];
  /** The feature bits of the line, or of a call. */
  features: { readonly features: number; readonly callId?: string };
  agentState: string;
  error: OffhookError;
}

const callEvents: Readonly<Record<number, CallEventName>> = {
  [eventType.RingStarted]: 'ringStarted',
  [eventType.CallInfoChanged]: 'callInfoChanged',
  [eventType.CommutationStarted]: 'commutationStarted',
  [eventType.PutHoldAction]: 'putHold',
  [eventType.EndHoldAction]: 'endHold',
  [eventType.AbonentBusy]: 'busy',
  [eventType.RingFinished]: 'ringFinished',
};

/** Of the question whose line it is. */
const ownerUId = 'owner';

/** How long a command may take: 30 s for the agent to be asked, and as long for the phone to be picked up. */
const commandMs = 75_000;

interface Connecting {
  readonly promise: Promise<void>;
  readonly resolve: () => void;
  readonly reject: (error: OffhookError) => void;
}

interface Pending {
  readonly resolve: () => void;
  readonly reject: (error: OffhookError) => void;
  readonly timer: ReturnType<typeof setTimeout>;
}

/** A page's (or a program's) end of the line: dials, follows the calls, steers them. */
export class OffhookClient {
  readonly #options: OffhookClientOptions;
  readonly #listeners = new Listeners<OffhookClientEvents>();
  readonly #backoff = new Backoff(Math.random);
  readonly #pending = new Map<string, Pending>();
  readonly #calls = new Map<string, WireCall>();
  /** By call; the line's own under the empty id. */
  readonly #features = new Map<string, number>();
  #socket: WebSocketLike | undefined;
  #wanted = false;
  /** Of those that are tried, where the page named none. */
  #port = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #commands = 0;
  #connectionUId = '';
  #connected = false;
  /** The line is not the one that is looked for. */
  #isOfAnother = false;
  #connecting: Connecting | undefined;

  constructor(options: OffhookClientOptions = {}) {
    this.#options = options;
  }

  /** The calls that stand, in order of arrival. */
  get calls(): readonly WireCall[] {
    return [...this.#calls.values()];
  }

  /** What can be done now, with a call or, without one, on the line: bits of `featureBit`. */
  featuresOf(callId = ''): number {
    return this.#features.get(callId) ?? 0;
  }

  /** @returns the function that ends it */
  on<Name extends keyof OffhookClientEvents>(
    name: Name,
    listener: (value: OffhookClientEvents[Name]) => void,
  ): () => void {
    return this.#listeners.add(name, listener);
  }

  get isConnected(): boolean {
    return this.#connected;
  }

  /**
   * Resolves when the line can be used; a person may be asked first, for up to a minute. Rejects with `noService` where nothing answers or
   * the person says no: fall back on a `tel:` link then. With `reconnect` it goes on trying all the same, and `connected` tells.
   */
  connect(): Promise<void> {
    this.#wanted = true;
    if (this.#connected) return Promise.resolve();
    if (this.#connecting !== undefined) return this.#connecting.promise;
    clearTimeout(this.#retry);
    let settle: Pick<Connecting, 'resolve' | 'reject'> | undefined;
    const promise = new Promise<void>((resolve, reject) => (settle = { resolve, reject }));
    if (settle !== undefined) this.#connecting = { promise, ...settle };
    if (this.#socket === undefined) this.#open();
    return promise;
  }

  disconnect(): void {
    this.#wanted = false;
    clearTimeout(this.#retry);
    this.#socket?.close(1000, 'bye');
  }

  makeCall(number: string): Promise<void> {
    return this.#command('MakeCall', undefined, { targetAddress: number });
  }

  answer(callId: string): Promise<void> {
    return this.#command('AnswerCall', callId);
  }

  drop(callId: string): Promise<void> {
    return this.#command('DropCall', callId);
  }

  /** Holds a call, or takes a held one off hold. */
  toggleHold(callId: string): Promise<void> {
    return this.#command('HoldCall', callId);
  }

  blindTransfer(callId: string, number: string): Promise<void> {
    return this.#command('BlindTransferCall', callId, { targetAddress: number });
  }

  consult(callId: string, number: string): Promise<void> {
    return this.#command('MakeConsultCall', callId, { targetAddress: number });
  }

  completeTransfer(callId: string, consultCallId?: string): Promise<void> {
    const consultationCall = consultCallId === undefined ? undefined : JSON.stringify({ id: consultCallId });
    return this.#command('TransferCall', callId, consultationCall === undefined ? {} : { consultationCall });
  }

  cancelTransfer(callId: string): Promise<void> {
    return this.#command('CancelTransfer', callId);
  }

  sendDtmf(callId: string, digits: string): Promise<void> {
    return this.#command('SendDtmf', callId, { digits });
  }

  setAgentState(code: string, reason = ''): Promise<void> {
    return this.#command('SetMsgUserState', undefined, { code, reason });
  }

  #open(): void {
    const { url = `ws://127.0.0.1:${servicePorts[this.#port]}`, token, webSocket } = this.#options;
    const address = token === undefined ? url : `${url}/?token=${encodeURIComponent(token)}`;
    const socket: WebSocketLike = webSocket === undefined ? new WebSocket(address) : webSocket(address);
    this.#socket = socket;
    let wasOpen = false;
    this.#isOfAnother = false;
    socket.addEventListener('open', () => {
      wasOpen = true;
      this.#send('LoadLibrary', '', undefined, { AssemblyName: 'Offhook' });
    });
    socket.addEventListener('message', ({ data }) => {
      if (typeof data === 'string') this.#receive(data);
    });
    socket.addEventListener('error', () => {
      // Where a connection was, close follows. Node 20 tells one that never was by this alone.
      if (socket.readyState !== 1) this.#closed(socket, wasOpen);
    });
    socket.addEventListener('close', () => this.#closed(socket, wasOpen));
  }

  #closed(socket: WebSocketLike, wasOpen: boolean): void {
    if (socket !== this.#socket) return;
    const isNext = (!wasOpen || this.#isOfAnother) && this.#wanted && this.#options.url === undefined;
    this.#port = isNext ? (this.#port + 1) % servicePorts.length : 0;
    // Another user of this computer may have that port.
    if (this.#port > 0) {
      this.#open();
      return;
    }
    this.#socket = undefined;
    this.#connected = false;
    const lost = new OffhookError('noService', 'No telephone service answers on this computer.');
    for (const { reject, timer } of this.#pending.values()) {
      clearTimeout(timer);
      reject(lost);
    }
    this.#pending.clear();
    this.#calls.clear();
    this.#features.clear();
    const connecting = this.#connecting;
    this.#connecting = undefined;
    connecting?.reject(lost);
    const willRetry = this.#wanted && (this.#options.reconnect ?? true);
    this.#listeners.tell('disconnected', { willRetry });
    if (willRetry) this.#retry = setTimeout(() => this.#open(), this.#backoff.nextMs());
  }

  #receive(message: string): void {
    const frame = frameOf(message);
    if (frame === undefined) return;
    switch (frame.eventType) {
      case eventType.libraryLoaded:
        if (this.#options.extension === undefined) this.#openConnection();
        else this.#send('QueryLineOwner', ownerUId, undefined, {});
        return;
      case eventType.connectionCreated:
        this.#backoff.reset();
        this.#connected = true;
        this.#connectionUId = frame.connectionUId;
        this.#connecting?.resolve();
        this.#connecting = undefined;
        this.#listeners.tell('connected', undefined);
        this.#send('QueryActiveCallSnapshot', '', undefined, {});
        return;
      case eventType.commandResult:
        if (frame.commandUId === ownerUId) this.#compareOwner(frame.content);
        else this.#settle(frame.commandUId, ({ resolve }) => resolve());
        return;
      case eventType.error:
        // An Offhook that does not say whose it is, is none that can be told apart.
        if (frame.commandUId === ownerUId) this.#compareOwner('{}');
        else this.#failed(frame);
        return;
      default:
        this.#hear(frame);
    }
  }

  #compareOwner(content: string): void {
    const { extension } = JSON.parse(content) as { extension?: string };
    if (extension === this.#options.extension) {
      this.#openConnection();
      return;
    }
    this.#isOfAnother = true;
    this.#socket?.close(1000, 'another line');
  }

  #openConnection(): void {
    this.#send('OpenConnection', '', undefined, {
      connectionParams: '{}',
      sessionServiceParams: JSON.stringify({ UserContactUId: this.#options.contactId ?? '' }),
    });
  }

  #failed({ commandUId, content }: EventFrame): void {
    const said = JSON.parse(content) as { errorType: number; internalErrorCode: string; data: string };
    const error = new OffhookError(said.internalErrorCode, said.data, said.errorType);
    if (!this.#settle(commandUId, ({ reject }) => reject(error))) this.#listeners.tell('error', error);
  }

  #settle(commandUId: string, how: (pending: Pending) => void): boolean {
    const pending = this.#pending.get(commandUId);
    if (pending === undefined) return false;
    this.#pending.delete(commandUId);
    clearTimeout(pending.timer);
    how(pending);
    return true;
  }

  #hear({ eventType: type, content, privateData }: EventFrame): void {
    const name = callEvents[type];
    if (name !== undefined) {
      const call = JSON.parse(content) as WireCall;
      if (name === 'ringFinished') {
        this.#calls.delete(call.id);
        this.#features.delete(call.id);
      } else this.#calls.set(call.id, call);
      const fields = privateData === '' ? {} : (JSON.parse(privateData) as Record<string, string>);
      this.#listeners.tell('call', { event: name, call, privateData: fields });
    } else if (type === eventType.activeCalls) {
      const { ActiveCalls } = JSON.parse(content) as { ActiveCalls: readonly WireCall[] };
      this.#calls.clear();
      for (const call of ActiveCalls) this.#calls.set(call.id, call);
      this.#listeners.tell('calls', ActiveCalls);
    } else if (type === eventType.lineState) {
      const { callFeaturesSet: features, callId } = JSON.parse(content) as {
        callFeaturesSet: number;
        callId?: string;
      };
      this.#features.set(callId ?? '', features);
      this.#listeners.tell('features', { features, ...(callId === undefined ? {} : { callId }) });
    } else if (type === eventType.agentState) {
      this.#listeners.tell('agentState', JSON.parse(content) as string);
    }
  }

  #command(
    command: string,
    callId?: string,
    parameters: Readonly<Record<string, unknown>> = {},
  ): Promise<void> {
    if (this.#socket?.readyState !== 1) {
      return Promise.reject(new OffhookError('noService', 'No telephone service answers on this computer.'));
    }
    this.#commands += 1;
    const commandUId = `c${this.#commands}`;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#settle(commandUId, () =>
          reject(new OffhookError('timedOut', 'The telephone service did not answer.')),
        );
      }, commandMs);
      this.#pending.set(commandUId, { resolve, reject, timer });
      this.#send(command, commandUId, callId, parameters);
    });
  }

  #send(
    command: string,
    commandUId: string,
    callId: string | undefined,
    parameters: Readonly<Record<string, unknown>>,
  ): void {
    const isCall = callId !== undefined;
    this.#socket?.send(
      JSON.stringify({
        commandUId,
        command,
        libraryInstanceUId: '',
        connectionUId: this.#connected ? this.#connectionUId : '',
        commandExecutorId: callId ?? '',
        commandExecutorType: isCall ? 'Terrasoft.Messaging.Common.Call, Terrasoft.Messaging.Common' : '',
        commandExecutor: isCall ? JSON.stringify(this.#calls.get(callId) ?? { id: callId }) : '',
        parameters,
      }),
    );
  }
}

/** `undefined` for what is not the protocol's: another program may have the port. */
function frameOf(message: string): EventFrame | undefined {
  try {
    const frame = JSON.parse(message) as EventFrame | null;
    return typeof frame?.eventType === 'number' && typeof frame.content === 'string' ? frame : undefined;
  } catch {
    return undefined;
  }
}
