import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';
import type { Asterisk } from './asterisk.ts';

interface Place {
  readonly address: string;
  readonly port: number;
}

/**
 * A way between a phone that comes by WebSocket and its Asterisk, on which sound gets lost. It stands in the middle of the signalling and
 * names itself to both as the one address for sound (ICE candidate, RFC 8839).
 */
export class LossyWay {
  /** Of a hundred packets of sound, in both directions. */
  lossPercent = 0;
  readonly #server: Server;
  readonly #sockets: WebSocketServer;
  readonly #nearPhone = createSocket('udp4');
  readonly #nearPbx = createSocket('udp4');
  #phone: Place | undefined;
  #pbx: Place | undefined;
  #count = 0;

  private constructor({ tls, webrtc }: Asterisk) {
    this.#server = createServer({ cert: readFileSync(tls.certFile), key: readFileSync(tls.keyFile) });
    this.#sockets = new WebSocketServer({ server: this.#server, handleProtocols: () => 'sip' });
    this.#sockets.on('connection', (near) => {
      const far = new WebSocket(webrtc.address, 'sip', { ca: tls.ca });
      const opened = once(far, 'open');
      for (const socket of [near, far]) socket.on('error', () => undefined);
      near.on('close', () => far.close());
      far.on('close', () => near.close());
      near.on('message', (data) => {
        const text = this.#renamed((data as Buffer).toString('utf8'), 'phone');
        void opened.then(() => far.send(text));
      });
      far.on('message', (data) => near.send(this.#renamed((data as Buffer).toString('utf8'), 'pbx')));
    });
    this.#nearPhone.on('message', (packet, from) => {
      // A phone tries from each of its addresses: the first that gets here is it.
      this.#phone ??= from;
      if (from.port === this.#phone.port) this.#pass(packet, this.#nearPbx, this.#pbx);
    });
    this.#nearPbx.on('message', (packet) => this.#pass(packet, this.#nearPhone, this.#phone));
  }

  static async start(pbx: Asterisk): Promise<LossyWay> {
    const way = new LossyWay(pbx);
    for (const socket of [way.#nearPhone, way.#nearPbx]) {
      socket.bind(0, '0.0.0.0');
      await once(socket, 'listening');
    }
    way.#server.listen(0, '127.0.0.1');
    await once(way.#server, 'listening');
    return way;
  }

  get address(): string {
    return `wss://127.0.0.1:${(this.#server.address() as AddressInfo).port}/ws`;
  }

  async stop(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    for (const phone of this.#sockets.clients) phone.terminate();
    this.#nearPhone.close();
    this.#nearPbx.close();
    await closed;
  }

  #pass(packet: Buffer, by: Socket, to: Place | undefined): void {
    if (to === undefined || (isSound(packet) && this.#isLost())) return;
    by.send(packet, to.port, to.address);
  }

  /** Evenly, so that a run is like the one before. */
  #isLost(): boolean {
    this.#count += 1;
    return (this.#count * 37) % 100 < this.lossPercent;
  }

  /** A message with this way as the only address in its SDP. */
  #renamed(message: string, of: 'phone' | 'pbx'): string {
    const end = message.indexOf('\r\n\r\n');
    const [head, body] = [message.slice(0, end), message.slice(end + 4)];
    if (!body.includes('a=candidate:')) return message;
    const here = of === 'phone' ? this.#nearPbx : this.#nearPhone;
    const { port } = here.address();
    if (of === 'pbx') this.#pbx = firstCandidate(body);
    else this.#phone = undefined;
    const lines = body.split('\r\n');
    const place = lines.findIndex((line) => line.startsWith('a=candidate:'));
    lines[place] = `a=candidate:1 1 udp 2130706431 127.0.0.1 ${port} typ host`;
    const sdp = lines
      .filter((line, index) => index === place || !line.startsWith('a=candidate:'))
      .map((line) => line.replace(/^m=audio \d+/u, `m=audio ${port}`))
      .map((line) => line.replace(/^c=IN IP4 .*/u, 'c=IN IP4 127.0.0.1'))
      .map((line) => line.replace(/^a=rtcp:\d+.*/u, `a=rtcp:${port}`))
      .join('\r\n');
    return `${head.replace(/^Content-Length:\s*\d+/imu, `Content-Length: ${Buffer.byteLength(sdp)}`)}\r\n\r\n${sdp}`;
  }
}

function firstCandidate(sdp: string): Place | undefined {
  const found = /^a=candidate:\S+ 1 udp \d+ (\d+\.\d+\.\d+\.\d+) (\d+) typ host/imu.exec(sdp);
  return found === null ? undefined : { address: found[1]!, port: Number(found[2]) };
}

/** RTP, not RTCP, STUN or DTLS (RFC 7983, RFC 5761). */
function isSound(packet: Buffer): boolean {
  const [first = 0, second = 0] = packet;
  const payload = second & 0x7f;
  return first >= 128 && first <= 191 && (payload < 64 || payload > 95);
}
