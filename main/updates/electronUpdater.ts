import { app, session } from 'electron';
import {
  AppImageUpdater,
  type AppUpdater,
  CancellationToken,
  MacUpdater,
  NsisUpdater,
} from 'electron-updater';
import type { LogEntry } from '../../src/world/edges.ts';
import type { UpdateWay } from '../../src/ipc/updates.ts';
import { AbortableExecutor } from './abortable.ts';
import { UpdateFault } from './fault.ts';
import { feedProvider } from './feedProvider.ts';
import { replaceImage } from './image.ts';
import type { NewestFeeds } from './newestFeeds.ts';
import { fitsPin } from './pin.ts';
import type { Fetch } from './signedFeed.ts';
import type { Download, UpdatePlan, Updater } from './updater.ts';

/** Its own, so that nothing of it is kept and the pages' rules are not its. The name is electron-updater's. */
const get: Fetch = (url, options) =>
  session.fromPartition('electron-updater', { cache: false }).fetch(url, options);

/** A download that has not gone on for so long will not: a server that went to sleep must not hold the next attempt up. */
const stalledMs = 120_000;

/** The real one. It does nothing unasked: no automatic download, no installation at the end. */
export function electronUpdater(
  plan: UpdatePlan,
  newest: NewestFeeds,
  way: UpdateWay,
  log: (entry: LogEntry) => void,
): Updater {
  const updater = updaterOf(way);
  const executor = new AbortableExecutor();
  // Not in its types.
  Object.assign(updater, { httpExecutor: executor });
  updater.autoDownload = false;
  // Squirrel.Mac prepares its exchange before the end or not at all; everywhere else the end is `install`.
  updater.autoInstallOnAppQuit = updater instanceof MacUpdater;
  updater.channel = plan.channel;
  // Set by the channel (electron-updater, AppUpdater.channel); a signed feed of last year must not bring last year's faults back.
  updater.allowDowngrade = false;
  const here = { product: app.name, system: process.platform, processor: process.arch };
  updater.setFeedURL({ provider: 'custom', updateProvider: feedProvider(plan, { here, newest }, get) });
  const supported = updater.isUpdateSupported;
  updater.isUpdateSupported = async (info) => fitsPin(info.version, plan.version) && (await supported(info));
  let lastError: unknown;
  updater.on('error', (error) => (lastError = error));
  updater.logger = {
    info: (text: unknown) => log({ level: 'info', what: 'updater', text: firstLine(text) }),
    warn: (text: unknown) => log({ level: 'warn', what: 'updater', text: firstLine(text) }),
    error: (text: unknown) => log({ level: 'warn', what: 'updater', text: firstLine(text) }),
  };

  return {
    check: async () => {
      const result = await updater.checkForUpdates();
      return result?.isUpdateAvailable === true ? result.updateInfo.version : undefined;
    },
    download: (onPercent) => downloadBy(updater, executor, onPercent),
    quit: () => {
      if (updater instanceof MacUpdater) updater.quitAndInstall();
      else app.quit();
    },
    install: (restart) => {
      if (updater instanceof MacUpdater) return;
      try {
        const runsAfter = restart && updater instanceof NsisUpdater;
        if (!updater.install(true, runsAfter)) throw lastError;
      } finally {
        if (restart && updater instanceof ImageUpdater) relaunch();
      }
    },
  };
}

function updaterOf(way: UpdateWay): NsisUpdater | MacUpdater | ImageUpdater {
  if (process.platform === 'win32') return new NsisUpdater();
  if (process.platform === 'darwin') return new MacUpdater();
  const updater = new ImageUpdater();
  // Of a deb there is no image that could be exchanged; that there is something newer can be told all the same.
  if (way !== 'here') updater.forceDevUpdateConfig = true;
  return updater;
}

function downloadBy(
  updater: AppUpdater,
  executor: AbortableExecutor,
  onPercent: (percent: number) => void,
): Download {
  const token = new CancellationToken();
  let stalled = false;
  const cancel = (): void => {
    token.cancel();
    executor.abort();
  };
  const stall = (): void => {
    stalled = true;
    cancel();
  };
  let timer = setTimeout(stall, stalledMs);
  const progress = ({ percent }: { percent: number }): void => {
    clearTimeout(timer);
    timer = setTimeout(stall, stalledMs);
    onPercent(percent);
  };
  updater.on('download-progress', progress);
  const done = updater
    .downloadUpdate(token)
    .then(
      () => true,
      (error: unknown) => {
        if (stalled) throw new UpdateFault('updateTruncated', `nothing came for ${stalledMs / 1000} s`);
        if (token.cancelled) return false;
        throw error;
      },
    )
    .finally(() => {
      clearTimeout(timer);
      updater.off('download-progress', progress);
      executor.forget();
    });
  return { done, cancel };
}

/** electron-updater's own way deletes the old file before the new one is there, and starts the new one to let it end again. */
class ImageUpdater extends AppImageUpdater {
  protected override doInstall(): boolean {
    const image = process.env.APPIMAGE;
    const fetched = this.installerPath;
    const sha512 = this.downloadedUpdateHelper?.downloadedFileInfo?.sha512;
    if (image === undefined || fetched === null || sha512 === undefined)
      throw new UpdateFault('updateFailed', 'there is nothing to install');
    replaceImage(fetched, image, sha512);
    return true;
  }
}

/** The new file, once this process is gone: before that it would only hand over to it. */
function relaunch(): void {
  const switches = process.argv.slice(1).filter((arg) => arg.startsWith('--') && arg !== '--hidden');
  const { APPIMAGE: image } = process.env;
  app.relaunch({ args: switches, ...(image === undefined ? {} : { execPath: image }) });
}

function firstLine(text: unknown): string {
  const whole = text instanceof Error ? text.message : String(text);
  return whole.split('\n')[0] ?? '';
}
