import {
  BrowserWindow,
  type BrowserWindowConstructorOptions,
  dialog,
  nativeTheme,
  screen,
  type WebContents,
} from 'electron';
import { EventEmitter } from 'node:events';
import type { LogEntry } from '../../src/world/edges.ts';
import type { Page } from '../../src/ipc/channel/pages.ts';
import type { Pages } from './pages.ts';
import { besidePanel, makingRoom, type Rectangle } from './bounds.ts';
import { revive } from './revival.ts';

export interface WindowsOptions {
  readonly pages: Pages;
  /** The preload script, one CommonJS file: a sandboxed page's can be nothing else. */
  readonly preload: string;
  readonly icon: string | undefined;
  readonly isPackaged: boolean;
  readonly log: (entry: LogEntry) => void;
}

export interface WindowsEvents {
  /** The settings window came up: a good moment to ask for the keyring. */
  readonly settingsShown: [];
  /** The settings window does not let itself be closed, and with it the app. */
  readonly kept: [];
  /** The settings window lost the keyboard, was loaded again or is gone: nothing is recorded in it any more. */
  readonly settingsLeft: [];
}

/** The renderer's `--canvas`: the window has it before the page is painted, so that nothing flashes. */
const canvas = { light: '#f4f5f7', dark: '#15171b' } as const;

const supportSize = { width: 760, height: 640, minWidth: 400, minHeight: 320 } as const;

const historySize = { width: 640, height: 720, minWidth: 360, minHeight: 360 } as const;

const settingsSize = { width: 760, height: 720, minWidth: 400, minHeight: 360, maximizable: false } as const;

/** The questions of the first start: narrower, so that panel and window have room on a small screen. */
const setUpSize = { ...settingsSize, width: 560 } as const;

/** The app's windows: one per page at most, each confined in the same way. */
export class Windows extends EventEmitter<WindowsEvents> {
  readonly #options: WindowsOptions;
  readonly #windows = new Map<Page, BrowserWindow>();

  constructor(options: WindowsOptions) {
    super();
    this.#options = options;
    nativeTheme.on('updated', () => {
      for (const window of this.#windows.values()) window.setBackgroundColor(background());
    });
  }

  *[Symbol.iterator](): Generator<readonly [Page, WebContents]> {
    for (const [page, window] of this.#windows) yield [page, window.webContents];
  }

  get pages(): Pages {
    return this.#options.pages;
  }

  /** The page that a window of ours was opened on. */
  pageOf(contents: WebContents): Page | undefined {
    for (const [page, window] of this.#windows) if (window.webContents === contents) return page;
    return undefined;
  }

  at(page: Page): BrowserWindow | undefined {
    return this.#windows.get(page);
  }

  /** The panel has a question: the taskbar tells, and the focus stays where it is. */
  drawAttention(): void {
    const panel = this.#windows.get('index.html');
    if (panel === undefined || panel.isFocused()) return;
    panel.flashFrame(true);
    panel.once('focus', () => panel.flashFrame(false));
  }

  /** @param makeRoom the panel may be moved, so that both are seen side by side: it was not placed by hand yet */
  showSettings(makeRoom = false): void {
    const open = this.#windows.get('settings.html');
    if (open !== undefined) {
      bringUp(open);
      return;
    }
    const size = makeRoom ? setUpSize : settingsSize;
    const place = this.#besidePanel(size, makeRoom);
    const window = this.open('settings.html', { ...size, ...place }, () => {
      window.show();
      this.emit('settingsShown');
    });
    // The page asks whether to discard changes: that has to be seen, also when it was another window that was closed.
    window.webContents.on('will-prevent-unload', () => {
      this.emit('kept');
      window.show();
    });
    const left = (): boolean => this.emit('settingsLeft');
    window.on('blur', left).on('closed', left);
    window.webContents.on('did-start-loading', left);
  }

  #besidePanel(size: Parameters<typeof besidePanel>[1], makeRoom: boolean): Rectangle | undefined {
    const panel = this.#windows.get('index.html');
    if (panel?.isVisible() !== true) return undefined;
    const bounds = panel.getBounds();
    const { workArea } = screen.getDisplayMatching(bounds);
    if (!makeRoom) return besidePanel(bounds, size, workArea);
    const { x, y } = makingRoom(bounds, size, workArea);
    if (x !== bounds.x) panel.setPosition(x, y);
    return besidePanel({ ...bounds, x, y }, size, workArea);
  }

  /** Lets the person choose one file, in front of the settings. @returns its path, or `null` */
  async chooseFile(options: Electron.OpenDialogOptions): Promise<string | null> {
    const settings = this.#windows.get('settings.html');
    if (settings === undefined) return null;
    const { filePaths } = await dialog.showOpenDialog(settings, options);
    return filePaths[0] ?? null;
  }

  /** @param onLeft it is not looked at any more: it was closed, or loaded again */
  showSupport(onLeft: () => void): void {
    this.#showBeside('support.html', supportSize, onLeft);
  }

  /** @param onLeft as above */
  showHistory(onLeft: () => void): void {
    this.#showBeside('history.html', historySize, onLeft);
  }

  #showBeside(page: Page, size: BrowserWindowConstructorOptions, onLeft: () => void): void {
    const open = this.#windows.get(page);
    if (open !== undefined) {
      bringUp(open);
      return;
    }
    const window = this.open(page, size, () => window.show());
    window.on('closed', onLeft);
    window.webContents.on('did-start-loading', onLeft);
  }

  /** Lets the person choose where to save, in front of a page. @returns the path, or `null` */
  async saveFile(page: Page, suggestion: string): Promise<string | null> {
    const window = this.#windows.get(page);
    if (window === undefined) return null;
    const { filePath, canceled } = await dialog.showSaveDialog(window, {
      defaultPath: suggestion,
      properties: ['createDirectory', 'showOverwriteConfirmation', 'dontAddToRecent'],
    });
    return canceled || filePath === '' ? null : filePath;
  }

  /**
   * A new window on a page, hidden at first.
   * @param onReady the page is there, or its failure is: an empty window that can be seen is better than none, it can be closed
   */
  open(page: Page, options: BrowserWindowConstructorOptions, onReady: () => void): BrowserWindow {
    const { icon, preload, isPackaged, pages, log } = this.#options;
    const window = new BrowserWindow({
      title: 'Offhook',
      ...options,
      show: false,
      backgroundColor: background(),
      ...(icon === undefined ? {} : { icon }),
      webPreferences: {
        ...options.webPreferences,
        preload,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        nodeIntegrationInSubFrames: false,
        nodeIntegrationInWorker: false,
        webSecurity: true,
        webviewTag: false,
        navigateOnDragDrop: false,
        spellcheck: false,
        devTools: !isPackaged,
      },
    });
    this.#windows.set(page, window);
    // Hidden, not removed: the menu's keys (copy, paste, zoom) go on working.
    window.setMenuBarVisibility(false);
    let isReady = false;
    const ready = (): void => {
      if (isReady || window.isDestroyed()) return;
      isReady = true;
      onReady();
    };
    window.once('ready-to-show', ready);
    window.webContents.once('did-fail-load', ready);
    window.on('closed', () => this.#windows.delete(page));
    revive(window, log, isPackaged);
    window.loadURL(pages.urlOf(page)).catch(() => undefined); // told by did-fail-load
    return window;
  }
}

export function bringUp(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

function background(): string {
  return nativeTheme.shouldUseDarkColors ? canvas.dark : canvas.light;
}
