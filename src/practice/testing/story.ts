import type { AmiPacket } from '../../ami/wire/packet.ts';

/** An event of a call, without what differs from one call to the next: numbers, names, ids. */
export interface Step {
  /** The event's name and whom it is about: `DialBegin agent1>other1`. */
  readonly what: string;
  /** States, causes and counts in it. */
  readonly how: string;
  /** Its keys in their order. */
  readonly keys: string;
}

/** Told of devices and queue members besides the call, from other threads, in an order of their own. */
const besides = new Set(['ExtensionStatus', 'DeviceStateChange', 'QueueMemberStatus']);
/** What is told of a step beside its keys. */
const telling = [
  'ChannelStateDesc',
  'DestChannelStateDesc',
  'DialStatus',
  'BridgeNumChannels',
  'Cause',
  'TechCause',
];

const bridgeKinds: Readonly<Partial<Record<string, string>>> = { parking: 'lot', base: 'room' };

/** The agent's phone, the halves of Local channels, and all others. */
function kindOf(name: string | undefined, agentDevice: string): string {
  if (name?.startsWith(`${agentDevice}-`) === true) return 'agent';
  if (name?.startsWith('Local/') !== true) return 'other';
  return name.endsWith(';1') ? 'one' : 'two';
}

/** What is told of devices, extensions and queue members besides, without an order: `ExtensionStatus agent Ringing`. */
export function besidesOf(packets: readonly AmiPacket[], agentDevice: string): string[] {
  return packets
    .filter(({ event, actionId }) => actionId === undefined && besides.has(event ?? ''))
    .map((packet) => {
      const device = packet.get('Device') ?? packet.get('Hint') ?? packet.get('StateInterface') ?? '';
      const state = packet.get('State') ?? packet.get('StatusText') ?? packet.get('Status') ?? '';
      const whose = device === agentDevice ? 'agent' : device.startsWith('PJSIP/') ? 'other' : device;
      return `${packet.event ?? ''} ${whose} ${state}: ${packet.headers.map(([key]) => key).join(' ')}`;
    })
    .sort();
}

/** The events of class call and agent as steps, with channels called by their part: `agent1`, `agent2`, `other1`. */
export function storyOf(packets: readonly AmiPacket[], agentDevice: string): Step[] {
  const parts = new Map<string, string>();
  const partOf = (name: string | undefined, kind: string): string | undefined => {
    if (name === undefined) return undefined;
    const known = parts.get(name);
    if (known !== undefined) return known;
    const part = `${kind}${String([...parts.values()].filter((one) => one.startsWith(kind)).length + 1)}`;
    parts.set(name, part);
    return part;
  };
  const channel = (packet: AmiPacket, key: string): string | undefined => {
    const name = packet.get(key);
    return partOf(name, kindOf(name, agentDevice));
  };
  /** Bridges are called by who is heard of in them first: which of two comes into being first is a race. */
  const firstIn = (bridge: string | undefined): string => {
    const entered = packets.find(
      (packet) => /^Bridge(Enter|Leave)$/.test(packet.event ?? '') && packet.get('BridgeUniqueid') === bridge,
    );
    return (entered === undefined ? undefined : channel(entered, 'Channel')) ?? 'Nobody';
  };
  const links: string[] = [];
  const number = (value: string): string => {
    if (/^(<unknown>|s|s-[A-Z]+|PJSIP_101|70\d|)$/.test(value)) return value;
    return value === agentDevice.slice(agentDevice.indexOf('/') + 1) ? 'agent' : 'other';
  };
  /** Parties, extensions and Linkedids by their part in the call. */
  const told = (packet: AmiPacket): string[] =>
    packet.headers.flatMap(([key, value]) => {
      if (/(CallerIDNum|ConnectedLineNum|Exten)$/.test(key)) return [`${key}=${number(value)}`];
      if (!key.endsWith('Linkedid')) return [];
      if (!links.includes(value)) links.push(value);
      return [`${key}=${String(links.indexOf(value) + 1)}`];
    });
  return packets.filter(isOfCall).map((packet) => {
    const named = [
      'Channel',
      'ParkeeChannel',
      'TransfererChannel',
      'OrigTransfererChannel',
      'LocalOneChannel',
      'LocalTwoChannel',
      'DestChannel',
      'TargetChannel',
      'RetrieverChannel',
    ]
      .map((key) => channel(packet, key))
      .filter((part) => part !== undefined);
    const type = packet.get('BridgeType') ?? '';
    const bridge = ['BridgeUniqueid', 'ToBridgeUniqueid', 'FromBridgeUniqueid', 'DestBridgeUniqueid']
      .map((key) => partOf(packet.get(key), bridgeKinds[type] ?? `bridgeOf${firstIn(packet.get(key))}-`))
      .filter((part) => part !== undefined)
      .join('>');
    const state = packet.event === 'Newstate' ? packet.get('ChannelStateDesc') : undefined;
    return {
      what: [packet.event, named.join('>'), bridge, state]
        .filter((word) => word !== undefined && word !== '')
        .join(' '),
      how: [
        ...telling
          .filter((key) => packet.get(key) !== undefined && !isStale(packet, key))
          .map((key) => `${key}=${packet.get(key) ?? ''}`),
        ...told(packet),
      ].join(' '),
      keys: packet.headers.map(([key]) => key).join(' '),
    };
  });
}

/** Dial tells the called channel's state of before or after it rings, as it comes (06: Ringing, 06b: Down). */
function isStale({ event }: AmiPacket, key: string): boolean {
  return (event === 'DialState' || event === 'DialBegin') && key === 'DestChannelStateDesc';
}

function isOfCall(packet: AmiPacket): boolean {
  const { event } = packet;
  if (event === undefined || besides.has(event)) return false;
  // An item of a list has an ActionID; of the events only OriginateResponse has.
  if (packet.actionId !== undefined && event !== 'OriginateResponse') return false;
  const classes = (packet.get('Privilege') ?? '').split(',');
  return classes.includes('call') || classes.includes('agent');
}
