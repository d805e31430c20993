import { describe, expect, it } from 'vitest';
import type { Peer } from '../../../src/messaging/options.ts';
import { peersOfSystem } from './peersOfSystem.ts';
import { netstatRows, sessionOf, WindowsPeers } from './windowsPeers.ts';

const netstat = [
  '',
  'Active Connections',
  '',
  '  Proto  Local Address          Foreign Address        State           PID',
  '  TCP    0.0.0.0:135            0.0.0.0:0              LISTENING       1012',
  '  TCP    127.0.0.1:2013         0.0.0.0:0              LISTENING       4321',
  '  TCP    127.0.0.1:2013         127.0.0.1:50000        ESTABLISHED     4321',
  '  TCP    127.0.0.1:50000        127.0.0.1:2013         ESTABLISHED     8765',
  '  TCP    127.0.0.1:2013         127.0.0.1:50001        ESTABLISHED     4321',
  '  TCP    127.0.0.1:50001        127.0.0.1:2013         ESTABLISHED     9999',
  '  TCP    127.0.0.1:2013         127.0.0.1:50002        ESTABLISHED     4321',
  '  TCP    127.0.0.1:50002        127.0.0.1:2013         TIME_WAIT       0',
  '  TCP    127.0.0.1:2014         0.0.0.0:0              LISTENING       7777',
  '',
].join('\r\n');

/** Of a German Windows. */
const netstat6 = [
  '',
  'Aktive Verbindungen',
  '',
  '  Proto  Lokale Adresse         Remoteadresse          Status           PID',
  '  TCP    [::1]:2013             [::]:0                 ABHÖREN          4321',
  '  TCP    [::1]:2013             [::1]:50003            HERGESTELLT      4321',
  '  TCP    [::1]:50003            [::1]:2013             HERGESTELLT      8765',
  '',
].join('\r\n');

const processes: Readonly<Record<string, string>> = {
  4321: '"Offhook.exe","4321","RDP-Tcp#3","2","183,456 K"\r\n',
  8765: '"chrome, beta.exe","8765","RDP-Tcp#3","2","98.112 K"\r\n',
  9999: '"msedge.exe","9999","Console","1","75,020 K"\r\n',
  7777: '"Offhook.exe","7777","Console","1","181,004 K"\r\n',
};

/** A Windows that answers with these texts, and what it was asked. */
function windows(answers: Readonly<Record<string, string | Error>> = {}): {
  readonly peers: WindowsPeers;
  readonly asked: string[];
} {
  const asked: string[] = [];
  const run = (program: string, args: readonly string[]): Promise<string> => {
    asked.push([program, ...args].join(' '));
    const [, pid = ''] = /^PID eq (\d+)$/.exec(args[1] ?? '') ?? [];
    const usual = program.endsWith('netstat.exe')
      ? args.at(-1) === 'TCP'
        ? netstat
        : netstat6
      : (processes[pid] ?? 'INFO: No tasks are running which match the specified criteria.\r\n');
    const answer = answers[pid === '' ? (args.at(-1) ?? '') : pid] ?? usual;
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  };
  return { peers: new WindowsPeers(run, 'C:\\Windows', 4321), asked };
}

const peer = (remotePort: number, address = '127.0.0.1'): Peer => ({
  remoteAddress: address,
  remotePort,
  localAddress: address,
  localPort: 2013,
});

describe('whose a connection is on Windows', () => {
  it.each([
    ['a browser of this session', peer(50_000), true],
    ['a browser of this session by IPv6, on a German Windows', peer(50_003, '::1'), true],
    ['a browser of another session', peer(50_001), false],
    ['a process that has gone', peer(50_002), false],
    ['a connection that is in no table', peer(50_009), undefined],
  ])('%s', async (_what, of, isOurs) => {
    expect(await windows().peers.isOurs(of)).toBe(isOurs);
  });

  it('is asked of the programs of the system folder, and of a known process once', async () => {
    const { peers, asked } = windows();
    await peers.isOurs(peer(50_000));
    await peers.isOurs(peer(50_000));
    const folder = 'C:\\Windows\\System32\\';
    expect(asked).toEqual([
      `${folder}netstat.exe -ano -p TCP`,
      `${folder}tasklist.exe /FI PID eq 4321 /FO CSV /NH`,
      `${folder}tasklist.exe /FI PID eq 8765 /FO CSV /NH`,
      `${folder}netstat.exe -ano -p TCP`,
    ]);
  });

  it.each([
    ['a table that is none', { TCP: 'Access is denied.' }],
    ['an own session that is not told', { 4321: 'FEHLER: Zugriff verweigert' }],
  ])('is not known by %s', async (_what, answers) => {
    expect(await windows(answers).peers.isOurs(peer(50_000))).toBeUndefined();
  });

  it('is not known where the program hangs or is not there', async () => {
    const { peers } = windows({ TCP: new Error('ETIMEDOUT') });
    await expect(peers.isOurs(peer(50_000))).rejects.toThrow('ETIMEDOUT');
  });

  it('tells a port of another session from our own and from one that is free', async () => {
    const { peers } = windows();
    expect(await peers.isOthersPort(2014)).toBe(true);
    expect(await peers.isOthersPort(2013)).toBe(false);
    expect(await peers.isOthersPort(2015)).toBe(false);
    // 12013 ends in it.
    expect(await peers.isOthersPort(13)).toBe(false);
  });
});

describe('the readers', () => {
  it('take whatever comes', () => {
    for (const text of ['', '\r\n', 'TCP', 'TCP a b c d', '"', '","","","']) {
      expect(netstatRows(text)).toEqual([]);
      expect(sessionOf(text, 1)).toBeUndefined();
    }
    expect(
      netstatRows('  UDP    0.0.0.0:5353           *:*                                    1044'),
    ).toEqual([]);
    expect(sessionOf('"a.exe","12","Console","x","1 K"', 12)).toBeUndefined();
  });
});

it('is what is asked on Windows', () => {
  expect(peersOfSystem('win32', () => Promise.resolve(''), {})).toBeInstanceOf(WindowsPeers);
});
