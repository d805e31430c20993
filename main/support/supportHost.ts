import type { Clock, Timer } from '../../src/world/edges.ts';
import type { SaveFileResult, SupportReport, TracePacket } from '../../src/ipc/support.ts';
import { FileNotWritten, type Files, type StagedFile, stage } from '../../src/world/atomicFile.ts';
import type { Translate } from '../../src/words/words.ts';
import { PacketTexts } from './packetTexts.ts';
import { recordingFiles } from './recordingFiles.ts';
import { type ReportFacts, reportText } from './report.ts';
import type { WireChunk, WireTrace } from '../line/wireTrace.ts';

export interface SupportHostOptions {
  readonly trace: WireTrace;
  readonly clock: Clock;
  readonly files: Files;
  readonly facts: () => Omit<ReportFacts, 'wallMs' | 'packets' | 'log'>;
  /** The end of the log. */
  readonly logTail: () => Promise<string>;
  /** Lets the person choose where; `null`: they chose nothing. */
  readonly chooseFile: (suggestion: string) => Promise<string | null>;
  /** Packets that came while somebody looks. */
  readonly onPackets: (packets: readonly TracePacket[]) => void;
  readonly t: Translate;
}

/** Faster than anyone reads, and a page that gets each packet on its own has no time to draw. */
const batchMs = 100;
const shownPacketsMax = 1_000;
const reportedPacketsMax = 300;

/** What helps to find a fault: the packets as they come and go, a recording of them, and a report for support. */
export class SupportHost {
  readonly #options: SupportHostOptions;
  #texts = new PacketTexts();
  #unread: WireChunk[] = [];
  #timer: Timer | undefined;
  #unlisten: (() => void) | undefined;
  #report = '';

  constructor(options: SupportHostOptions) {
    this.#options = options;
  }

  /** The last packets; those that follow come by `onPackets` until `leave`. */
  watch(): readonly TracePacket[] {
    this.leave();
    const { trace } = this.#options;
    this.#texts = new PacketTexts();
    this.#unlisten = trace.listen((chunk) => this.#take(chunk));
    return this.#read(trace.chunks()).slice(-shownPacketsMax);
  }

  /** It is not looked at any more: what comes is not read. */
  leave(): void {
    this.#unlisten?.();
    this.#unlisten = undefined;
    this.#options.clock.clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#unread = [];
  }

  /** The report as it is now. What is saved is this text, whatever happens meanwhile: the person has read it. */
  async report(): Promise<SupportReport> {
    const { trace, facts, logTail, clock, t } = this.#options;
    const texts = new PacketTexts();
    const packets = trace.chunks().flatMap((chunk) => texts.push(chunk));
    const log = await logTail();
    const { wallMs } = clock.now();
    const known = facts();
    this.#report = reportText({ ...known, wallMs, log, packets: packets.slice(-reportedPacketsMax) }, t);
    return { text: this.#report, masks: known.settings.maskNumbers };
  }

  async saveReport(): Promise<SaveFileResult> {
    if (this.#report === '') await this.report();
    return this.#save(`offhook-report-${this.#stamp()}.txt`, (path) => [[path, this.#report]]);
  }

  /** Each connection that is kept becomes a recording; the latest has the name that the person chose. */
  async saveRecording(): Promise<SaveFileResult> {
    const sessions = this.#options.trace.sessions().map(recordingFiles);
    if (sessions.length === 0) return { status: 'failed', code: 'nothingYet' };
    return this.#save(`offhook-${this.#stamp()}.server.txt`, (path) => {
      const base = path.replace(/(?:\.server)?\.txt$/i, '');
      return sessions.flatMap(({ server, client, timing }, index) => {
        const age = sessions.length - 1 - index;
        const name = age === 0 ? base : `${base}-before${age}`;
        return [
          [`${name}.timing.jsonl`, timing],
          [`${name}.client.txt`, client],
          [`${name}.server.txt`, server],
        ] as const;
      });
    });
  }

  async #save(
    suggestion: string,
    contents: (path: string) => readonly (readonly [path: string, content: string | Uint8Array])[],
  ): Promise<SaveFileResult> {
    const { chooseFile, files } = this.#options;
    const path = await chooseFile(suggestion);
    if (path === null) return { status: 'notChosen' };
    const staged: StagedFile[] = [];
    const wanted = contents(path);
    try {
      for (const [file, content] of wanted) staged.push(await stage(files, file, content));
      for (const file of staged) await file.commit();
    } catch (error) {
      for (const file of staged) await file.discard();
      if (!(error instanceof FileNotWritten)) throw error;
      return { status: 'failed', code: error.code, detail: error.detail };
    }
    return { status: 'saved', file: wanted.at(-1)?.[0] ?? path };
  }

  #take(chunk: WireChunk): void {
    this.#unread.push(chunk);
    this.#timer ??= this.#options.clock.setTimeout(() => {
      this.#timer = undefined;
      const packets = this.#read(this.#unread.splice(0));
      if (packets.length > 0) this.#options.onPackets(packets);
    }, batchMs);
  }

  #read(chunks: readonly WireChunk[]): TracePacket[] {
    return chunks.flatMap((chunk) => this.#texts.push(chunk));
  }

  /** For a file's name on any system: `2026-11-26T22-50-00`. */
  #stamp(): string {
    const { wallMs } = this.#options.clock.now();
    return new Date(wallMs).toISOString().slice(0, 19).replaceAll(':', '-');
  }
}
