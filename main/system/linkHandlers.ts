import type { App } from 'electron';
import { join } from 'node:path';
import { type LinkHandler, type LinkScheme, linkSchemes, type SystemView } from '../../src/ipc/system.ts';
import type { Files } from '../../src/world/atomicFile.ts';
import type { RunProgram } from '../os/programs.ts';

/** What opens telephone links on this computer. */
export interface LinkHandlers {
  claimable(): Promise<SystemView['claim']>;
  /** @throws what the system says */
  read(): Promise<Readonly<Record<LinkScheme, LinkHandler>>>;
  /** Makes Offhook the one for all of them, where it may. @throws what the system says */
  claim(): Promise<void>;
}

const mimeType = (scheme: LinkScheme): string => `x-scheme-handler/${scheme}`;

/** On Linux: by xdg-utils, which knows each desktop's own way. An app is known by its desktop entry, which its package brings. */
export class XdgLinkHandlers implements LinkHandlers {
  readonly #run: RunProgram;
  readonly #files: Files;
  readonly #entry: string;
  readonly #folders: readonly string[];

  /** @param folders where desktop entries are installed */
  constructor(run: RunProgram, files: Files, entry: string, folders: readonly string[]) {
    this.#run = run;
    this.#files = files;
    this.#entry = entry;
    this.#folders = folders;
  }

  async claimable(): Promise<SystemView['claim']> {
    for (const folder of this.#folders) {
      const found = await this.#files.read(join(folder, this.#entry)).then(
        () => true,
        () => false,
      );
      if (found) return 'here';
    }
    return 'notInstalled';
  }

  async read(): Promise<Readonly<Record<LinkScheme, LinkHandler>>> {
    const handlers = await Promise.all(
      linkSchemes.map(async (scheme): Promise<[LinkScheme, LinkHandler]> => {
        const entry = (await this.#run('xdg-mime', ['query', 'default', mimeType(scheme)])).trim();
        return [scheme, entry === '' ? 'nobody' : entry === this.#entry ? 'offhook' : 'other'];
      }),
    );
    return Object.fromEntries(handlers) as Record<LinkScheme, LinkHandler>;
  }

  async claim(): Promise<void> {
    await this.#run('xdg-mime', ['default', this.#entry, ...linkSchemes.map(mimeType)]);
  }
}

/** On macOS, where an app may make itself the one, and on Windows, where since version 8 only the person may. */
export class SystemLinkHandlers implements LinkHandlers {
  readonly #app: Pick<App, 'isDefaultProtocolClient' | 'setAsDefaultProtocolClient'>;
  readonly #platform: string;

  constructor(app: Pick<App, 'isDefaultProtocolClient' | 'setAsDefaultProtocolClient'>, platform: string) {
    this.#app = app;
    this.#platform = platform;
  }

  claimable(): Promise<SystemView['claim']> {
    return Promise.resolve(this.#platform === 'win32' ? 'bySystem' : 'here');
  }

  read(): Promise<Readonly<Record<LinkScheme, LinkHandler>>> {
    const handlers = linkSchemes.map((scheme) => [
      scheme,
      this.#app.isDefaultProtocolClient(scheme) ? 'offhook' : 'other',
    ]);
    return Promise.resolve(Object.fromEntries(handlers) as Record<LinkScheme, LinkHandler>);
  }

  claim(): Promise<void> {
    const refused = linkSchemes.filter((scheme) => !this.#app.setAsDefaultProtocolClient(scheme));
    if (refused.length > 0) return Promise.reject(new Error(`refused: ${refused.join(', ')}`));
    return Promise.resolve();
  }
}
