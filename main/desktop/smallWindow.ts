import { powerMonitor } from 'electron';
import type { Call } from '../../src/cti/call.ts';
import { type CommandResult, type CtiCommand, refused } from '../../src/cti/command.ts';
import { nodeFiles } from '../../src/world/atomicFile.ts';
import type { Edges } from '../../src/world/edges.ts';
import type { Settings } from '../../src/settings/schema.ts';
import type { Translate } from '../../src/words/words.ts';
import type { Handlers, PushToPages } from '../ipc/ipc.ts';
import { runProgramNow } from '../os/programs.ts';
import { isFullScreen } from '../ringing/fullScreen.ts';
import { MiniWindow } from '../ringing/miniWindow.ts';
import type { NoteBoard } from '../ringing/noteBoard.ts';
import { Ringing } from '../ringing/ringing.ts';
import { RingingWindow } from '../ringing/ringingWindow.ts';
import { WindowFeed } from '../ringing/windowFeed.ts';
import { BoundsFile } from '../windows/boundsFile.ts';
import type { PanelWindow } from '../windows/panelWindow.ts';
import type { Windows } from '../windows/windows.ts';
import { completed, type DeskActionsOptions } from './actions.ts';
import type { DeskPresses } from './presses.ts';

export interface SmallWindowOptions extends Pick<DeskActionsOptions, 'showPanel'> {
  readonly edges: Edges;
  readonly presses: DeskPresses;
  readonly windows: Windows;
  readonly panel: PanelWindow;
  readonly settings: () => Settings;
  readonly push: PushToPages;
  /** A file of this user's, by its name. */
  readonly userData: (name: string) => string;
  readonly t: Translate;
}

export type SmallWindowHandlers = Pick<
  Handlers,
  | `ringing:${'view' | 'answer' | 'decline' | 'silence'}`
  | `mini:${'press' | 'readyNow' | 'openPanel' | 'move'}`
>;

export interface SmallWindow {
  readonly ringing: Ringing;
  readonly mini: MiniWindow;
  readonly handlers: SmallWindowHandlers;
}

interface Parts extends Omit<SmallWindow, 'handlers'> {
  readonly window: RingingWindow;
  readonly feed: WindowFeed;
}

/**
 * The one small window over all programs: calls that ring, and calls that stand while the panel is not seen.
 * @param holdOthers whether a call that is taken puts the others on hold
 */
export function createSmallWindow(
  options: SmallWindowOptions,
  notes: NoteBoard,
  holdOthers: () => boolean,
): SmallWindow {
  const parts = partsOf(options, notes);
  const { mini, ringing } = parts;
  options.panel.on('seen', () => mini.look());
  powerMonitor.on('lock-screen', () => mini.setLocked(true));
  powerMonitor.on('unlock-screen', () => mini.setLocked(false));
  return { ringing, mini, handlers: handlersOf(parts, options, holdOthers) };
}

function partsOf(
  { edges, panel, push, settings, t, userData, windows }: SmallWindowOptions,
  notes: NoteBoard,
): Parts {
  const fillsScreen = (): Promise<boolean> => isFullScreen(process.platform, runProgramNow);
  const places = new BoundsFile(nodeFiles, userData('miniWindow.json'), edges.log);
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
  return { window, ringing, mini, feed };
}

/** Its buttons act on the calls that are shown there, and on no others. */
function handlersOf(
  { feed, mini, ringing, window }: Parts,
  { presses, showPanel }: SmallWindowOptions,
  holdOthers: () => boolean,
): SmallWindowHandlers {
  const press = (call: Call | undefined, command: CtiCommand): Promise<CommandResult> =>
    call === undefined
      ? Promise.resolve(refused('unknownCall'))
      : presses.inWindow(completed(command, holdOthers));
  const ofRinging = (callId: string, type: 'AnswerCall' | 'DropCall'): Promise<CommandResult> =>
    press(ringing.call(callId), { type, callId });
  return {
    'ringing:view': () => feed.view(),
    'ringing:answer': (callId) => ofRinging(callId, 'AnswerCall'),
    'ringing:decline': (callId) => ofRinging(callId, 'DropCall'),
    'ringing:silence': (callId) => ringing.silence(callId),
    'mini:press': (callId, type) => press(mini.call(callId), { type, callId }),
    'mini:readyNow': () =>
      (mini.view()?.work ?? null) === null
        ? refused('unknownCall')
        : presses.inWindow({ type: 'SetAgentState', state: 'ready' }),
    'mini:openPanel': (callId) => showPanel(callId ?? undefined),
    'mini:move': (step) => window.move(step),
  };
}
