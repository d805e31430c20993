import { inflateSync } from 'node:zlib';

export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue, opacity of the pixel, each from 0 to 255. */
  readonly at: (x: number, y: number) => readonly [number, number, number, number];
}

/** Reads a PNG of 8 bits a channel, with opacity or without, not interlaced: what Chromium writes (PNG specification, 9). */
export function readPng(bytes: Buffer): Pixels {
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  const channels = { 2: 3, 6: 4 }[bytes[25]!];
  if (bytes[24] !== 8 || channels === undefined || bytes[28] !== 0) throw new Error('another kind of PNG');
  const data: Buffer[] = [];
  for (let at = 8; at < bytes.length; at += 12 + bytes.readUInt32BE(at)) {
    const length = bytes.readUInt32BE(at);
    if (bytes.toString('latin1', at + 4, at + 8) === 'IDAT')
      data.push(bytes.subarray(at + 8, at + 8 + length));
  }
  const raw = inflateSync(Buffer.concat(data));
  const row = width * channels;
  const out = Buffer.alloc(row * height);
  for (let y = 0; y < height; y += 1) {
    const filter = raw[y * (row + 1)];
    for (let i = 0; i < row; i += 1) {
      const left = i < channels ? 0 : out[y * row + i - channels]!;
      const up = y === 0 ? 0 : out[(y - 1) * row + i]!;
      const upLeft = i < channels || y === 0 ? 0 : out[(y - 1) * row + i - channels]!;
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, upLeft)][filter!]!;
      out[y * row + i] = (raw[y * (row + 1) + 1 + i]! + guess) & 0xff;
    }
  }
  const at = (x: number, y: number): ReturnType<Pixels['at']> => {
    const from = y * row + x * channels;
    return [out[from]!, out[from + 1]!, out[from + 2]!, channels === 4 ? out[from + 3]! : 255];
  };
  return { width, height, at };
}

function paeth(left: number, up: number, upLeft: number): number {
  const guess = left + up - upLeft;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - upLeft)];
  return a <= b && a <= c ? left : b <= c ? up : upLeft;
}
