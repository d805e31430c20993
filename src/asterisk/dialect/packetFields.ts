import type { AmiPacket } from '../../ami/wire/packet.ts';
import type { ChannelEvent } from './channelEvent.ts';

/** The fields of a packet that the settings ask for, by name; those that it has. */
export function fieldsOf(packet: AmiPacket, names: readonly string[]): Readonly<Record<string, string>> {
  const fields: Record<string, string> = {};
  for (const name of names) {
    const value = packet.get(name);
    if (value !== undefined && value !== '' && value !== '<unknown>') fields[name] = value;
  }
  return fields;
}

/** The channel that an event is mainly about. */
export function subjectOf(event: ChannelEvent): string | undefined {
  if ('channel' in event) return event.channel.uniqueId;
  if (event.type === 'dialBegun' || event.type === 'dialEnded') return event.caller?.uniqueId;
  if ('uniqueId' in event) return event.uniqueId;
  return undefined;
}
