import { BrowserWindow, dialog, nativeTheme, screen, type WebContents } from 'electron';
import type { LogEntry } from '../src/asterisk/edges.ts';
import type { Page } from '../src/ipc/channels.ts';
import { panelSize } from './bounds.ts';
import type { BoundsFile } from './boundsFile.ts';
import type { Pages } from './pages.ts';
import { revive } from './revival.ts';

export interface WindowsOptions {
  readonly pages: Pages;
  /** The preload script, one CommonJS file: a sandboxed page's can be nothing else. */
  readonly preload: string;
  readonly bounds: BoundsFile;
  readonly icon: string | undefined;
  readonly isPackaged: boolean;
  readonly log: (entry: LogEntry) => void;
  /** The settings window came up: a good moment to ask for the keyring. */
  readonly onSettingsShown: () => void;
}

/** The renderer's `--canvas`: the window has it before the page is painted, so that nothing flashes. */
const canvas = { light: '#f4f5f7', dark: '#15171b' } as const;

const sizes = {
  'index.html': { ...panelSize, maximizable: true },
  'settings.html': { width: 560, height: 720, minWidth: 400, minHeight: 360, maximizable: false },
} as const satisfies Record<Page, object>;

/** The app's windows: one per page at most. */
export class Windows {
  /** Resolves when the panel is first on the screen. */
  readonly shown: Promise<void>;
  readonly #options: WindowsOptions;
  readonly #windows = new Map<Page, BrowserWindow>();
  readonly #tellShown: () => void;

  constructor(options: WindowsOptions) {
    this.#options = options;
    let tellShown = (): void => undefined;
    this.shown = new Promise((resolve) => (tellShown = resolve));
    this.#tellShown = tellShown;
    nativeTheme.on('updated', () => {
      for (const window of this.#windows.values()) window.setBackgroundColor(background());
    });
  }

  *[Symbol.iterator](): Generator<readonly [Page, WebContents]> {
    for (const [page, window] of this.#windows) yield [page, window.webContents];
  }

  /** The page that a window of ours was opened on. */
  pageOf(contents: WebContents): Page | undefined {
    for (const [page, window] of this.#windows) if (window.webContents === contents) return page;
    return undefined;
  }

  async showPanel(): Promise<void> {
    const { bounds } = this.#options;
    const workAreas = screen.getAllDisplays().map(({ workArea }) => workArea);
    const place = await bounds.place(workAreas);
    const panel = this.#show('index.html', place, this.#tellShown);
    if (panel === undefined) return;
    const remember = (): void => bounds.remember(panel.getNormalBounds());
    panel.on('resize', remember).on('move', remember);
    panel.on('closed', () => this.#windows.get('settings.html')?.close());
  }

  showSettings(): void {
    this.#show('settings.html', {}, this.#options.onSettingsShown);
  }

  /** Lets the person choose one file, in front of the settings. @returns its path, or `null` */
  async chooseFile(options: Electron.OpenDialogOptions): Promise<string | null> {
    const settings = this.#windows.get('settings.html');
    if (settings === undefined) return null;
    const { filePaths } = await dialog.showOpenDialog(settings, options);
    return filePaths[0] ?? null;
  }

  /** @returns the window when it is a new one */
  #show(
    page: Page,
    place: Electron.BrowserWindowConstructorOptions,
    onShown: () => void,
  ): BrowserWindow | undefined {
    const open = this.#windows.get(page);
    if (open !== undefined) {
      if (open.isMinimized()) open.restore();
      open.show();
      open.focus();
      return undefined;
    }
    const { icon, preload, isPackaged, pages, log } = this.#options;
    const window = new BrowserWindow({
      ...sizes[page],
      ...place,
      show: false,
      title: 'Offhook',
      backgroundColor: background(),
      ...(icon === undefined ? {} : { icon }),
      webPreferences: {
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
    const show = (): void => {
      if (window.isDestroyed() || window.isVisible()) return;
      window.show();
      onShown();
    };
    window.once('ready-to-show', show);
    // An empty window that can be seen is better than none: it can be closed, and its failure is in the log.
    window.webContents.once('did-fail-load', show);
    window.on('closed', () => this.#windows.delete(page));
    // The page asks whether changes are to be given up: that has to be seen, also when it was another window that was closed.
    window.webContents.on('will-prevent-unload', () => window.show());
    revive(window, log, isPackaged);
    window.loadURL(pages.urlOf(page)).catch(() => undefined); // told by did-fail-load
    return window;
  }
}

function background(): string {
  return nativeTheme.shouldUseDarkColors ? canvas.dark : canvas.light;
}
