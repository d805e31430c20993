import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { parseSip, SipHeaders, type SipMessage, type SipRequest, writeSip } from './sipMessage.ts';

interface Certificate {
  readonly certFile: string;
  readonly keyFile: string;
}

/** Who pretends to be the phone system of a phone that comes by WebSocket (RFC 7118): lets everybody register, and sends what a test wants. */
export class FakeSipServer {
  /** All that came, in order. */
  readonly heard: SipMessage[] = [];
  readonly #server: Server;
  readonly #sockets: WebSocketServer;
  #phone: WebSocket | undefined;
  #registered: SipRequest | undefined;

  private constructor({ certFile, keyFile }: Certificate) {
    this.#server = createServer({ cert: readFileSync(certFile), key: readFileSync(keyFile) });
    this.#sockets = new WebSocketServer({ server: this.#server, handleProtocols: () => 'sip' });
    this.#sockets.on('connection', (socket) => {
      this.#phone = socket;
      socket.on('error', () => undefined);
      socket.on('message', (data) => this.#take((data as Buffer).toString('utf8')));
    });
  }

  static async start(certificate: Certificate): Promise<FakeSipServer> {
    const server = new FakeSipServer(certificate);
    server.#server.listen(0, '127.0.0.1');
    await once(server.#server, 'listening');
    return server;
  }

  get address(): string {
    return `wss://127.0.0.1:${(this.#server.address() as AddressInfo).port}/ws`;
  }

  get hasPhone(): boolean {
    return this.#registered !== undefined;
  }

  /** The statuses with which the phone has answered a request of this Call-ID. */
  answersTo(callId: string): number[] {
    return this.heard.flatMap((message) =>
      message.kind === 'response' && message.headers.get('Call-ID') === callId ? [message.status] : [],
    );
  }

  /** As it is, without a look at it. */
  sendRaw(bytes: string | Buffer): void {
    this.#phone?.send(bytes);
  }

  /** A request to the phone that has registered. */
  send(
    method: string,
    {
      callId,
      body = '',
      headers = [],
    }: {
      readonly callId: string;
      readonly body?: string;
      readonly headers?: readonly (readonly [string, string])[];
    },
  ): void {
    const contact = this.#registered?.headers.get('Contact') ?? '';
    const uri = /<([^>]+)>/u.exec(contact)?.[1] ?? '';
    const lines: readonly (readonly [string, string])[] = [
      ['Via', `SIP/2.0/WSS 127.0.0.1;branch=z9hG4bK${callId}${method}`],
      ['Max-Forwards', '70'],
      ['From', `<sip:stranger@127.0.0.1>;tag=${callId}`],
      ['To', `<${uri}>`],
      ['Call-ID', callId],
      ['CSeq', `1 ${method}`],
      ['Contact', '<sip:stranger@127.0.0.1;transport=ws>'],
      ...headers,
      ...(body === '' ? [] : [['Content-Type', 'application/sdp'] as const]),
    ];
    this.sendRaw(writeSip({ kind: 'request', method, uri, headers: new SipHeaders(lines), body }));
  }

  async stop(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    for (const phone of this.#sockets.clients) phone.terminate();
    this.#server.closeAllConnections();
    await closed;
  }

  #take(text: string): void {
    // Keep-alives of RFC 5626 are empty lines.
    if (text.trim() === '') return;
    const message = parseSip(text);
    this.heard.push(message);
    if (message.kind !== 'request' || message.method !== 'REGISTER') return;
    this.#registered = message;
    const kept = ['Via', 'From', 'To', 'Call-ID', 'CSeq', 'Contact'].flatMap((name) =>
      message.headers.all(name).map((value) => [name, name === 'To' ? `${value};tag=fake` : value] as const),
    );
    const headers = new SipHeaders([...kept, ['Expires', '120']]);
    this.sendRaw(writeSip({ kind: 'response', status: 200, reason: 'OK', headers, body: '' }));
  }
}
