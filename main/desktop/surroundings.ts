import { app, nativeImage, systemPreferences } from 'electron';
import { join } from 'node:path';
import type { LineHost } from '../line/lineHost.ts';
import { runProgramNow } from '../os/programs.ts';
import type { Note } from '../ringing/note.ts';
import { NoteBoard } from '../ringing/noteBoard.ts';
import { notifications } from '../ringing/notification.ts';
import { serverAnswers } from '../ringing/notificationServer.ts';
import { patientNotes } from '../ringing/patientNotes.ts';
import { trayMenu } from '../tray/menu.ts';
import { trayPicture } from '../tray/picture.ts';
import { DeskTray } from '../tray/tray.ts';
import { deskActions, type DeskActionsOptions } from './actions.ts';
import { holdsOthers } from './secondCall.ts';
import { Signals } from './signals.ts';
import { createSmallWindow, type SmallWindowHandlers, type SmallWindowOptions } from './smallWindow.ts';

export interface SurroundingsOptions extends SmallWindowOptions, Pick<DeskActionsOptions, 'dial'> {
  readonly line: Pick<LineHost, 'snapshot'>;
  /** The assets folder. */
  readonly assets: string;
  readonly icon: string | undefined;
}

export interface Surroundings {
  readonly signals: Signals;
  /** A quiet notification. */
  readonly tell: (note: Note) => void;
  readonly handlers: SmallWindowHandlers;
}

type OnAction = ConstructorParameters<typeof DeskTray>[0]['onAction'];

const { platform } = process;

/** Puts together what tells of the line outside the panel: tray, notifications, the small window, the badge. */
export function surround(options: SurroundingsOptions): Surroundings {
  const { edges, line, presses, windows, panel, settings, t } = options;
  const holdOthers = (): boolean => holdsOthers(line.snapshot().line, settings().secondCall);
  const act = deskActions({
    execute: (command, place) => presses.act(command, place),
    showPanel: options.showPanel,
    dial: options.dial,
    showSettings: () => windows.showSettings(),
    quit: () => app.quit(),
    holdOthers,
    tell: (note) => notes.quiet(note),
    t,
  });
  const onAction: OnAction = (action) => {
    act(action).catch((error: unknown) => edges.log({ level: 'error', what: 'not done', action, error }));
  };
  const notes = openNotes(options, onAction);
  const { ringing, mini, handlers } = createSmallWindow(options, notes, holdOthers);
  const tray = openTray(options, onAction);
  const signals = new Signals({
    settings,
    isPanelInFront: () => panel.isInFront,
    tray: tray && {
      update: (facts) => {
        presses.followTray(trayMenu(facts, t));
        tray.update(facts);
      },
    },
    notes,
    ringing,
    mini,
    badge: (missed) => showBadge(options, missed),
    t,
  });
  return { signals, tell: (note) => notes.quiet(note), handlers };
}

function openNotes({ edges: { clock, log }, icon }: SurroundingsOptions, onAction: OnAction): NoteBoard {
  return new NoteBoard(
    patientNotes({
      show: notifications({ platform, icon, onAction, log }),
      answers: () => serverAnswers(platform, runProgramNow),
      clock,
      log,
    }),
  );
}

/** How many calls were missed, at the app's icon. */
function showBadge({ assets, t, windows }: SurroundingsOptions, missed: number): void {
  if (platform !== 'win32') {
    app.setBadgeCount(missed);
    return;
  }
  const { badge: file } = trayPicture('ready', missed, 'win32');
  const image = file === undefined ? null : nativeImage.createFromPath(join(assets, 'tray', file));
  windows.at('index.html')?.setOverlayIcon(image, t('tray.missed', { count: missed }));
}

/** Nothing where the system says that it has no tray. */
function openTray({ edges, assets, t }: SurroundingsOptions, onAction: OnAction): DeskTray | undefined {
  const reducedMotion = (): boolean => systemPreferences.getAnimationSettings().prefersReducedMotion;
  const folder = join(assets, 'tray');
  try {
    return new DeskTray({ folder, t, platform, clock: edges.clock, reducedMotion, onAction });
  } catch (error) {
    edges.log({ level: 'warn', what: 'no tray', error });
    return undefined;
  }
}
