import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { AmiError } from './wire/error.ts';
import { EventList, type AmiEventList } from './eventList.ts';
import { AmiParser } from './wire/parser.ts';
import { connectClient, type ClientProbe } from './testing/clientProbe.ts';
import { recordedBytes, recordedPbxes, recordingNames } from './testing/recordings.ts';
import { ScriptedPbx } from './testing/scriptedPbx.ts';

describe('lists of real Asterisks', () => {
  // Every list that was recorded on 11, 16 and 22, under load too: begun by the recorded client, ended by the server.
  test.each(recordedPbxes)('end where they ended (%s)', (pbx) => {
    let lists = 0;
    const seen = new Set<string>();
    for (const name of recordingNames(pbx)) {
      const actions = new Map<string, string>();
      const client = new AmiParser({ expectGreeting: false });
      for (const packet of client.push(recordedBytes(pbx, name, 'client'))) {
        actions.set(packet.actionId ?? '', packet.get('Action') ?? '');
      }
      const packets = new AmiParser().push(recordedBytes(pbx, name));
      for (const [at, packet] of packets.entries()) {
        const action = actions.get(packet.actionId ?? '');
        if (
          action === undefined ||
          packet.event !== undefined ||
          !(packet.message ?? '').endsWith('will follow')
        )
          continue;
        let result: AmiEventList | undefined;
        const list = new EventList(
          action,
          1_000,
          (done) => (result = done),
          (error) => expect.fail(error.message),
        );
        const own = packets.slice(at).filter(({ actionId }) => actionId === packet.actionId);
        const taken = own.findIndex((each) => list.take(each) === 'settled');
        expect(taken, `${name} ${action}`).toBe(own.length - 1);
        const end = own.at(-1);
        const said = end?.get('ListItems') ?? end?.get('Items');
        expect(result?.complete).toBe(true);
        // ParkedCalls of 11 counts in Total.
        if (said !== undefined) expect(result?.items.length, `${name} ${action}`).toBe(Number(said));
        lists += 1;
        seen.add(action);
      }
    }
    expect(lists).toBeGreaterThan(25);
    expect([...seen]).toEqual(
      expect.arrayContaining(['CoreShowChannels', 'Status', 'ParkedCalls', 'QueueStatus', 'QueueSummary']),
    );
  });
});

describe('a list', () => {
  let pbx: ScriptedPbx;
  let probe: ClientProbe;
  const status = { name: 'Status', fields: [] };

  beforeEach(async () => {
    pbx = await ScriptedPbx.start();
    probe = await connectClient(pbx, { listTimeoutMs: 5_000, caps: { maxListItems: 10_000 } });
  });

  afterEach(async () => {
    await probe.client.stop();
    await pbx.close();
  });

  test('gives answer and items, and its events are no live events', async () => {
    pbx.on('ParkedCalls', (connection, action) =>
      connection.list(
        action,
        [
          ['ParkedCall', [['ParkingSpace', '701']]],
          ['ParkedCall', [['ParkingSpace', '702']]],
        ],
        'ParkedCallsComplete',
      ),
    );
    const list = await probe.client.list({ name: 'ParkedCalls', fields: [] });
    expect(list.response.message).toBe('List will follow');
    expect(list.items.map((item) => item.get('ParkingSpace'))).toEqual(['701', '702']);
    expect(list.complete).toBe(true);
    expect(probe.events).toEqual([]);
  });

  test('may be empty', async () => {
    pbx.on('Status', (connection, action) => connection.list(action, [], 'StatusComplete'));
    expect((await probe.client.list(status)).items).toEqual([]);
  });

  test('ends without EventList too, as on Asterisk 11', async () => {
    pbx.on('QueueStatus', (connection, { actionId }) =>
      connection.write(
        `Response: Success\r\nActionID: ${actionId}\r\nMessage: Queue status will follow\r\n\r\n` +
          `Event: QueueParams\r\nQueue: support\r\nActionID: ${actionId}\r\n\r\n` +
          `Event: QueueStatusComplete\r\nActionID: ${actionId}\r\n\r\n`,
      ),
    );
    expect((await probe.client.list({ name: 'QueueStatus', fields: [] })).items).toHaveLength(1);
  });

  test('goes on past events that are named ...Complete or belong to others', async () => {
    pbx.on('Status', (connection, { actionId }) =>
      connection.write(
        `Response: Success\r\nActionID: ${actionId}\r\nMessage: Channel status will follow\r\n\r\n` +
          'Event: AgentComplete\r\nQueue: support\r\n\r\n' +
          'Event: StatusComplete\r\nActionID: somebody-else\r\nEventList: Complete\r\n\r\n' +
          `Event: Status\r\nActionID: ${actionId}\r\nChannel: PJSIP/101-1\r\n\r\n` +
          `Event: AgentComplete\r\nActionID: ${actionId}\r\n\r\n` +
          `Event: StatusComplete\r\nActionID: ${actionId}\r\n\r\n`,
      ),
    );
    expect((await probe.client.list(status)).items.map(({ event }) => event)).toEqual([
      'Status',
      'AgentComplete',
    ]);
    expect(probe.events.map(({ event }) => event)).toEqual(['AgentComplete', 'StatusComplete']);
  });

  test('is not begun by a message with the word follow in it', async () => {
    pbx.on('QueuePause', (connection, action) =>
      connection.answer(action, [['Message', 'Nothing will follow']]),
    );
    expect((await probe.client.send({ name: 'QueuePause', fields: [] })).message).toBe('Nothing will follow');
  });

  test('rejects when an error comes instead', async () => {
    pbx.on('CoreShowChannels', (connection, action) => connection.refuse(action, 'Permission denied'));
    await expect(probe.client.list({ name: 'CoreShowChannels', fields: [] })).rejects.toMatchObject({
      code: 'refused',
      serverMessage: 'Permission denied',
    });
  });

  test.each([
    ['ConfbridgeList', 'No active conferences.'],
    ['PJSIPShowContacts', 'No Contacts found'],
  ])('%s is empty when the error says no more than that', async (name, message) => {
    pbx.on(name, (connection, action) => connection.refuse(action, message));
    expect(await probe.client.list({ name, fields: [] })).toMatchObject({ items: [], complete: true });
  });

  test('that the server breaks off says so', async () => {
    pbx.on('Status', (connection, action) => {
      connection.answer(action, [['EventList', 'start']]);
      connection.event('Status', [['ActionID', action.actionId]]);
      connection.event('StatusComplete', [
        ['ActionID', action.actionId],
        ['EventList', 'cancelled'],
      ]);
    });
    expect(await probe.client.list(status)).toMatchObject({ complete: false, items: [{}] });
  });

  test('of ten thousand items is taken whole, one more is too many', async () => {
    let count = 10_000;
    pbx.on('Status', (connection, action) => {
      const items = Array.from(
        { length: count },
        (_, n) => ['Status', [['Channel', `PJSIP/101-${n}`]]] as const,
      );
      connection.list(action, items, 'StatusComplete');
    });
    const { items } = await probe.client.list(status);
    expect(items).toHaveLength(10_000);
    expect(items.at(-1)?.get('Channel')).toBe('PJSIP/101-9999');
    count += 1;
    await expect(probe.client.list(status)).rejects.toMatchObject({ code: 'tooLarge' });
    await probe.client.send({ name: 'Ping', fields: [] });
    expect(probe.events).toEqual([]);
  });

  test('that never ends rejects after a silence, and its late rest is not taken for live events', async () => {
    pbx.on('ParkedCalls', (connection, action) => {
      connection.answer(action, [['EventList', 'start']]);
      connection.event('ParkedCall', [['ActionID', action.actionId]]);
    });
    const pending = probe.client.list({ name: 'ParkedCalls', fields: [] });
    const settled = vi.fn();
    pending.catch(settled);
    const { actionId } = await pbx.action('ParkedCalls');
    await probe.client.send({ name: 'Ping', fields: [] });
    probe.clock.advance(5_000); // there was progress: the time starts again
    await probe.client.send({ name: 'Ping', fields: [] });
    expect(settled).not.toHaveBeenCalled();
    probe.clock.advance(5_000);
    await expect(pending).rejects.toMatchObject({ code: 'timeout', action: 'ParkedCalls' });
    pbx.connection.event('ParkedCall', [['ActionID', actionId]]);
    pbx.connection.event('ParkedCallsComplete', [
      ['ActionID', actionId],
      ['EventList', 'Complete'],
    ]);
    pbx.connection.event('Live');
    await probe.event('Live');
    expect(probe.events.map(({ event }) => event)).toEqual(['Live']);
  });

  test('is in place before the event right behind it in the same segment', async () => {
    pbx.on('Status', (connection, { actionId }) =>
      connection.write(
        `Response: Success\r\nActionID: ${actionId}\r\n\r\nEvent: Status\r\nActionID: ${actionId}\r\n\r\n` +
          `Event: StatusComplete\r\nActionID: ${actionId}\r\n\r\nEvent: Hangup\r\n\r\n`,
      ),
    );
    const order: string[] = [];
    probe.client.onEvent(({ event }) => order.push(String(event)));
    const { items } = await probe.client.list(status);
    order.push(`snapshot of ${items.length}`);
    await probe.event('Hangup');
    expect(order).toEqual(['snapshot of 1', 'Hangup']);
  });

  test('whose end comes without an answer before it rejects', () => {
    let error: AmiError | undefined;
    const list = new EventList(
      'Status',
      10,
      () => expect.fail('resolved'),
      (reason) => (error = reason),
    );
    const [end] = new AmiParser({ expectGreeting: false }).push(Buffer.from('Event: StatusComplete\r\n\r\n'));
    expect(list.take(end!)).toBe('settled');
    expect(error?.code).toBe('disconnected');
  });
});
