import { describe, expect, it } from 'vitest';
import type { Peer } from '../../../src/messaging/options.ts';
import { endsOf, isListenedOn, MacPeers } from './macPeers.ts';
import { peersOfSystem } from './peersOfSystem.ts';

/** By lsof itself; older ones have a line `f12` for each file, and root sees everybody's. */
const lsof = `p512
u501
f33
n127.0.0.1:50000->127.0.0.1:2013
n[::1]:50003->[::1]:2013
p640
u501
n127.0.0.1:2013
n[::1]:2013
n127.0.0.1:2013->127.0.0.1:50000
n127.0.0.1:2013->127.0.0.1:50001
n[::1]:2013->[::1]:50003
p700
u502
n127.0.0.1:50001->127.0.0.1:2013
`;

const netstat = `Active Internet connections (including servers)
Proto Recv-Q Send-Q  Local Address          Foreign Address        (state)
tcp4       0      0  127.0.0.1.2013         127.0.0.1.50000        ESTABLISHED
tcp4       0      0  127.0.0.1.2013         *.*                    LISTEN
tcp6       0      0  ::1.2013               *.*                    LISTEN
tcp4       0      0  127.0.0.1.2014         *.*                    LISTEN
tcp46      0      0  *.2015                 *.*                    LISTEN
`;

function mac(answers: { readonly lsof?: string | Error; readonly netstat?: string } = {}): {
  readonly peers: MacPeers;
  readonly asked: string[];
} {
  const asked: string[] = [];
  const run = (program: string, args: readonly string[]): Promise<string> => {
    asked.push([program, ...args].join(' '));
    const answer = program.endsWith('lsof') ? (answers.lsof ?? lsof) : (answers.netstat ?? netstat);
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  };
  return { peers: new MacPeers(run, 501), asked };
}

const peer = (remotePort: number, address = '127.0.0.1'): Peer => ({
  remoteAddress: address,
  remotePort,
  localAddress: address,
  localPort: 2013,
});

describe('whose a connection is on macOS', () => {
  it.each([
    ['a process of this user', peer(50_000), true],
    ['a process of this user by IPv6', peer(50_003, '::1'), true],
    ['a process of another user', peer(50_001), false],
    ['a connection that is not told at all', peer(50_009), undefined],
  ])('%s', async (_what, of, isOurs) => {
    expect(await mac().peers.isOurs(of)).toBe(isOurs);
  });

  it('is another user’s where only our own end is seen, as it is without the rights of root', async () => {
    const ownAlone = lsof.slice(lsof.indexOf('p640'), lsof.indexOf('p700'));
    expect(await mac({ lsof: ownAlone }).peers.isOurs(peer(50_001))).toBe(false);
  });

  it('is not known where the program fails', async () => {
    await expect(mac({ lsof: new Error('ENOENT') }).peers.isOurs(peer(50_000))).rejects.toThrow('ENOENT');
    expect(await mac({ lsof: '' }).peers.isOurs(peer(50_000))).toBeUndefined();
  });

  it('costs few runs however many connections come at once', async () => {
    const { peers, asked } = mac();
    const answers = await Promise.all(Array.from({ length: 50 }, () => peers.isOurs(peer(50_000))));
    expect(new Set(answers)).toEqual(new Set([true]));
    expect(asked).toEqual(Array.from({ length: 2 }, () => '/usr/sbin/lsof -nP -iTCP:2013 -Fpun'));
  });

  it('tells a port of another user from our own and from one that is free', async () => {
    const { peers } = mac();
    expect(await peers.isOthersPort(2013)).toBe(false);
    expect(await peers.isOthersPort(2016)).toBe(false);
    const nothingOfOurs = mac({ lsof: new Error('exit code 1') }).peers;
    expect(await nothingOfOurs.isOthersPort(2014)).toBe(true);
    expect(await nothingOfOurs.isOthersPort(2015)).toBe(true);
    expect(await nothingOfOurs.isOthersPort(13)).toBe(false);
  });
});

it('the readers take whatever comes', () => {
  for (const text of ['', '\n', 'n', 'u501', 'n127.0.0.1:1', 'tcp', 'tcp4 0 0 .2013 x']) {
    expect(endsOf(text, 501)).toEqual([]);
    expect(isListenedOn(text, 2013)).toBe(false);
  }
});

it('is what is asked on macOS', () => {
  expect(peersOfSystem('darwin', () => Promise.resolve(''))).toBeInstanceOf(MacPeers);
});
