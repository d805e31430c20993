import { powerMonitor } from 'electron';
import { EventEmitter } from 'node:events';
import type { Call } from '../../src/cti/call.ts';
import type { CtiEvent } from '../../src/cti/event.ts';
import type { Line } from '../../src/cti/line.ts';
import type { lineChannels } from '../../src/ipc/line.ts';
import type { Base, Configured, Stopping } from '../base/base.ts';
import type { Handlers, HandlersOf } from '../ipc/ipc.ts';
import type { DirectoryPart } from '../directory/directoryPart.ts';
import type { KeyringPart } from '../keyring/keyringPart.ts';
import type { PhonePart } from '../phone/phonePart.ts';
import type { SettingsPart } from '../settings/settingsPart.ts';
import { type KeptLine, LineHost } from './lineHost.ts';
import { LineTest } from './lineTest.ts';
import { WireTrace } from './wireTrace.ts';

export interface LineEvents {
  /** The line is another than before. */
  readonly line: [line: Line];
  /** A call is over. */
  readonly ended: [call: Call];
  /** Calls are of another line from now on; nothing: they are not to be kept. */
  readonly another: [line: KeptLine | undefined];
  /** What happens on it, as the panels get it. */
  readonly event: [event: CtiEvent];
  /** In the panel missed calls were said to be dealt with, or after all not yet. */
  readonly done: [ids: readonly string[], isDone: boolean];
  /** The agent sent a call to a number by a blind transfer. */
  readonly sent: [callId: string, number: string];
}

export interface LinePart extends Configured, Stopping {
  readonly host: LineHost;
  /** What went over the wire. */
  readonly trace: WireTrace;
  readonly events: EventEmitter<LineEvents>;
  readonly handlers: HandlersOf<typeof lineChannels> & Pick<Handlers, 'settings:test' | 'settings:greet'>;
}

export interface LinePartOptions {
  /** Who has a number. */
  readonly directory: Pick<DirectoryPart, 'identifiedOf' | 'events'>;
  readonly settings: SettingsPart;
  readonly keyring: KeyringPart;
  /** The phone in the app. */
  readonly phone: PhonePart;
}

/** Hours of a quiet PBX, minutes of a busy one. */
const traceMaxBytes = 8 * 1024 * 1024;

/** The line, and the test of one that is not yet in force. */
export function createLine(base: Base, { directory, settings, keyring, phone }: LinePartOptions): LinePart {
  const { edges, files, push, readFile, userData } = base;
  const events = new EventEmitter<LineEvents>();
  const trace = new WireTrace(traceMaxBytes, () => edges.clock.now());
  const host = new LineHost({
    edges,
    files,
    readFile,
    secretFor: (pbx) => keyring.secrets.get(pbx),
    push,
    trace,
    onLine: (line) => events.emit('line', line),
    onEnded: (call) => events.emit('ended', call),
    onAnother: (line) => events.emit('another', line),
    onEvent: (event) => events.emit('event', event),
    identifiedOf: directory.identifiedOf,
    onSent: (callId, number) => events.emit('sent', callId, number),
    phoneFor: phone.phoneFor,
    phoneView: phone.view,
    settingsLost: () => settings.host.lost,
    recentFolder: userData('recent'),
    memoryFolder: userData('memory'),
  });
  const test = new LineTest({
    edges,
    plan: (draft, secretFor) => host.plan(draft, secretFor),
    loggedIn: (source) => host.loggedIn(source),
    onStep: (step) => push('settings:testStep', step),
  });
  directory.events.on('known', (number) => host.identify(number));
  keyring.events.on('opened', () => host.connectNow());
  powerMonitor.on('resume', () => host.checkLink());
  return {
    host,
    trace,
    events,
    configure: (now) => host.configure(now),
    stop: () => host.stop(),
    handlers: {
      'line:snapshot': () => host.snapshot(),
      'line:command': (command) => host.execute(command),
      'line:networkChanged': () => {
        host.checkLink();
        phone.wake();
      },
      'line:connectNow': () => host.connectNow(),
      'recent:done': (ids, isDone) => {
        host.markDone(ids, isDone);
        events.emit('done', ids, isDone);
      },
      'practice:numbers': () => host.practiceNumbers(),
      'settings:test': (draft) => {
        host.forgetPhone();
        return test.run(settings.host.completed(draft));
      },
      'settings:greet': (draft, logIn) => test.greet(settings.host.completed(draft), logIn),
    },
  };
}
