import { app, BrowserWindow, type BrowserWindowConstructorOptions, screen } from 'electron';
import { placeRinging, ringingWindowSize } from './place.ts';

export interface RingingWindowOptions {
  readonly webPreferences: Electron.WebPreferences;
  readonly title: string;
  /** Loads the page and makes the window one of the app's; rejects when it could not. */
  readonly load: (window: BrowserWindow) => Promise<void>;
}

/**
 * The small window in which calls ring. It comes up on the screen with the pointer, over all others, and never takes the focus: what the agent
 * types goes on into the program in front. It is kept hidden between calls, so that it is there at once.
 */
export class RingingWindow {
  readonly #options: RingingWindowOptions;
  #window: BrowserWindow | undefined;
  #wanted = 0;

  constructor(options: RingingWindowOptions) {
    this.#options = options;
    // A window that only hides when it is closed would keep the app from quitting.
    app.on('before-quit', () => this.close());
  }

  /** @param calls how many ring; 0 hides it */
  async show(calls: number): Promise<void> {
    const before = this.#wanted;
    this.#wanted = calls;
    if (calls === 0) {
      this.#window?.hide();
      return;
    }
    const window = await this.#loaded();
    if (this.#wanted === 0 || window.isDestroyed()) return;
    // While it is on the screen it stays where it is, for a hand may be on its way to a button; only its height follows.
    const place = placeRinging(
      screen.getCursorScreenPoint(),
      screen.getAllDisplays(),
      ringingWindowSize(calls),
    );
    if (!window.isVisible()) window.setBounds(place);
    else if (before !== calls) window.setSize(place.width, place.height);
    if (window.isVisible()) return;
    window.setAlwaysOnTop(true, 'screen-saver');
    window.setVisibleOnAllWorkspaces(true, { visibleOnFullScreen: true, skipTransformProcessType: true });
    window.showInactive();
  }

  close(): void {
    this.#window?.destroy();
    this.#window = undefined;
  }

  async #loaded(): Promise<BrowserWindow> {
    const open = this.#window;
    if (open !== undefined && !open.isDestroyed()) return open;
    const window = new BrowserWindow({ ...look, ...this.#frame() });
    this.#window = window;
    window.on('close', (event) => {
      // Closed by the person: out of sight until the next call.
      event.preventDefault();
      window.hide();
    });
    await this.#options.load(window);
    return window;
  }

  #frame(): BrowserWindowConstructorOptions {
    const { webPreferences, title } = this.#options;
    return { ...ringingWindowSize(1), webPreferences, title };
  }
}

const look: BrowserWindowConstructorOptions = {
  show: false,
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
