import { app } from 'electron';
import { release } from 'node:os';
import type { Edges } from '../../src/world/edges.ts';
import type { Line } from '../../src/cti/line.ts';
import type { About } from '../../src/ipc/system.ts';
import type { Files } from '../../src/world/atomicFile.ts';
import type { Settings } from '../../src/settings/schema.ts';
import type { Translate } from '../../src/words/words.ts';
import type { Handlers } from '../ipc/ipc.ts';
import type { Push } from '../line/lineHost.ts';
import type { LogFile } from '../log/log.ts';
import type { Windows } from '../windows/windows.ts';
import { LinkHistory } from './linkHistory.ts';
import { SupportHost } from './supportHost.ts';
import { WireTrace } from '../line/wireTrace.ts';

export interface SupportOptions {
  readonly about: About;
  readonly edges: Edges;
  readonly files: Files;
  readonly log: LogFile;
  readonly windows: Windows;
  readonly settings: () => Settings;
  readonly line: () => Line;
  readonly push: Push;
  readonly t: Translate;
}

export interface Support {
  readonly trace: WireTrace;
  readonly onLine: (line: Line) => void;
  readonly handlers: Pick<Handlers, Extract<keyof Handlers, `support:${string}`>>;
}

/** Hours of a quiet PBX, minutes of a busy one. */
const traceMaxBytes = 8 * 1024 * 1024;
const historyMax = 200;
const logTailMaxBytes = 64 * 1024;

/** Puts together what helps to find a fault. */
export function support(options: SupportOptions): Support {
  const { about, edges, files, log, windows, settings, line, push, t } = options;
  const trace = new WireTrace(traceMaxBytes, () => edges.clock.now());
  const history = new LinkHistory(historyMax, () => edges.clock.now().wallMs);
  const host = new SupportHost({
    trace,
    clock: edges.clock,
    files,
    facts: () => ({
      versions: versions(about),
      settings: settings(),
      line: line(),
      history: history.changes,
    }),
    logTail: () => log.tail(logTailMaxBytes),
    chooseFile: (suggestion) => windows.saveFile('support.html', suggestion),
    onPackets: (packets) => push('support:trace', packets),
    t,
  });
  return {
    trace,
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
