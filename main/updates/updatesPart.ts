import { app } from 'electron';
import type { updatesChannels } from '../../src/ipc/updates.ts';
import type { Base, Configured, Following } from '../base/base.ts';
import type { HandlersOf } from '../ipc/ipc.ts';
import { updatesOfBuild } from './build.ts';
import { updateWay } from './installation.ts';
import { NewestFeeds } from './newestFeeds.ts';
import { UpdatesHost } from './updatesHost.ts';

export interface UpdatesPart extends Configured, Following {
  /** The last thing before the end of the app. */
  readonly finish: () => void;
  readonly handlers: HandlersOf<typeof updatesChannels>;
}

/** Keeps Offhook up to date. Nothing of electron-updater is loaded before the first check is due. */
export function createUpdates({ edges, files, push, userData, windows }: Base): UpdatesPart {
  const { platform, env, execPath: program, resourcesPath: resources } = process;
  const way = app.isPackaged ? updateWay({ platform, env, program, resources }) : 'byHand';
  const newest = new NewestFeeds(userData('update-feeds.json'), {
    files,
    clock: edges.clock,
    log: edges.log,
  });
  const host = new UpdatesHost({
    edges,
    way,
    build: app.isPackaged ? updatesOfBuild(app.getAppPath()) : { key: '', feed: '' },
    updaterFor: async (plan) => {
      const { electronUpdater } = await import('./electronUpdater.ts');
      return electronUpdater(plan, newest, way, edges.log);
    },
    onView: (view) => push('updates:changed', view),
  });
  windows.on('kept', () => host.stay());
  return {
    configure: (settings) => host.configure(settings),
    onLine: ({ calls }) => host.calls(calls.length > 0),
    finish: () => host.finish(),
    handlers: {
      'updates:read': () => host.view(),
      'updates:check': () => host.check(),
      'updates:fetch': () => host.fetch(),
      'updates:restart': () => host.restart(),
    },
  };
}
