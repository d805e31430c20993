import { app, type BrowserWindow, screen } from 'electron';
import { EventEmitter } from 'node:events';
import type { Settings } from '../../src/settings/schema.ts';
import {
  barHeight,
  grown,
  type PanelPlace,
  panelSize,
  placeWindow,
  type Rectangle,
  screensKey,
} from './bounds.ts';
import type { MenuPlace, NativeMenuItem } from '../../src/ipc/panel.ts';
import { popUpMenu } from './nativeMenu.ts';
import type { BoundsFile } from './boundsFile.ts';
import { bringUp, type Windows } from './windows.ts';

export interface PanelWindowOptions {
  readonly windows: Windows;
  readonly bounds: BoundsFile;
  /** Whether there is a place that a hidden panel can be called back from. */
  readonly hasTray: () => Promise<boolean>;
}

export interface PanelWindowEvents {
  /** The agent has the panel before their eyes. */
  readonly inFront: [];
  /** `isSeen` may have changed. */
  readonly seen: [];
}

type PanelSettings = Pick<Settings, 'alwaysOnTop' | 'closeToTray'>;

/** Screens come and go in several steps, and windows are moved about meanwhile; then it is quiet. */
const screensSettledMs = 1_000;

/** The panel's window: where it is, whether it is a bar, and what closing it means. */
export class PanelWindow extends EventEmitter<PanelWindowEvents> {
  /** Resolves when the panel is first on the screen, or could be: it was asked to start out of sight. */
  readonly shown: Promise<void>;
  readonly #options: PanelWindowOptions;
  readonly #tellShown: () => void;
  #settings: PanelSettings = { alwaysOnTop: false, closeToTray: false };
  #bar = false;
  /** The height that a bar goes back to. */
  #height: number = panelSize.height;
  /** Where the bar was that has made room for a tool. */
  #roomFrom: Rectangle | undefined;
  /** It is going back there; the window manager takes its time. */
  #goesBack = false;
  /** It is to go, whatever the settings say of closing it. */
  #leaving = false;
  /** How the window that is being opened is to come up. */
  #present: ((window: BrowserWindow) => void) | undefined;
  #screensTimer: NodeJS.Timeout | undefined;

  constructor(options: PanelWindowOptions) {
    super();
    this.#options = options;
    let tellShown = (): void => undefined;
    this.shown = new Promise((resolve) => (tellShown = resolve));
    this.#tellShown = tellShown;
    app.on('before-quit', () => (this.#leaving = true));
    const changed = (): void => this.#screensChanged();
    screen.on('display-added', changed);
    screen.on('display-removed', changed);
    screen.on('display-metrics-changed', changed);
  }

  get isInFront(): boolean {
    return this.#window?.isFocused() === true;
  }

  /** In front, or kept on top of all other windows. */
  get isSeen(): boolean {
    const window = this.#window;
    if (window === undefined || window.isDestroyed() || !window.isVisible() || window.isMinimized())
      return false;
    return window.isFocused() || this.#settings.alwaysOnTop;
  }

  get #window(): BrowserWindow | undefined {
    return this.#options.windows.at('index.html');
  }

  /** Brings the panel up, in front of all others. */
  show(): void {
    const open = this.#window;
    if (open === undefined) this.#open((window) => window.show());
    // Not before it is painted; one that was to be out of sight is wanted now.
    else if (this.#present !== undefined) this.#present = (window) => window.show();
    else bringUp(open);
  }

  /** At a start that must not disturb anyone: in the tray, or, where there is none, among the minimised. */
  async startHidden(): Promise<void> {
    const toTray = await this.#options.hasTray();
    this.#open((window) => {
      if (!toTray) window.minimize();
    });
  }

  /** The end of the app was called off. */
  stay(): void {
    this.#leaving = false;
  }

  configure(settings: PanelSettings): void {
    this.#settings = settings;
    const window = this.#window;
    const { alwaysOnTop } = settings;
    if (window !== undefined && window.isAlwaysOnTop() !== alwaysOnTop) window.setAlwaysOnTop(alwaysOnTop);
  }

  /** A menu of the system's own. @returns the id that was chosen; `null`: none, or there is no window */
  async menu(items: readonly NativeMenuItem[], at: MenuPlace): Promise<string | null> {
    return this.#window === undefined ? null : popUpMenu(this.#window, items, at);
  }

  /** One line high, or as high as it was; it stays where it is, as far as its screen allows. */
  setBar(bar: boolean): void {
    const window = this.#window;
    if (window === undefined) return;
    this.#roomFrom = undefined;
    if (window.isMaximized()) window.unmaximize();
    const bounds = window.getNormalBounds();
    if (bar && !this.#bar) this.#height = bounds.height;
    this.#bar = bar;
    const height = bar ? heightOfBar(window) : this.#usualHeight;
    const { workArea } = screen.getDisplayMatching(bounds);
    window.setBounds(grown(bounds, bounds.width, height, workArea));
    this.#remember(window);
  }

  /** A bar, also one that was only dragged that low, is as high as it was before it was one, as long as a tool is open that it has no room for; what is remembered is the bar. */
  makeRoom(room: boolean): void {
    const window = this.#window;
    if (window === undefined) return;
    if (room && (this.#bar || !isHigh(window))) {
      this.#roomFrom ??= window.getNormalBounds();
      const { workArea } = screen.getDisplayMatching(this.#roomFrom);
      window.setBounds(grown(this.#roomFrom, this.#roomFrom.width, this.#usualHeight, workArea));
    } else if (!room && this.#roomFrom !== undefined) window.setBounds(this.#roomFrom);
    this.#goesBack = !room;
  }

  get #usualHeight(): number {
    return this.#height < barHeight.tooHigh ? panelSize.height : this.#height;
  }

  #open(present: (window: BrowserWindow) => void): void {
    const { windows } = this.#options;
    this.#leaving = false;
    this.#present = present;
    const { placement, bar } = this.#placement();
    const window: BrowserWindow = windows.open('index.html', { ...panelSize, ...placement }, () => {
      if (bar) window.setSize(placement.width, heightOfBar(window));
      if (!window.isVisible()) this.#present?.(window);
      this.#present = undefined;
      this.#tellShown();
    });
    window.setAlwaysOnTop(this.#settings.alwaysOnTop);
    const remember = (): void => this.#remember(window);
    window.on('resize', remember).on('move', remember);
    window.on('focus', () => this.emit('inFront'));
    const looked = (): boolean => this.emit('seen');
    window.on('focus', looked).on('blur', looked).on('show', looked).on('hide', looked);
    window.on('minimize', looked).on('restore', looked).on('closed', looked);
    window.on('close', (event) => {
      if (this.#leaving || !this.#settings.closeToTray) return;
      event.preventDefault();
      void this.#outOfSight(window);
    });
    window.on('closed', () => {
      this.#present = undefined;
      windows.at('settings.html')?.close();
      windows.at('support.html')?.close();
      windows.at('history.html')?.close();
      // Nothing rings in an app that is about to end; on macOS it goes on without a window.
      if (process.platform !== 'darwin')
        for (const page of ['ringing.html', 'palette.html', 'phone.html'] as const)
          windows.at(page)?.destroy();
    });
  }

  /** Hidden where it can be called back from; else closed, as any other program. */
  async #outOfSight(window: BrowserWindow): Promise<void> {
    const toTray = await this.#options.hasTray();
    if (window.isDestroyed()) return;
    if (toTray) window.hide();
    else {
      this.#leaving = true;
      window.close();
    }
  }

  #placement(): { readonly placement: ReturnType<typeof placeWindow>; readonly bar: boolean } {
    const place = this.#options.bounds.place(screens());
    const workAreas = screen.getAllDisplays().map(({ workArea }) => workArea);
    const placement = placeWindow(place, workAreas);
    this.#bar = place?.bar === true;
    this.#height = placement.height;
    return { placement, bar: this.#bar };
  }

  #remember(window: BrowserWindow): void {
    if (this.#goesBack && !isHigh(window)) this.#roomFrom = undefined;
    if (this.#screensTimer !== undefined || this.#roomFrom !== undefined) return;
    const bounds = window.getNormalBounds();
    // Dragged larger, it is none any more.
    if (this.#bar && isHigh(window)) this.#bar = false;
    if (!this.#bar) this.#height = bounds.height;
    const place: PanelPlace = { ...bounds, height: this.#height, bar: this.#bar };
    this.#options.bounds.remember(screens(), place);
  }

  /** Where the panel was moved to by the system is not where the agent put it; it goes where they had it on these screens. */
  #screensChanged(): void {
    this.#options.bounds.forgetUnsettled();
    clearTimeout(this.#screensTimer);
    this.#screensTimer = setTimeout(() => {
      this.#screensTimer = undefined;
      const window = this.#window;
      if (window === undefined || window.isMaximized()) return;
      const { placement, bar } = this.#placement();
      const height = bar ? heightOfBar(window) : placement.height;
      const now = window.getNormalBounds();
      const { workArea } = screen.getDisplayMatching(now);
      // Its screen is gone: window managers leave it half outside of the one that is left.
      const within = grown(now, placement.width, height, workArea);
      window.setBounds(placement.x === undefined ? within : { ...placement, height });
    }, screensSettledMs);
  }
}

function screens(): string {
  return screensKey(screen.getAllDisplays());
}

function isHigh(window: BrowserWindow): boolean {
  return (window.getContentSize()[1] ?? 0) >= barHeight.tooHigh;
}

/** With the frame that this window has. */
function heightOfBar(window: BrowserWindow): number {
  const [, outer = 0] = window.getSize();
  const [, inner = 0] = window.getContentSize();
  return barHeight.asBar + outer - inner;
}
