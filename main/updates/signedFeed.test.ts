import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppImageUpdater } from 'electron-updater';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { feedText, newKeys, signText } from '../../scripts/lib/release/updateFeed.mjs';
import { feedProvider } from './feedProvider.ts';
import { fitsPin } from './pin.ts';
import { isFeedAddress, readSigned, readUpdateKey } from './signedFeed.ts';
import type { UpdatePlan } from './updater.ts';

const ours = newKeys();
const key = readUpdateKey(ours.publicKey);

let server: Server;
let address: string;
let files: Record<string, string>;
let userData: string;

beforeEach(async () => {
  files = {};
  userData = mkdtempSync(join(tmpdir(), 'offhook-updates-'));
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
  rmSync(userData, { recursive: true });
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

describe('electron-updater on such a feed', () => {
  /** The real one; of Electron it needs only to know where it is. */
  function updaterOn(plan: Partial<UpdatePlan> = {}): AppImageUpdater {
    const updater = new AppImageUpdater(null, {
      version: '1.2.0',
      name: 'Offhook',
      isPackaged: true,
      userDataPath: userData,
      whenReady: () => Promise.resolve(),
    });
    updater.logger = null;
    updater.autoDownload = false;
    updater.forceDevUpdateConfig = true;
    updater.channel = plan.channel ?? 'latest';
    updater.allowDowngrade = false;
    updater.isUpdateSupported = ({ version }) => fitsPin(version, plan.version ?? '');
    const all = { feed: address, key: ours.publicKey, channel: 'latest', version: '', ...plan } as const;
    updater.setFeedURL({ provider: 'custom', updateProvider: feedProvider(all, fetch) });
    return updater;
  }
  const found = async (plan: Partial<UpdatePlan> = {}): Promise<string | undefined> => {
    const result = await updaterOn(plan).checkForUpdates();
    return result?.isUpdateAvailable === true ? result.updateInfo.version : undefined;
  };

  it('finds what is newer, and nothing in what is as old or older, however well signed', async () => {
    publish(release('1.3.0'));
    expect(await found()).toBe('1.3.0');
    publish(release('1.2.0'));
    expect(await found()).toBeUndefined();
    publish(release('1.1.9'));
    expect(await found()).toBeUndefined();
    await expect(found({ channel: 'beta' })).rejects.toThrow('there is none');
  });

  it('finds nothing in what is not ours', async () => {
    publish(release('1.3.0'), newKeys());
    await expect(found()).rejects.toMatchObject({ code: 'updateWrongSignature' });
  });

  it('takes the test versions where they are wished, and from them nothing older', async () => {
    publish(release('1.3.0-beta.2'), { name: '/beta-linux.yml' });
    expect(await found({ channel: 'beta' })).toBe('1.3.0-beta.2');
    publish(release('1.1.0'), { name: '/beta-linux.yml' });
    expect(await found({ channel: 'beta' })).toBeUndefined();
  });

  it('stays on the version that was named', async () => {
    publish(release('1.3.0'));
    expect(await found({ version: '1.2' })).toBeUndefined();
    expect(await found({ version: '1.3' })).toBe('1.3.0');
    expect(await found({ version: '1.3.0' })).toBe('1.3.0');
    expect(await found({ version: '1.3.1' })).toBeUndefined();
  });

  it('is for some of the computers first, always the same ones', async () => {
    publish(`${release('1.3.0')}stagingPercentage: 0\n`);
    expect(await found()).toBeUndefined();
    publish(`${release('1.3.0')}stagingPercentage: 100\n`);
    expect(await found()).toBe('1.3.0');
    publish(`${release('1.3.0')}stagingPercentage: 50\n`);
    const first = await found();
    for (let again = 0; again < 3; again++) expect(await found()).toBe(first);
  });
});
