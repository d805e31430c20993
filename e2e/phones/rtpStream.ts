import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { telephoneEventPayloadType } from './sdp.ts';
import type { Address } from './sipTransport.ts';

const keys = '0123456789*#ABCD';
const packetMs = 20;
const samplesPerPacket = 160;
/** How long a key is held down, and the pause after it, in packets. Asterisk wants 80 ms (`dtmf_min_duration`). */
const keyPackets = 6;
const pausePackets = 4;
/** Silence in PCMU (ITU-T G.711). */
const silence = Buffer.alloc(samplesPerPacket, 0xff);

/** 16-bit samples to G.711 and back, by the segments of the standard. */
function toUlaw(sample: number): number {
  const magnitude = Math.min(Math.abs(sample), 32_635) + 132;
  const segment = Math.floor(Math.log2(magnitude)) - 7;
  return ~((sample < 0 ? 0x80 : 0) | (segment << 4) | ((magnitude >> (segment + 3)) & 0x0f)) & 0xff;
}

function loudnessOf(ulaw: number): number {
  const bits = ~ulaw & 0x7f;
  return ((((bits & 0x0f) << 3) + 132) << (bits >> 4)) - 132;
}

/** How long a sound counts as heard, packets: the beeps of Chromium's pretended microphone come once a second. */
const heardPackets = 75;

/** One packet of a key press; without it silence is sent. */
interface KeyPacket {
  readonly key: number;
  /** The packets of this press up to now. */
  readonly length: number;
  readonly end: boolean;
}

/**
 * The sound of one call: says nothing, but says it (Asterisk times the keys it plays into a call by the packets that
 * come from there), counts what arrives and understands the keys that the other side presses.
 */
export class RtpStream {
  packets = 0;
  /** What is heard now: the loudest 16-bit sample of the last one and a half seconds. */
  get loudness(): number {
    return Math.max(0, ...this.#peaks);
  }

  /** Keys heard so far, in order. */
  digits = '';
  readonly #socket: Socket = createSocket('udp4');
  #port = 0;
  #closed = false;
  #lastEventTimestamp = -1;
  #timer: NodeJS.Timeout | undefined;
  #sequence = 0;
  /** What is yet to be sent of the keys. */
  readonly #pressed: (KeyPacket | undefined)[] = [];
  #pressedAt = 0;
  readonly #peaks: number[] = [];
  #tone: Buffer | undefined;

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

  /** Sends silence from now on, to there. Nothing once it is closed: an answer may come after the call was given up. */
  sendTo({ host, port }: Address): void {
    if (this.#closed) return;
    this.mute();
    this.#timer = setInterval(() => this.#socket.send(this.#nextPacket(), port, host), packetMs);
    this.#timer.unref();
  }

  /** Says a tone from now on, instead of silence. @param cycles per packet of 20 ms, so that packets join without a click */
  sing(cycles: number): void {
    const samples = Array.from({ length: samplesPerPacket }, (_, i) =>
      Math.round(8_000 * Math.sin((2 * Math.PI * cycles * i) / samplesPerPacket)),
    );
    this.#tone = Buffer.from(samples.map(toUlaw));
  }

  /** Presses keys, one after the other (RFC 4733 section 2.5). */
  press(digits: string): void {
    for (const digit of digits) {
      const key = keys.indexOf(digit);
      if (key < 0) throw new Error(`a phone has no key ${digit}`);
      for (let length = 1; length <= keyPackets; length += 1) this.#pressed.push({ key, length, end: false });
      // The end is sent three times, as packets get lost.
      for (let i = 0; i < 3; i += 1) this.#pressed.push({ key, length: keyPackets, end: true });
      for (let i = 0; i < pausePackets; i += 1) this.#pressed.push(undefined);
    }
  }

  mute(): void {
    clearInterval(this.#timer);
  }

  /** Once more is the same: a phone may be switched off while the end of its call is on its way. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.mute();
    this.#socket.close();
  }

  #nextPacket(): Buffer {
    this.#sequence = (this.#sequence + 1) & 0xffff;
    const now = this.#sequence * samplesPerPacket;
    const pressed = this.#pressed.shift();
    if (pressed === undefined) return Buffer.concat([this.#header(0, now), this.#tone ?? silence]);
    const { key, length, end } = pressed;
    const first = length === 1;
    if (first) this.#pressedAt = now;
    const event = Buffer.from([key, end ? 0x8a : 0x0a, 0, 0]);
    event.writeUInt16BE(length * samplesPerPacket, 2);
    return Buffer.concat([
      this.#header(telephoneEventPayloadType | (first ? 0x80 : 0), this.#pressedAt),
      event,
    ]);
  }

  /** RFC 3550 section 5.1: version 2; the port serves as the source's number. */
  #header(typeAndMark: number, timestamp: number): Buffer {
    const header = Buffer.alloc(12);
    header.writeUInt8(0x80, 0);
    header.writeUInt8(typeAndMark, 1);
    header.writeUInt16BE(this.#sequence, 2);
    header.writeUInt32BE(timestamp, 4);
    header.writeUInt32BE(this.#port, 8);
    return header;
  }

  #hear(packet: Buffer): void {
    if (packet.length < 12) return;
    this.packets += 1;
    const payloadType = packet.readUInt8(1) & 0x7f;
    if (payloadType === 0) {
      this.#peaks.push(packet.subarray(12).reduce((peak, byte) => Math.max(peak, loudnessOf(byte)), 0));
      if (this.#peaks.length > heardPackets) this.#peaks.shift();
    }
    if (payloadType !== telephoneEventPayloadType || packet.length < 16) return;
    // All packets of one key press, also the repeated last one, share a time stamp (RFC 4733 section 2.5.1).
    const timestamp = packet.readUInt32BE(4);
    if (timestamp === this.#lastEventTimestamp) return;
    this.#lastEventTimestamp = timestamp;
    this.digits += keys[packet.readUInt8(12)] ?? '';
  }
}
