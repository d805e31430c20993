import { clipboard } from 'electron';
import type { systemChannels } from '../../src/ipc/system.ts';
import type { Base } from '../base/base.ts';
import type { HandlersOf } from '../ipc/ipc.ts';
import { SystemHost } from './systemHost.ts';
import { thisSystem } from './thisSystem.ts';

export interface SystemPart {
  readonly handlers: HandlersOf<typeof systemChannels>;
}

/**
 * Offhook in the system that it runs on.
 * @param folder where it was told to keep its files, instead of the usual place
 */
export function createSystem({ about, log }: Base, folder: string | undefined): SystemPart {
  const host = new SystemHost({ ...thisSystem(folder), log: log.write });
  return {
    handlers: {
      'system:read': () => host.view(),
      'system:startAtLogin': (on) => host.startAtLogin(on),
      'system:claimLinks': () => host.claimLinks(),
      'app:about': () => about,
      'app:copy': (text) => clipboard.writeText(text),
    },
  };
}
