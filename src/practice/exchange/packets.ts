import type { Bridge } from './bridge.ts';
import { type Cause, type Channel, type Party, channelStates } from './channel.ts';

/** One `Key: value` line. Order counts: clients see the keys in the order in which Asterisk sends them. */
export type Field = readonly [key: string, value: string];

export type EventClass = 'call' | 'agent';

/** A packet that tells every client what happened, with the class by which a client's event mask selects it. */
export interface PbxEvent {
  readonly name: string;
  readonly eventClass: EventClass;
  readonly fields: readonly Field[];
}

/** The fields of an event as they go over the wire: name, privilege, the rest. */
export function eventFields(event: PbxEvent): readonly Field[] {
  return [['Event', event.name], ['Privilege', `${event.eventClass},all`], ...event.fields];
}

/** A packet's bytes. Values cannot break a line: what they were made from came in lines. */
export function serialize(fields: readonly Field[]): string {
  return `${fields.map(([key, value]) => `${key}: ${value}\r\n`).join('')}\r\n`;
}

/**
 * The fields of a channel, as `manager_channels.c` writes them into every event about one. Their values are C-escaped
 * since Asterisk 12; `prefix` tells the second channel of an event (`Dest`, `Parkee`, `Target`).
 */
export function channelFields(channel: Channel, prefix = ''): Field[] {
  const fields: Field[] = [
    ['Channel', channel.name],
    ['ChannelState', String(channelStates[channel.state])],
    ['ChannelStateDesc', channel.state],
    ['CallerIDNum', shown(channel.caller.number)],
    ['CallerIDName', shown(channel.caller.name)],
    ['ConnectedLineNum', shown(channel.connected.number)],
    ['ConnectedLineName', shown(channel.connected.name)],
    ['Language', 'en'],
    ['AccountCode', ''],
    ['Context', channel.context],
    ['Exten', channel.exten],
    ['Priority', String(channel.priority)],
    ['Uniqueid', channel.uniqueid],
    ['Linkedid', channel.link.id],
  ];
  return fields.map(([key, value]) => [prefix + key, escapeC(value)]);
}

/** The fields of a bridge; `prefix` tells the several bridges of an event apart (`To`, `From`, `Orig`, `Second`). */
export function bridgeFields(bridge: Bridge<Channel>, prefix = ''): Field[] {
  const fields: Field[] = [
    ['BridgeUniqueid', bridge.uniqueid],
    ['BridgeType', bridge.type],
    ['BridgeTechnology', bridge.technology],
    ['BridgeCreator', shown(bridge.creator)],
    ['BridgeName', shown(bridge.name)],
    ['BridgeNumChannels', String(bridge.count)],
    ['BridgeVideoSourceMode', 'none'],
  ];
  return fields.map(([key, value]) => [prefix + key, value]);
}

export function causeFields(cause: Cause): Field[] {
  const fields: Field[] = [['Cause', String(cause.cause)]];
  if (cause.sip !== undefined) fields.push(['TechCause', String(cause.sip)]);
  return fields;
}

/** As Hangup tells it: with the cause in words between (`causes.c`). */
export function hangupFields(cause: Cause): Field[] {
  const [number, ...tech] = causeFields(cause);
  return [number ?? ['Cause', '0'], ['Cause-txt', causeTexts[cause.cause] ?? 'Unknown'], ...tech];
}

export function partyFields(party: Party): Field[] {
  return [
    ['CallerIDNum', shown(party.number)],
    ['CallerIDName', shown(party.name)],
  ];
}

/** How "no value" looks in every version since 11. */
export function shown(value: string): string {
  return value === '' ? '<unknown>' : value;
}

const causeTexts: Readonly<Partial<Record<number, string>>> = {
  0: 'Unknown',
  1: 'Unallocated (unassigned) number',
  16: 'Normal Clearing',
  17: 'User busy',
  18: 'No user responding',
  19: 'User alerting, no answer',
  20: 'Subscriber absent',
  21: 'Call Rejected',
  26: 'Answered elsewhere',
  27: 'Destination out of order',
  31: 'Normal, unspecified',
  34: 'Circuit/channel congestion',
  127: 'Interworking, unspecified',
};

const escapes: Readonly<Partial<Record<string, string>>> = {
  '\\': '\\\\',
  '"': '\\"',
  "'": "\\'",
  '\t': '\\t',
};

function escapeC(value: string): string {
  return value.replace(/[\\"'\t]/g, (character) => escapes[character] ?? character);
}
