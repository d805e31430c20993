import { Duplex } from 'node:stream';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { connectSocket, type AmiSocket } from './socket.ts';
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

beforeEach(async () => {
  pbx = await ScriptedPbx.start();
});

afterEach(async () => {
  await Promise.all(probes.splice(0).map(({ client }) => client.stop()));
  await pbx.close();
});

describe('reading', () => {
  test('never stops: a burst is taken whole while actions wait for ever', async () => {
    const sockets: AmiSocket[] = [];
    const probe = await connect({
      edges: {
        connect: (target) => {
          const socket = connectSocket(target);
          sockets.push(socket);
          return socket;
        },
      },
    });
    pbx.on('Hangup', () => undefined);
    const waiting = Array.from({ length: 20 }, () =>
      probe.client.send({ name: 'Hangup', fields: [] }).catch(() => undefined),
    );
    const burst = Array.from({ length: 20_000 }, (_, n) => `Event: Burst\r\nNumber: ${n}\r\n\r\n`);
    pbx.connection.write(burst.join(''));
    await probe.event('Burst', 20_000);
    expect(probe.events.map((event) => Number(event.get('Number')))).toEqual(burst.map((_, n) => n));
    expect(sockets[0]).toMatchObject({ readableFlowing: true });
    await probe.client.stop();
    await Promise.all(waiting);
  });

  test('a message beyond its cap ends the connection with an error, after what came before it', async () => {
    const probe = await connect({ caps: { maxLineBytes: 1_000 } });
    const waiting = probe.state('waiting');
    pbx.connection.write(`Event: Good\r\n\r\nEvent: Bad\r\nText: ${'x'.repeat(2_000)}`);
    expect((await waiting).error.code).toBe('lineTooLong');
    expect(probe.events.map(({ event }) => event)).toEqual(['Good']);
  });

  test('a listener or a hook that throws neither ends the connection nor starves the others', async () => {
    const onListenerError = vi.fn();
    const broken = new Error('broken');
    const fail = (): never => {
      throw broken;
    };
    const probe = new ClientProbe(pbx.port, { onListenerError, onBytes: fail, onStrayAnswer: fail });
    probes.push(probe);
    probe.client.onEvent(fail);
    probe.client.onStatus(fail);
    const heard: string[] = [];
    probe.client.onEvent(({ event }) => heard.push(String(event)));
    await probe.start();
    pbx.connection.write(
      'Response: Error\r\nMessage: Missing action in request\r\n\r\nEvent: A\r\n\r\nEvent: B\r\n\r\n',
    );
    await probe.event('B');
    await probe.client.send(ping);
    expect(heard).toEqual(['A', 'B']);
    expect(pbx.connections).toHaveLength(1);
    expect(onListenerError.mock.calls.every(([error]) => error === broken)).toBe(true);
    expect(onListenerError.mock.calls.length).toBeGreaterThanOrEqual(3 + 2 + 1); // statuses, events, the stray answer
  });

  test('a listener that was taken away hears nothing more', async () => {
    const probe = await connect();
    const heard: string[] = [];
    const remove = probe.client.onEvent(({ event }) => heard.push(String(event)));
    pbx.connection.event('A');
    await probe.event('A');
    remove();
    pbx.connection.event('B');
    await probe.event('B');
    expect(heard).toEqual(['A']);
  });
});

test('writing is bounded: a server that takes nothing is told of, not queued for', async () => {
  let stuck = false;
  const probe = await connect({
    caps: { maxWriteBytes: 100_000 },
    edges: {
      connect: (target) => {
        const socket = connectSocket(target);
        const real = (): unknown => Reflect.get(Duplex.prototype, 'writableLength', socket);
        Object.defineProperty(socket, 'writableLength', { get: () => (stuck ? 100_001 : real()) });
        return socket;
      },
    },
  });
  stuck = true;
  await expect(probe.client.send(ping)).rejects.toMatchObject({ code: 'writeBufferFull', action: 'Ping' });
  stuck = false;
  await probe.client.send(ping);
});
