import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { Peer } from '../../../src/messaging/options.ts';
import { LinuxPeers, listenersOn, userOf } from './linuxPeers.ts';

const table = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:07DD 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 4242 1 0000000000000000 100 0 0 10 0
   1: 0100007F:07DD 0100007F:C350 01 00000000:00000000 00:00000000 00000000  1000        0 4243 1 0000000000000000 20 4 30 10 -1
   2: 0100007F:C350 0100007F:07DD 01 00000000:00000000 00:00000000 00000000  1001        0 4244 1 0000000000000000 20 4 30 10 -1
   3: 00000000000000000000000001000000:C351 00000000000000000000000001000000:07DD 01 00000000:00000000 00:00000000 00000000  1002        0 4245 1
`;

describe("the kernel's table of connections", () => {
  it.each([
    ['127.0.0.1', 50_000, 1001],
    ['::1', 50_001, 1002],
    ['127.0.0.1', 50_002, undefined],
  ])('%s port %i is of user %s', (address, port, uid) => {
    const peer: Peer = { remoteAddress: address, remotePort: port, localAddress: address, localPort: 2013 };
    expect(userOf(table, peer)).toBe(uid);
  });

  it('has who listens', () => {
    expect(listenersOn(table, 2013)).toEqual([1000]);
    expect(listenersOn(table, 50_000)).toEqual([]);
  });

  it('may be anything', () => {
    const peer: Peer = { remoteAddress: '', remotePort: 0, localAddress: '', localPort: 0 };
    expect(userOf('nonsense\n\n:', peer)).toBeUndefined();
  });
});

/** Connects to us in a process of its own, as that user. */
async function connected(
  host: string,
  uid: number,
): Promise<{ readonly socket: Socket; readonly end: () => void }> {
  const server = createServer();
  server.listen(0, host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const script = `require('node:net').connect(${port}, '${host}').on('error', () => {}); setTimeout(() => {}, 60_000)`;
  const child = spawn(process.execPath, ['-e', script], { cwd: '/', uid, stdio: 'ignore' });
  const [socket] = (await once(server, 'connection')) as [Socket];
  return {
    socket,
    end: () => {
      child.kill();
      socket.destroy();
      server.close();
    },
  };
}

const peerOf = ({ remoteAddress = '', remotePort = 0, localAddress = '', localPort = 0 }: Socket): Peer => ({
  remoteAddress,
  remotePort,
  localAddress,
  localPort,
});

describe.runIf(process.platform === 'linux').each(['127.0.0.1', '::1'])('a real connection to %s', (host) => {
  const ownUid = process.getuid?.() ?? 0;

  it('of a process of this user is ours', async () => {
    const { socket, end } = await connected(host, ownUid);
    expect(await new LinuxPeers().isOurs(peerOf(socket))).toBe(true);
    const port = socket.localPort ?? 0;
    expect(await new LinuxPeers().isOthersPort(port)).toBe(false);
    expect(await new LinuxPeers(ownUid + 1).isOthersPort(port)).toBe(true);
    end();
  });

  // Only root may start a process as another user.
  it.runIf(ownUid === 0)('of a process of another user is not', async () => {
    const { socket, end } = await connected(host, 65_534);
    expect(await new LinuxPeers().isOurs(peerOf(socket))).toBe(false);
    end();
  });
});
