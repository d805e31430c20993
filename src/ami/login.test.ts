import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ClientProbe, connectClient } from './testing/clientProbe.ts';
import { ScriptedPbx } from './testing/scriptedPbx.ts';

let pbx: ScriptedPbx;
const probes: ClientProbe[] = [];

function probeFor(
  ...options: ConstructorParameters<typeof ClientProbe> extends [number, ...infer R] ? R : never
) {
  const probe = new ClientProbe(pbx.port, ...options);
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

describe('the greeting', () => {
  test('split over segments is put together', async () => {
    pbx.greeting = '';
    const online = probeFor().start();
    await pbx.until(() => pbx.connections.length === 1);
    for (const letter of 'Asterisk Call Manager/1.3\r\n') {
      pbx.connection.write(letter);
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    expect(await online).toMatchObject({
      state: 'online',
      greeting: 'Asterisk Call Manager/1.3',
      amiVersion: '1.3',
      major: 1,
    });
  });

  test('followed by more in the same segment does not hold the login up', async () => {
    pbx.greeting = 'Asterisk Call Manager/11.0.0\r\nEvent: FullyBooted\r\nStatus: Fully Booted\r\n\r\n';
    const probe = probeFor();
    expect(await probe.start()).toMatchObject({ amiVersion: '11.0.0', major: 11 });
    expect(probe.events.map(({ event }) => event)).toEqual(['FullyBooted']);
  });

  test('of something else ends it: not an Asterisk', async () => {
    pbx.greeting = 'SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n';
    const probe = probeFor();
    const status = await probe.start('refused');
    expect(status).toMatchObject({
      error: { code: 'notAsterisk', message: expect.stringContaining('SSH-2.0-OpenSSH') },
    });
    expect(pbx.connection.received).toBe('');
    expect(probe.clock.pending).toBe(0);
  });

  test('that never comes is a time-out, and tried again', async () => {
    pbx.greeting = '';
    const probe = probeFor({ loginTimeoutMs: 4_000 });
    await probe.start('loggingIn');
    const waiting = probe.state('waiting');
    probe.clock.advance(4_000);
    expect((await waiting).error).toMatchObject({
      code: 'timeout',
      message: expect.stringContaining('said nothing'),
    });
  });

  test('missing because the server hung up at once is reported, and tried again', async () => {
    pbx.greeting = '';
    const probe = probeFor();
    const waiting = probe.start('waiting');
    await pbx.until(() => pbx.connections.length === 1);
    pbx.connection.end();
    expect(await waiting).toMatchObject({
      error: { code: 'disconnected', message: expect.stringContaining('without a word') },
    });
  });
});

describe('the login', () => {
  test('proves the secret by MD5 and never sends it', async () => {
    await probeFor().start();
    const login = await pbx.action('Login');
    expect(login.get('Key')).toBe(createHash('md5').update('169164cti-secret').digest('hex'));
    expect(login.get('AuthType')).toBe('MD5');
    expect(login.get('Events')).toBe('system,call,agent,user,dtmf');
    expect(pbx.connection.received).not.toContain('cti-secret');
  });

  test('sends the secret where it is told to, and asks for it each time', async () => {
    let asked = 0;
    const probe = probeFor({
      auth: 'plain',
      events: 'call',
      secret: () => {
        asked += 1;
        return Promise.resolve('cti-secret');
      },
    });
    await probe.start();
    expect(pbx.connection.received).toBe(
      `Action: Login\r\nActionID: ${(await pbx.action('Login')).actionId}\r\n` +
        'Username: cti\r\nSecret: cti-secret\r\nEvents: call\r\n\r\n',
    );
    await probe.client.stop();
    await probe.start();
    expect(asked).toBe(2);
  });

  test('does not fall back to the plain secret when the challenge is refused', async () => {
    pbx.on('Challenge', (connection, action) => connection.refuse(action, 'Must specify AuthType'));
    const probe = probeFor();
    expect(await probe.start('refused')).toMatchObject({
      error: { code: 'loginRefused', serverMessage: 'Must specify AuthType' },
    });
    expect(pbx.connection.received).not.toContain('Secret');
  });

  test.each(['', ' '])('does not answer an empty challenge: %j', async (challenge) => {
    pbx.on('Challenge', (connection, action) => connection.answer(action, [['Challenge', challenge]]));
    expect(await probeFor().start('refused')).toMatchObject({ error: { code: 'loginRefused' } });
    expect(pbx.connection.received).not.toContain('Key');
  });

  test('with a user name that cannot be sent is over before it is sent', async () => {
    const probe = probeFor({ username: 'cti\r\nAction: Command' });
    expect(await probe.start('refused')).toMatchObject({ error: { code: 'badField' } });
    expect(pbx.connection.received).not.toContain('Command');
  });

  test('with a wrong secret is over, with the reason, and not tried again', async () => {
    const probe = probeFor({ secret: () => 'wrong' });
    const status = await probe.start('refused');
    expect(status).toMatchObject({ error: { code: 'loginRefused', serverMessage: 'Authentication failed' } });
    expect(JSON.stringify(status)).not.toContain('wrong');
    probe.clock.advance(3_600_000);
    expect(pbx.connections).toHaveLength(1);
    expect(probe.clock.pending).toBe(0);
    expect(probe.states).toEqual(['connecting', 'loggingIn', 'refused']);
  });

  test('that was refused can be started again', async () => {
    let secret = 'wrong';
    const probe = probeFor({ secret: () => secret });
    await probe.start('refused');
    secret = 'cti-secret';
    await probe.start('online');
    expect(pbx.connections).toHaveLength(2);
  });

  test('that is denied is another thing than a wrong secret', async () => {
    pbx.on('Login', (connection, action) => connection.refuse(action, 'Permission denied'));
    const status = await probeFor().start('refused');
    expect(status).toMatchObject({ error: { code: 'permissionDenied', serverMessage: 'Permission denied' } });
  });

  test('of an account in use elsewhere is tried again: the other may be our own half-open link', async () => {
    pbx.on('Login', (connection, action) => {
      connection.refuse(action, 'Login Already In Use');
      connection.end();
    });
    expect(await probeFor().start('waiting')).toMatchObject({ error: { code: 'loginInUse' } });
  });

  test('without a secret says so', async () => {
    const cause = new Error('the keyring is locked');
    const probe = probeFor({ secret: () => Promise.reject(cause) });
    expect(await probe.start('refused')).toMatchObject({ error: { code: 'secretUnavailable', cause } });
  });

  test('that gets no answer is a time-out, and tried again', async () => {
    pbx.on('Login', () => undefined);
    const probe = probeFor({ loginTimeoutMs: 5_000 });
    const waiting = probe.start('waiting');
    await pbx.action('Login');
    probe.clock.advance(5_000);
    expect(await waiting).toMatchObject({ error: { code: 'timeout' } });
  });

  test('that ends in a closed connection is tried again', async () => {
    pbx.on('Login', (connection) => connection.reset());
    expect(await probeFor().start('waiting')).toMatchObject({ error: { code: 'disconnected' } });
  });

  test('accepted before the server is fully booted is a login; FullyBooted comes as an event', async () => {
    const probe = probeFor();
    await probe.start();
    expect(probe.events).toEqual([]);
    pbx.connection.event('FullyBooted', [['Status', 'Fully Booted']]);
    await probe.event('FullyBooted');
  });

  test('may share its answer with events, which come after the status online', async () => {
    pbx.on('Login', (connection, action) =>
      connection.write(
        `Response: Success\r\nActionID: ${action.actionId}\r\nMessage: Authentication accepted\r\n\r\n` +
          'Event: FullyBooted\r\n\r\nEvent: PeerStatus\r\nPeer: PJSIP/101\r\n\r\n',
      ),
    );
    const probe = probeFor();
    const heard: string[] = [];
    probe.client.onEvent(({ event }) => heard.push(`${String(event)} ${probe.client.status.state}`));
    await probe.start();
    await probe.event('PeerStatus');
    expect(heard).toEqual(['FullyBooted online', 'PeerStatus online']);
  });

  test('is masked in the recording, key and secret alike', async () => {
    for (const auth of ['md5', 'plain'] as const) {
      const seen: string[] = [];
      const onBytes = (direction: string, bytes: Uint8Array): void =>
        void seen.push(direction, Buffer.from(bytes).toString());
      const probe = probeFor({ auth, onBytes });
      await probe.start();
      const all = seen.join('\n');
      const login = pbx.connection.actions.find(({ name }) => name === 'Login');
      expect(all).toContain('Asterisk Call Manager/5.0.4\r\n');
      expect(all).toContain('Username: cti\r\n');
      expect(all).toMatch(/^(Key|Secret): \*\*\*\r$/m);
      expect(all).not.toContain('cti-secret');
      if (auth === 'md5') expect(all).not.toContain(login?.get('Key'));
      await probe.client.stop();
    }
  });
});

test('a logged-in client is told the version and the time', async () => {
  const probe = await connectClient(pbx);
  probes.push(probe);
  expect(probe.client.status).toEqual({
    state: 'online',
    greeting: 'Asterisk Call Manager/5.0.4',
    amiVersion: '5.0.4',
    major: 5,
    since: probe.clock.now(),
  });
});
