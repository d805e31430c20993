import { randomBytes } from 'node:crypto';
import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { branchOf, parseCseq, parseNameAddress, parseSip, SipHeaders, writeSip } from './sipMessage.ts';
import type { SipMessage, SipRequest, SipResponse } from './sipMessage.ts';

/** RFC 3261 section 17.1.1.1: T1, doubled until 64 * T1 have passed. */
const t1Ms = 500;
const givesUpAfterMs = 64 * t1Ms;

export interface Address {
  host: string;
  port: number;
}

export interface TransportOptions {
  local: Address;
  onRequest: (request: SipRequest) => void;
  onTraffic: (direction: 'sent' | 'received', message: SipMessage) => void;
}

interface ClientTransaction {
  onResponse: (response: SipResponse) => void;
  onClosed: () => void;
}

interface ServerTransaction {
  from: Address;
  lastResponse?: string;
  stopRepeating?: () => void;
}

/** UDP, with the transactions of RFC 3261 section 17: who has answered what, and what must be sent again. */
export class SipTransport {
  readonly local: Address;
  readonly #options: TransportOptions;
  readonly #socket: Socket = createSocket('udp4');
  readonly #clients = new Map<string, ClientTransaction>();
  readonly #servers = new Map<string, ServerTransaction>();
  /** The ACK of each answered INVITE, to be repeated when its 200 is. */
  readonly #acks = new Map<string, { text: string; to: Address }>();
  readonly #repeats = new Set<() => void>();
  #closed = false;

  constructor(options: TransportOptions) {
    this.local = options.local;
    this.#options = options;
  }

  async open(): Promise<void> {
    this.#socket.on('message', (datagram, from) => this.#onDatagram(datagram.toString('utf8'), from));
    this.#socket.bind(this.local.port, this.local.host);
    await once(this.#socket, 'listening');
    // Only from here on: a taken port must be told to the caller. Later errors are the other side's absence (ICMP).
    this.#socket.on('error', () => undefined);
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    for (const stop of [...this.#repeats]) stop();
    for (const client of this.#clients.values()) client.onClosed();
    this.#socket.close();
    await once(this.#socket, 'close');
  }

  newBranch(): string {
    return `z9hG4bK${randomBytes(8).toString('hex')}`;
  }

  /**
   * Sends a request (whose headers have no Via yet) and resolves with its final response.
   * A refused INVITE is acknowledged here; an accepted one by the dialog, through `acknowledge`.
   *
   * @throws Error when no final response comes in time
   */
  request(
    request: SipRequest,
    to: Address,
    { branch = this.newBranch(), onProvisional }: RequestOptions = {},
  ): Promise<SipResponse> {
    const sent: SipRequest = { ...request, headers: withVia(request.headers, this.#via(branch)) };
    const key = `${branch} ${request.method}`;
    return new Promise((resolve, reject) => {
      const stop = this.#repeat(sent, to, () => {
        this.#clients.delete(key);
        reject(new Error(`${request.method} ${request.uri}: no answer from ${to.host}:${to.port}`));
      });
      this.#clients.set(key, {
        onClosed: () => reject(new Error(`${request.method} ${request.uri}: the phone was switched off`)),
        onResponse: (response) => {
          if (request.method === 'INVITE' || response.status >= 200) stop();
          if (response.status < 200) {
            onProvisional?.(response);
            return;
          }
          this.#clients.delete(key);
          if (request.method === 'INVITE' && response.status >= 300) this.#ackRefusal(sent, response, to);
          resolve(response);
        },
      });
    });
  }

  /** Sends the ACK of an accepted INVITE, now and whenever its 200 comes again (section 13.2.2.4). */
  acknowledge(ack: SipRequest, to: Address): void {
    const sent = { ...ack, headers: withVia(ack.headers, this.#via(this.newBranch())) };
    this.#acks.set(ackKey(ack.headers), { text: writeSip(sent), to });
    this.#send(sent, to);
  }

  /** Answers a request; finals of an INVITE are repeated until the ACK comes. */
  respond(request: SipRequest, response: SipResponse): void {
    const transaction = this.#servers.get(serverKey(request));
    if (transaction === undefined || this.#closed) return;
    transaction.stopRepeating?.();
    transaction.lastResponse = writeSip(response);
    if (request.method === 'INVITE' && response.status >= 200) {
      transaction.stopRepeating = this.#repeat(response, transaction.from, () => undefined);
    } else {
      this.#send(response, transaction.from);
    }
  }

  #onDatagram(text: string, from: RemoteInfo): void {
    // Four zero bytes or an empty line keep a NAT open (RFC 5626).
    if (text.trim() === '' || text.startsWith('\0')) return;
    const message = parseSip(text);
    if (message.kind === 'response') this.#onResponse(message);
    else this.#onRequest(message, { host: from.address, port: from.port });
  }

  #onResponse(response: SipResponse): void {
    const { method } = parseCseq(response.headers);
    this.#options.onTraffic('received', response);
    const ack = this.#acks.get(ackKey(response.headers));
    if (method === 'INVITE' && response.status >= 200 && ack !== undefined) this.#sendText(ack.text, ack.to);
    else this.#clients.get(`${branchOf(response.headers)} ${method}`)?.onResponse(response);
  }

  #onRequest(request: SipRequest, from: Address): void {
    if (request.method === 'ACK') {
      this.#options.onTraffic('received', request);
      this.#stopRepeatingFor(request);
      this.#options.onRequest(request);
      return;
    }
    const key = serverKey(request);
    const known = this.#servers.get(key);
    if (known !== undefined) {
      if (known.lastResponse !== undefined) this.#sendText(known.lastResponse, known.from);
      return;
    }
    this.#servers.set(key, { from });
    this.#options.onTraffic('received', request);
    this.#options.onRequest(request);
  }

  /** The ACK of a 200 has a branch of its own, so Call-ID and CSeq number tell what it acknowledges. */
  #stopRepeatingFor(ack: SipRequest): void {
    const { number } = parseCseq(ack.headers);
    this.#servers.get(`${ack.headers.get('Call-ID') ?? ''} ${number} INVITE`)?.stopRepeating?.();
  }

  #ackRefusal(invite: SipRequest, response: SipResponse, to: Address): void {
    const headers = new SipHeaders();
    for (const name of ['Via', 'Max-Forwards', 'From', 'Call-ID'])
      headers.add(name, invite.headers.get(name) ?? '');
    headers.add('To', response.headers.get('To') ?? '');
    headers.add('CSeq', `${parseCseq(invite.headers).number} ACK`);
    const ack: SipRequest = { kind: 'request', method: 'ACK', uri: invite.uri, headers, body: '' };
    this.#acks.set(ackKey(response.headers), { text: writeSip(ack), to });
    this.#send(ack, to);
  }

  #via(branch: string): string {
    return `SIP/2.0/UDP ${this.local.host}:${this.local.port};rport;branch=${branch}`;
  }

  /** Sends now and again at growing distances, until told to stop. */
  #repeat(message: SipMessage, to: Address, onGivenUp: () => void): () => void {
    const text = writeSip(message);
    let waitMs = t1Ms;
    let passedMs = 0;
    let timer: NodeJS.Timeout | undefined;
    const stop = (): void => {
      clearTimeout(timer);
      this.#repeats.delete(stop);
    };
    const again = (): void => {
      passedMs += waitMs;
      if (passedMs >= givesUpAfterMs) {
        stop();
        onGivenUp();
        return;
      }
      this.#sendText(text, to);
      waitMs = Math.min(waitMs * 2, 4000);
      timer = setTimeout(again, waitMs);
    };
    timer = setTimeout(again, waitMs);
    this.#repeats.add(stop);
    this.#send(message, to);
    return stop;
  }

  #send(message: SipMessage, to: Address): void {
    this.#options.onTraffic('sent', message);
    this.#sendText(writeSip(message), to);
  }

  #sendText(text: string, to: Address): void {
    if (!this.#closed) this.#socket.send(text, to.port, to.host);
  }
}

export interface RequestOptions {
  branch?: string;
  onProvisional?: (response: SipResponse) => void;
}

function withVia(headers: SipHeaders, via: string): SipHeaders {
  return new SipHeaders([['Via', via], ...headers]);
}

function serverKey(request: SipRequest): string {
  // On loopback there is no forking: Call-ID, CSeq number and method name the transaction, CANCEL apart from its INVITE.
  return `${request.headers.get('Call-ID') ?? ''} ${parseCseq(request.headers).number} ${request.method}`;
}

function ackKey(headers: SipHeaders): string {
  return `${headers.get('Call-ID') ?? ''} ${parseCseq(headers).number} ${tagOf(headers.get('From'))}`;
}

function tagOf(from: string | undefined): string {
  return parseNameAddress(from ?? '').params.tag ?? '';
}
