import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { telephoneEventPayloadType } from './sdp.ts';
import type { Address } from './sipTransport.ts';

const keys = '0123456789*#ABCD';
const packetMs = 20;
const samplesPerPacket = 160;
/** Silence in PCMU (ITU-T G.711). */
const silence = Buffer.alloc(samplesPerPacket, 0xff);

/**
 * The sound of one call: says nothing, but says it (Asterisk times the keys it plays into a call by the packets that
 * come from there), counts what arrives and understands the keys that the other side presses.
 */
export class RtpStream {
  packets = 0;
  /** Keys heard so far, in order. */
  digits = '';
  readonly #socket: Socket = createSocket('udp4');
  #port = 0;
  #lastEventTimestamp = -1;
  #timer: NodeJS.Timeout | undefined;
  #sequence = 0;

  get port(): number {
    return this.#port;
  }

  async open(host: string): Promise<void> {
    this.#socket.on('message', (packet) => this.#hear(packet));
    this.#socket.on('error', () => undefined);
    this.#socket.bind(0, host);
    await once(this.#socket, 'listening');
    this.#port = this.#socket.address().port;
    this.#socket.unref();
  }

  /** Sends silence from now on, to there. */
  sendTo({ host, port }: Address): void {
    this.mute();
    this.#timer = setInterval(() => this.#socket.send(this.#nextPacket(), port, host), packetMs);
    this.#timer.unref();
  }

  mute(): void {
    clearInterval(this.#timer);
  }

  close(): void {
    this.mute();
    this.#socket.close();
  }

  #nextPacket(): Buffer {
    this.#sequence = (this.#sequence + 1) & 0xffff;
    // RFC 3550 section 5.1: version 2, payload type 0 (PCMU); the port serves as the source's number.
    const header = Buffer.alloc(12);
    header.writeUInt8(0x80, 0);
    header.writeUInt16BE(this.#sequence, 2);
    header.writeUInt32BE(this.#sequence * samplesPerPacket, 4);
    header.writeUInt32BE(this.#port, 8);
    return Buffer.concat([header, silence]);
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
