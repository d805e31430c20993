import { createHash } from 'node:crypto';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { PracticeBench, type PracticeClient } from './testing/practiceClient.ts';

const bench = new PracticeBench();
afterEach(() => bench.stop());

const dial = (client: PracticeClient, exten: string, context = 'from-internal', ...more: string[]) =>
  client.ask(
    'Originate',
    'Channel: PJSIP/101',
    `Context: ${context}`,
    `Exten: ${exten}`,
    'Priority: 1',
    'CallerID: "Agent One" <101>',
    'Async: true',
    ...more,
  );

function channels(client: PracticeClient, prefix: string): string[] {
  return client.events
    .filter(({ event }) => event === 'Newchannel')
    .map((packet) => packet.get('Channel')!)
    .filter((name) => name.startsWith(prefix));
}

const count = (client: PracticeClient, event: string): number =>
  client.events.filter((packet) => packet.event === event).length;

/** Seconds until an event of that name came, in steps of 100 ms; undefined when it does not within two minutes. */
async function secondsUntil(client: PracticeClient, event: string): Promise<number | undefined> {
  const before = count(client, event);
  for (let ms = 0; ms < 120_000; ms += 100) {
    await bench.pass(100);
    if (count(client, event) > before) return (ms + 100) / 1000;
  }
  return undefined;
}

describe('login', () => {
  test('a wrong secret is answered after a second, and then the connection ends', async () => {
    await bench.start();
    const client = await bench.connect();
    expect(client.greeting).toBe('Asterisk Call Manager/11.0.0');
    const planned = bench.clock.pending;
    const answer = client.ask('Login', `Username: ${bench.pbx.username}`, 'Secret: wrong');
    await expect.poll(() => bench.clock.pending).toBeGreaterThan(planned);
    bench.clock.advance(999);
    expect(client.packets).toHaveLength(0);
    bench.clock.advance(1);
    expect((await answer).message).toBe('Authentication failed');
    await client.untilClosed();
  });

  test('by MD5 challenge, and not by a key without one', async () => {
    await bench.start();
    const { username, secret } = bench.pbx;
    const md5 = (challenge: string): string =>
      createHash('md5')
        .update(challenge + secret)
        .digest('hex');
    const client = await bench.connect();
    const challenge = (await client.ask('Challenge', 'AuthType: MD5')).get('Challenge')!;
    const answer = await client.ask(
      'Login',
      'AuthType: MD5',
      `Username: ${username}`,
      `Key: ${md5(challenge)}`,
    );
    expect(answer.message).toBe('Authentication accepted');

    const other = await bench.connect();
    const planned = bench.clock.pending;
    const refused = other.ask('Login', 'AuthType: MD5', `Username: ${username}`, `Key: ${md5('')}`);
    await expect.poll(() => bench.clock.pending).toBeGreaterThan(planned);
    bench.clock.advance(1000);
    expect((await refused).response).toBe('Error');
  });

  test('a client that does not log in is disconnected after half a minute', async () => {
    await bench.start();
    const client = await bench.connect();
    const loggedIn = await bench.login();
    bench.clock.advance(30_000);
    await client.untilClosed();
    expect(loggedIn.isOpen).toBe(true);
  });

  test('another secret at every start', async () => {
    const first = await bench.start();
    await bench.stop();
    const second = await bench.start();
    expect(second.secret).not.toBe(first.secret);
    expect(second.secret.length).toBeGreaterThanOrEqual(32);
  });
});

describe('clients', () => {
  test('several see the same calls; each by its own mask', async () => {
    await bench.start();
    const [all, calls, off] = [
      await bench.login(),
      await bench.login('Events: call'),
      await bench.login('Events: off'),
    ];
    await dial(off, '201');
    await bench.pass(5000);
    expect(all.events.map(({ event }) => event)).toContain('QueueMemberStatus');
    expect(calls.events).toEqual(all.events.filter((packet) => packet.get('Privilege') === 'call,all'));
    expect(off.events).toEqual([]);
    expect((await off.ask('Events', 'EventMask: on')).get('Events')).toBe('On');
    await off.ask('Hangup', `Channel: ${channels(all, 'PJSIP/101')[0]!}`);
    await bench.pass(100);
    expect(count(off, 'Hangup')).toBe(2);
  });

  test('garbage on one socket harms nobody', async () => {
    await bench.start();
    const good = await bench.login();
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 5000 }), async (bytes) => {
        const bad = await bench.connect();
        bad.write(bytes);
        bad.write('\r\n\r\n');
        await bad.until(() => bad.raw.includes('Response: Error'));
        bad.close();
        expect((await good.ask('Ping')).get('Ping')).toBe('Pong');
      }),
      { numRuns: 30 },
    );
    const loggedIn = await bench.login();
    loggedIn.write(
      'Action: Originate\r\nChannel: \0\r\nExten\r\n: :\r\n\r\nAction: Park\r\nTimeout: -1\r\n\r\n',
    );
    expect((await good.ask('Ping')).response).toBe('Success');
  });

  test('is heard on loopback alone', async () => {
    const { port, host } = await bench.start();
    expect(host).toBe('127.0.0.1');
    const outside = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(({ internal, family }) => !internal && family === 'IPv4');
    for (const { address } of outside) {
      const socket = connect(port, address);
      const reached = await new Promise((resolve) => {
        socket.on('connect', () => resolve(true)).on('error', () => resolve(false));
      });
      socket.destroy();
      expect(reached, address).toBe(false);
    }
  });

  test('stop ends all connections and leaves no timer', async () => {
    await bench.start();
    const client = await bench.login();
    await dial(client, '201');
    await bench.pass(1000);
    await bench.pbx.stop();
    await client.untilClosed();
    expect(bench.clock.pending).toBe(0);
  });
});

describe('numbers', () => {
  test('each of the list can be dialled, and nothing else', async () => {
    const pbx = await bench.start();
    const client = await bench.login();
    expect(pbx.numbers.length).toBeGreaterThanOrEqual(9);
    for (const { number } of pbx.numbers) expect((await dial(client, number)).response).toBe('Success');
    for (const number of ['200', '211', '2011', '999', '+442079460123'])
      expect((await dial(client, number)).message).toBe('Extension does not exist.');
  });

  test('an agent who has a colleague’s extension has another one instead', async () => {
    const pbx = await bench.start({ extension: '102' });
    expect(pbx.colleagues).toEqual(['104', '103']);
    expect(pbx.numbers.map(({ number }) => number)).toContain('104');
    expect(pbx.numbers.map(({ number }) => number)).not.toContain('102');
  });

  test('the phone picks up automatically when asked to, and otherwise as a person would', async () => {
    await bench.start();
    const client = await bench.login();
    const ask = 'Variable: PJSIP_HEADER(add,Alert-Info)=<http://127.0.0.1>;info=alert-autoanswer;delay=0';
    await dial(client, '203', 'from-internal', ask);
    expect(await secondsUntil(client, 'OriginateResponse')).toBeLessThan(0.5);
    await dial(client, '203');
    expect(await secondsUntil(client, 'OriginateResponse')).toBeGreaterThan(1.5);
  });

  test('answers slowly, hangs up after a while, calls back', async () => {
    await bench.start();
    const client = await bench.login();
    await dial(client, '202');
    expect(await secondsUntil(client, 'BridgeCreate')).toBeGreaterThan(8);
    await client.ask('Hangup', `Channel: ${channels(client, 'PJSIP/101').at(-1)!}`);
    await dial(client, '208');
    await secondsUntil(client, 'BridgeCreate');
    expect(await secondsUntil(client, 'Hangup')).toBeCloseTo(10, 0);
    await dial(client, '210');
    await secondsUntil(client, 'BridgeCreate');
    await client.ask('Hangup', `Channel: ${channels(client, 'PJSIP/101').at(-1)!}`);
    await bench.pass(10_000);
    expect(channels(client, 'PJSIP/210')).toHaveLength(2);
    const ringing = client.events.filter((packet) => packet.get('ChannelStateDesc') === 'Ringing').at(-1)!;
    expect([ringing.get('Channel'), ringing.get('ConnectedLineNum')]).toEqual([
      channels(client, 'PJSIP/101').at(-1),
      '210',
    ]);
  });

  test.each([
    ['206', 'NOANSWER', '21'],
    ['209', 'CONGESTION', '34'],
  ])('%s ends with %s, cause %s', async (number, status, cause) => {
    await bench.start();
    const client = await bench.login();
    await dial(client, number);
    await bench.pass(10_000);
    const last = (event: string, key: string, channel: string): string | undefined =>
      client.events
        .filter((packet) => packet.event === event && packet.get(channel)?.includes(number))
        .at(-1)
        ?.get(key);
    expect(last('DialEnd', 'DialStatus', 'DestChannel')).toBe(status);
    expect(last('Hangup', 'Cause', 'Channel')).toBe(cause);
  });
});

describe('callers', () => {
  const often = { firstAfterMs: 5000, leastPauseMs: 60_000, mostPauseMs: 60_000 };

  test('nobody calls before somebody is there, and never into a call', async () => {
    await bench.start({ incoming: often });
    bench.clock.advance(600_000);
    const client = await bench.login();
    expect(count(client, 'Newchannel')).toBe(0);
    await dial(client, '201');
    await bench.pass(300_000);
    expect(channels(client, 'PJSIP/trunk')).toEqual([]);
    await client.ask('Hangup', `Channel: ${channels(client, 'PJSIP/101')[0]!}`);
    await bench.pass(61_000);
    expect(channels(client, 'PJSIP/trunk')).toHaveLength(1);
    await bench.pass(30_000);
    expect((await client.list('Status')).length).toBe(0);
  });

  test('names come in UTF-8 and C-escaped, a withheld number as nothing', async () => {
    await bench.start({ incoming: often });
    const client = await bench.login();
    await bench.pass(900_000);
    const callers = client.events
      .filter((packet) => packet.event === 'Newchannel' && packet.get('Channel')!.startsWith('PJSIP/trunk'))
      .map((packet) => packet.get('CallerIDName'));
    expect(callers).toEqual(
      expect.arrayContaining(['山田 太郎', "Siobhán O\\'Neill", 'Café \\"Le Départ\\"', '<unknown>']),
    );
  });

  test('two clicks on answer: the second leg finds nothing to pick up and ends', async () => {
    await bench.start({ incoming: often });
    const client = await bench.login();
    await bench.pass(6000);
    const ringing = channels(client, 'PJSIP/101')[0]!;
    const pickUp = () =>
      client.ask(
        'Originate',
        'Channel: PJSIP/101',
        'Application: PickupChan',
        `Data: ${ringing}`,
        'Variable: PJSIP_HEADER(add,Call-Info)=<sip:127.0.0.1>;answer-after=0',
      );
    await pickUp();
    await pickUp();
    await bench.pass(1000);
    expect(count(client, 'Pickup')).toBe(1);
    const standing = await client.list('Status');
    expect(standing.map((packet) => packet.get('ChannelStateDesc'))).toEqual(['Up', 'Up']);
  });
});

describe('parking', () => {
  const parked = async (number: string, timeoutMs: number): Promise<PracticeClient> => {
    await bench.start();
    const client = await bench.login();
    await dial(client, number);
    await bench.pass(5000);
    const channel = channels(client, `PJSIP/${number}`)[0]!;
    const answer = await client.ask('Park', `Channel: ${channel}`, `Timeout: ${String(timeoutMs)}`);
    // The stray line end of Asterisk 16 and 22.
    expect(client.raw).toContain('Message: Park successful\n\r\n\r\n');
    expect(answer.response).toBe('Success');
    await bench.pass(1000);
    return client;
  };

  test('the agent’s leg ends, the call is listed, and comes back when its time is over', async () => {
    const client = await parked('201', 30_000);
    const [listed, ...more] = await client.list('ParkedCalls');
    expect(more).toEqual([]);
    expect(listed!.get('ParkingSpace')).toBe('701');
    expect(listed!.get('ParkingTimeout')).toBe('29');
    expect(await client.list('Status')).toHaveLength(1);
    await bench.pass(30_000);
    expect(count(client, 'ParkedCallTimeOut')).toBe(1);
    const ringing = (await client.list('Status')).find(
      (packet) => packet.get('ChannelStateDesc') === 'Ringing',
    )!;
    expect(ringing.get('Channel')).toMatch(/^PJSIP\/101-/);
    await bench.pass(60_000);
    expect(await client.list('Status')).toEqual([]);
  });

  test('a parked party may give up', async () => {
    const client = await parked('208', 600_000);
    await bench.pass(15_000);
    expect(count(client, 'ParkedCallGiveUp')).toBe(1);
    expect(await client.list('ParkedCalls')).toEqual([]);
    expect(await client.list('Status')).toEqual([]);
  });

  test('an empty space connects nobody', async () => {
    await bench.start();
    const client = await bench.login();
    await dial(client, '705', 'parkedcalls');
    await bench.pass(5000);
    expect(await client.list('Status')).toEqual([]);
  });
});

describe('redirect and bridge', () => {
  test('hold by dual Redirect keeps both legs; Bridge brings them together again', async () => {
    await bench.start();
    const client = await bench.login();
    await dial(client, '201');
    await bench.pass(5000);
    const [agent, other] = [channels(client, 'PJSIP/101')[0]!, channels(client, 'PJSIP/201')[0]!];
    const answer = await client.ask(
      'Redirect',
      ...[`Channel: ${other}`, 'Context: from-internal', 'Exten: 601', 'Priority: 1'],
      ...[`ExtraChannel: ${agent}`, 'ExtraContext: from-internal', 'ExtraExten: 602', 'ExtraPriority: 1'],
    );
    expect(answer.message).toBe('Dual Redirect successful');
    await bench.pass(5000);
    expect(count(client, 'MusicOnHoldStart')).toBe(1);
    expect((await client.list('Status')).map((packet) => packet.get('BridgeID'))).toEqual(['', '']);
    await client.ask('Bridge', `Channel1: ${agent}`, `Channel2: ${other}`);
    await bench.pass(5000);
    const [one, two] = (await client.list('Status')).map((packet) => packet.get('BridgeID'));
    expect(one).toBe(two);
    expect(one).not.toBe('');
    expect(count(client, 'MusicOnHoldStop')).toBe(1);
  });

  test('who is sent where nothing is, is cut off, and the partner too', async () => {
    await bench.start();
    const client = await bench.login();
    await dial(client, '201');
    await bench.pass(5000);
    const other = channels(client, 'PJSIP/201')[0]!;
    const answer = await client.ask(
      'Redirect',
      `Channel: ${other}`,
      'Context: from-internal',
      'Exten: 999',
      'Priority: 1',
    );
    expect(answer.message).toBe('Redirect successful');
    await bench.pass(1000);
    expect(await client.list('Status')).toEqual([]);
  });
});

test('a pause in the queue is reported and kept', async () => {
  await bench.start();
  const client = await bench.login();
  const member = 'Interface: Local/101@from-queue/n';
  expect((await client.ask('QueuePause', member, 'Paused: true', 'Reason: lunch')).message).toBe(
    'Interface paused successfully',
  );
  await client.catchUp();
  expect(count(client, 'QueueMemberPause')).toBe(1);
  const listed = (await client.list('QueueStatus')).find((item) => item.event === 'QueueMember')!;
  expect([listed.get('Paused'), listed.get('PausedReason')]).toEqual(['1', 'lunch']);
  expect((await client.ask('QueuePause', 'Interface: SIP/999', 'Paused: true')).message).toBe(
    'Interface not found',
  );
});
