import type { Address } from './sipTransport.ts';

/** Session descriptions: one audio stream, PCMU and telephone events (RFC 8866, RFC 3264). */

export type Direction = 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive';

/** RFC 4733 events are sent with the payload type that the offer named; 101 is what everyone uses. */
export const telephoneEventPayloadType = 101;

export function writeSdp(host: string, port: number, direction: Direction, version: number): string {
  return [
    'v=0',
    `o=phone 1 ${version} IN IP4 ${host}`,
    's=-',
    `c=IN IP4 ${host}`,
    't=0 0',
    `m=audio ${port} RTP/AVP 0 ${telephoneEventPayloadType}`,
    'a=rtpmap:0 PCMU/8000',
    `a=rtpmap:${telephoneEventPayloadType} telephone-event/8000`,
    `a=fmtp:${telephoneEventPayloadType} 0-16`,
    'a=ptime:20',
    `a=${direction}`,
    '',
  ].join('\r\n');
}

/** Where the other side wants its sound sent to. */
export function readAddress(sdp: string): Address {
  const host = /^c=IN IP4 (\S+)\s*$/m.exec(sdp)?.[1] ?? '';
  return { host, port: Number(/^m=audio (\d+)/m.exec(sdp)?.[1] ?? 0) };
}

/** What the other side means to do with the sound; `c=0.0.0.0` is the old way to hold (RFC 2543). */
export function readDirection(sdp: string): Direction {
  const direction = /^a=(sendrecv|sendonly|recvonly|inactive)\s*$/m.exec(sdp)?.[1] as Direction | undefined;
  if (/^c=IN IP4 0\.0\.0\.0\s*$/m.test(sdp) && (direction ?? 'sendrecv') === 'sendrecv') return 'sendonly';
  return direction ?? 'sendrecv';
}

/** What we answer to an offer (RFC 3264 section 6.1); while we hold the call we go on sending only. */
export function answerTo(offer: Direction, weHold: boolean): Direction {
  switch (offer) {
    case 'sendrecv':
      return weHold ? 'sendonly' : 'sendrecv';
    case 'sendonly':
      return weHold ? 'inactive' : 'recvonly';
    case 'recvonly':
      return 'sendonly';
    case 'inactive':
      return 'inactive';
  }
}
