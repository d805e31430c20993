import {
  app,
  type BrowserWindow,
  type BrowserWindowConstructorOptions,
  type Display,
  screen,
} from 'electron';
import type { Grip, Grows } from '../../src/ipc/smallWindow.ts';
import { grown, type Rectangle, screensKey } from '../windows/bounds.ts';
import type { BoundsFile } from '../windows/boundsFile.ts';
import type { Windows } from '../windows/windows.ts';
import { anchorFor, anchorOf, boundsAt, screenAt, type Stack, stackSize, type Standing } from './place.ts';

export interface RingingWindowOptions {
  readonly windows: Windows;
  readonly title: string;
  /** Where the agent has put the mini window on each screen. */
  readonly places: BoundsFile;
  /** The person has closed it: they know that it rings. */
  readonly onDismissed: () => void;
}

/** Screens come and go in several steps. */
const screensSettledMs = 1_000;

/**
 * The small window over all others in which calls ring and, as the mini window, stand. It comes up on the screen with the pointer and never
 * takes the focus, not even when it is pressed: what the agent types goes on into the program in front. Made for the first call, it is kept
 * hidden between calls, so that it is there at once.
 */
export class RingingWindow {
  readonly #options: RingingWindowOptions;
  #loaded: Promise<BrowserWindow> | undefined;
  #stack: Stack = { rows: 0, cards: 0 };
  /** As long as it is to be seen. */
  #standing: Standing | undefined;
  /** A hand moves it. */
  #isHeld = false;
  #screensTimer: NodeJS.Timeout | undefined;

  constructor(options: RingingWindowOptions) {
    this.#options = options;
    // A window that only hides when it is closed would keep the app from quitting.
    app.on('before-quit', () => this.#window?.destroy());
    const changed = (): void => this.#screensChanged();
    screen.on('display-added', changed);
    screen.on('display-removed', changed);
    screen.on('display-metrics-changed', changed);
  }

  get #window(): BrowserWindow | undefined {
    return this.#options.windows.at('ringing.html');
  }

  /** Pages of one app are zoomed together: as large as the agent has made the panel's texts. */
  get #scale(): number {
    return this.#window?.webContents.zoomFactor ?? 1;
  }

  /** Nothing rings in an app that is about to end; on macOS it goes on without a panel. */
  get #isOver(): boolean {
    return process.platform !== 'darwin' && this.#options.windows.at('index.html') === undefined;
  }

  /** Gives it the size of what is in it, or hides it when that is nothing. @returns which way it grows */
  arrange(stack: Stack): Grows {
    this.#stack = stack;
    if (stack.rows + stack.cards === 0 || this.#isOver) {
      this.#standing = undefined;
      this.#window?.hide();
      return 'up';
    }
    const { grows } = this.#stand(this.#standing, this.#screen()).anchor;
    void this.#show();
    return grows;
  }

  /** The page, out of sight: it is what sounds, too. */
  load(): Promise<BrowserWindow> {
    this.#loaded ??= this.#open();
    return this.#loaded;
  }

  /** It goes along with the pointer, which the page has no word in. @param grip where it is held; `null`: it was let go */
  move(grip: Grip | null): void {
    const standing = this.#standing;
    if (standing === undefined) return;
    if (grip === null) {
      if (this.#isHeld) this.#letGo(standing);
      this.#isHeld = false;
      return;
    }
    this.#isHeld = true;
    const pointer = screen.getCursorScreenPoint();
    const { workArea } = screen.getDisplayNearestPoint(pointer);
    const { width, height } = standing.bounds;
    const x = Math.round(pointer.x - grip.x * this.#scale);
    const y = Math.round(pointer.y - grip.y * this.#scale);
    this.#put({ ...standing, bounds: grown({ x, y, width, height }, width, height, workArea) });
  }

  /** Remembers the place of the mini window alone. */
  #letGo({ anchor, bounds }: Standing): void {
    const { height } = stackSize({ rows: 1, cards: 0 }, this.#scale);
    const y = anchor.grows === 'up' ? bounds.y + bounds.height - height : bounds.y;
    const { places } = this.#options;
    places.remember(keyOf(screen.getDisplayMatching(bounds)), { ...bounds, y, height, bar: false });
    void places.flushed();
  }

  #put(standing: Standing): void {
    const { bounds, anchor } = standing;
    const y = anchor.grows === 'up' ? bounds.y + bounds.height : bounds.y;
    this.#standing = { ...standing, anchor: { ...anchor, x: bounds.x, y } };
    this.#window?.setBounds(bounds);
  }

  /** Finds the place for what is in it now. */
  #stand(before: Standing | undefined, display: Display): Standing {
    const stack = this.#stack;
    const anchor = anchorFor(stack, before, display.workArea, this.#placeOn(display), this.#scale);
    const bounds = boundsAt(anchor, stackSize(stack, this.#scale), display.workArea);
    const standing = { stack, anchor, bounds };
    this.#put(standing);
    return standing;
  }

  /** Where the agent has put the mini window on this screen; its place on another one says nothing. */
  #placeOn(display: Display): Rectangle | undefined {
    const place = this.#options.places.place(keyOf(display));
    return place !== undefined && screenAt(place, screen.getAllDisplays())?.id === display.id
      ? place
      : undefined;
  }

  /** It stays on its screen; when it comes up, that is the one with the pointer. */
  #screen(): Display {
    if (this.#standing !== undefined) return screen.getDisplayMatching(this.#standing.bounds);
    return screenAt(screen.getCursorScreenPoint(), screen.getAllDisplays()) ?? screen.getPrimaryDisplay();
  }

  async #show(): Promise<void> {
    const window = await this.load();
    const standing = this.#standing;
    if (standing === undefined || window.isDestroyed() || window.isVisible()) return;
    this.#stand(standing, this.#screen());
    window.setAlwaysOnTop(true, 'screen-saver');
    window.setVisibleOnAllWorkspaces(true, { visibleOnFullScreen: true, skipTransformProcessType: true });
    window.showInactive();
  }

  /** On the screens that there are now, and where the agent had it on them. */
  #screensChanged(): void {
    clearTimeout(this.#screensTimer);
    this.#screensTimer = setTimeout(() => {
      const standing = this.#standing;
      if (standing === undefined) return;
      const display = this.#screen();
      const put = standing.stack.rows === 0 ? undefined : this.#placeOn(display);
      const anchor = anchorOf(put ?? standing.bounds, display.workArea);
      // The page does not hear of it: what is in the window stays in its order.
      const held = { ...anchor, grows: standing.anchor.grows };
      this.#put({
        ...standing,
        bounds: boundsAt(held, stackSize(standing.stack, this.#scale), display.workArea),
      });
    }, screensSettledMs);
  }

  #open(): Promise<BrowserWindow> {
    const { windows, title, onDismissed } = this.#options;
    return new Promise((resolve) => {
      const options = { ...look, ...stackSize({ rows: 0, cards: 1 }, 1), title };
      const window: BrowserWindow = windows.open('ringing.html', options, () => resolve(window));
      window.on('close', (event) => {
        // Closed by the person: what rings is out of sight until the next call.
        event.preventDefault();
        onDismissed();
      });
      window.on('closed', () => (this.#loaded = undefined));
    });
  }
}

function keyOf(display: Display): string {
  return screensKey([display]);
}

const look: BrowserWindowConstructorOptions = {
  frame: false,
  resizable: false,
  minimizable: false,
  maximizable: false,
  fullscreenable: false,
  skipTaskbar: true,
  alwaysOnTop: true,
  // No press takes the keyboard away from the program in front. On X11 the window manager has no part in it then: it does not move it either.
  focusable: false,
  // A panel does not activate its app on macOS.
  type: process.platform === 'darwin' ? 'panel' : 'utility',
  acceptFirstMouse: true,
};
