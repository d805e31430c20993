import { app } from 'electron';
import type { Settings } from '../../src/settings/schema.ts';
import type { Base, Configured } from '../base/base.ts';
import type { Handlers } from '../ipc/ipc.ts';

export interface PanelPart extends Configured {
  readonly handlers: Pick<Handlers, 'panel:setBar' | 'panel:menu' | 'panel:makeRoom'>;
}

/** The panel's window, which is open already: from here on it goes by the settings. */
export function createPanel({ panel, windows }: Base, settings: Settings): PanelPart {
  panel.configure(settings);
  windows.on('kept', () => panel.stay());
  app.on('activate', () => panel.show());
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  return {
    configure: (now) => panel.configure(now),
    handlers: {
      'panel:setBar': (bar) => panel.setBar(bar),
      'panel:menu': (items, at) => panel.menu(items, at),
      'panel:makeRoom': (room) => panel.makeRoom(room),
    },
  };
}
