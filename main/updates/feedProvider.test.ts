import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppImageUpdater } from 'electron-updater';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { feedText, newKeys, signText, withStatement } from '../../scripts/lib/release/updateFeed.mjs';
import { type Files, nodeFiles } from '../../src/world/atomicFile.ts';
import { FakeClock } from '../../src/ami/testing/fakeClock.ts';
import { feedProvider } from './feedProvider.ts';
import { NewestFeeds } from './newestFeeds.ts';
import { fitsPin } from './pin.ts';
import type { Fetch } from './signedFeed.ts';
import type { UpdatePlan } from './updater.ts';

const ours = newKeys();
const address = 'https://updates.example';
const here = { product: 'Offhook', system: 'linux', processor: 'x64' };
const mondayMs = Date.UTC(2026, 5, 1);
const dayMs = 86_400_000;

let files: Record<string, string>;
let asked: string[];
let userData: string;
let newest: NewestFeeds;
const memory = (): string => join(userData, 'update-feeds.json');

/** As a new start of the app has it. */
function start(disk: Files = nodeFiles): void {
  newest = new NewestFeeds(memory(), { files: disk, clock: new FakeClock(), log: () => undefined });
}

beforeEach(() => {
  files = {};
  asked = [];
  userData = mkdtempSync(join(tmpdir(), 'offhook-updates-'));
  start();
});
afterEach(() => rmSync(userData, { recursive: true }));

const get: Fetch = (url) => {
  const { pathname } = new URL(url);
  asked.push(pathname);
  const text = files[pathname];
  return Promise.resolve(new Response(text, { status: text === undefined ? 404 : 200 }));
};

const release = (version: string): string =>
  feedText({ version, url: `Offhook-${version}.AppImage`, bytes: Buffer.from(version) });

function serve(name: string, text: string, { privateKey } = ours): void {
  files[`/${name}`] = text;
  files[`/${name}.sig`] = signText(text, privateKey);
}

interface Made {
  /** The name that it was signed under. */
  readonly of?: string;
  readonly signedAtMs?: number;
}

function publish(
  text: string,
  name = 'latest-linux.yml',
  { of = name, signedAtMs = mondayMs }: Made = {},
): void {
  serve(name, withStatement(of, text, signedAtMs));
}

/** The real one; of Electron it needs only to know where it is. */
function updaterOn(plan: Partial<UpdatePlan> = {}, target = here): AppImageUpdater {
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
  updater.setFeedURL({
    provider: 'custom',
    updateProvider: feedProvider(all, { here: target, newest }, get),
  });
  return updater;
}

async function found(plan: Partial<UpdatePlan> = {}, target = here): Promise<string | undefined> {
  const result = await updaterOn(plan, target).checkForUpdates();
  return result?.isUpdateAvailable === true ? result.updateInfo.version : undefined;
}

describe('electron-updater on a signed feed', () => {
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
    serve('latest-linux.yml', withStatement('latest-linux.yml', release('1.3.0'), mondayMs), newKeys());
    await expect(found()).rejects.toMatchObject({ code: 'updateWrongSignature' });
  });

  it('takes the test versions where they are wished, and from them nothing older', async () => {
    publish(release('1.3.0-beta.2'), 'beta-linux.yml');
    expect(await found({ channel: 'beta' })).toBe('1.3.0-beta.2');
    publish(release('1.1.0'), 'beta-linux.yml');
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

describe('a well signed feed of something else', () => {
  const ofAnother = { code: 'updateForAnother' };
  const none = withStatement('latest-linux.yml', release('1.3.0'), mondayMs);
  const [statement = ''] = none.split('\n', 1);
  const stated = (changed: string): string => `${changed}\n${release('1.3.0')}`;

  it.each([
    ['of Windows', 'latest.yml'],
    ['of macOS', 'latest-mac.yml'],
    ['of another processor', 'latest-linux-arm64.yml'],
    ['of the test versions', 'beta-linux.yml'],
  ])('%s is refused, and nothing that it names is asked for', async (_what, of) => {
    publish(release('1.3.0'), 'latest-linux.yml', { of });
    await expect(found()).rejects.toMatchObject(ofAnother);
    expect(asked).toEqual(['/latest-linux.yml', '/latest-linux.yml.sig']);
  });

  it('fits the system that it was signed for', async () => {
    publish(release('1.3.0'), 'latest-linux.yml', { of: 'latest.yml' });
    expect(await found({}, { ...here, system: 'win32' })).toBe('1.3.0');
    publish(release('1.3.0'), 'latest-linux.yml', { of: 'latest-mac.yml' });
    for (const processor of ['x64', 'arm64'])
      expect(await found({}, { ...here, system: 'darwin', processor })).toBe('1.3.0');
    await expect(found({}, { ...here, system: 'win32' })).rejects.toMatchObject(ofAnother);
  });

  it.each([
    ['says nothing, as those of old did', release('1.3.0')],
    ['says it in a later line only', `${release('1.3.0')}${statement}\n`],
    ['says another version than it names', stated(statement.replace('1.3.0', '1.4.0'))],
    ['is of another product', stated(statement.replace('"Offhook"', '"Onhook"'))],
    ['has no time', stated(statement.replace(/,"signedAt":"[^"]*"/, ''))],
    ['has a time that is none', stated(statement.replace(/"signedAt":"[^"]*"/, '"signedAt":"tomorrow"'))],
    ['names no processor', stated(statement.replace('["x64"]', '[]'))],
    ['is no JSON', stated('offhook: {')],
  ])('that %s is refused', async (_what, text) => {
    serve('latest-linux.yml', text);
    await expect(found()).rejects.toMatchObject(ofAnother);
  });

  it('is not remembered as the newest', async () => {
    publish(release('1.3.0'), 'latest-linux.yml', { of: 'latest.yml', signedAtMs: mondayMs + dayMs });
    await expect(found()).rejects.toMatchObject(ofAnother);
    publish(release('1.3.0'));
    expect(await found()).toBe('1.3.0');
  });
});

describe('an old feed, served again', () => {
  const older = { code: 'updateOlder' };
  const old = (): void => publish(release('1.3.0'));
  const fresh = (): void => publish(release('1.4.0'), 'latest-linux.yml', { signedAtMs: mondayMs + dayMs });

  it('is refused once a newer one was seen, also after a restart, and nothing that it names is asked for', async () => {
    old();
    expect(await found()).toBe('1.3.0');
    fresh();
    expect(await found()).toBe('1.4.0');
    old();
    await expect(found()).rejects.toMatchObject(older);
    start();
    await expect(found()).rejects.toMatchObject(older);
    expect(asked.every((path) => path.startsWith('/latest-linux.yml'))).toBe(true);
    fresh();
    expect(await found()).toBe('1.4.0');
  });

  it('is reported by the times of the signatures alone: no clock of this computer has a part in it', async () => {
    publish(release('1.4.0'), 'latest-linux.yml', { signedAtMs: Date.UTC(2199, 0) });
    expect(await found()).toBe('1.4.0');
    publish(release('1.5.0'), 'latest-linux.yml', { signedAtMs: Date.UTC(1999, 0) });
    await expect(found()).rejects.toMatchObject(older);
  });

  it('is no matter of another feed, another channel or another key', async () => {
    fresh();
    expect(await found()).toBe('1.4.0');
    old();
    expect(await found({ feed: `${address}:8443` })).toBe('1.3.0');
    publish(release('1.3.0'), 'beta-linux.yml');
    expect(await found({ channel: 'beta' })).toBe('1.3.0');
    const next = newKeys();
    serve('latest-linux.yml', withStatement('latest-linux.yml', release('1.3.0'), mondayMs), next);
    expect(await found({ key: next.publicKey })).toBe('1.3.0');
    old();
    await expect(found({ feed: `${address}/` })).rejects.toMatchObject(older);
  });

  it.each(['', '{"newest":', '[]', '{"version":1,"newest":{"x":"y"}}'])(
    'could be any while the memory is damaged (%j): none is taken, and the memory stays as it is',
    async (damaged) => {
      writeFileSync(memory(), damaged);
      fresh();
      await expect(found()).rejects.toMatchObject({ code: 'updateMemory' });
      expect(readFileSync(memory(), 'utf8')).toBe(damaged);
      rmSync(memory());
      expect(await found()).toBe('1.4.0');
    },
  );

  it('is refused also where the disk is full: what was seen is in force', async () => {
    const full = (): Promise<void> => Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' }));
    start({ ...nodeFiles, writeNew: full });
    fresh();
    expect(await found()).toBe('1.4.0');
    old();
    await expect(found()).rejects.toMatchObject(older);
  });
});
