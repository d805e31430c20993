import type { LogEntry } from '../../src/world/edges.ts';
import type { SystemView } from '../../src/ipc/system.ts';
import type { LinkHandlers } from './linkHandlers.ts';
import type { LoginItem } from './loginItem.ts';

export interface SystemHostOptions {
  readonly loginItem: LoginItem;
  readonly linkHandlers: LinkHandlers;
  readonly log: (entry: LogEntry) => void;
}

/** What the settings show and change of the system around the app. */
export class SystemHost {
  readonly #options: SystemHostOptions;

  constructor(options: SystemHostOptions) {
    this.#options = options;
  }

  /** Never rejects. */
  async view(): Promise<SystemView> {
    const { linkHandlers, loginItem } = this.#options;
    const [startsAtLogin, links, claim] = await Promise.all([
      loginItem.isOn().catch((error: unknown) => this.#failed('login item', error)),
      linkHandlers.read().catch((error: unknown) => this.#failed('link handlers', error)),
      linkHandlers.claimable(),
    ]);
    return { startsAtLogin, links, claim };
  }

  /** Never rejects: whether it was done is seen in what comes of it. */
  async startAtLogin(on: boolean): Promise<SystemView> {
    await this.#options.loginItem.set(on).catch((error: unknown) => this.#failed('login item', error));
    return this.view();
  }

  /** Never rejects: whether it was done is seen in what comes of it. */
  async claimLinks(): Promise<SystemView> {
    await this.#options.linkHandlers.claim().catch((error: unknown) => this.#failed('link handlers', error));
    return this.view();
  }

  #failed(what: string, error: unknown): null {
    this.#options.log({ level: 'warn', what, error });
    return null;
  }
}
