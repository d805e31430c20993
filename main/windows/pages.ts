import { type Page, pageNames } from '../../src/ipc/channel/pages.ts';

export const scheme = 'offhook';
export const appOrigin = 'offhook://panel';

/**
 * Where the app's own pages are: on the custom protocol, or, while developing, on Vite's server.
 * Addresses are compared as wholes; a prefix would let `offhook://panel.evil` or `/index.html.evil` in.
 */
export class Pages {
  readonly #origin: string;
  readonly #isPackaged: boolean;

  /** @param devServerUrl not heard in a packaged app */
  constructor(isPackaged: boolean, devServerUrl?: string) {
    this.#isPackaged = isPackaged;
    this.#origin = devServerUrl === undefined || isPackaged ? appOrigin : new URL(devServerUrl).origin;
  }

  /** They come by the protocol of our own: nothing that they need is on the network. */
  get areOwn(): boolean {
    return this.#origin === appOrigin;
  }

  urlOf(page: Page): string {
    return `${this.#origin}/${page}`;
  }

  /** The page at an address, or nothing when it is not one of ours. A fragment is part of the page, a query is not. */
  at(url: string): Page | undefined {
    const [address] = url.split('#');
    return pageNames.find((page) => this.urlOf(page) === address);
  }

  /** Whether the app's own pages may load this: their own files, and pictures that are in the page itself. */
  mayLoad(url: string): boolean {
    if (url.startsWith(`${this.#origin}/`) || url.startsWith('data:image/')) return true;
    // The developer tools, and Vite's hot reload.
    if (!this.#isPackaged && url.startsWith('devtools://devtools/')) return true;
    return this.#origin !== appOrigin && url.startsWith(`${this.#origin.replace(/^http/, 'ws')}/`);
  }
}
