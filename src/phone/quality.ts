/** How a call sounds, in one word. */
export const ratings = ['good', 'fair', 'poor'] as const;
export type Rating = (typeof ratings)[number];

/** The worse of both directions. Rounded, so that what is the same to a person is equal. */
export interface SoundQuality {
  readonly rating: Rating;
  readonly lossPercent: number;
  readonly jitterMs: number;
  /** `undefined`: the PBX has not reported on it yet. */
  readonly roundTripMs?: number;
}

/** What WebRTC counts of one call (`getStats`). */
export interface SoundCounters {
  /** Packets since the call began. */
  readonly received: number;
  readonly lost: number;
  readonly jitterMs: number;
  /** What the PBX has last reported of the other direction (RTCP). */
  readonly there?: { readonly lossPercent: number; readonly jitterMs: number; readonly roundTripMs: number };
}

/** Between two looks at the counters, ms. */
export const lookMs = 2_000;
/** As many looks back is what counts: one lost packet is no bad call. */
export const looks = 5;

/**
 * @param before the counters of some seconds ago
 * @returns `undefined` where nothing came in since then: on hold, or the other end sends nothing
 */
export function qualityOf(before: SoundCounters, now: SoundCounters): SoundQuality | undefined {
  const received = now.received - before.received;
  // Late packets make this less than nothing (RFC 3550 section 6.4.1).
  const lost = Math.max(0, now.lost - before.lost);
  if (received <= 0) return undefined;
  const { there } = now;
  const lossPercent = Math.max((100 * lost) / (lost + received), there?.lossPercent ?? 0);
  const jitterMs = Math.max(now.jitterMs, there?.jitterMs ?? 0);
  return {
    rating: ratingOf(lossPercent, jitterMs, there?.roundTripMs ?? 0),
    lossPercent: Math.round(lossPercent),
    jitterMs: rounded(jitterMs, 5),
    ...(there === undefined ? {} : { roundTripMs: rounded(there.roundTripMs, 10) }),
  };
}

/** Of a packet, ms. */
const packetMs = 20;

/** The E-model (ITU-T G.107) with the losses of G.711 (G.113, Bpl 25.1), in the classes of G.109. */
function ratingOf(lossPercent: number, jitterMs: number, roundTripMs: number): Rating {
  // A jitter buffer holds some two jitters back.
  const delayMs = roundTripMs / 2 + 2 * jitterMs + packetMs;
  const byDelay = 0.024 * delayMs + 0.11 * Math.max(0, delayMs - 177.3);
  const byLoss = (95 * lossPercent) / (lossPercent + 25.1);
  const r = 93.2 - byDelay - byLoss;
  return r >= 80 ? 'good' : r >= 60 ? 'fair' : 'poor';
}

function rounded(value: number, step: number): number {
  return Math.round(value / step) * step;
}
