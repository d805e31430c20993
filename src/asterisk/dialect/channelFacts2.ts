import type { AmiPacket } from '../../ami/wire/packet.ts';
import { HeaderNames } from '../../ami/wire/headerNames.ts';
import type { ChannelFacts, ChannelState } from './channelEvent.ts';
import { partyNameOf, partyNumberOf, present, stateOf, valueOf } from './dialect.ts';

const escapes: Readonly<Record<string, string>> = { t: '\t', n: ' ', r: ' ', a: '', b: '', f: ' ', v: ' ' };

/**
 * The channel fields of events are C-escaped since AMI 2.0 (`ast_escape_c_alloc` in manager_channels.c); what
 * `OriginateResponse` and AMI 1.x say is not.
 */
export function unescaped(text: string | undefined): string | undefined {
  if (text?.includes('\\') !== true) return text;
  const plain = text.replace(/\\(.)/gu, (_all, letter: string) => escapes[letter] ?? letter);
  // PJSIP leaves the quoting of the SIP header in: quotes and backslashes are then still escaped once.
  return plain.replace(/\\(["\\])/gu, '$1');
}

// prettier-ignore
const channelFields = [
  'Uniqueid', 'Channel', 'Linkedid', 'ChannelState', 'CallerIDNum', 'CallerIDName', 'ConnectedLineNum', 'ConnectedLineName', 'Exten',
] as const;

type FieldNames = Readonly<Record<(typeof channelFields)[number], string>>;

/** Of which of a packet's channels. */
type Prefix = '' | 'Dest' | 'Parkee';

/** As the packets have them. Made once: it is asked for every channel of every event. */
const fieldNames: Readonly<Record<Prefix, FieldNames>> = {
  '': prefixed(''),
  Dest: prefixed('Dest'),
  Parkee: prefixed('Parkee'),
};
const headerNames: Readonly<Record<Prefix, HeaderNames>> = {
  '': new HeaderNames(Object.values(fieldNames[''])),
  Dest: new HeaderNames(Object.values(fieldNames.Dest)),
  Parkee: new HeaderNames(Object.values(fieldNames.Parkee)),
};

function prefixed(prefix: Prefix): FieldNames {
  const names = channelFields.map((name) => [name, prefix + name]);
  return Object.fromEntries(names) as FieldNames;
}

const numberIn = (text: string | undefined): string | undefined => partyNumberOf(unescaped(valueOf(text)));
const nameIn = (text: string | undefined): string | undefined => partyNameOf(unescaped(valueOf(text)));

/** What a packet says of a channel, read now. */
export function factsOf(packet: AmiPacket, prefix: Prefix = ''): ChannelFacts {
  const names = fieldNames[prefix];
  return present<ChannelFacts>({
    uniqueId: valueOf(packet.id(names.Uniqueid)) ?? '',
    name: valueOf(packet.id(names.Channel)) ?? '',
    linkedId: valueOf(packet.id(names.Linkedid)),
    state: stateOf(packet.id(names.ChannelState)),
    callerNumber: numberIn(packet.get(names.CallerIDNum)),
    callerName: nameIn(packet.get(names.CallerIDName)),
    connectedNumber: numberIn(packet.get(names.ConnectedLineNum)),
    connectedName: nameIn(packet.get(names.ConnectedLineName)),
    exten: valueOf(packet.id(names.Exten)),
    memory: undefined,
  });
}

/**
 * What an event says of a channel. Most events are about calls between others, and all that matters is which channel it is: where
 * the packet has all fields, each is read when it is asked for.
 */
export function newsOf(packet: AmiPacket, prefix: Prefix = ''): ChannelFacts {
  const memory = packet.memoryOf(headerNames[prefix]);
  const state = memory === undefined ? undefined : stateOf(packet.id(fieldNames[prefix].ChannelState));
  if (memory === undefined || state === undefined) return factsOf(packet, prefix);
  return new UnreadFacts(packet, fieldNames[prefix], memory, state);
}

/** All fields are there. Those that every event needs are read at once. */
class UnreadFacts implements ChannelFacts {
  readonly uniqueId: string;
  readonly state: ChannelState;
  readonly memory: object;
  readonly #packet: AmiPacket;
  readonly #names: FieldNames;

  constructor(packet: AmiPacket, names: FieldNames, memory: object, state: ChannelState) {
    this.uniqueId = valueOf(packet.id(names.Uniqueid)) ?? '';
    this.state = state;
    this.memory = memory;
    this.#packet = packet;
    this.#names = names;
  }

  get name(): string {
    return valueOf(this.#packet.id(this.#names.Channel)) ?? '';
  }

  get linkedId(): string {
    return valueOf(this.#packet.id(this.#names.Linkedid)) ?? '';
  }

  get callerNumber(): string {
    return numberIn(this.#packet.get(this.#names.CallerIDNum)) ?? '';
  }

  get callerName(): string {
    return nameIn(this.#packet.get(this.#names.CallerIDName)) ?? '';
  }

  get connectedNumber(): string {
    return numberIn(this.#packet.get(this.#names.ConnectedLineNum)) ?? '';
  }

  get connectedName(): string {
    return nameIn(this.#packet.get(this.#names.ConnectedLineName)) ?? '';
  }

  get exten(): string {
    return valueOf(this.#packet.id(this.#names.Exten)) ?? '';
  }
}
