import type { AmiPacket } from '../../ami/wire/packet.ts';
import type { DialStatus } from '../../cti/outcome.ts';
import { withoutTurns } from '../../cti/text.ts';
import type { ChannelEvent, ChannelState } from './channelEvent.ts';
import type { ChannelSnapshot, ParkedSnapshot } from './snapshot.ts';

/** How a family of Asterisk versions says things. Two exist: AMI 1.x (Asterisk 11 and older) and everything later. */
export interface Dialect {
  readonly family: '1.x' | '2.x';
  /** The events that a packet tells; most packets tell none. */
  read(packet: AmiPacket): readonly ChannelEvent[];
  /** An item of the list that Status answers with. */
  readStatus(packet: AmiPacket): ChannelSnapshot;
  /** An item of the list that ParkedCalls answers with. */
  readParked(packet: AmiPacket): ParkedSnapshot;
}

type Reader = (packet: AmiPacket) => readonly ChannelEvent[];

/** @param readers by the name of their event */
export function readersOf(readers: Readonly<Record<string, Reader>>): Reader {
  const byEvent = new Map(Object.entries(readers));
  return (packet) => (packet.event === undefined ? [] : (byEvent.get(packet.event)?.(packet) ?? []));
}

/** A caller in a queue. */
export function queuedIn(packet: AmiPacket): { readonly uniqueId: string; readonly queue: string } {
  return { uniqueId: packet.get('Uniqueid') ?? '', queue: packet.get('Queue') ?? '' };
}

/** "No value", in the spellings that Asterisk has for it. */
export function valueOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  return text === '<unknown>' || text === '<null>' || text === 'unknown' ? '' : text;
}

/** What stands in From where the caller withheld who they are: RFC 3323 (4.1.1.3), and what trunks make of it. */
const withheld: ReadonlySet<string> = new Set([
  'anonymous',
  'private',
  'restricted',
  'unavailable',
  'withheld',
]);

/** A word that stands for a party who is withheld is none; marks of writing direction are removed. */
function partyOf(text: string | undefined): string | undefined {
  const value = valueOf(text === undefined ? undefined : withoutTurns(text));
  return value !== undefined && withheld.has(value.toLowerCase()) ? '' : value;
}

/**
 * A party's number. Trunks leave in what belongs to the SIP or tel URI around it: the parameters of number portability
 * (`;npdi`, `;rn=`, RFC 4694), and a host.
 */
export function partyNumberOf(text: string | undefined): string | undefined {
  // Nearly every number is digits.
  if (text === undefined || /^\+?[0-9]+$/.test(text)) return text;
  const [number, host] = partyOf(text)?.split(';', 1)[0]?.split('@', 2) ?? [];
  if (number === undefined || host === undefined) return number;
  // `anna@example.org` is no number at another host, but an address of its own.
  return /^\+?[0-9*#]+$/u.test(number) ? number : `${number}@${host}`;
}

/** A party's name, without the quotes that a trunk leaves around it. */
export function partyNameOf(text: string | undefined): string | undefined {
  const name = partyOf(text);
  return name?.startsWith('"') === true ? (/^"(.*)"$/su.exec(name)?.[1] ?? name) : name;
}

const states: ReadonlyMap<string, ChannelState> = new Map(
  Object.entries({
    '0': 'down',
    '1': 'down',
    '4': 'ring',
    '5': 'ringing',
    '6': 'up',
    '7': 'busy',
  }),
);

export function stateOf(code: string | undefined): ChannelState | undefined {
  return code === undefined || code === '' ? undefined : (states.get(code) ?? 'other');
}

const dialStatuses: ReadonlySet<string> = new Set<DialStatus>([
  'ANSWER',
  'BUSY',
  'NOANSWER',
  'CANCEL',
  'CONGESTION',
  'CHANUNAVAIL',
  'DONTCALL',
  'TORTURE',
  'INVALIDARGS',
  'ABORT',
  'CONTINUE',
]);

export function dialStatusOf(text: string | undefined): DialStatus {
  return text !== undefined && dialStatuses.has(text) ? (text as DialStatus) : 'CHANUNAVAIL';
}

/** A whole number of a packet's field, or 0. */
export function numberOf(text: string | undefined): number {
  const value = Number.parseInt(text ?? '', 10);
  return Number.isNaN(value) ? 0 : value;
}

/**
 * Fields with a value only: `exactOptionalPropertyTypes` tells a missing field from an undefined one. Nearly always all are there, and
 * it is asked for every channel of every event.
 */
export function present<T extends object>(fields: { [K in keyof T]: T[K] | undefined }): T {
  for (const name in fields) if (fields[name] === undefined) return withoutMissing(fields);
  return fields as T;
}

function withoutMissing<T extends object>(fields: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}

/** `OriginateResponse` says the same in every version, and is never escaped. */
export function originatedOf(packet: AmiPacket): ChannelEvent {
  const uniqueId = valueOf(packet.get('Uniqueid'));
  const exten = valueOf(packet.get('Exten'));
  return {
    type: 'originated',
    actionId: packet.actionId ?? '',
    success: packet.get('Response') === 'Success',
    reason: numberOf(packet.get('Reason')),
    ...(uniqueId === undefined || uniqueId === '' ? {} : { uniqueId }),
    ...(exten === undefined || exten === '' ? {} : { exten }),
  };
}
