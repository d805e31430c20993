import { app, nativeImage, powerMonitor, systemPreferences } from 'electron';
import { join } from 'node:path';
import type { Call } from '../../src/cti/call.ts';
import type { Edges } from '../../src/world/edges.ts';
import { type CommandResult, type CtiCommand, refused } from '../../src/cti/command.ts';
import { nodeFiles } from '../../src/world/atomicFile.ts';
import type { Settings } from '../../src/settings/schema.ts';
import type { Translate } from '../../src/words/words.ts';
import type { Handlers, PushToPages } from '../ipc/ipc.ts';
import type { LineHost } from '../line/lineHost.ts';
import type { PanelWindow } from '../windows/panelWindow.ts';
import { runProgramNow } from '../os/programs.ts';
import { isFullScreen } from '../ringing/fullScreen.ts';
import type { Note } from '../ringing/note.ts';
import { NoteBoard } from '../ringing/noteBoard.ts';
import { notifications } from '../ringing/notification.ts';
import { serverAnswers } from '../ringing/notificationServer.ts';
import { patientNotes } from '../ringing/patientNotes.ts';
import { MiniWindow } from '../ringing/miniWindow.ts';
import { Ringing } from '../ringing/ringing.ts';
import { RingingWindow } from '../ringing/ringingWindow.ts';
import { WindowFeed } from '../ringing/windowFeed.ts';
import { BoundsFile } from '../windows/boundsFile.ts';
import { trayMenu } from '../tray/menu.ts';
import { trayPicture } from '../tray/picture.ts';
import { DeskTray } from '../tray/tray.ts';
import type { Windows } from '../windows/windows.ts';
import { completed, deskActions, type DeskActionsOptions } from './actions.ts';
import type { DeskPresses } from './presses.ts';
import { holdsOthers } from './secondCall.ts';
import { Signals } from './signals.ts';

export interface SurroundingsOptions extends Pick<DeskActionsOptions, 'showPanel' | 'dial'> {
  readonly edges: Edges;
  readonly line: Pick<LineHost, 'snapshot'>;
  readonly presses: DeskPresses;
  readonly windows: Windows;
  readonly panel: PanelWindow;
  readonly settings: () => Settings;
  readonly push: PushToPages;
  /** The assets folder. */
  readonly assets: string;
  readonly icon: string | undefined;
  /** A file of this user's, by its name. */
  readonly userData: (name: string) => string;
  readonly t: Translate;
}

export interface Surroundings {
  readonly signals: Signals;
  /** A quiet notification. */
  readonly tell: (note: Note) => void;
  readonly handlers: Pick<
    Handlers,
    | `ringing:${'view' | 'answer' | 'decline' | 'silence'}`
    | `mini:${'press' | 'readyNow' | 'openPanel' | 'move'}`
  >;
}

const { platform } = process;

/** Puts together what tells of the line outside the panel: tray, notifications, the ringing window, the badge. */
export function surround(options: SurroundingsOptions): Surroundings {
  const { edges, line, presses, windows, panel, settings, push, assets, icon, t } = options;
  const { log } = edges;
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
  const onAction = (action: Parameters<typeof act>[0]): void => {
    act(action).catch((error: unknown) => log({ level: 'error', what: 'not done', action, error }));
  };
  const notes = new NoteBoard(
    patientNotes({
      show: notifications({ platform, icon, onAction, log }),
      answers: () => serverAnswers(platform, runProgramNow),
      clock: edges.clock,
      log,
    }),
  );
  const fillsScreen = (): Promise<boolean> => isFullScreen(platform, runProgramNow);
  const places = new BoundsFile(nodeFiles, options.userData('miniWindow.json'), log);
  void places.load();
  const window = new RingingWindow({
    windows,
    title: t('ringing.title'),
    places,
    onDismissed: () => ringing.dismissWindow(),
  });
  const ringing: Ringing = new Ringing({
    settings,
    isFullScreen: fillsScreen,
    isPanelInFront: () => panel.isInFront,
    notify: (ringingNotes) => notes.ringing(ringingNotes),
    window,
    onView: () => feed.tell(),
    t,
  });
  const mini = new MiniWindow({
    settings,
    isFullScreen: fillsScreen,
    isPanelSeen: () => panel.isSeen,
    onView: () => feed.tell(),
  });
  const feed: WindowFeed = new WindowFeed({
    ringing: () => ringing.view(),
    mini: () => mini.view(),
    arrange: (stack) => window.arrange(stack),
    push: (view) => push('ringing:changed', view),
    nowMs: () => edges.clock.now().monoMs,
  });
  panel.on('seen', () => mini.look());
  powerMonitor.on('lock-screen', () => mini.setLocked(true));
  powerMonitor.on('unlock-screen', () => mini.setLocked(false));
  const badge = (missed: number): void => {
    if (platform !== 'win32') app.setBadgeCount(missed);
    const { badge: file } = trayPicture('ready', missed, 'win32');
    const image = file === undefined ? null : nativeImage.createFromPath(join(assets, 'tray', file));
    if (platform === 'win32')
      windows.at('index.html')?.setOverlayIcon(image, t('tray.missed', { count: missed }));
  };
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
    badge,
    t,
  });
  // Of the calls that are shown there, and of no others.
  const press = (call: Call | undefined, command: CtiCommand): Promise<CommandResult> =>
    call === undefined
      ? Promise.resolve(refused('unknownCall'))
      : presses.inWindow(completed(command, holdOthers));
  const ofRinging = (callId: string, type: 'AnswerCall' | 'DropCall'): Promise<CommandResult> =>
    press(ringing.call(callId), { type, callId });
  return {
    signals,
    tell: (note) => notes.quiet(note),
    handlers: {
      'ringing:view': () => feed.view(),
      'ringing:answer': (callId) => ofRinging(callId, 'AnswerCall'),
      'ringing:decline': (callId) => ofRinging(callId, 'DropCall'),
      'ringing:silence': (callId) => ringing.silence(callId),
      'mini:press': (callId, type) => press(mini.call(callId), { type, callId }),
      'mini:readyNow': () =>
        (mini.view()?.work ?? null) === null
          ? refused('unknownCall')
          : presses.inWindow({ type: 'SetAgentState', state: 'ready' }),
      'mini:openPanel': (callId) => options.showPanel(callId ?? undefined),
      'mini:move': (step) => window.move(step),
    },
  };
}

/** Nothing where the system says that it has no tray. */
function openTray(
  { edges, assets, t }: SurroundingsOptions,
  onAction: ConstructorParameters<typeof DeskTray>[0]['onAction'],
): DeskTray | undefined {
  const reducedMotion = (): boolean => systemPreferences.getAnimationSettings().prefersReducedMotion;
  const folder = join(assets, 'tray');
  try {
    return new DeskTray({ folder, t, platform, clock: edges.clock, reducedMotion, onAction });
  } catch (error) {
    edges.log({ level: 'warn', what: 'no tray', error });
    return undefined;
  }
}
