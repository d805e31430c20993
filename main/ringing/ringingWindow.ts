import { app, type BrowserWindow, type BrowserWindowConstructorOptions, screen } from 'electron';
import type { Windows } from '../windows/windows.ts';
import { placeRinging, ringingWindowSize } from './place.ts';

export interface RingingWindowOptions {
  readonly windows: Windows;
  readonly title: string;
  /** The person has closed it: they know that it rings. */
  readonly onDismissed: () => void;
}

/**
 * The small window in which calls ring. It comes up on the screen with the pointer, over all others, and never takes the focus: what the agent
 * types goes on into the program in front. Made for the first call, it is kept hidden between calls, so that it is there at once.
 */
export class RingingWindow {
  readonly #options: RingingWindowOptions;
  #loaded: Promise<BrowserWindow> | undefined;
  #wanted = 0;

  constructor(options: RingingWindowOptions) {
    this.#options = options;
    // A window that only hides when it is closed would keep the app from quitting.
    app.on('before-quit', () => this.#options.windows.at('ringing.html')?.destroy());
  }

  /** @param calls how many ring; 0 hides it */
  async show(calls: number): Promise<void> {
    const before = this.#wanted;
    this.#wanted = calls;
    if (calls === 0) {
      this.#options.windows.at('ringing.html')?.hide();
      return;
    }
    const window = await this.load();
    if (this.#wanted === 0 || window.isDestroyed()) return;
    // While it is on the screen it stays where it is, for a hand may be on its way to a button; only its height follows.
    const place = placeRinging(
      screen.getCursorScreenPoint(),
      screen.getAllDisplays(),
      ringingWindowSize(this.#wanted),
    );
    if (!window.isVisible()) window.setBounds(place);
    else if (before !== this.#wanted) window.setSize(place.width, place.height);
    if (window.isVisible()) return;
    window.setAlwaysOnTop(true, 'screen-saver');
    window.setVisibleOnAllWorkspaces(true, { visibleOnFullScreen: true, skipTransformProcessType: true });
    window.showInactive();
  }

  /** The page, out of sight: it is what sounds, too. */
  load(): Promise<BrowserWindow> {
    this.#loaded ??= this.#open();
    return this.#loaded;
  }

  #open(): Promise<BrowserWindow> {
    const { windows, title, onDismissed } = this.#options;
    return new Promise((resolve) => {
      const options = { ...look, ...ringingWindowSize(1), title };
      const window: BrowserWindow = windows.open('ringing.html', options, () => resolve(window));
      window.on('close', (event) => {
        // Closed by the person: out of sight until the next call.
        event.preventDefault();
        window.hide();
        onDismissed();
      });
      window.on('closed', () => (this.#loaded = undefined));
    });
  }
}

const look: BrowserWindowConstructorOptions = {
  frame: false,
  resizable: false,
  minimizable: false,
  maximizable: false,
  fullscreenable: false,
  skipTaskbar: true,
  alwaysOnTop: true,
  // A panel does not activate its app on macOS; a utility window is not given the focus by window managers of X11.
  type: process.platform === 'darwin' ? 'panel' : 'utility',
  acceptFirstMouse: true,
};
