import { looks, lookMs, qualityOf, type SoundCounters, type SoundQuality } from '../../src/phone/quality.ts';
import type { Silence } from '../../src/phone/phone.ts';

/** A way for the sound that is not found by then will hardly be found, ms; nor will the first packet come. */
const reachedMs = 5_000;

/** Whether sound gets through in one call, and how well. It looks only while there is the call. */
export class SoundWatch {
  readonly #connection: RTCPeerConnection;
  readonly #onChanged: () => void;
  readonly #sinceMs = performance.now();
  readonly #timer: number;
  #past: readonly SoundCounters[] = [];
  #silence: Silence | undefined;
  #quality: SoundQuality | undefined;

  /** @param onChanged `silence` or `quality` is another */
  constructor(connection: RTCPeerConnection, onChanged: () => void) {
    this.#connection = connection;
    this.#onChanged = onChanged;
    this.#timer = window.setInterval(() => void this.#look(), lookMs);
    connection.addEventListener('connectionstatechange', () => void this.#look());
  }

  get silence(): Silence | undefined {
    return this.#silence;
  }

  get quality(): SoundQuality | undefined {
    return this.#quality;
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  async #look(): Promise<void> {
    const { connectionState: state } = this.#connection;
    const isLate = performance.now() - this.#sinceMs >= reachedMs;
    const now = countersOf(await this.#connection.getStats());
    this.#past = [...this.#past, now].slice(-1 - looks);
    const [before = now] = this.#past;
    const isCut = state === 'failed' || (isLate && state !== 'connected');
    const silence = isCut ? 'noWay' : isLate && now.received === 0 ? 'nothingArrives' : undefined;
    const quality = silence === undefined ? qualityOf(before, now) : undefined;
    if (silence === this.#silence && JSON.stringify(quality) === JSON.stringify(this.#quality)) return;
    this.#silence = silence;
    this.#quality = quality;
    this.#onChanged();
  }
}

/** W3C, Identifiers for WebRTC's Statistics API. Seconds there. */
interface SoundStats {
  readonly type: string;
  readonly kind?: string;
  readonly packetsReceived?: number;
  readonly packetsLost?: number;
  readonly fractionLost?: number;
  readonly jitter?: number;
  readonly roundTripTime?: number;
}

function countersOf(report: RTCStatsReport): SoundCounters {
  const all: SoundStats[] = [];
  report.forEach((entry: SoundStats) => all.push(entry));
  const sound = (type: string): SoundStats | undefined =>
    all.find((entry) => entry.type === type && entry.kind === 'audio');
  const here = sound('inbound-rtp');
  const there = sound('remote-inbound-rtp');
  return {
    received: here?.packetsReceived ?? 0,
    lost: here?.packetsLost ?? 0,
    jitterMs: 1_000 * (here?.jitter ?? 0),
    ...(there?.roundTripTime === undefined
      ? {}
      : {
          there: {
            lossPercent: 100 * (there.fractionLost ?? 0),
            jitterMs: 1_000 * (there.jitter ?? 0),
            roundTripMs: 1_000 * there.roundTripTime,
          },
        }),
  };
}
