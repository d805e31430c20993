import { AmiPacket } from '../../ami/wire/packet.ts';

/** A packet from its lines, as one would read them on the wire. */
export function packet(text: string): AmiPacket {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return new AmiPacket(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon), line.slice(colon + 1).trimStart()];
    }),
  );
}
