import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { feedText, newKeys, signText } from '../../scripts/lib/release/updateFeed.mjs';
import { isFeedAddress, readSigned, readUpdateKey } from './signedFeed.ts';

const ours = newKeys();
const key = readUpdateKey(ours.publicKey);

let server: Server;
let address: string;
let files: Record<string, string>;

beforeEach(async () => {
  files = {};
  server = createServer((request, response) => {
    const text = files[new URL(request.url ?? '/', 'http://feed').pathname];
    if (text === undefined) response.writeHead(404).end();
    else response.end(text);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

function publish(text: string, { privateKey = ours.privateKey, name = '/latest-linux.yml' } = {}): void {
  files[name] = text;
  files[`${name}.sig`] = signText(text, privateKey);
}

const release = (version: string): string =>
  feedText({ version, url: `Offhook-${version}.AppImage`, bytes: Buffer.from(version) });
const read = (): Promise<string> => readSigned(new URL(`${address}/latest-linux.yml?noCache=1`), key, fetch);

describe('a file of the feed', () => {
  it('is believed with our signature', async () => {
    publish(release('1.3.0'));
    expect(await read()).toBe(release('1.3.0'));
  });

  it.each<[string, string, () => void]>([
    ['there is none', 'updateFeedMissing', () => undefined],
    ['it has no signature', 'updateUnsigned', () => (files = { '/latest-linux.yml': release('1.3.0') })],
    ['others signed it', 'updateWrongSignature', () => publish(release('1.3.0'), newKeys())],
    [
      'a byte of it is another',
      'updateWrongSignature',
      () => {
        publish(release('1.3.0'));
        files['/latest-linux.yml'] = release('1.3.0').replace('version: 1.3.0', 'version: 1.3.1');
      },
    ],
    [
      'its signature is none',
      'updateWrongSignature',
      () => {
        publish(release('1.3.0'));
        files['/latest-linux.yml.sig'] = '<html>';
      },
    ],
    ['it is far too large', 'updateFeedUnreadable', () => publish('#'.repeat(300_000))],
  ])('is refused where %s', async (_why, code, prepare) => {
    prepare();
    await expect(read()).rejects.toMatchObject({ code });
  });

  it('is not asked for over an open network', async () => {
    const open = new URL('http://updates.example/latest-linux.yml');
    await expect(readSigned(open, key, fetch)).rejects.toMatchObject({ code: 'updateFeedAddress' });
  });
});

it.each([
  ['https://updates.example/offhook', true],
  ['http://127.0.0.1:8080', true],
  ['http://[::1]:8080', true],
  ['http://updates.example', false],
  ['http://127.0.0.1.evil.example', false],
  ['https://user:word@updates.example', false],
  ['file:///tmp/feed', false],
  ['', false],
])('%s as an address: %s', (text, may) => {
  expect(isFeedAddress(text)).toBe(may);
});

it('a key of another kind is refused', () => {
  expect(() => readUpdateKey('bm90IGEga2V5')).toThrow();
});
