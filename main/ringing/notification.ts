import { Notification } from 'electron';
import type { LogEntry } from '../../src/world/edges.ts';
import type { DeskAction } from '../actions/action.ts';
import type { Note } from './note.ts';
import type { ShowNote } from './noteBoard.ts';

export interface NotificationOptions {
  readonly platform: string;
  /** File of the app's icon. */
  readonly icon: string | undefined;
  readonly onAction: (action: DeskAction) => void;
  readonly log: (entry: LogEntry) => void;
}

/**
 * Shows notifications of the operating system. Electron forgets one without a reference, and its click with it: each is held as long as it
 * may be on the screen.
 */
export function notifications({ platform, icon, onAction, log }: NotificationOptions): ShowNote {
  const held = new Set<Notification>();
  return (note) => {
    if (!Notification.isSupported()) return { withdraw: () => undefined };
    const notification = new Notification(optionsOf(note, platform, icon));
    const forget = (): void => void held.delete(notification);
    notification.on('click', () => {
      forget();
      onAction(note.onClick);
    });
    notification.on('action', (_event, index) => {
      const action = note.buttons[index]?.action;
      if (action !== undefined) onAction(action);
    });
    notification.on('close', forget);
    notification.on('failed', (_event, error) => {
      forget();
      log({ level: 'warn', what: 'notification failed', kind: note.kind, error });
    });
    held.add(notification);
    notification.show();
    return {
      withdraw: () => {
        forget();
        notification.close();
      },
    };
  };
}

function optionsOf(
  { kind, title, body, buttons }: Note,
  platform: string,
  icon: string | undefined,
): Electron.NotificationConstructorOptions {
  const rings = kind === 'ringing';
  return {
    title,
    // Linux notification servers read markup in it (Desktop Notifications Specification, "Markup"): a caller's name is text.
    body: platform === 'linux' ? withoutMarkup(body) : body,
    // The ring tone is the app's, and has its own setting; a missed call is quiet.
    silent: true,
    urgency: rings ? 'critical' : 'low',
    timeoutType: rings ? 'never' : 'default',
    ...(icon === undefined ? {} : { icon }),
    actions: buttons.map(({ text }) => ({ type: 'button', text })),
  };
}

function withoutMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
