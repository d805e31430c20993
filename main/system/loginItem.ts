import type { App } from 'electron';
import { type Files, stage } from '../../src/world/atomicFile.ts';
import { execLine } from './desktopEntry.ts';

/** Whether Offhook is started with the session, out of sight. */
export interface LoginItem {
  /** @throws what the system says */
  isOn(): Promise<boolean>;
  /** @throws what the system says */
  set(on: boolean): Promise<void>;
}

/** On Linux: a file in the folder from which desktops start programs (freedesktop.org, Desktop Application Autostart Specification). */
export class AutostartFile implements LoginItem {
  readonly #files: Files;
  readonly #path: string;
  readonly #command: readonly string[];

  /** @param path e.g. `~/.config/autostart/offhook.desktop` */
  constructor(files: Files, path: string, command: readonly string[]) {
    this.#files = files;
    this.#path = path;
    this.#command = command;
  }

  async isOn(): Promise<boolean> {
    try {
      // Desktops switch an entry off with either of the two.
      return !/^(Hidden=true|X-GNOME-Autostart-enabled=false)$/m.test(await this.#files.read(this.#path));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
      throw error;
    }
  }

  async set(on: boolean): Promise<void> {
    if (!on) return this.#files.remove(this.#path);
    const lines = [
      '[Desktop Entry]',
      'Type=Application',
      'Name=Offhook',
      'Icon=offhook',
      `Exec=${execLine([...this.#command, '--hidden'])}`,
      'Terminal=false',
      '',
    ];
    await (await stage(this.#files, this.#path, lines.join('\n'), 0o644)).commit();
  }
}

/** On Windows and macOS: the system's own list. */
export class SystemLoginItem implements LoginItem {
  readonly #app: Pick<App, 'getLoginItemSettings' | 'setLoginItemSettings'>;
  // Windows knows an entry again by its arguments.
  readonly #how = { args: ['--hidden'] };

  constructor(app: Pick<App, 'getLoginItemSettings' | 'setLoginItemSettings'>) {
    this.#app = app;
  }

  isOn(): Promise<boolean> {
    return Promise.resolve(this.#app.getLoginItemSettings(this.#how).openAtLogin);
  }

  set(on: boolean): Promise<void> {
    this.#app.setLoginItemSettings({ ...this.#how, openAtLogin: on });
    return Promise.resolve();
  }
}
