import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AsteriskClient } from './client.ts';
import { AmiError } from './wire/error.ts';
import { ClientProbe, connectClient } from './testing/clientProbe.ts';
import { ScriptedPbx } from './testing/scriptedPbx.ts';

const ping = { name: 'Ping', fields: [] };

let pbx: ScriptedPbx;
const probes: ClientProbe[] = [];

async function connect(
  ...options: Parameters<typeof connectClient> extends [unknown, ...infer R] ? R : never
) {
  const probe = await connectClient(pbx, ...options);
  probes.push(probe);
  return probe;
}

/** Cuts the connection and brings the client back. */
async function reconnect(probe: ClientProbe): Promise<void> {
  const waiting = probe.state('waiting');
  pbx.connection.end();
  await waiting;
  const online = probe.state('online');
  probe.retry();
  await online;
}

beforeEach(async () => {
  pbx = await ScriptedPbx.start();
});

afterEach(async () => {
  await Promise.all(probes.splice(0).map(({ client }) => client.stop()));
  await pbx.close();
});

describe('when the connection ends', () => {
  test('the client waits with an exponential backoff of full jitter, and starts over only after a good login', async () => {
    const probe = await connect({ backoff: { minMs: 1_000, maxMs: 10_000 } });
    const { port } = pbx;
    const lost = probe.state('waiting');
    await pbx.close();
    let status = await lost;
    const waits: number[] = [];
    for (let turn = 0; turn < 6; turn += 1) {
      waits.push(status.retryAtMs - probe.clock.now());
      expect(status.attempt).toBe(turn + 1);
      expect(probe.clock.nextInMs).toBe(status.retryAtMs - probe.clock.now());
      const next = probe.state('waiting');
      probe.clock.advance(status.retryAtMs - probe.clock.now());
      status = await next;
      expect(status.error.code).toBe('connectFailed');
    }
    expect(waits).toEqual([500, 1_000, 2_000, 4_000, 5_000, 5_000]); // random() is 0.5
    await pbx.listen(port);
    const online = probe.state('online');
    probe.clock.advance(10_000);
    await online;
    const again = probe.state('waiting');
    pbx.connection.end();
    expect((await again).attempt).toBe(1);
  });

  test('a login that does not come about does not count as a good one', async () => {
    const probe = await connect();
    pbx.on('Login', (connection) => connection.end());
    for (const attempt of [1, 2, 3]) {
      const waiting = probe.state('waiting');
      if (attempt === 1) pbx.connection.end();
      else probe.retry();
      expect((await waiting).attempt).toBe(attempt);
    }
  });

  test('listeners stay, and there is one socket at a time', async () => {
    const probe = await connect();
    for (const number of [1, 2, 3]) {
      await reconnect(probe);
      expect(pbx.connections.filter(({ socket }) => !socket.destroyed)).toHaveLength(1);
      pbx.connection.event('Hello', [['Number', number]]);
      await probe.event('Hello', number);
    }
    expect(probe.events.map((event) => event.get('Number'))).toEqual(['1', '2', '3']);
    expect(pbx.connections).toHaveLength(4);
  });

  test('the last message counts although its empty line never came; one cut within a line does not', async () => {
    const probe = await connect();
    const waiting = probe.state('waiting');
    pbx.connection.write('Event: Hangup\r\nUniqueid: 1795396276.12\r\n');
    pbx.connection.end();
    await waiting;
    expect(probe.events.map((event) => event.get('Uniqueid'))).toEqual(['1795396276.12']);
    const online = probe.state('online');
    probe.retry();
    await online;
    const again = probe.state('waiting');
    pbx.connection.write('Event: Hangup\r\nUniqueid: 1795396276.1');
    pbx.connection.end();
    await again;
    expect(probe.events).toHaveLength(1);
  });

  test('an item of a list that was cut behind a line is no live event', async () => {
    const probe = await connect();
    pbx.on('ParkedCalls', (connection, { actionId }) => {
      connection.write(`Response: Success\r\nActionID: ${actionId}\r\n\r\nEvent: ParkedCall\r\n`);
      connection.end();
    });
    const waiting = probe.state('waiting');
    await expect(probe.client.list({ name: 'ParkedCalls', fields: [] })).rejects.toMatchObject({
      code: 'disconnected',
    });
    await waiting;
    expect(probe.events).toEqual([]);
  });

  test('events and an answer that came with the end are still heard, before it', async () => {
    const probe = await connect();
    pbx.on('Hangup', (connection, { actionId }) => {
      connection.write(
        `Response: Success\r\nActionID: ${actionId}\r\n\r\nEvent: Shutdown\r\nRestart: False\r\n\r\n`,
      );
      connection.end();
    });
    const order: string[] = [];
    probe.client.onEvent(({ event }) => order.push(String(event)));
    probe.client.onStatus(({ state }) => order.push(state));
    const waiting = probe.state('waiting');
    await probe.client.send({ name: 'Hangup', fields: [] });
    order.push('answer');
    await waiting;
    expect(order).toEqual(['answer', 'Shutdown', 'waiting']);
  });

  test('without a Shutdown event it is the end all the same', async () => {
    const probe = await connect();
    const waiting = probe.state('waiting');
    pbx.connection.reset();
    expect((await waiting).error).toMatchObject({ code: 'disconnected' });
  });
});

describe('a link that is half open', () => {
  test('is given up after two unanswered pings, and made again', async () => {
    const probe = await connect({ heartbeatMs: 10_000 });
    let pings = 0;
    pbx.on('Ping', () => void (pings += 1));
    probe.clock.advance(10_000);
    await pbx.until(() => pings === 1);
    probe.clock.advance(10_000);
    await pbx.until(() => pings === 2);
    expect(probe.client.status.state).toBe('online');
    const waiting = probe.state('waiting');
    probe.clock.advance(10_000);
    expect((await waiting).error).toMatchObject({
      code: 'timeout',
      message: 'Asterisk gives no sign of life any more.',
    });
    const online = probe.state('online');
    probe.retry();
    await online;
  });

  test('is not one while any byte comes', async () => {
    const probe = await connect({ heartbeatMs: 10_000 });
    pbx.on('Ping', () => undefined);
    for (let count = 1; count <= 6; count += 1) {
      pbx.connection.event('Tick');
      await probe.event('Tick', count);
      probe.clock.advance(10_000);
    }
    expect(probe.client.status.state).toBe('online');
    expect(pbx.connection.received).not.toContain('Ping');
  });

  test('is not one while pings are answered', async () => {
    const probe = await connect({ heartbeatMs: 10_000 });
    for (let turn = 0; turn < 5; turn += 1) {
      probe.clock.advance(10_000);
      await probe.client.send(ping);
    }
    expect(probe.client.status.state).toBe('online');
    expect(pbx.connections).toHaveLength(1);
  });

  test('is found out at once after a wake-up', async () => {
    const probe = await connect({ checkTimeoutMs: 3_000 });
    pbx.on('Ping', () => undefined);
    probe.client.checkNow();
    await pbx.action('Ping');
    const waiting = probe.state('waiting');
    probe.clock.advance(3_000);
    await waiting;
  });

  test('is not one when the server answers after a wake-up', async () => {
    const probe = await connect({ checkTimeoutMs: 3_000 });
    probe.client.checkNow();
    await probe.client.send(ping);
    probe.clock.advance(3_000);
    expect(probe.client.status.state).toBe('online');
  });
});

describe('checkNow', () => {
  test('ends the wait for a retry', async () => {
    const probe = await connect();
    const waiting = probe.state('waiting');
    pbx.connection.end();
    await waiting;
    const online = probe.state('online');
    probe.client.checkNow();
    await online;
    expect(pbx.connections).toHaveLength(2);
  });

  test('does nothing when stopped', async () => {
    const probe = await connect();
    await probe.client.stop();
    probe.client.checkNow();
    expect(probe.clock.pending).toBe(0);
    expect(probe.client.status.state).toBe('stopped');
  });
});

describe('stop', () => {
  test('says goodbye, closes, and leaves neither timer nor socket', async () => {
    const probe = await connect();
    await probe.client.stop();
    expect(pbx.connection.actions.at(-1)?.name).toBe('Logoff');
    expect(probe.states.at(-1)).toBe('stopped');
    expect(probe.clock.pending).toBe(0);
    await pbx.until(() => pbx.connection.socket.destroyed);
  });

  test('does not wait for a server that does not answer', async () => {
    const probe = await connect({ logoffTimeoutMs: 1_000 });
    pbx.on('Logoff', () => undefined);
    const stopped = probe.client.stop();
    await pbx.action('Logoff');
    probe.clock.advance(1_000);
    await stopped;
    await pbx.until(() => pbx.connection.socket.destroyed);
    expect(probe.clock.pending).toBe(0);
  });

  test('may be said in every state, twice, and before the first start', async () => {
    const probe = new ClientProbe(pbx.port);
    await probe.client.stop();
    expect(probe.states).toEqual([]);
    for (const state of ['connecting', 'loggingIn', 'online', 'waiting'] as const) {
      const reached = probe.start(state);
      if (state === 'waiting') {
        await probe.state('online');
        pbx.connection.reset();
      }
      await reached;
      await Promise.all([probe.client.stop(), probe.client.stop()]);
      expect(probe.client.status.state).toBe('stopped');
      expect(probe.clock.pending).toBe(0);
    }
    expect(probe.states.filter((state) => state === 'stopped')).toHaveLength(4);
  });

  test('followed by start at once: the new socket waits for the goodbye of the old', async () => {
    const probe = await connect();
    const online = probe.state('online');
    void probe.client.stop();
    probe.client.start();
    await online;
    expect(pbx.connections.map(({ socket }) => socket.destroyed)).toEqual([true, false]);
  });

  test('by a listener in the middle of a burst: nothing more is heard', async () => {
    const probe = await connect();
    let stopped: Promise<void> | undefined;
    probe.client.onEvent(() => {
      stopped ??= probe.client.stop();
    });
    pbx.connection.write('Event: A\r\n\r\nEvent: B\r\n\r\nEvent: C\r\n\r\n');
    await probe.state('stopped');
    await stopped;
    expect(probe.events.map(({ event }) => event)).toEqual(['A']);
  });

  test('by a listener of the first status leaves nothing open', async () => {
    const probe = new ClientProbe(pbx.port);
    let stopped: Promise<void> | undefined;
    probe.client.onStatus(({ state }) => {
      if (state === 'connecting') stopped = probe.client.stop();
    });
    await probe.start('stopped');
    await stopped;
    expect(probe.states).toEqual(['connecting', 'stopped']);
    expect(probe.clock.pending).toBe(0);
  });

  test('start twice is start once', async () => {
    const probe = await connect();
    probe.client.start();
    await probe.client.send(ping);
    expect(pbx.connections).toHaveLength(1);
  });
});

test('ActionIDs of two clients are never alike, for OriginateResponse goes to both', async () => {
  const ids = new Set<string>();
  const clients = Array.from(
    { length: 5 },
    () =>
      new AsteriskClient({ host: '127.0.0.1', port: pbx.port, username: 'cti', secret: () => 'cti-secret' }),
  );
  for (const client of clients) {
    await new Promise<void>((resolve) => {
      client.onStatus(({ state }) => {
        if (state === 'online') resolve();
      });
      client.start();
    });
    ids.add((await client.send(ping)).actionId ?? '');
    await client.stop();
  }
  expect(ids.size).toBe(5);
  for (const id of ids) expect(id).toMatch(/^[0-9a-z]{12}-\d+$/);
});

test('errors tell code, action and cause', () => {
  const cause = new Error('below');
  const error = new AmiError('refused', 'No.', { action: 'Ping', serverMessage: 'no', cause });
  expect(error).toMatchObject({
    name: 'AmiError',
    code: 'refused',
    action: 'Ping',
    serverMessage: 'no',
    cause,
  });
  expect('cause' in new AmiError('stopped', 'Over.')).toBe(false);
});
