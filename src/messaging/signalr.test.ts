import { afterEach, describe, expect, it, vi } from 'vitest';
import { HubPage, type HubPageOptions, type HubVersion, hubVersions } from './testing/hubClient.ts';
import { ServiceBench, type Wire } from './testing/serviceBench.ts';

const bench = new ServiceBench();
const pages: HubPage[] = [];

afterEach(async () => {
  for (const page of pages.splice(0)) await page.connection.stop();
});

async function open(version: HubVersion, options: HubPageOptions = {}): Promise<HubPage> {
  const page = await HubPage.open(version, bench.service.port, options);
  pages.push(page);
  return page;
}

function start(version: HubVersion, options: HubPageOptions = {}): Promise<void> {
  const page = new HubPage(version, bench.service.port, options);
  pages.push(page);
  return page.connection.start();
}

describe.each(hubVersions)('the client of SignalR, %s', (version) => {
  it('connects at the address that the page was given, dials, and gets the call as a plain page does', async () => {
    await bench.serve();
    const page = await open(version);
    expect(page.frames.map(({ eventType }) => eventType)).toEqual([1, 2, 11, 12]);
    await page.command('MakeCall', '', { targetAddress: '201' }, 'u1');
    expect(await page.next(4)).toMatchObject({ commandUId: 'u1', content: 'true' });
    expect(bench.line.asked).toEqual([{ type: 'MakeCall', number: '201' }]);
    const plain = await bench.page();
    const { step } = bench.story('outgoing');
    step({ type: 'RingStarted' });
    step({ type: 'CommutationStarted' });
    step({ type: 'RingFinished', outcome: 'answered' });
    const types = [5, 7, 6];
    for (const type of types) {
      const [here, there] = [await page.content<Wire>(type), await plain.content<Wire>(type)];
      expect(here).toEqual(there);
    }
  });

  it.each([
    ['with a slash', { path: '/' }],
    ['below a path', { path: '/hubs/telephony' }],
    ['below a path with a query', { path: '/hub?tenant=7' }],
    ['without negotiation', { skipNegotiation: true }],
  ])('connects %s', async (_how, options) => {
    await bench.serve();
    await open(version, options);
    expect(bench.service.pages).toBe(1);
  });

  it('has the methods of the hub', async () => {
    await bench.serve();
    const page = await open(version);
    const { connection } = page;
    expect(await connection.invoke('Ping')).toBe('Pong!');
    expect(await connection.invoke('Echo', { a: [1, 'ü'] })).toEqual({ a: [1, 'ü'] });
    await connection.invoke('SendMessage', { command: 'QueryMsgUserState', parameters: {} });
    await page.next(12);
    await connection.invoke('sendRawMessage', '{"command":"QueryMsgUserState"}');
    await page.next(12);
    await expect(connection.invoke('DropTables', 1)).rejects.toThrow('no method "DropTables"');
    await expect(connection.invoke('SendRawMessage', 1, 2)).rejects.toThrow('no method');
    await expect(
      new Promise((_resolve, reject) =>
        connection
          .stream('Calls')
          .subscribe({ next: reject, error: reject, complete: () => reject(new Error('done')) }),
      ),
    ).rejects.toThrow('no streams');
  });

  it('of a program shows the token', async () => {
    await bench.serve();
    await expect(start(version, { origin: null })).rejects.toThrow(/401|Unauthorized/);
    await expect(start(version, { origin: null, token: 'wrong' })).rejects.toThrow(/401|Unauthorized/);
    await open(version, { origin: null, token: 'right-token' });
    expect(bench.service.pages).toBe(1);
  });

  it('of a page that may not is refused, and the log says why', async () => {
    await bench.serve();
    bench.line.decided = { 'https://evil.example': false };
    for (const skipNegotiation of [false, true]) {
      await expect(start(version, { origin: 'https://evil.example', skipNegotiation })).rejects.toThrow();
      expect(bench.line.logged).toContainEqual({
        level: 'warn',
        what: 'messaging: page refused',
        why: 'not allowed',
        from: 'https://evil.example',
      });
      bench.line.logged.length = 0;
    }
    expect(bench.service.pages).toBe(0);
  });

  it('learns why it is sent away, and does not come back', async () => {
    await bench.serve();
    const page = await open(version, { reconnectMs: [1, 1] });
    bench.service.dismiss(() => false);
    expect(String(await page.closed)).toContain('not allowed any more');
    await vi.waitFor(() => expect(bench.service.pages).toBe(0));
  });

  it('comes back when the service does', async () => {
    await bench.serve();
    const { port } = bench.service;
    const page = await open(version, { reconnectMs: Array.from({ length: 200 }, () => 10) });
    const back = new Promise((resolve) => page.connection.onreconnected(resolve));
    await bench.service.stop();
    await bench.serve({}, port);
    await back;
    await page.shakeHands();
    await page.command('MakeCall', '', { targetAddress: '201' });
    await page.next(4);
  });

  it('ends well: by the command of the protocol, or by its own', async () => {
    await bench.serve();
    const first = await open(version);
    await first.command('CloseConnection');
    expect(await first.closed).toBeUndefined();
    const second = await open(version);
    await second.connection.stop();
    await vi.waitFor(() => expect(bench.service.pages).toBe(0));
  });
});
