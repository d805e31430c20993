import { app } from 'electron';
import { nodeFiles } from '../../src/world/atomicFile.ts';
import type { Edges } from '../../src/world/edges.ts';
import type { Line } from '../../src/cti/line.ts';
import type { Handlers } from '../ipc/ipc.ts';
import type { Push } from '../line/lineHost.ts';
import { updatesOfBuild } from './build.ts';
import { updateWay } from './installation.ts';
import { NewestFeeds } from './newestFeeds.ts';
import { type UpdateSettings, UpdatesHost } from './updatesHost.ts';

export interface Updates {
  readonly configure: (settings: UpdateSettings) => void;
  readonly onLine: (line: Line) => void;
  /** The end of the app was called off. */
  readonly stay: () => void;
  /** The last thing before the end of the app. */
  readonly finish: () => void;
  readonly handlers: Pick<Handlers, Extract<keyof Handlers, `updates:${string}`>>;
}

/**
 * Puts together what keeps Offhook up to date. Nothing of electron-updater is loaded before the first check is due.
 * @param memory the file that remembers the newest feed that was seen
 */
export function updates(edges: Edges, memory: string, push: Push): Updates {
  const { platform, env, execPath: program, resourcesPath: resources } = process;
  const way = app.isPackaged ? updateWay({ platform, env, program, resources }) : 'byHand';
  const newest = new NewestFeeds(memory, { files: nodeFiles, clock: edges.clock, log: edges.log });
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
  return {
    configure: (settings) => host.configure(settings),
    onLine: ({ calls }) => host.calls(calls.length > 0),
    stay: () => host.stay(),
    finish: () => host.finish(),
    handlers: {
      'updates:read': () => host.view(),
      'updates:check': () => host.check(),
      'updates:fetch': () => host.fetch(),
      'updates:restart': () => host.restart(),
    },
  };
}
