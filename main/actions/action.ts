import type { CtiCommand } from '../../src/cti/command.ts';

/** What is asked of the app from outside its windows: by the tray or a notification. */
export type DeskAction =
  /** Opens the panel; at this call where there is one. */
  | { readonly type: 'showPanel'; readonly callId?: string }
  /** Opens the panel with the number filled in, or ready for one to be typed. */
  | { readonly type: 'dial'; readonly number?: string }
  /** `place`: of the item of a menu, where it is one. */
  | { readonly type: 'command'; readonly command: CtiCommand; readonly place?: string }
  | { readonly type: 'openSettings' }
  | { readonly type: 'quit' };
