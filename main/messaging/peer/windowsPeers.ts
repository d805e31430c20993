import { isIPv4 } from 'node:net';
import { win32 } from 'node:path';
import type { Peer } from '../../../src/messaging/options.ts';
import type { RunProgram } from '../../os/programs.ts';
import type { Peers } from './peers.ts';
import { SharedRun } from './sharedRun.ts';

/** A row of `netstat -ano`: `TCP  127.0.0.1:2013  127.0.0.1:50000  ESTABLISHED  4321`. The state is in the language of the system. */
export interface NetstatRow {
  readonly local: string;
  readonly remote: string;
  readonly pid: number;
}

export function netstatRows(text: string): readonly NetstatRow[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const [protocol, local = '', remote = '', ...rest] = line.trim().split(/\s+/);
    const pid = rest.at(-1) ?? '';
    return protocol === 'TCP' && /^\d{1,10}$/.test(pid) ? [{ local, remote, pid: Number(pid) }] : [];
  });
}

/** The session that a process runs in, by `tasklist /FO CSV /NH`: `"chrome.exe","8765","RDP-Tcp#3","2","123,456 K"`. */
export function sessionOf(text: string, pid: number): number | undefined {
  for (const line of text.split(/\r?\n/)) {
    const [, found, , session = ''] = line.split('","');
    if (found === String(pid) && /^\d{1,10}$/.test(session)) return Number(session);
  }
  return undefined;
}

/** A process number is given out again some time; not so soon. */
const rememberedMax = 200;

/**
 * Windows tells everybody the process of a connection (`netstat`) and the session of a process (`tasklist`), its user only to administrators.
 * Each person who is logged in has a session of their own.
 */
export class WindowsPeers implements Peers {
  readonly #run: RunProgram;
  readonly #folder: string;
  readonly #ownPid: number;
  readonly #tables: Readonly<Record<'TCP' | 'TCPv6', SharedRun<readonly NetstatRow[]>>>;
  #ownSession: number | undefined;
  /** By process, of those whose connections were ours. */
  readonly #ours = new Set<number>();

  /** @param systemRoot `C:\Windows`; a program of that name in the folder that Offhook was started in is not to be taken */
  constructor(run: RunProgram, systemRoot: string, ownPid: number) {
    this.#run = run;
    this.#folder = win32.join(systemRoot, 'System32');
    this.#ownPid = ownPid;
    this.#tables = { TCP: this.#table('TCP'), TCPv6: this.#table('TCPv6') };
  }

  async isOurs({ remoteAddress, remotePort, localAddress, localPort }: Peer): Promise<boolean | undefined> {
    const rows = await this.#tables[isIPv4(remoteAddress) ? 'TCP' : 'TCPv6'].run();
    const here = endOf(localAddress, localPort);
    const there = endOf(remoteAddress, remotePort);
    // Our own end is there as well, or the text is not what we take it for.
    if (!rows.some(({ local, remote }) => local === here && remote === there)) return undefined;
    const pid = rows.find(({ local, remote }) => local === there && remote === here)?.pid;
    return pid === undefined ? false : this.#isOurProcess(pid);
  }

  async isOthersPort(port: number): Promise<boolean | undefined> {
    const tables = await Promise.all([this.#tables.TCP.run(), this.#tables.TCPv6.run()]);
    const pids = tables
      .flat()
      .filter(({ local, remote }) => local.endsWith(`:${port}`) && remote.endsWith(':0'))
      .map(({ pid }) => pid);
    for (const pid of new Set(pids)) if ((await this.#isOurProcess(pid)) === false) return true;
    return false;
  }

  #table(protocol: string): SharedRun<readonly NetstatRow[]> {
    const program = win32.join(this.#folder, 'netstat.exe');
    return new SharedRun(async () => netstatRows(await this.#run(program, ['-ano', '-p', protocol])));
  }

  async #isOurProcess(pid: number): Promise<boolean | undefined> {
    if (pid === this.#ownPid || this.#ours.has(pid)) return true;
    this.#ownSession ??= await this.#session(this.#ownPid);
    if (this.#ownSession === undefined) return undefined;
    const isOurs = (await this.#session(pid)) === this.#ownSession;
    if (isOurs) {
      if (this.#ours.size >= rememberedMax) this.#ours.clear();
      this.#ours.add(pid);
    }
    return isOurs;
  }

  async #session(pid: number): Promise<number | undefined> {
    const program = win32.join(this.#folder, 'tasklist.exe');
    return sessionOf(await this.#run(program, ['/FI', `PID eq ${pid}`, '/FO', 'CSV', '/NH']), pid);
  }
}

function endOf(address: string, port: number): string {
  return isIPv4(address) ? `${address}:${port}` : `[${address}]:${port}`;
}
