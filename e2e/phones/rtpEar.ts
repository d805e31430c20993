import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { telephoneEventPayloadType } from './sdp.ts';

const keys = '0123456789*#ABCD';

/** Where a phone listens: counts what arrives and understands the keys that the other side presses. */
export class RtpEar {
  packets = 0;
  /** Keys heard so far, in order. */
  digits = '';
  readonly #socket: Socket = createSocket('udp4');
  #lastEventTimestamp = -1;

  get port(): number {
    return this.#socket.address().port;
  }

  async open(host: string): Promise<void> {
    this.#socket.on('message', (packet) => this.#hear(packet));
    this.#socket.bind(0, host);
    await once(this.#socket, 'listening');
    this.#socket.unref();
  }

  close(): void {
    this.#socket.close();
  }

  #hear(packet: Buffer): void {
    if (packet.length < 12) return;
    this.packets += 1;
    const payloadType = packet.readUInt8(1) & 0x7f;
    if (payloadType !== telephoneEventPayloadType || packet.length < 16) return;
    // All packets of one key press, also the repeated last one, share a time stamp (RFC 4733 section 2.5.1).
    const timestamp = packet.readUInt32BE(4);
    if (timestamp === this.#lastEventTimestamp) return;
    this.#lastEventTimestamp = timestamp;
    this.digits += keys[packet.readUInt8(12)] ?? '';
  }
}
