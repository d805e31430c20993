import type { Page } from '@playwright/test';
import type { Asterisk } from '../pbx/asterisk.ts';
import type { DeskOptions } from './test.ts';

/** A pretended microphone, which beeps once a second. */
const pretended = ['--use-fake-device-for-media-stream', '--allow-loopback-in-peer-connection'];

/** The customer's voice: 20 cycles in a packet of 20 ms. The music on hold is a tone of 440 Hz. */
export const voice = { cycles: 20, hz: 1_000 } as const;
/** 16-bit samples: the beeps are at some 8,000, silence that was coded and decoded at no more than 100. */
export const loud = 4_000;
export const still = 300;
export const music = { from: 1_200, to: 3_000 } as const;
/** dB; a tone that is not there is below -90. */
export const heard = -50;

/** The app with the phone in it, on a PBX with `webrtc`. */
export const atThisComputer = (pbx: Asterisk): Required<Pick<DeskOptions, 'args' | 'env' | 'settings'>> => ({
  args: pretended,
  env: { OFFHOOK_PHONE_PASSWORD: pbx.webrtc.password },
  settings: { protocol: 'computer', device: '', phoneUrl: pbx.webrtc.address, phoneCaFile: pbx.tls.caFile },
});

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
