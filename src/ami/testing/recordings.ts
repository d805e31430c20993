import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../../asterisk/recordings/', import.meta.url));

/** The PBXes that were recorded: Asterisk 11 (AMI 1.3), 16 (5.0.4) and 22 (11.0.0). */
export const recordedPbxes = ['11-sip', '16-pjsip', '22-pjsip'] as const;
export type RecordedPbx = (typeof recordedPbxes)[number];

/** One read or write of a recording: when, by whom, and where in the stream. */
export interface RecordedSegment {
  readonly t: number;
  readonly kind: 'server' | 'client';
  /** First byte, counted in the stream of that side. */
  readonly off: number;
  readonly len: number;
}

/** Names of the scenarios recorded with that PBX. */
export function recordingNames(pbx: RecordedPbx): string[] {
  return readdirSync(`${folder}${pbx}`)
    .filter((name) => name.endsWith('.server.txt'))
    .map((name) => name.slice(0, -'.server.txt'.length));
}

/** Every byte that one side sent. */
export function recordedBytes(pbx: RecordedPbx, name: string, side: 'server' | 'client' = 'server'): Buffer {
  return readFileSync(`${folder}${pbx}/${name}.${side}.txt`);
}

/** The segments in the order of their time; empty when none were recorded. */
export function recordedSegments(pbx: RecordedPbx, name: string): RecordedSegment[] {
  const path = `${folder}${pbx}/${name}.timing.jsonl`;
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as RecordedSegment)
    .filter(({ len }) => len > 0); // the last line only says that the stream ended
}
