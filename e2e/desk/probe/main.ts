import { app, clipboard, globalShortcut, systemPreferences } from 'electron';
import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import { performance } from 'node:perf_hooks';
import { promisify } from 'node:util';
import type { Call } from '../../../src/cti/call.ts';
import { type Line, newLine } from '../../../src/cti/line.ts';
import { done } from '../../../main/commandLine/outcome.ts';
import { readHandover } from '../../../main/commandLine/handover.ts';
import { readRequest } from '../../../main/commandLine/request.ts';
import { print, start } from '../../../main/commandLine/secondStart.ts';
import { sendReply } from '../../../main/commandLine/replyLine.ts';
import { statusOf } from '../../../main/commandLine/status.ts';
import type { DeskAction } from '../../../main/desktop/action.ts';
import { words } from '../../../src/words/words.ts';
import { isFullScreen } from '../../../main/ringing/fullScreen.ts';
import { missedNote, ringingNotes } from '../../../main/ringing/note.ts';
import { NoteBoard } from '../../../main/ringing/noteBoard.ts';
import { notifications } from '../../../main/ringing/notification.ts';
import { RingingWindow } from '../../../main/ringing/ringingWindow.ts';
import { numberToDial } from '../../../main/shortcuts/selectedText.ts';
import { type ShortcutKeys, Shortcuts, type ShortcutStates } from '../../../main/shortcuts/shortcuts.ts';
import { DeskTray } from '../../../main/tray/tray.ts';

/** What the tests reach of the probe, as `globalThis.probe`. */
export interface Probe {
  /** What was asked of the app, in order. */
  readonly seen: unknown[];
  readonly tell: (line: Line, missed?: number) => void;
  readonly miss: (call: Call) => void;
  readonly ring: (calls: number) => Promise<void>;
  readonly hotkeys: (keys: ShortcutKeys) => ShortcutStates;
  readonly fullScreen: () => Promise<boolean>;
  /** As if the text were selected. */
  readonly select: (text: string) => void;
}

const { OFFHOOK_PROBE_DATA: userData = '', OFFHOOK_PROBE_TRAY: trayFolder = '' } = process.env;
const { platform } = process;
app.setPath('userData', userData);

const execute = promisify(execFile);
const seen: unknown[] = [];
const t = words('en').t;
let line = newLine('101', 'PJSIP/101');

const started = await start(readRequest(process.argv, process.defaultApp), {
  lock: (handover) => app.requestSingleInstanceLock({ ...handover }),
  temporaryFolder: tmpdir(),
  platform,
});
if (started.type === 'ends') {
  print(started.answer);
  app.exit(started.answer.exitCode);
} else {
  seen.push({ started: started.request });
  app.on('window-all-closed', () => undefined);
  app.on('second-instance', (_event, _argv, _folder, data) => {
    const handover = readHandover(data);
    seen.push({ handedOver: handover?.request });
    if (handover?.reply === undefined) return;
    const facts = { version: '0.0.0', line, agentName: '', nowMonoMs: 0 };
    const status = statusOf({ ...facts, pbx: { kind: 'practice', name: '' } });
    const isStatus = handover.request.type === 'status';
    void sendReply(handover.reply, done(isStatus ? `${JSON.stringify(status)}\n` : ''));
  });
  void app.whenReady().then(serve);
}

function serve(): void {
  const onAction = (action: DeskAction): void => void seen.push(action);
  const clock = {
    setTimeout: (then: () => void, ms: number) => setTimeout(then, ms),
    clearTimeout: stopTimer,
  };
  const facts = (missed = 0): ConstructorParameters<typeof DeskTray>[1] => ({
    line,
    missed,
    pauseReasons: ['Lunch'],
    holdOthers: false,
  });
  const reducedMotion = (): boolean => systemPreferences.getAnimationSettings().prefersReducedMotion;
  const tray = new DeskTray({ folder: trayFolder, t, platform, clock, reducedMotion, onAction }, facts());
  const show = notifications({ platform, icon: undefined, onAction, log: (entry) => void seen.push(entry) });
  const notes = new NoteBoard(show);
  const ringing = new RingingWindow({
    title: 'Ringing',
    webPreferences: { sandbox: true },
    load: (window) =>
      window.loadURL('data:text/html,<title>Ringing</title><button autofocus>Answer</button>'),
  });
  const shortcuts = new Shortcuts({
    registrar: globalShortcut,
    platform,
    nowMs: () => performance.now(),
    onPressed: (name) => {
      if (name !== 'dialSelected') seen.push({ name });
      else void numberToDial(clipboard, platform).then((reading) => seen.push({ name, reading }));
    },
  });
  const run = async (name: string, args: readonly string[]): Promise<string> =>
    (await execute(name, args, { timeout: 2000 })).stdout;
  const probe: Probe = {
    seen,
    tell: (told, missed) => {
      line = told;
      tray.update(facts(missed));
      notes.ringing(ringingNotes(line, t));
    },
    miss: (call) => {
      const note = missedNote(call, t);
      if (note !== undefined) notes.missed(note);
    },
    ring: (calls) => ringing.show(calls),
    hotkeys: (keys) => shortcuts.configure(keys),
    fullScreen: () => isFullScreen(platform, run),
    select: (text) => {
      // Electron 33 takes the name of what is to be written, as 45's typings do not know.
      (clipboard.writeText as (text: string, type: string) => unknown)(text, 'selection');
    },
  };
  Object.assign(globalThis, { probe });
}

function stopTimer(timer: object | undefined): void {
  clearTimeout(timer as NodeJS.Timeout | undefined);
}
