import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { AmiAction, AmiValue } from './wire/action.ts';
import type { AmiPacket } from './wire/packet.ts';
import { connectClient, type ClientProbe } from './testing/clientProbe.ts';
import { ScriptedPbx } from './testing/scriptedPbx.ts';

let pbx: ScriptedPbx;
let probe: ClientProbe;
const onStrayAnswer = vi.fn<(packet: AmiPacket) => void>();

beforeEach(async () => {
  onStrayAnswer.mockReset();
  pbx = await ScriptedPbx.start();
  probe = await connectClient(pbx, { onStrayAnswer, actionTimeoutMs: 5_000 });
});

afterEach(async () => {
  await probe.client.stop();
  await pbx.close();
});

function action(name: string, ...fields: (readonly [string, AmiValue])[]): AmiAction {
  return { name, fields };
}

const hangup = action('Hangup', ['Channel', 'PJSIP/101-00000001']);

describe('an action', () => {
  test('resolves with its answer', async () => {
    pbx.on('Hangup', (connection, received) => connection.answer(received, [['Message', 'Channel Hungup']]));
    const answer = await probe.client.send(hangup);
    expect(answer.message).toBe('Channel Hungup');
    expect((await pbx.action('Hangup')).get('Channel')).toBe('PJSIP/101-00000001');
  });

  test('that is refused rejects with the words of the server, and the connection stays', async () => {
    pbx.on('Hangup', (connection, received) => connection.refuse(received, 'No such channel'));
    await expect(probe.client.send(hangup)).rejects.toMatchObject({
      name: 'AmiError',
      code: 'refused',
      action: 'Hangup',
      serverMessage: 'No such channel',
    });
    pbx.on('Hangup', (connection, received) => connection.refuse(received, 'Permission denied'));
    await expect(probe.client.send(hangup)).rejects.toMatchObject({ serverMessage: 'Permission denied' });
    expect(probe.client.status.state).toBe('online');
  });

  test('that is not safe rejects, and not a byte of it is written', async () => {
    const before = pbx.connection.received;
    await expect(probe.client.send(action('Command', ['Command', 'core stop now']))).rejects.toMatchObject({
      code: 'unsafeAction',
    });
    await expect(probe.client.list(action('Park', ['AnnounceChannel', 'x']))).rejects.toMatchObject({
      code: 'unsafeAction',
    });
    await expect(probe.client.send(action('Hangup', ['Channel', 'x\r\n']))).rejects.toMatchObject({
      code: 'badField',
    });
    await probe.client.send(action('Ping'));
    expect(pbx.connection.received.slice(before.length)).toMatch(
      /^Action: Ping\r\nActionID: [^\r]+\r\n\r\n$/,
    );
  });

  test('whose Response is not the first header is answered', async () => {
    pbx.on('Hangup', (connection, { actionId }) =>
      connection.write(`Message: done\r\nactionid: ${actionId}\r\nresponse: Success\r\n\r\n`),
    );
    expect((await probe.client.send(hangup)).message).toBe('done');
  });

  test('is not answered by an event that has its ActionID and a header Response', async () => {
    pbx.on('Originate', (connection, received) => {
      connection.event('OriginateResponse', [
        ['ActionID', received.actionId],
        ['Response', 'Failure'],
      ]);
      connection.answer(received, [['Message', 'Originate successfully queued']]);
    });
    const originate = action(
      'Originate',
      ['Channel', 'PJSIP/101'],
      ['Exten', '201'],
      ['Context', 'x'],
      ['Async', true],
    );
    const answer = await probe.client.send(originate);
    expect(answer.message).toBe('Originate successfully queued');
    expect(probe.events.map(({ event, response }) => [event, response])).toEqual([
      ['OriginateResponse', 'Failure'],
    ]);
  });

  test.each(['Missing action in request', 'Failed to parse message: line too long'])(
    'is not answered by an error without ActionID: %s',
    async (message) => {
      pbx.on('Hangup', (connection, received) => {
        connection.write(`Response: Error\r\nMessage: ${message}\r\n\r\n`);
        connection.answer(received, [['Message', 'Channel Hungup']]);
      });
      expect((await probe.client.send(hangup)).message).toBe('Channel Hungup');
      expect(onStrayAnswer.mock.calls.map(([packet]) => packet.message)).toEqual([message]);
    },
  );

  test('two hundred in one tick get two hundred ids and each its own answer', async () => {
    pbx.on('Getvar', (connection, received) =>
      connection.answer(received, [['Value', received.get('Variable') ?? '']]),
    );
    const names = Array.from({ length: 200 }, (_, n) => `VAR_${n}`);
    const answers = await Promise.all(
      names.map((name) => probe.client.send(action('Getvar', ['Variable', name]))),
    );
    expect(answers.map((answer) => answer.get('Value'))).toEqual(names);
    expect(new Set(answers.map(({ actionId }) => actionId)).size).toBe(200);
  });

  test('may be answered out of order', async () => {
    const held: (() => void)[] = [];
    pbx.on('Getvar', (connection, received) => {
      held.unshift(() => connection.answer(received, [['Value', received.get('Variable') ?? '']]));
      if (held.length === 3) for (const answer of held) answer();
    });
    const answers = ['A', 'B', 'C'].map((name) => probe.client.send(action('Getvar', ['Variable', name])));
    expect((await Promise.all(answers)).map((answer) => answer.get('Value'))).toEqual(['A', 'B', 'C']);
  });

  test('is heard by who awaits it before the events behind it in the same segment', async () => {
    pbx.on('Hangup', (connection, { actionId }) =>
      connection.write(
        `Event: Before\r\n\r\nResponse: Success\r\nActionID: ${actionId}\r\n\r\nEvent: After\r\n\r\nEvent: Last\r\n\r\n`,
      ),
    );
    const order: string[] = [];
    probe.client.onEvent(({ event }) => order.push(String(event)));
    const through = async (): Promise<void> => {
      await probe.client.send(hangup);
      order.push('answer');
    };
    await through();
    await probe.event('Last');
    expect(order).toEqual(['Before', 'answer', 'After', 'Last']);
  });
});

describe('every action settles', () => {
  beforeEach(() => {
    pbx.on('Hangup', () => undefined);
  });

  test('by its time-out; an answer after it is a stray one', async () => {
    const pending = probe.client.send(hangup);
    const received = await pbx.action('Hangup');
    const rejected = expect(pending).rejects.toMatchObject({ code: 'timeout', action: 'Hangup' });
    probe.clock.advance(5_000);
    await rejected;
    pbx.connection.answer(received, [['Message', 'too late']]);
    await probe.client.send(action('Ping'));
    expect(onStrayAnswer.mock.calls.map(([packet]) => packet.message)).toEqual(['too late']);
  });

  test.each(['end', 'reset'] as const)('by the end of the connection (%s)', async (how) => {
    const pending = [probe.client.send(hangup), probe.client.list(action('Status'))];
    pbx.on('Status', () => undefined);
    await pbx.action('Hangup');
    pbx.connection[how]();
    for (const result of await Promise.allSettled(pending)) {
      expect(result).toMatchObject({
        status: 'rejected',
        reason: { code: expect.stringMatching(/disconnected|refused/) },
      });
    }
  });

  test('by stop, which leaves no timer behind', async () => {
    const pending = probe.client.send(hangup);
    const rejected = expect(pending).rejects.toMatchObject({ code: 'stopped' });
    await probe.client.stop();
    await rejected;
    expect(probe.clock.pending).toBe(0);
  });

  test('at once when there is no connection; nothing is kept for later', async () => {
    await probe.client.stop();
    await expect(probe.client.send(hangup)).rejects.toMatchObject({ code: 'disconnected', action: 'Hangup' });
    await expect(probe.client.list(action('Status'))).rejects.toMatchObject({ code: 'disconnected' });
    await probe.start();
    await probe.client.send(action('Ping'));
    expect(pbx.connection.actions.map(({ name }) => name)).toEqual(['Challenge', 'Login', 'Ping']);
  });

  test('also when it is written after the other side has gone', async () => {
    pbx.connection.reset();
    const results = await Promise.allSettled(Array.from({ length: 50 }, () => probe.client.send(hangup)));
    for (const result of results)
      expect(result).toMatchObject({ status: 'rejected', reason: { code: 'disconnected' } });
  });
});

test('an answer to an action of the former session does not settle one of this', async () => {
  pbx.on('Hangup', () => undefined);
  const lost = probe.client.send(hangup);
  const former = await pbx.action('Hangup');
  const waiting = probe.state('waiting');
  pbx.connection.end();
  await expect(lost).rejects.toMatchObject({ code: 'disconnected' });
  await waiting;
  const online = probe.state('online');
  probe.retry();
  await online;
  pbx.on('Hangup', (connection, received) => {
    connection.answer(former, [['Message', 'for the former']]);
    connection.answer(received, [['Message', 'for this']]);
  });
  expect((await probe.client.send(hangup)).message).toBe('for this');
  expect(onStrayAnswer.mock.calls.map(([packet]) => packet.message)).toEqual(['for the former']);
  const ids = pbx.connections.flatMap(({ actions }) => actions.map(({ actionId }) => actionId));
  expect(new Set(ids).size).toBe(ids.length);
});
