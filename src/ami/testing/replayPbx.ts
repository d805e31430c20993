import { ScriptedPbx, type PbxConnection } from './scriptedPbx.ts';
import { recordedBytes, recordedSegments, type RecordedPbx } from './recordings.ts';

/**
 * A TCP server that plays what a real Asterisk sent, to a client that logs in its own way.
 *
 * The client's login is answered by script; then the recording is played from the end of its own login on, in the segments in
 * which it came. Answers to the recorded client's actions play along: they carry foreign ActionIDs, as answers to another
 * client's never do, and a client has to leave them alone. Its own actions are answered as the test scripts them.
 */
export class ReplayPbx {
  readonly pbx: ScriptedPbx;
  readonly #segments: readonly Buffer[];
  #next = 0;

  private constructor(pbx: ScriptedPbx, segments: readonly Buffer[]) {
    this.pbx = pbx;
    this.#segments = segments;
  }

  static async start(recorded: RecordedPbx, name: string): Promise<ReplayPbx> {
    const bytes = recordedBytes(recorded, name);
    const greetingEnd = bytes.indexOf('\r\n') + 2;
    const pbx = await ScriptedPbx.start({ greeting: bytes.toString('latin1', 0, greetingEnd) });
    return new ReplayPbx(pbx, segmentsAfterLogin(recorded, name, bytes));
  }

  get isOver(): boolean {
    return this.#next >= this.#segments.length;
  }

  /** Plays the next segments, by default all that is left, each in its own write. */
  async play(count = Infinity, connection: PbxConnection = this.pbx.connection): Promise<void> {
    for (let played = 0; played < count && !this.isOver; played += 1) {
      const segment = this.#segments[this.#next++];
      if (segment) connection.write(segment);
      // Gives the system the chance to send it before the next.
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}

function segmentsAfterLogin(recorded: RecordedPbx, name: string, bytes: Buffer): Buffer[] {
  const accepted = bytes.indexOf('Message: Authentication accepted');
  const start = accepted === -1 ? bytes.indexOf('\r\n') + 2 : bytes.indexOf('\r\n\r\n', accepted) + 4;
  const recordedOnes = recordedSegments(recorded, name).filter(({ kind }) => kind === 'server');
  const borders = recordedOnes.length > 0 ? recordedOnes.map(({ off, len }) => off + len) : [bytes.length];
  const segments: Buffer[] = [];
  let from = start;
  for (const border of borders) {
    if (border <= from) continue;
    segments.push(bytes.subarray(from, border));
    from = border;
  }
  return segments;
}
