import { app, clipboard, globalShortcut } from 'electron';
import { tmpdir } from 'node:os';
import { performance } from 'node:perf_hooks';
import { type Line, newLine } from '../../../src/cti/line.ts';
import { done } from '../../../main/commandLine/outcome.ts';
import { readHandover } from '../../../main/commandLine/handover.ts';
import { readRequest } from '../../../main/commandLine/request.ts';
import { print, start } from '../../../main/commandLine/secondStart.ts';
import { sendReply } from '../../../main/commandLine/replyLine.ts';
import { statusOf } from '../../../main/commandLine/status.ts';
import { numberToDial } from '../../../main/shortcuts/selectedText.ts';
import { type ShortcutKeys, Shortcuts, type ShortcutStates } from '../../../main/shortcuts/shortcuts.ts';

/** What the tests reach of the probe, as `globalThis.probe`. */
export interface Probe {
  /** What was asked of the app, in order. */
  readonly seen: unknown[];
  readonly tell: (line: Line) => void;
  readonly hotkeys: (keys: ShortcutKeys) => ShortcutStates;
  /** As if the text were selected. */
  readonly select: (text: string) => void;
}

const { OFFHOOK_PROBE_DATA: userData = '' } = process.env;
const { platform } = process;
app.setPath('userData', userData);

const seen: unknown[] = [];
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
  const shortcuts = new Shortcuts({
    registrar: globalShortcut,
    platform,
    nowMs: () => performance.now(),
    onPressed: (name) => {
      if (name !== 'dialSelected') seen.push({ name });
      else void numberToDial(clipboard, platform).then((reading) => seen.push({ name, reading }));
    },
  });
  const probe: Probe = {
    seen,
    tell: (told) => {
      line = told;
    },
    hotkeys: (keys) => shortcuts.configure(keys),
    select: (text) => {
      // Electron 33 takes the name of what is to be written, as 45's typings do not know.
      (clipboard.writeText as (text: string, type: string) => unknown)(text, 'selection');
    },
  };
  Object.assign(globalThis, { probe });
}
