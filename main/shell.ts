import { app, session } from 'electron';
import { existsSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { nodeFiles } from '../src/world/atomicFile.ts';
import { BoundsFile } from './windows/boundsFile.ts';
import { harden } from './windows/hardening.ts';
import { type Handlers, serve } from './ipc/ipc.ts';
import type { LogFile } from './log/log.ts';
import { Pages } from './windows/pages.ts';
import { PanelWindow } from './windows/panelWindow.ts';
import { runProgram } from './os/programs.ts';
import { serveAssets } from './windows/protocol.ts';
import { isTrayThere } from './tray/presence.ts';
import { Windows } from './windows/windows.ts';

export interface ShellOptions {
  readonly log: LogFile;
  /** A file or folder of this user's, by its name. */
  readonly userData: (name: string) => string;
  /** Where Vite serves the pages while developing. */
  readonly rendererUrl: string | undefined;
  /** A start that must not disturb anyone. */
  readonly hidden: boolean;
}

/** What is there before all the rest: the windows, and the panel's is open. */
export interface Shell {
  readonly log: LogFile;
  readonly userData: (name: string) => string;
  /** The assets folder. */
  readonly assets: string;
  /** The folder of the pages' files. */
  readonly renderer: string;
  readonly icon: string | undefined;
  /** The pages' requests wait for this. */
  readonly answerPages: (handlers: Handlers) => void;
  readonly windows: Windows;
  readonly bounds: BoundsFile;
  readonly panel: PanelWindow;
}

/** Does not wait for a page that fails to load: the line must be connected all the same. */
const loadedWithinMs = 1_000;

const out = join(import.meta.dirname, '..');

/**
 * Opens the panel's window, out of sight until its page is painted. The system takes its time to make the first window and to load its
 * page: all that the page asks for is put together meanwhile.
 */
export async function openShell({ log, userData, rendererUrl, hidden }: ShellOptions): Promise<Shell> {
  const { isPackaged } = app;
  const pages = new Pages(isPackaged, rendererUrl);
  harden(session.defaultSession, pages, log.write);
  serveAssets(session.defaultSession, join(out, 'renderer'));
  const assets = join(isPackaged ? process.resourcesPath : app.getAppPath(), 'assets');
  const iconFile = join(assets, 'icons/256x256.png');
  const icon = existsSync(iconFile) ? iconFile : undefined;
  const preload = join(out, 'preload/preload.cjs');
  const renderer = join(out, 'renderer');
  const windows = new Windows({ pages, preload, icon, isPackaged, log: log.write });
  let answerPages: Shell['answerPages'] = () => undefined;
  const handlers = new Promise<Handlers>((resolve) => (answerPages = resolve));
  serve(handlers, { pages, pageOf: (contents) => windows.pageOf(contents), log: log.write });
  const bounds = new BoundsFile(nodeFiles, userData('window.json'), log.write);
  const hasTray = (): Promise<boolean> => isTrayThere(process.platform, runProgram);
  const panel = new PanelWindow({ windows, bounds, hasTray });
  await bounds.load();
  if (!hidden) {
    panel.show();
    const page = windows.at('index.html')?.webContents;
    if (page !== undefined) await Promise.race([once(page, 'dom-ready'), sleep(loadedWithinMs)]);
  }
  return { log, userData, assets, renderer, icon, windows, bounds, panel, answerPages };
}
