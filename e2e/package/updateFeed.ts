import { createServer, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { feedText, signFeed } from '../../scripts/lib/release/updateFeed.mjs';
import { removeFolder } from '../app/removeFolder.ts';

export interface Release {
  readonly version: string;
  readonly bytes: Buffer;
  /** Who signs it; nobody, where there is none. */
  readonly privateKey?: string;
  readonly stagingPercentage?: number;
  /** The file that it was signed as, where that is another than the one that it is served as. */
  readonly signedAs?: string;
  readonly signedAtMs?: number;
}

const served = 'latest-linux.yml';

type Answer = (response: ServerResponse, bytes: Buffer) => void;

/** The feed of updates as an administrator would keep it, a folder of plain files, on this machine. */
export class UpdateFeed {
  readonly #folder = mkdtempSync(join(tmpdir(), 'offhook-feed-'));
  readonly #server: Server;
  /** How packages are answered; as they are, where it is unset. */
  answer: Answer | undefined;
  /** Packages that were asked for. */
  packages = 0;

  private constructor() {
    this.#server = createServer((request, response) => {
      const name = new URL(request.url ?? '/', 'http://feed').pathname.slice(1);
      this.#serve(name, response);
    });
  }

  static async open(): Promise<UpdateFeed> {
    const feed = new UpdateFeed();
    feed.#server.listen(0, '127.0.0.1');
    await once(feed.#server, 'listening');
    return feed;
  }

  get address(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** From now on this is what there is. */
  publish({ version, bytes, privateKey, signedAs = served, ...options }: Release): void {
    this.answer = undefined;
    const url = `Offhook-${version}.AppImage`;
    writeFileSync(join(this.#folder, url), bytes);
    rmSync(join(this.#folder, `${served}.sig`), { force: true });
    rmSync(join(this.#folder, served), { force: true });
    writeFileSync(join(this.#folder, signedAs), feedText({ version, url, bytes }));
    if (privateKey === undefined) return;
    signFeed(this.#folder, privateKey, options);
    if (signedAs === served) return;
    for (const end of ['', '.sig'])
      renameSync(join(this.#folder, signedAs + end), join(this.#folder, served + end));
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
    removeFolder(this.#folder);
  }

  #serve(name: string, response: ServerResponse): void {
    let bytes: Buffer;
    try {
      bytes = readFileSync(join(this.#folder, name));
    } catch {
      response.writeHead(404).end();
      return;
    }
    if (name.endsWith('.AppImage')) {
      this.packages += 1;
      if (this.answer !== undefined) {
        this.answer(response, bytes);
        return;
      }
    }
    response.writeHead(200, { 'content-length': bytes.length }).end(bytes);
  }
}
