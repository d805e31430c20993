/** One stroke of a bell: when it begins, s, and how high it is, Hz. */
type Stroke = readonly [atS: number, hz: number];

/**
 * Two calm pairs of strokes on a wooden bar (G major, from the fifth up to the third above), then rest: heard through an office, and not
 * an alarm. Synthesised here, so it is ours alone.
 */
const strokes: readonly Stroke[] = [
  [0, 587.33],
  [0.16, 783.99],
  [0.32, 987.77],
  [0.8, 783.99],
  [0.96, 987.77],
  [1.12, 1174.66],
];

export const toneLengthS = 3;

/** Partials of a marimba's bar: the fourth harmonic is tuned, the tenth is the knock of the mallet. */
const partials = [
  { ratio: 1, gain: 1, decayS: 0.42 },
  { ratio: 3.98, gain: 0.22, decayS: 0.14 },
  { ratio: 9.8, gain: 0.05, decayS: 0.05 },
] as const;

const attackS = 0.004;
const peak = 0.9;

/** One ring, samples in [-1, 1], to be repeated as it is: it begins and ends in silence. */
export function ringTone(sampleRate: number): Float32Array<ArrayBuffer> {
  const samples = new Float32Array(Math.round(sampleRate * toneLengthS));
  for (const [atS, hz] of strokes) addStroke(samples, sampleRate, atS, hz);
  const loudest = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  return samples.map((sample) => (sample / loudest) * peak);
}

function addStroke(samples: Float32Array, sampleRate: number, atS: number, hz: number): void {
  const first = Math.round(atS * sampleRate);
  for (let index = first; index < samples.length; index += 1) {
    const s = (index - first) / sampleRate;
    const attack = Math.min(1, s / attackS);
    let sample = 0;
    for (const { ratio, gain, decayS } of partials) {
      sample += gain * Math.exp(-s / decayS) * Math.sin(2 * Math.PI * hz * ratio * s);
    }
    samples[index] = (samples[index] ?? 0) + attack * sample;
  }
}
