import { createServer, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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
}

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
  publish({ version, bytes, privateKey, stagingPercentage }: Release): void {
    this.answer = undefined;
    const url = `Offhook-${version}.AppImage`;
    writeFileSync(join(this.#folder, url), bytes);
    writeFileSync(join(this.#folder, 'latest-linux.yml'), feedText({ version, url, bytes }));
    rmSync(join(this.#folder, 'latest-linux.yml.sig'), { force: true });
    const staged = stagingPercentage === undefined ? {} : { stagingPercentage };
    if (privateKey !== undefined) signFeed(this.#folder, privateKey, staged);
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
