import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ClientProbe } from './testing/clientProbe.ts';
import { ScriptedPbx } from './testing/scriptedPbx.ts';

const pem = (name: string): string =>
  readFileSync(new URL(`testing/certificates/${name}`, import.meta.url), 'utf8');

const probes: ClientProbe[] = [];

function probeFor(...args: ConstructorParameters<typeof ClientProbe>): ClientProbe {
  const probe = new ClientProbe(...args);
  probes.push(probe);
  return probe;
}

afterEach(async () => {
  await Promise.all(probes.splice(0).map(({ client }) => client.stop()));
});

describe('an encrypted connection', () => {
  let pbx: ScriptedPbx;
  const ca = pem('authority.pem');

  beforeEach(async () => {
    pbx = await ScriptedPbx.start({ tls: { key: pem('server.key'), cert: pem('server.pem') } });
  });

  afterEach(async () => {
    await pbx.close();
  });

  test('stands with the private authority and the name in the certificate', async () => {
    const probe = probeFor(pbx.port, { tls: { ca, servername: 'pbx.test' } });
    await probe.start();
    expect((await probe.client.send({ name: 'Ping', fields: [] })).get('Ping')).toBe('Pong');
  });

  test.each([
    ['an authority that nobody knows', { servername: 'pbx.test' }],
    ['another name', { ca, servername: 'other.test' }],
    ['no name but the address', { ca }],
  ])('is refused with %s', async (_, tls) => {
    const probe = probeFor(pbx.port, { tls });
    expect(await probe.start('waiting')).toMatchObject({ error: { code: 'tls', cause: expect.any(Error) } });
    expect(pbx.connections.map(({ received }) => received).join('')).toBe('');
  });

  test('is not made to a port without TLS', async () => {
    const plain = await ScriptedPbx.start();
    expect(await probeFor(plain.port, { tls: { ca } }).start('waiting')).toMatchObject({
      error: { code: 'tls' },
    });
    await plain.close();
  });

  test('asked for in the clear says nothing we could take for an Asterisk', async () => {
    const probe = probeFor(pbx.port);
    await probe.start('loggingIn');
    const waiting = probe.state('waiting');
    probe.clock.advance(10_000);
    expect(await waiting).toMatchObject({
      error: { code: 'timeout', message: expect.stringContaining('without TLS') },
    });
  });
});

describe('no connection', () => {
  test('where nothing listens', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    expect(await probeFor(port).start('waiting')).toMatchObject({
      error: {
        code: 'connectFailed',
        message: `No connection to 127.0.0.1:${port}: nothing listens on that port.`,
      },
    });
  });

  test('where nothing listens, with TLS wanted, is no matter of certificates', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    expect(await probeFor(port, { tls: {} }).start('waiting')).toMatchObject({
      error: { code: 'connectFailed' },
    });
  });

  test('to a host that does not exist', async () => {
    const probe = probeFor(5038, { host: 'pbx.invalid' });
    expect(await probe.start('waiting')).toMatchObject({ error: { code: 'connectFailed' } });
  });

  test.each([{}, { tls: {} }])(
    'to a port that cannot be, told after the attempt as any other: %j',
    async (options) => {
      const probe = probeFor(70_000, options);
      expect(await probe.start('waiting')).toMatchObject({
        error: { code: 'connectFailed', message: expect.stringContaining('no port number') },
      });
      expect(probe.states).toEqual(['connecting', 'waiting']);
      expect(probe.client.status.state).toBe('waiting');
    },
  );

  test.each([
    ['is no certificate', 'rubbish', 'holds no certificate'],
    ['is a broken one', '-----BEGIN CERTIFICATE-----\nrubbish\n-----END CERTIFICATE-----', ''],
  ])('with an authority that %s', async (_, ca, words) => {
    const status = await probeFor(5038, { tls: { ca } }).start('waiting');
    expect(status).toMatchObject({ error: { code: 'tls', message: expect.stringContaining(words) } });
  });
});
