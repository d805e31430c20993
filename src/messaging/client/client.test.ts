import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { refused } from '../../cti/command.ts';
import { newLine } from '../../cti/line.ts';
import { newCall } from '../../cti/testing/arbitraries.ts';
import { advance } from '../../cti/transition.ts';
import { defaultLimits } from '../options.ts';
import { MessagingService } from '../service.ts';
import { FakeLine } from '../testing/fakeLine.ts';
import { OffhookClient, type OffhookClientOptions } from './client.ts';

let line: FakeLine;
let service: MessagingService;
let client: OffhookClient;

async function serve(port = 0): Promise<void> {
  service = new MessagingService({ port, hosts: ['127.0.0.1'], edges: line, limits: defaultLimits });
  await service.start();
}

function open(options: OffhookClientOptions = {}): OffhookClient {
  client = new OffhookClient({
    url: `ws://127.0.0.1:${service.port}`,
    webSocket: (url) => new WebSocket(url, { origin: 'https://crm.example.com' }),
    ...options,
  });
  return client;
}

beforeEach(async () => {
  line = new FakeLine();
  line.tell({ type: 'Connected', at: line.at, link: { state: 'online', version: '11.0.0' } });
  await serve();
});

afterEach(async () => {
  client.disconnect();
  await service.stop();
});

describe('the client of the messaging service', () => {
  it('connects, dials, and hears what becomes of the call', async () => {
    open();
    const told: string[] = [];
    client.on('call', ({ event, call }) => told.push(`${event} ${call.calledId}`));
    await client.connect();
    await client.makeCall('201');
    expect(line.asked).toEqual([{ type: 'MakeCall', number: '201' }]);
    const call = newCall('c1', 'outgoing', line.at);
    line.tell({ type: 'CallInfoChanged', at: line.at, call });
    await vi.waitFor(() => expect(client.calls.map(({ id }) => id)).toEqual(['c1']));
    await client.toggleHold('c1');
    await client.sendDtmf('c1', '12');
    expect(line.asked.slice(1)).toEqual([
      { type: 'HoldCall', callId: 'c1' },
      { type: 'SendDtmf', callId: 'c1', digits: '12' },
    ]);
    const ended = advance(call, { type: 'RingFinished', outcome: 'cancelled' }, line.at);
    line.tell({ type: 'RingFinished', at: line.at, call: ended! });
    await vi.waitFor(() => expect(told).toEqual(['callInfoChanged 201', 'ringFinished 201']));
    expect(client.calls).toEqual([]);
  });

  it('looks at the ports of the range where the first is another user’s', async () => {
    const tried: string[] = [];
    const { port } = service;
    client = new OffhookClient({
      webSocket: (url) => {
        tried.push(url);
        // Port 2015 is ours here; the others are closed to us.
        return new WebSocket(url === 'ws://127.0.0.1:2015' ? `ws://127.0.0.1:${port}` : 'ws://127.0.0.1:1', {
          origin: 'https://crm.example.com',
        });
      },
    });
    await client.connect();
    expect(tried).toEqual(['ws://127.0.0.1:2013', 'ws://127.0.0.1:2014', 'ws://127.0.0.1:2015']);
  });

  it('goes on to the Offhook of its extension where another one answers first', async () => {
    const tried: string[] = [];
    const others = new FakeLine();
    others.current = newLine('102', 'PJSIP/102');
    const other = new MessagingService({
      port: 0,
      hosts: ['127.0.0.1'],
      edges: others,
      limits: defaultLimits,
    });
    await other.start();
    const of = (extension: string): OffhookClient =>
      new OffhookClient({
        extension,
        reconnect: false,
        webSocket: (url) => {
          tried.push(url);
          const to = { 2013: other.port, 2014: service.port }[new URL(url).port] ?? 1;
          return new WebSocket(`ws://127.0.0.1:${to}`, { origin: 'https://crm.example.com' });
        },
      });
    client = of('101');
    await client.connect();
    expect(tried).toEqual(['ws://127.0.0.1:2013', 'ws://127.0.0.1:2014']);
    await client.makeCall('201');
    expect(line.asked).toEqual([{ type: 'MakeCall', number: '201' }]);
    expect(others.asked).toEqual([]);
    const nobodys = of('103');
    await expect(nobodys.connect()).rejects.toMatchObject({ code: 'noService' });
    await other.stop();
  });

  it('says with a code why a command came to nothing', async () => {
    await open().connect();
    line.result = refused('phoneBusy');
    await expect(client.makeCall('201')).rejects.toMatchObject({
      code: 'phoneBusy',
      message: 'words for phoneBusy',
    });
    await expect(client.makeCall('101@x')).rejects.toMatchObject({ code: 'invalidNumber' });
    await expect(client.makeCall('030 901820, 030 901821')).rejects.toMatchObject({ code: 'severalNumbers' });
  });

  it('says so where no service answers, so that the page can fall back on a link', async () => {
    const port = service.port;
    await service.stop();
    open({ url: `ws://127.0.0.1:${port}`, reconnect: false });
    await expect(client.connect()).rejects.toMatchObject({ code: 'noService' });
    await expect(client.makeCall('201')).rejects.toMatchObject({ code: 'noService' });
  });

  it('reconnects automatically when the service is back, and knows the calls again', async () => {
    const random = vi.spyOn(Math, 'random').mockReturnValue(0.01);
    await open().connect();
    const { port } = service;
    const lost = new Promise((resolve) => client.on('disconnected', resolve));
    await service.stop();
    expect(await lost).toEqual({ willRetry: true });
    line.tell({ type: 'CallInfoChanged', at: line.at, call: newCall('c7', 'outgoing', line.at) });
    await serve(port);
    const calls = await new Promise((resolve) => client.on('calls', resolve));
    expect(calls).toMatchObject([{ id: 'c7' }]);
    random.mockRestore();
  });

  it('settles what is under way when the service goes', async () => {
    await open({ reconnect: false }).connect();
    const asked = new Promise<void>((resolve) => {
      line.execute = () => {
        resolve();
        return new Promise(() => undefined);
      };
    });
    const pending = client.makeCall('201');
    await asked;
    await Promise.all([service.stop(), expect(pending).rejects.toMatchObject({ code: 'noService' })]);
  });

  it('shows a token where it is no page', async () => {
    open({ token: 'right-token', webSocket: (url) => new WebSocket(url) });
    await client.connect();
    const socket = new WebSocket(`ws://127.0.0.1:${service.port}/?token=wrong`);
    const [error] = (await once(socket, 'error')) as [Error];
    expect(error.message).toContain('401');
  });
});
