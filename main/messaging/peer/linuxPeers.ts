import { readFile } from 'node:fs/promises';
import { isIPv4 } from 'node:net';
import type { Peer } from '../../../src/messaging/options.ts';
import type { Peers } from './peers.ts';

/** TCP_LISTEN (tcp_states.h). */
const listening = '0A';

/**
 * The user id of the process at the other end of a connection, by a table of the kernel (`/proc/net/tcp` or `tcp6`: proc(5)). The row is
 * the one whose own end is the other end of ours.
 * @returns `undefined` where the table does not have the connection
 */
export function userOf(table: string, peer: Peer): number | undefined {
  const own = endOf(peer.remoteAddress, peer.remotePort);
  const other = endOf(peer.localAddress, peer.localPort);
  for (const line of table.split('\n')) {
    const [, local, remote, , , , , uid] = line.trim().split(/\s+/);
    if (local === own && remote === other && uid !== undefined && /^\d+$/.test(uid)) return Number(uid);
  }
  return undefined;
}

/** The users who listen on a port, by such a table. */
export function listenersOn(table: string, port: number): readonly number[] {
  return table.split('\n').flatMap((line) => {
    const [, local = '', , state, , , , uid] = line.trim().split(/\s+/);
    const isIt = state === listening && local.endsWith(`:${hex(port, 4)}`);
    return isIt && uid !== undefined && /^\d+$/.test(uid) ? [Number(uid)] : [];
  });
}

/** `0100007F:07DD`: the address in 32-bit words of the machine's byte order, the port as people write it. */
function endOf(address: string, port: number): string {
  const words = isIPv4(address) ? [wordOf(address)] : wordsOf6(address);
  return `${words.join('')}:${hex(port, 4)}`;
}

function wordOf(address: string): string {
  return inHostOrder(address.split('.').map(Number));
}

function wordsOf6(address: string): readonly string[] {
  const [head = '', tail = ''] = address.split('::', 2);
  const groupsOf = (part: string): readonly string[] => (part === '' ? [] : part.split(':'));
  const [first, last] = [groupsOf(head), groupsOf(tail)];
  const missing = Array.from({ length: 8 - first.length - last.length }, () => '0');
  const bytes = [...first, ...missing, ...last].flatMap((group) => {
    const value = Number.parseInt(group, 16);
    return [value >> 8, value & 0xff];
  });
  return [0, 4, 8, 12].map((at) => inHostOrder(bytes.slice(at, at + 4)));
}

/** All systems that Electron runs on are little-endian. */
function inHostOrder(bytes: readonly number[]): string {
  return bytes
    .toReversed()
    .map((byte) => hex(byte, 2))
    .join('');
}

function hex(value: number, digits: number): string {
  return value.toString(16).toUpperCase().padStart(digits, '0');
}

/** Linux says whose every connection is, in a file that costs next to nothing to read. */
export class LinuxPeers implements Peers {
  readonly #ownUid: number | undefined;

  constructor(ownUid = process.getuid?.()) {
    this.#ownUid = ownUid;
  }

  async isOurs(peer: Peer): Promise<boolean | undefined> {
    const path = isIPv4(peer.remoteAddress) ? '/proc/net/tcp' : '/proc/net/tcp6';
    const table = await readFile(path, 'utf8').catch(() => undefined);
    return table === undefined ? undefined : userOf(table, peer) === this.#ownUid;
  }

  async isOthersPort(port: number): Promise<boolean | undefined> {
    const tables = await Promise.all(
      ['/proc/net/tcp', '/proc/net/tcp6'].map((path) => readFile(path, 'utf8').catch(() => '')),
    );
    return tables.some((table) => listenersOn(table, port).some((uid) => uid !== this.#ownUid));
  }
}
