import type { Page } from '@playwright/test';

/**
 * How loud a tone is in what the phone in Offhook plays, in dB below full scale; nothing is -Infinity.
 * @param hz a multiple of 50: what packets of 20 ms hold in whole
 */
export function toneIn(phone: Page, hz: number): Promise<number> {
  return phone.evaluate(async (frequency) => {
    const stream = document.querySelector('audio')?.srcObject;
    // On hold there is none.
    if (!(stream instanceof MediaStream) || stream.getAudioTracks().length === 0) return -Infinity;
    const context = new AudioContext();
    try {
      const ear = new AnalyserNode(context, { fftSize: 4096, smoothingTimeConstant: 0 });
      context.createMediaStreamSource(stream).connect(ear);
      // As many samples as it looks at, and the next one.
      await new Promise((resolve) => setTimeout(resolve, (4096 / context.sampleRate) * 1000 + 60));
      const levels = new Float32Array(ear.frequencyBinCount);
      ear.getFloatFrequencyData(levels);
      const place = Math.round((frequency * ear.fftSize) / context.sampleRate);
      return Math.max(...levels.subarray(place - 1, place + 2));
    } finally {
      await context.close();
    }
  }, hz);
}
