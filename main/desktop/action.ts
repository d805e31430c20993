import type { CtiCommand } from '../../src/cti/command.ts';

/** What is asked of the app from outside its windows: by the tray, a notification, a hotkey, a link, another start. */
export type DeskAction =
  /** Opens the panel; at this call where there is one. */
  | { readonly type: 'showPanel'; readonly callId?: string }
  /** Opens the panel with the number filled in; it is dialled once the agent has said so, or at once where the settings allow. */
  | { readonly type: 'dial'; readonly number?: string; readonly ext?: string }
  | { readonly type: 'command'; readonly command: CtiCommand }
  | { readonly type: 'openSettings' }
  | { readonly type: 'quit' };
