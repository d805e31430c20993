import type { Clock, Timer } from '../../src/world/edges.ts';
import { type TrayPicture, trayPicture } from './picture.ts';
import type { TrayState } from './state.ts';

/** Half of a blink. Two a second are noticed, and well below the three flashes that can do harm (WCAG 2.3.1). */
const blinkMs = 500;

export interface TrayIconOptions {
  readonly clock: Pick<Clock, 'setTimeout' | 'clearTimeout'>;
  readonly platform: string;
  /** The system asks for reduced motion; read for each ringing. */
  readonly reducedMotion: () => boolean;
  readonly paint: (picture: TrayPicture) => void;
}

/** The tray's icon over time: paints when something changed, and blinks while it rings. */
export class TrayIcon {
  readonly #options: TrayIconOptions;
  #state: TrayState | undefined;
  #missed = 0;
  #hollow = false;
  #timer: Timer | undefined;
  #painted = '';

  constructor(options: TrayIconOptions) {
    this.#options = options;
  }

  show(state: TrayState, missed: number): void {
    const begins = state !== this.#state;
    this.#state = state;
    this.#missed = missed;
    if (begins) {
      this.stop();
      this.#hollow = false;
      if (state === 'ringing' && !this.#options.reducedMotion()) this.#blinkLater();
    }
    this.#paint();
  }

  /** Blinks no more. */
  stop(): void {
    this.#options.clock.clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #blinkLater(): void {
    this.#timer = this.#options.clock.setTimeout(() => {
      this.#hollow = !this.#hollow;
      this.#paint();
      this.#blinkLater();
    }, blinkMs);
  }

  #paint(): void {
    if (this.#state === undefined) return;
    const picture = trayPicture(this.#state, this.#missed, this.#options.platform, this.#hollow);
    const key = JSON.stringify(picture);
    if (key === this.#painted) return;
    this.#painted = key;
    this.#options.paint(picture);
  }
}
