import type { BrowserWindow } from 'electron';
import type { LogEntry } from '../../src/world/edges.ts';

const withinMs = 60_000;
const delaysMs = [0, 0, 1_000, 5_000, 30_000] as const;

/**
 * How long to wait before a page that died is loaded again: not at all the first times, longer when it dies again and again.
 * @param deaths when it died, this time included, ms of any clock
 */
export function reloadDelayMs(deaths: readonly number[]): number {
  const last = deaths.at(-1) ?? 0;
  const lately = deaths.filter((at) => last - at < withinMs).length;
  return delaysMs[Math.min(lately, delaysMs.length) - 1] ?? 0;
}

/**
 * Loads a window's page again when its process died or hangs. Nothing is lost by it: the main process owns the line, and the page asks
 * for a snapshot when it starts.
 */
export function revive(window: BrowserWindow, log: (entry: LogEntry) => void, endHung: boolean): void {
  const { webContents } = window;
  let deaths: readonly number[] = [];
  webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    deaths = [...deaths.slice(-9), performance.now()];
    const delayMs = reloadDelayMs(deaths);
    log({ level: 'error', what: 'renderer gone', page: webContents.getURL(), reason, exitCode, delayMs });
    setTimeout(() => {
      if (!window.isDestroyed()) webContents.reload();
    }, delayMs);
  });
  webContents.on('unresponsive', () => {
    log({ level: 'error', what: 'renderer hangs', page: webContents.getURL() });
    // A developer's breakpoint hangs it too.
    if (endHung && !webContents.isDevToolsOpened()) webContents.forcefullyCrashRenderer();
  });
  webContents.on('preload-error', (_event, _path, error) => {
    log({ level: 'error', what: 'preload failed', error });
  });
  webContents.on('did-fail-load', (_event, code, description, url, isMainFrame) => {
    // -3: a load that was given up for another one.
    if (isMainFrame && code !== -3) log({ level: 'error', what: 'page not loaded', url, code, description });
  });
}
