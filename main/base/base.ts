import type { About } from '../../src/ipc/system.ts';
import type { Line } from '../../src/cti/line.ts';
import type { Settings } from '../../src/settings/schema.ts';
import type { Words } from '../../src/words/words.ts';
import type { Files } from '../../src/world/atomicFile.ts';
import type { Edges } from '../../src/world/edges.ts';
import type { PushToPages } from '../ipc/ipc.ts';
import type { LogFile } from '../log/log.ts';
import type { PanelWindow } from '../windows/panelWindow.ts';
import type { Windows } from '../windows/windows.ts';

/** What every part of the app is given: the world outside, the windows, the words. */
export interface Base extends Words {
  readonly about: About;
  readonly edges: Edges;
  readonly files: Files;
  /** Rejects when the file cannot be read. */
  readonly readFile: (path: string) => Promise<Uint8Array>;
  readonly log: LogFile;
  /** A file or folder of this user's, by its name. */
  readonly userData: (name: string) => string;
  /** The assets folder. */
  readonly assets: string;
  /** The folder of the pages' files. */
  readonly renderer: string;
  readonly icon: string | undefined;
  readonly windows: Windows;
  readonly panel: PanelWindow;
  readonly push: PushToPages;
}

/** A part that goes by the settings. `configure`: these are in force from now on. */
export interface Configured {
  readonly configure: (settings: Settings) => unknown;
}

/** A part that follows the line. `onLine`: the line is another than before. */
export interface Following {
  readonly onLine: (line: Line) => void;
}

/** A part that has something to finish. `stop` resolves when that is done. */
export interface Stopping {
  readonly stop: () => unknown;
}
