import type { RingTone } from '../../src/ipc/smallWindow.ts';
import type { Sounding } from './model.ts';
import { ringTone } from './tone.ts';

/** Chromium has it; TypeScript's DOM does not know it yet (Audio Output Devices API, AudioContext extension). */
interface SinkContext extends AudioContext {
  setSinkId?(device: string): Promise<void>;
}

interface Ringing {
  readonly context: SinkContext;
  readonly gain: GainNode;
  device: string;
}

/** Rings the tone over and over, on the chosen device, until it is stilled. Without a device that can sound it is silent. */
export class Bell implements Sounding {
  #ringing: Ringing | undefined;

  ring({ volume, device }: RingTone): void {
    this.#ringing ??= begin();
    const { context, gain } = this.#ringing;
    gain.gain.value = loudness(volume);
    if (this.#ringing.device === device) return;
    this.#ringing.device = device;
    // A headset that was unplugged: on the system's device it is at least heard.
    context.setSinkId?.(device).catch(() => context.setSinkId?.('').catch(() => undefined));
  }

  still(): void {
    const ringing = this.#ringing;
    this.#ringing = undefined;
    ringing?.context.close().catch(() => undefined);
  }
}

function begin(): Ringing {
  const context: SinkContext = new AudioContext();
  const samples = ringTone(context.sampleRate);
  const buffer = context.createBuffer(1, samples.length, context.sampleRate);
  buffer.copyToChannel(samples, 0);
  const source = new AudioBufferSourceNode(context, { buffer, loop: true });
  const gain = new GainNode(context);
  source.connect(gain).connect(context.destination);
  source.start();
  return { context, gain, device: '' };
}

/** Percent as it is heard: half of it sounds about half as loud. */
function loudness(percent: number): number {
  return (percent / 100) ** 2;
}
