import { describe, expect, test } from 'vitest';
import { recordedBytes, recordingNames } from '../../ami/testing/recordings.ts';
import { AmiPacket } from '../../ami/wire/packet.ts';
import { AmiParser } from '../../ami/wire/parser.ts';
import { dialect2 } from '../dialect/dialect2.ts';
import type { AsteriskChannel } from './channel.ts';
import { AsteriskChannels } from './channels.ts';
import { followChannels } from './followChannels.ts';

function follow(channels: AsteriskChannels, packet: AmiPacket): void {
  for (const event of dialect2.read(packet)) followChannels(channels, event);
}

/** All that is known of the channels, by Uniqueid. */
function known(channels: AsteriskChannels): readonly unknown[] {
  const facts = (channel: AsteriskChannel): unknown => ({
    id: channel.uniqueId,
    name: channel.name,
    linkedId: channel.linkedId,
    state: channel.state,
    caller: [channel.callerNumber, channel.callerName],
    connected: [channel.connectedNumber, channel.connectedName],
    exten: [channel.exten, channel.firstExten],
    bridgeId: channel.bridgeId,
    sentElsewhere: channel.sentElsewhere,
    alone: channel.numberAlone,
  });
  return [...channels.all()].map(facts);
}

/** As Asterisk 22 says that a channel has changed; it has all fields. */
const changed = (channel: number, name: string): string =>
  [
    'Event: NewCallerid',
    `Channel: PJSIP/${channel}-1`,
    'ChannelState: 6',
    `CallerIDNum: ${channel}`,
    `CallerIDName: ${name}`,
    'ConnectedLineNum: 1',
    'ConnectedLineName: <unknown>',
    'Exten: s',
    `Uniqueid: 1.${channel}`,
    'Linkedid: 1.0',
    '',
    '',
  ].join('\r\n');

const packetsOf = (text: string): AmiPacket[] =>
  new AmiParser({ expectGreeting: false }).push(Buffer.from(text));

describe('what is said of a channel and not asked for yet', () => {
  test.each(
    (['16-pjsip', '22-pjsip'] as const).flatMap((pbx) => recordingNames(pbx).map((name) => ({ pbx, name }))),
  )('is the same whenever it is asked for: $pbx, $name', ({ pbx, name }) => {
    const [late, often, read] = [new AsteriskChannels(), new AsteriskChannels(), new AsteriskChannels()];
    const parser = new AmiParser();
    for (const [index, packet] of parser.push(recordedBytes(pbx, name)).entries()) {
      follow(late, packet);
      follow(often, packet);
      // Has no bytes any more that could be read later.
      follow(read, new AmiPacket(packet.headers));
      expect(known(often)).toEqual(known(read));
      if (index % 97 === 0) expect(known(late)).toEqual(known(read));
    }
    expect(known(late)).toEqual(known(read));
  });

  test('keeps what an event without it does not say', () => {
    const channels = new AsteriskChannels();
    const stateless = changed(2, 'Anna').replace('ChannelState: 6', 'ChannelState: ');
    for (const packet of packetsOf(changed(2, 'Eva') + stateless)) follow(channels, packet);
    expect(channels.get('1.2')).toMatchObject({ state: 'up', callerName: 'Anna' });
  });

  test('keeps little memory, however many channels stand', () => {
    const channels = new AsteriskChannels();
    const parser = new AmiParser({ expectGreeting: false });
    for (let channel = 0; channel < 5_000; channel += 1) {
      const text = changed(channel, `Агент ${channel}`) + 'Event: VarSet\r\nValue: x\r\n\r\n'.repeat(20);
      for (const packet of parser.push(Buffer.from(text))) follow(channels, packet);
    }
    expect(channels.size).toBe(5_000);
    const memories = new Set([...channels.all()].map(({ memory }) => memory));
    // Of those that are read already there is none.
    expect(memories.delete(undefined)).toBe(true);
    expect(memories.size).toBeLessThanOrEqual(4);
    expect(channels.get('1.7')).toMatchObject({ callerName: 'Агент 7', callerNumber: '7' });
    expect(channels.get('1.4999')).toMatchObject({ callerName: 'Агент 4999', memory: expect.anything() });
  });

  test('is not read for one that has hung up meanwhile', () => {
    const channels = new AsteriskChannels();
    const [packet] = packetsOf(changed(2, 'Anna'));
    follow(channels, packet!);
    const channel = channels.get('1.2')!;
    channels.remove(channel);
    for (let memory = 0; memory < 10; memory += 1)
      for (const next of packetsOf(changed(100 + memory, 'Eva'))) follow(channels, next);
    expect(channel.memory).toBeDefined();
    expect(channel.callerName).toBe('Anna');
  });
});
