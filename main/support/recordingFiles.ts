import type { WireSession } from '../line/wireTrace.ts';

/** A session in the three files that `filePath` and `offhook replay` play. */
export interface RecordingFiles {
  readonly server: Buffer;
  readonly client: Buffer;
  /** JSON lines: when, which side, offset and length in its file. */
  readonly timing: string;
}

/**
 * Makes a recording of what is kept of a session, byte for byte. Where its beginning was let go it goes on after the greeting with the
 * first whole packet: one without a greeting, or that begins in the middle of a line, can be played nowhere.
 */
export function recordingFiles({ greeting, chunks, isCut }: WireSession): RecordingFiles {
  const parts = { server: [] as Buffer[], client: [] as Buffer[] };
  const offsets = { server: 0, client: 0 };
  const startedMs = chunks[0]?.at.monoMs ?? 0;
  let timing = '';
  const add = (kind: 'server' | 'client', bytes: Buffer, monoMs: number): void => {
    if (bytes.length === 0) return;
    // Seconds, to a tenth of a millisecond.
    const t = Math.round((monoMs - startedMs) * 10) / 10_000;
    timing += `${JSON.stringify({ t, kind, off: offsets[kind], len: bytes.length })}\n`;
    offsets[kind] += bytes.length;
    parts[kind].push(bytes);
  };
  let isMidPacket = isCut;
  if (isCut) add('server', greeting, startedMs);
  for (const { direction, bytes, at } of chunks) {
    if (direction === 'out') add('client', bytes, at.monoMs);
    else if (isMidPacket) {
      const end = bytes.indexOf(packetEnd);
      if (end < 0) continue;
      isMidPacket = false;
      add('server', bytes.subarray(end + packetEnd.length), at.monoMs);
    } else add('server', bytes, at.monoMs);
  }
  return { server: Buffer.concat(parts.server), client: Buffer.concat(parts.client), timing };
}

const packetEnd = '\r\n\r\n';
