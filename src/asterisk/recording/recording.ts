import { AmiParser } from '../../ami/wire/parser.ts';
import type { AmiPacket } from '../../ami/wire/packet.ts';
import type { RecordedChunk } from '../options/lineOptions.ts';

/**
 * Reads a timing file (`*.timing.jsonl`): one JSON object per line, of which those of kind `server` are the reads.
 * @throws SyntaxError where a line is not JSON of that form
 */
export function parseTiming(text: string): readonly RecordedChunk[] {
  const chunks: RecordedChunk[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const entry = entryOf(line, index + 1);
    if (entry.kind !== 'server') continue;
    const { t, off, len } = entry;
    if (typeof t !== 'number' || typeof off !== 'number' || typeof len !== 'number') {
      throw new SyntaxError(`timing file, line ${index + 1}: t, off and len are not numbers`);
    }
    chunks.push({ t, off, len });
  }
  return chunks;
}

/** Node's own message would have the beginning of the line in it, of whatever file it is. */
function entryOf(line: string, number: number): Partial<Record<string, unknown>> {
  try {
    return JSON.parse(line) as Partial<Record<string, unknown>>;
  } catch {
    throw new SyntaxError(`timing file, line ${number}: no JSON`);
  }
}

/** AMI 1.x or not: decided by the major number alone, which is not the Asterisk version and goes on past 2. */
export function isAmi1(greeting: string | undefined): boolean {
  return greeting?.includes('/1.') === true;
}

/**
 * All packets of a recorded server stream, with the greeting.
 * @param charset of lines that are no UTF-8
 */
export function packetsOf(
  bytes: Uint8Array,
  charset?: string,
): {
  readonly greeting: string | undefined;
  readonly packets: AmiPacket[];
} {
  const parser = new AmiParser(charset === undefined ? {} : { charset });
  const packets = parser.push(bytes);
  packets.push(...parser.end());
  return { greeting: parser.greeting, packets };
}
