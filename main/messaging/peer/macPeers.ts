import { isIPv4 } from 'node:net';
import type { Peer } from '../../../src/messaging/options.ts';
import type { RunProgram } from '../../os/programs.ts';
import type { Peers } from './peers.ts';
import { SharedRun } from './sharedRun.ts';

/**
 * The ends of TCP connections that processes of a user have, by `lsof -F pun`: a line each for process, user and name, in this order;
 * `n127.0.0.1:50000->127.0.0.1:2013` for a connection, `n127.0.0.1:2013` for one that listens.
 */
export function endsOf(text: string, uid: number): readonly string[] {
  const ends: string[] = [];
  let isOfUser = false;
  for (const line of text.split('\n')) {
    if (line.startsWith('p')) isOfUser = false;
    else if (line.startsWith('u')) isOfUser = line.slice(1) === String(uid);
    else if (line.startsWith('n') && isOfUser) ends.push(line.slice(1));
  }
  return ends;
}

/** Whether anybody listens on the port, by `netstat -anp tcp`: `tcp4  0  0  127.0.0.1.2013  *.*  LISTEN`. */
export function isListenedOn(text: string, port: number): boolean {
  return text.split('\n').some((line) => {
    const [protocol = '', , , local = '', , state] = line.trim().split(/\s+/);
    return protocol.startsWith('tcp') && local.endsWith(`.${port}`) && state === 'LISTEN';
  });
}

/** macOS shows a user the connections of their own processes, and of no others. */
export class MacPeers implements Peers {
  readonly #run: RunProgram;
  readonly #ownUid: number;
  readonly #ends = new Map<number, SharedRun<readonly string[]>>();

  constructor(run: RunProgram, ownUid: number) {
    this.#run = run;
    this.#ownUid = ownUid;
  }

  async isOurs({ remoteAddress, remotePort, localAddress, localPort }: Peer): Promise<boolean | undefined> {
    const ends = await this.#endsAt(localPort).run();
    const here = endOf(localAddress, localPort);
    const there = endOf(remoteAddress, remotePort);
    // Our own end is there as well, or the text is not what we take it for.
    if (!ends.includes(`${here}->${there}`)) return undefined;
    return ends.includes(`${there}->${here}`);
  }

  async isOthersPort(port: number): Promise<boolean | undefined> {
    const all = await this.#run('/usr/sbin/netstat', ['-anp', 'tcp']);
    if (!isListenedOn(all, port)) return false;
    // It fails where it finds nothing.
    const ours = await this.#endsAt(port)
      .run()
      .catch(() => []);
    return !ours.some((end) => end.endsWith(`:${port}`) && !end.includes('->'));
  }

  /** Connections to a port of ours: both ends of each have it in their name. */
  #endsAt(port: number): SharedRun<readonly string[]> {
    const known = this.#ends.get(port);
    if (known !== undefined) return known;
    const args = ['-nP', `-iTCP:${port}`, '-Fpun'];
    const ends = new SharedRun(async () => endsOf(await this.#run('/usr/sbin/lsof', args), this.#ownUid));
    this.#ends.set(port, ends);
    return ends;
  }
}

function endOf(address: string, port: number): string {
  return isIPv4(address) ? `${address}:${port}` : `[${address}]:${port}`;
}
