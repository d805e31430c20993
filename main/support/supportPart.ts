import { app } from 'electron';
import { release } from 'node:os';
import type { About } from '../../src/ipc/system.ts';
import type { supportChannels } from '../../src/ipc/support.ts';
import type { Base, Following } from '../base/base.ts';
import type { DirectoryPart } from '../directory/directoryPart.ts';
import type { HandlersOf } from '../ipc/ipc.ts';
import type { LinePart } from '../line/linePart.ts';
import type { PhonePart } from '../phone/phonePart.ts';
import type { SettingsPart } from '../settings/settingsPart.ts';
import { LinkHistory } from './linkHistory.ts';
import { SupportHost } from './supportHost.ts';

export interface SupportPart extends Following {
  readonly handlers: HandlersOf<typeof supportChannels>;
}

export interface SupportPartOptions {
  readonly settings: SettingsPart;
  readonly line: LinePart;
  readonly phone: PhonePart['view'];
  readonly directory: Pick<DirectoryPart, 'sources'>;
}

const historyMax = 200;
const logTailMaxBytes = 64 * 1024;

/** What helps to find a fault. */
export function createSupport(
  { about, edges, files, log, push, t, windows }: Base,
  { settings, line, phone, directory }: SupportPartOptions,
): SupportPart {
  const history = new LinkHistory(historyMax, () => edges.clock.now().wallMs);
  const host = new SupportHost({
    trace: line.trace,
    clock: edges.clock,
    files,
    facts: () => ({
      versions: versions(about),
      settings: settings.settings(),
      line: line.host.line(),
      phone: phone(),
      sources: directory.sources(),
      history: history.changes,
    }),
    logTail: () => log.tail(logTailMaxBytes),
    chooseFile: (suggestion) => windows.saveFile('support.html', suggestion),
    onPackets: (packets) => push('support:trace', packets),
    t,
  });
  return {
    onLine: ({ link }) => history.take(link),
    handlers: {
      'support:open': () => windows.showSupport(() => host.leave()),
      'support:watch': () => host.watch(),
      'support:report': () => host.report(),
      'support:saveReport': () => host.saveReport(),
      'support:saveRecording': () => host.saveRecording(),
    },
  };
}

function versions({ version, electron, testRuntime }: About): Readonly<Record<string, string>> {
  return {
    Offhook: version,
    Electron: testRuntime ? `${electron} (for tests)` : electron,
    Chromium: process.versions.chrome,
    Node: process.versions.node,
    system: `${process.platform} ${release()} ${process.arch}`,
    language: app.getLocale(),
  };
}
