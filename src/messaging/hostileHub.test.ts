import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type ClientOptions, WebSocket } from 'ws';
import { ServiceBench } from './testing/serviceBench.ts';

const bench = new ServiceBench();
const hubs: RawHub[] = [];
const rs = '\u001e';
const handshake = `{"protocol":"json","version":1}${rs}`;
/** Of the form that the negotiation gives. */
const id = '/?id=AAAAAAAAAAAAAAAAAAAAAA';
const query = '{"command":"QueryMsgUserState","commandUId":"q"}';

afterEach(() => {
  for (const hub of hubs.splice(0)) hub.socket.terminate();
});

/** A page that says whatever it wants on its socket. */
class RawHub {
  readonly records: Record<string, unknown>[] = [];
  readonly closed: Promise<number>;

  readonly socket: WebSocket;

  constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on('message', (data) => {
      for (const record of (data as Buffer).toString('utf8').split(rs).slice(0, -1))
        this.records.push(JSON.parse(record) as Record<string, unknown>);
    });
    socket.on('error', () => undefined);
    this.closed = new Promise((resolve) => socket.on('close', resolve));
  }

  static async open(path = id, options: ClientOptions = {}): Promise<RawHub> {
    const hub = new RawHub(
      new WebSocket(`ws://127.0.0.1:${bench.service.port}${path}`, {
        origin: 'https://crm.example.com',
        ...options,
      }),
    );
    hubs.push(hub);
    await once(hub.socket, 'open');
    return hub;
  }

  static async shaken(path = id): Promise<RawHub> {
    const hub = await RawHub.open(path);
    hub.socket.send(handshake);
    await hub.got({});
    return hub;
  }

  say(...messages: readonly object[]): void {
    this.socket.send(messages.map((message) => `${JSON.stringify(message)}${rs}`).join(''));
  }

  raw(text: string): void {
    this.say({ type: 1, target: 'SendRawMessage', arguments: [text] });
  }

  /** Waits for a record with these fields. */
  got(fields: object): Promise<void> {
    const isThere = (): void => expect(this.records).toContainEqual(expect.objectContaining(fields));
    return vi.waitFor(isThere, { interval: 5, timeout: 5_000 });
  }

  /** Waits for an error of the messaging protocol. */
  complained(code: string): Promise<void> {
    const hasCode = expect.stringContaining(`\\"internalErrorCode\\":\\"${code}\\"`) as unknown;
    return this.got({ target: 'ServerMessage', arguments: [hasCode] });
  }
}

describe('a page that speaks the hub protocol badly', () => {
  it.each([
    ['nothing of it', `hello${rs}`, 'handshake is missing'],
    ['a message before it', `{"type":6}${rs}`, 'handshake is missing'],
    ['an empty one', rs, 'handshake is missing'],
    ['another protocol', `{"protocol":"messagepack","version":1}${rs}`, 'only protocol here is json'],
    ['another version', `{"protocol":"json","version":2}${rs}`, 'only version here is 1'],
  ])('with %s for a handshake gets an error and is cut off', async (_what, text, error) => {
    await bench.serve();
    const other = await bench.page();
    for (const path of [id, '/']) {
      const hub = await RawHub.open(path);
      hub.socket.send(text);
      await hub.got({ error: expect.stringContaining(error) as unknown });
      expect(await hub.closed).toBe(1002);
    }
    await other.settled();
  });

  it('without a handshake in time is cut off', async () => {
    await bench.serve({ hubPingMs: 10, hubSilenceMs: 30 });
    const hub = await RawHub.open();
    expect(await hub.closed).toBe(1002);
    expect(hub.records).toEqual([{ error: 'The handshake did not come in time.' }]);
  });

  it('is pinged', async () => {
    await bench.serve({ hubPingMs: 10 });
    const hub = await RawHub.shaken();
    await hub.got({ type: 6 });
  });

  it.each([
    '{',
    '[]',
    '7',
    '{"type":"1"}',
    '{}',
    '{"type":1}',
    '{"type":1,"target":"x"}',
    '{"type":4,"target":"x","arguments":[]}',
    '{"type":1,"target":"x","arguments":[],"invocationId":7}',
  ])('that says %j gets one clear error, and is shown the door when it goes on', async (record) => {
    await bench.serve();
    const hub = await RawHub.shaken();
    hub.socket.send(record + rs);
    await hub.complained('badMessage');
    hub.socket.send(`${record}${rs}`.repeat(10));
    expect(await hub.closed).toBe(1008);
    expect(hub.records.filter(({ type }) => type === 1)).toHaveLength(5);
    expect(hub.records.at(-1)).toMatchObject({ type: 7 });
  });

  it('has the rules of the page inside: a message that is none, a command too early, one that is not supported', async () => {
    await bench.serve();
    const hub = await RawHub.shaken();
    hub.raw('nonsense');
    await hub.complained('badMessage');
    hub.raw('{"command":"MakeCall","parameters":{"targetAddress":"201"}}');
    await hub.complained('notOpen');
    hub.raw('{"command":"PostRawData"}');
    await hub.complained('notSupported');
    hub.socket.send(Buffer.from(handshake), { binary: true });
    await vi.waitFor(() => expect(hub.records.filter(({ type }) => type === 1)).toHaveLength(4));
    expect(bench.line.asked).toEqual([]);
  });

  it('that asks for a nesting too deep to write is answered', async () => {
    await bench.serve();
    const hub = await RawHub.shaken();
    const deep = '['.repeat(30_000) + ']'.repeat(30_000);
    for (const target of ['Echo', 'SendMessage'])
      hub.socket.send(
        `{"type":1,"invocationId":"${target}","target":"${target}","arguments":[${deep}]}${rs}`,
      );
    await hub.got({ invocationId: 'Echo', error: expect.any(String) as unknown });
    await hub.got({ invocationId: 'SendMessage', error: expect.any(String) as unknown });
  });

  it.each([
    ['messages', (hub: RawHub) => hub.raw(query)],
    ['pings', (hub: RawHub) => hub.say({ type: 6 })],
    [
      'calls of methods',
      (hub: RawHub) => hub.say({ type: 1, target: 'Ping', arguments: [], invocationId: '1' }),
    ],
    ['pieces', (hub: RawHub) => hub.socket.send('{')],
    ['many in one piece', (hub: RawHub) => hub.say(...Array.from({ length: 2_000 }, () => ({ type: 6 })))],
  ])('that floods with %s is stopped', async (_what, say) => {
    await bench.serve();
    const [hub, other] = [await RawHub.shaken(), await bench.page()];
    for (let i = 0; i < 60; i += 1) say(hub);
    expect(await hub.closed).toBe(1008);
    await other.settled();
  });

  it('that sends more than a message may be is cut off, whole or in pieces', async () => {
    await bench.serve({ messageBytesMax: 1_000, messagesAtOnce: 1_000 });
    const [whole, pieces] = [await RawHub.shaken(), await RawHub.shaken()];
    whole.raw('x'.repeat(1_000));
    expect(await whole.closed).toBe(1009);
    for (let i = 0; i < 11; i += 1) pieces.socket.send('x'.repeat(100));
    expect(await pieces.closed).toBe(1009);
    expect(pieces.records.at(-1)).toEqual({ type: 7, error: 'The message is too long.' });
  });

  it('that reads nothing is given up', async () => {
    await bench.serve({ unreadBytesMax: 1_000, messagesAtOnce: 1e6, messageBytesMax: 1e6 });
    const hub = await RawHub.shaken();
    hub.socket.pause();
    const echo = { type: 1, target: 'Echo', arguments: ['x'.repeat(500_000)], invocationId: '1' };
    const more = setInterval(() => hub.say(echo), 1);
    await vi.waitFor(() => expect(bench.service.pages).toBe(0), { timeout: 10_000 });
    clearInterval(more);
  });

  it('is understood wherever its messages are cut', async () => {
    await bench.serve({ messagesAtOnce: 1e6, messagesPerSecond: 1e6 });
    const said = `${handshake}{"type":1,"target":"Echo","arguments":["äöü😀"],"invocationId":"1"}${rs}{"type":1,"target":"Ping","arguments":[],"invocationId":"2"}${rs}`;
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.nat(said.length), { maxLength: 8 }), async (cuts) => {
        const hub = await RawHub.open();
        const places = [0, ...cuts.toSorted((a, b) => a - b), said.length];
        // Not between the halves of a character: no frame of a WebSocket may end there.
        const whole = places.filter((at) => !/^[\uDC00-\uDFFF]/.test(said.slice(at)));
        for (const [index, at] of whole.entries()) hub.socket.send(said.slice(at, whole[index + 1]));
        await hub.got({ invocationId: '1', result: 'äöü😀' });
        await hub.got({ invocationId: '2', result: 'Pong!' });
        hub.socket.terminate();
        await vi.waitFor(() => expect(bench.service.pages).toBe(0));
      }),
      { numRuns: 20 },
    );
  });

  it.each([0, 1, 10, handshake.length - 1])('that goes after %i characters harms no one', async (length) => {
    await bench.serve();
    const [hub, other] = [await RawHub.open(), await bench.page()];
    if (length > 0) hub.socket.send(handshake.slice(0, length));
    hub.socket.terminate();
    await vi.waitFor(() => expect(bench.service.pages).toBe(1));
    await other.settled();
  });
});

describe('a negotiation', () => {
  const ask = (
    method: string,
    path: string,
    headers: Record<string, string>,
  ): Promise<{ status: number; headers: Record<string, unknown>; text: string }> =>
    new Promise((resolve, reject) => {
      const asked = request(
        { port: bench.service.port, host: '127.0.0.1', method, path, headers },
        (response) => {
          let text = '';
          response.on('data', (data: Buffer) => (text += data.toString()));
          response.on('end', () =>
            resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
          );
        },
      );
      asked.on('error', reject);
      asked.end();
    });
  const origin = { Origin: 'https://crm.example.com' };

  it('is answered by its version', async () => {
    await bench.serve();
    const transports = [{ transport: 'WebSockets', transferFormats: ['Text'] }];
    const [none, first, later] = await Promise.all(
      ['/negotiate', '/hub/negotiate?negotiateVersion=1', '/negotiate?negotiateVersion=9'].map(
        async (path) => JSON.parse((await ask('POST', path, origin)).text) as Record<string, unknown>,
      ),
    );
    expect(none).toEqual({
      negotiateVersion: 0,
      connectionId: expect.any(String) as unknown,
      availableTransports: transports,
    });
    for (const answer of [first, later]) {
      expect(answer).toMatchObject({ negotiateVersion: 1, availableTransports: transports });
      expect(answer?.connectionToken).toMatch(/^[\w-]{22}$/);
      expect(answer?.connectionToken).not.toBe(answer?.connectionId);
    }
  });

  it('names the very origin that may read it, and allows what clients send', async () => {
    await bench.serve();
    const preflight = await ask('OPTIONS', '/negotiate?negotiateVersion=1', {
      ...origin,
      'Access-Control-Request-Method': 'POST',
      'Access-Control-Request-Headers': 'x-requested-with,x-signalr-user-agent',
      'Access-Control-Request-Private-Network': 'true',
    });
    expect(preflight).toMatchObject({
      status: 204,
      headers: {
        'access-control-allow-origin': 'https://crm.example.com',
        'access-control-allow-credentials': 'true',
        'access-control-allow-headers': expect.stringContaining('x-signalr-user-agent') as unknown,
        'access-control-allow-private-network': 'true',
        vary: 'Origin',
      },
    });
    const answer = await ask('POST', '/negotiate', origin);
    expect(answer.headers).toMatchObject({ 'access-control-allow-origin': 'https://crm.example.com' });
  });

  it.each(['OPTIONS', 'POST'])(
    'by %s has the door of a WebSocket, and says nothing to who may not',
    async (method) => {
      await bench.serve({ pagesPerOriginMax: 1 });
      bench.line.decided = { 'https://evil.example': false };
      const refusals: [Record<string, string>, number, string][] = [
        [{ Origin: 'https://evil.example' }, 403, 'not allowed'],
        [{ Origin: 'null' }, 403, 'no origin of a page'],
        [{}, 401, 'no token'],
        [{ ...origin, Host: 'evil.example' }, 403, 'Host is not this machine'],
      ];
      await bench.page();
      refusals.push([origin, 503, 'too many pages']);
      for (const [headers, status, why] of refusals) {
        const answer = await ask(method, '/negotiate?negotiateVersion=1', headers);
        expect(answer).toMatchObject({ status, text: `Refused: ${why}.\n` });
        expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
      }
      bench.line.isPeerOurs = false;
      expect((await ask(method, '/negotiate', origin)).status).toBe(421);
    },
  );

  it('waits for the agent, and no longer than the page does', async () => {
    await bench.serve();
    let isAborted = false;
    bench.line.allowed = (_origin, signal) =>
      new Promise((settle) =>
        signal.addEventListener('abort', () => {
          isAborted = true;
          settle(false);
        }),
      );
    const raw = connect(bench.service.port, '127.0.0.1');
    raw.on('error', () => undefined);
    raw.write(
      `POST /negotiate HTTP/1.1\r\nHost: 127.0.0.1:${bench.service.port}\r\nOrigin: https://crm.example.com\r\nContent-Length: 0\r\n\r\n`,
    );
    await vi.waitFor(() => expect(bench.line.questions).toEqual(['crm.example.com']));
    raw.destroy();
    await vi.waitFor(() => expect(isAborted).toBe(true));
  });

  it.each([
    ['GET', '/negotiate'],
    ['POST', '/'],
    ['POST', '/?x=/negotiate'],
    ['DELETE', id],
  ])('is not %s %s', async (method, path) => {
    await bench.serve();
    expect((await ask(method, path, origin)).status).toBe(426);
  });
});
