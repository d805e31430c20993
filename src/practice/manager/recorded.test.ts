import { afterEach, expect, test } from 'vitest';
import { AmiParser } from '../../ami/wire/parser.ts';
import type { AmiPacket } from '../../ami/wire/packet.ts';
import { recordedBytes } from '../../ami/testing/recordings.ts';
import { PracticeBench, type PracticeClient } from '../testing/practiceClient.ts';
import { type Request, RequestReader } from './request.ts';

/*
 * The recorded actions of a real client, sent to the practice PBX: its answers are those of the recorded Asterisk 22, but for what
 * is listed here with its reason.
 */

const noRight = 'the recorded account had all rights, this one has call, agent, originate and MuteAudio';
const different: Readonly<Record<string, string>> = {
  ConfbridgeList: noRight,
  CoreShowChannels: noRight,
};

const bench = new PracticeBench();
afterEach(() => bench.stop());

function actionsOf(name: string): Request[] {
  return new RequestReader()
    .push(recordedBytes('22-pjsip', name, 'client'))
    .filter((request) => 'headers' in request);
}

function answersOf(name: string): Map<string, AmiPacket> {
  const parser = new AmiParser();
  const packets = [...parser.push(recordedBytes('22-pjsip', name)), ...parser.end()];
  return new Map(
    packets.flatMap((packet) =>
      packet.event === undefined && packet.actionId !== undefined ? [[packet.actionId, packet] as const] : [],
    ),
  );
}

/** What an answer says, without what differs from one moment to the next. */
function said(packet: AmiPacket): string[] {
  return packet.headers
    .filter(([key]) => key !== 'ActionID')
    .map(([key, value]) => `${key}: ${key === 'Timestamp' || key === 'Challenge' ? '*' : value}`);
}

async function send(client: PracticeClient, request: Request): Promise<AmiPacket> {
  const lines = request.headers
    .filter(([key]) => !/^action(id)?$/i.test(key))
    .map(([key, value]) => `${key}: ${value}`);
  return client.ask(request.get('Action'), ...lines);
}

test.each(['17b-error-replies', '08-outgoing-invalid-number'])('the answers of %s', async (name) => {
  await bench.start();
  const client = await bench.login();
  const recorded = answersOf(name);
  let compared = 0;
  for (const request of actionsOf(name)) {
    const action = request.get('Action');
    if (action === 'Login' || action in different) continue;
    expect(said(await send(client, request)), action).toEqual(said(recorded.get(request.actionId ?? '')!));
    compared += 1;
  }
  expect(compared).toBeGreaterThan(1);
});

test('before the login only Challenge and Login are answered (16c)', async () => {
  await bench.start();
  const client = await bench.connect();
  const recorded = answersOf('16c-action-before-login');
  for (const request of actionsOf('16c-action-before-login').slice(0, 4))
    expect(said(await send(client, request))).toEqual(said(recorded.get(request.actionId ?? '')!));
});

test('lists have the keys of the recorded ones, in their order', async () => {
  await bench.start();
  const client = await bench.login();
  await client.ask('Originate', 'Channel: PJSIP/101', 'Context: from-internal', 'Exten: 201', 'Priority: 1');
  await bench.pass(5000);
  const parser = new AmiParser();
  const theirs = parser.push(recordedBytes('22-pjsip', '93-park-min-rights'));
  for (const [action, event] of [
    ['Status', 'Status'],
    ['Status', 'StatusComplete'],
    ['ParkedCalls', 'ParkedCallsComplete'],
    ['QueueStatus', 'QueueParams'],
    ['QueueStatus', 'QueueMember'],
    ['QueueStatus', 'QueueStatusComplete'],
    ['QueueSummary', 'QueueSummary'],
    ['ExtensionStateList', 'ExtensionStatus'],
    ['DeviceStateList', 'DeviceStateChange'],
    ['DeviceStateList', 'DeviceStateListComplete'],
  ] as const) {
    await client.list(action);
    const keys = (packets: readonly AmiPacket[]): string =>
      packets
        .filter((packet) => packet.event === event && packet.actionId !== undefined)
        .at(-1)!
        .headers.map(([key]) => key)
        .join(' ');
    expect(keys(client.packets), `${action} ${event}`).toBe(keys(theirs));
  }
});

test('ListCommands tells what this account may do, in the words of the recorded one', async () => {
  await bench.start();
  const client = await bench.login();
  const ours = (await client.ask('ListCommands')).headers.filter(([, about]) => about.includes('(Priv:'));
  const recordedList = (name: string): AmiPacket =>
    new AmiParser()
      .push(recordedBytes('22-pjsip', name))
      .find((packet) => packet.get('Originate') !== undefined && packet.event === undefined)!;
  const theirs = recordedList('93-park-min-rights');
  // Granted beyond the least rights, so that the account with all of them tells its words.
  const granted = recordedList('18-snapshots');
  for (const [name, about] of ours) expect(about).toBe((name === 'MuteAudio' ? granted : theirs).get(name));
  expect(ours.map(([name]) => name)).toEqual(
    expect.arrayContaining(['Originate', 'Park', 'Hangup', 'Status']),
  );
  for (const action of ['CoreShowChannels', 'PJSIPNotify', 'Command', 'UserEvent'])
    expect((await client.ask(action)).message).toBe('Permission denied');
});

test('limits of Asterisk: a long line, many lines, a surplus empty line (20b, 23)', async () => {
  await bench.start();
  const client = await bench.login();
  const errors = (): (string | undefined)[] =>
    client.packets.filter(({ response }) => response === 'Error').map(({ message }) => message);
  client.write(`Action: Ping\r\nActionID: ${'B'.repeat(1100)}\r\n\r\n`);
  client.write(
    `Action: Ping\r\n${Array.from({ length: 200 }, (_, i) => `X${String(i)}: y`).join('\r\n')}\r\n\r\n`,
  );
  client.write('\r\n');
  client.write('action: ping\nactionid: lower\n\n');
  await client.catchUp();
  expect(errors()).toEqual([
    'Failed to parse message: line too long',
    'Too many lines in message or allocation failure',
    'Missing action in request',
  ]);
  expect(client.packets.some(({ actionId }) => actionId === 'lower')).toBe(true);
});
