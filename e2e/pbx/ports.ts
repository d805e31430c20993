import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';

const host = '127.0.0.1';
/** Below Linux' ephemeral range (32768 and up), so no outgoing connection of anyone sits on one of them. */
const firstPort = 20_000;
const blockSize = 400;
const blockCount = 30;

/** The ports of one PBX and its phones; numbers count from the block's first. */
export interface PortBlock {
  ami: number;
  amiTls: number;
  sip: number;
  /** Asterisk's HTTP server over TLS. */
  https: number;
  phone: (index: number) => number;
  phoneControl: (index: number) => number;
  rtpStart: number;
  rtpEnd: number;
  release: () => Promise<void>;
}

/**
 * Takes a block of ports that no other instance on this machine has, also none of another test process: the block's
 * first port is held as the mark. It is released when the process ends, however it ends.
 */
export async function takePortBlock(): Promise<PortBlock> {
  const start = Math.floor(Math.random() * blockCount);
  for (let i = 0; i < blockCount; i += 1) {
    const base = firstPort + ((start + i) % blockCount) * blockSize;
    const mark = await listen(base);
    if (mark === undefined) continue;
    const block = describe(base, mark);
    if (await isFree(block)) return block;
    await block.release();
  }
  throw new Error('no free block of ports: are test processes left over from an earlier run?');
}

function describe(base: number, mark: Server): PortBlock {
  return {
    ami: base + 1,
    amiTls: base + 2,
    sip: base + 3,
    https: base + 4,
    // Two each: a phone that speaks SIP over TLS as well takes the next port for it.
    phone: (index) => base + 10 + 2 * index,
    phoneControl: (index) => base + 60 + index,
    rtpStart: base + 100,
    rtpEnd: base + blockSize - 1,
    release: () =>
      new Promise((resolve) => {
        mark.close(() => resolve());
      }),
  };
}

/** A foreign program may sit in the middle of a block. */
async function isFree(block: PortBlock): Promise<boolean> {
  for (const port of [block.ami, block.amiTls, block.https]) {
    const server = await listen(port);
    if (server === undefined) return false;
    server.close();
    await once(server, 'close');
  }
  const socket = createSocket('udp4');
  try {
    socket.bind(block.sip, host);
    await once(socket, 'listening');
    return true;
  } catch {
    return false;
  } finally {
    socket.close();
  }
}

async function listen(port: number): Promise<Server | undefined> {
  const server = createServer((socket) => socket.destroy());
  server.listen({ port, host, exclusive: true });
  try {
    await once(server, 'listening');
  } catch {
    return undefined;
  }
  server.unref();
  return server;
}
