import type { Call } from '../../src/cti/call.ts';
import { type Line, newLine } from '../../src/cti/line.ts';
import type { MiniView, MiniWork } from '../../src/ipc/smallWindow.ts';
import type { Settings } from '../../src/settings/schema.ts';
import { isRingingIn } from '../actions/wish.ts';

export interface MiniWindowOptions {
  readonly settings: () => Pick<Settings, 'miniWindow'>;
  readonly isFullScreen: () => Promise<boolean>;
  /** The agent has the panel before their eyes. */
  readonly isPanelSeen: () => boolean;
  /** There may be something else to show. */
  readonly onView: () => void;
}

/**
 * What the mini window shows, and when: the calls that stand and the work after them, while the panel is not seen. Calls that ring here are
 * the ringing window's.
 */
export class MiniWindow {
  readonly #options: MiniWindowOptions;
  #line: Line = newLine('', '');
  /** Whether a program fills the screen, as it was when the first call began; `undefined`: no call, or not found out yet. */
  #fullScreen: boolean | undefined;
  #asked = 0;
  #isBusy = false;
  #isLocked = false;

  constructor(options: MiniWindowOptions) {
    this.#options = options;
  }

  update(line: Line): void {
    this.#line = line;
    // Also of a call that rings: once it is answered, the mini window is to be there at once.
    const isBusy = line.calls.length > 0 || workIn(line) !== null;
    if (isBusy !== this.#isBusy) this.#begin(isBusy);
    this.#options.onView();
  }

  /** The panel came to the front or went, or the settings are others. */
  look(): void {
    this.#options.onView();
  }

  /** The lock screen must not show who is talked to. */
  setLocked(locked: boolean): void {
    this.#isLocked = locked;
    this.#options.onView();
  }

  view(): MiniView | null {
    if (!this.#isWished() || this.#isLocked || this.#options.isPanelSeen()) return null;
    const calls = this.#line.calls.filter((call) => !isRingingIn(call));
    const work = workIn(this.#line);
    return calls.length === 0 && work === null ? null : { calls, work, link: this.#line.link };
  }

  /** The call that the page means by an id, while it is shown there. */
  call(callId: string): Call | undefined {
    return this.view()?.calls.find(({ id }) => id === callId);
  }

  #isWished(): boolean {
    const rule = this.#options.settings().miniWindow;
    return rule === 'always' || (rule === 'exceptFullScreen' && this.#fullScreen === false);
  }

  #begin(isBusy: boolean): void {
    this.#isBusy = isBusy;
    this.#fullScreen = undefined;
    this.#asked += 1;
    const { settings, isFullScreen, onView } = this.#options;
    // Finding it out costs two processes.
    if (!isBusy || settings().miniWindow !== 'exceptFullScreen') {
      this.#fullScreen = false;
      return;
    }
    const asked = this.#asked;
    void isFullScreen().then((fullScreen) => {
      if (asked !== this.#asked) return;
      this.#fullScreen = fullScreen;
      onView();
    });
  }
}

function workIn({ agent, features }: Line): MiniWork | null {
  const { status, afterCallWorkUntilMonoMs: untilMonoMs } = agent;
  return status === 'afterCallWork' && untilMonoMs !== undefined ? { untilMonoMs, features } : null;
}
