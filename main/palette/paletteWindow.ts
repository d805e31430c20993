import { app, type BrowserWindow, type BrowserWindowConstructorOptions, screen } from 'electron';
import { placePalette, paletteSize } from './place.ts';
import { bringUp, type Windows } from '../windows/windows.ts';

/**
 * The small window of the quick command. It takes the keyboard, for it was asked for by a key, and gives it back when it goes: when the
 * deed is done, by Escape, and when another window is chosen. Made for the first time it is wanted, it is kept hidden after that.
 */
export class PaletteWindow {
  readonly #windows: Windows;
  readonly #title: string;
  #loaded: Promise<BrowserWindow> | undefined;
  #rows = 0;

  constructor(windows: Windows, title: string) {
    this.#windows = windows;
    this.#title = title;
    // A window that only hides when it is closed would keep the app from quitting.
    app.on('before-quit', () => this.#windows.at('palette.html')?.destroy());
  }

  get isShown(): boolean {
    return this.#windows.at('palette.html')?.isVisible() ?? false;
  }

  async show(rows: number): Promise<void> {
    this.#loaded ??= this.#open();
    const window = await this.#loaded;
    if (window.isDestroyed()) return;
    this.#rows = rows;
    window.setBounds(placePalette(screen.getCursorScreenPoint(), screen.getAllDisplays(), rows));
    window.setAlwaysOnTop(true, 'floating');
    window.setVisibleOnAllWorkspaces(true, { visibleOnFullScreen: true, skipTransformProcessType: true });
    bringUp(window);
  }

  resize(rows: number): void {
    const window = this.#windows.at('palette.html');
    if (window?.isVisible() !== true || rows === this.#rows) return;
    this.#rows = rows;
    // `setSize` makes no window smaller that is not resizable on Linux: its size is its least size (electron, BaseWindow::SetSize).
    window.setBounds({ ...window.getBounds(), height: paletteSize(rows).height });
  }

  hide(): void {
    const window = this.#windows.at('palette.html');
    if (window?.isVisible() === true) window.hide();
  }

  #open(): Promise<BrowserWindow> {
    return new Promise((resolve) => {
      const options = { ...look, ...paletteSize(0), title: this.#title };
      const window: BrowserWindow = this.#windows.open('palette.html', options, () => resolve(window));
      window.on('close', (event) => {
        event.preventDefault();
        window.hide();
      });
      // The agent works on elsewhere; nothing stays in the way.
      window.on('blur', () => window.hide());
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
  // A panel does not bring the app's other windows to the front on macOS.
  ...(process.platform === 'darwin' ? { type: 'panel' } : {}),
};
