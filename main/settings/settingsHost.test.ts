import { mkdtemp, readFile, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { SettingsView } from '../../src/ipc/settings.ts';
import { type Files, nodeFiles } from '../../src/world/atomicFile.ts';
import { SettingsFile } from '../../src/settings/file.ts';
import type { PolicyRead } from '../../src/settings/policy.ts';
import { type Settings, defaultSettings } from '../../src/settings/schema.ts';
import { fullDisk, readOnlyFolder } from '../../src/settings/testing/troubledFiles.ts';
import { Secrets } from '../keyring/secrets.ts';
import { SettingsHost } from './settingsHost.ts';
import { FakeKeyring, openGate } from '../testing/fakeKeyring.ts';

const mine: Settings = {
  ...defaultSettings,
  url: 'pbx.example.org',
  userName: 'panel',
  extension: '101',
  tls: true,
};

let folder: string;
let path: string;
let keyring: FakeKeyring;
let saved: { view: SettingsView; lineChanged: boolean }[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'offhook-settings-host-'));
  path = join(folder, 'settings.json');
  keyring = new FakeKeyring();
  saved = [];
});

async function open(
  files: Files = nodeFiles,
  secretFiles = files,
  policy?: PolicyRead,
): Promise<{ host: SettingsHost; secrets: Secrets }> {
  const secrets = new Secrets({
    keyring,
    gate: openGate,
    files: secretFiles,
    path: join(folder, 'secret.json'),
    platform: 'linux',
    nowWallMs: () => 0,
    log: () => undefined,
    onSecret: () => undefined,
    shown: Promise.resolve(),
  });
  await secrets.load();
  const host = new SettingsHost({
    file: new SettingsFile(files, path, () => 0, policy?.ok === true ? policy.policy : undefined),
    ...(policy === undefined ? {} : { policy }),
    secrets,
    readFile: (file) => readFile(file),
    onSaved: (view, lineChanged) => saved.push({ view, lineChanged }),
  });
  await host.load();
  return { host, secrets };
}

describe('saving settings', () => {
  it('puts them in force, and they are there after a restart, with the secret and without showing it', async () => {
    const { host } = await open();
    const result = await host.save({ settings: mine, secret: 'hunter2!' });
    const view = { settings: mine, hasSecret: true, secretStore: 'keyring', warnings: [] };
    expect(result).toEqual({ status: 'saved', view });
    expect(saved).toEqual([{ view, lineChanged: true }]);
    expect(JSON.stringify(result)).not.toContain('hunter2!');
    const { host: later, secrets } = await open();
    expect(later.view()).toEqual(view);
    expect(await secrets.get(mine.url)).toBe('hunter2!');
    expect(await readFile(path, 'utf8')).not.toContain('hunter2!');
  });

  it('ends the first start, which asks what nobody has decided', async () => {
    const { host } = await open();
    expect(host.view().setUp).toEqual({ questions: ['pbx', 'account', 'line'], isFirstStart: true });
    await host.save({ settings: defaultSettings });
    expect(host.view().setUp?.isFirstStart).toBe(false);
    const { host: later } = await open();
    expect(later.view().setUp).toEqual({ questions: ['pbx', 'account', 'line'], isFirstStart: false });
    await later.save({ settings: mine, secret: 'hunter2!' });
    expect(later.view().setUp).toBeUndefined();
  });

  it('keeps the stored secret when none is given, for the same host', async () => {
    const { host, secrets } = await open();
    await host.save({ settings: mine, secret: 'hunter2!' });
    expect((await host.save({ settings: { ...mine, extension: '102' } })).status).toBe('saved');
    expect(await secrets.get(mine.url)).toBe('hunter2!');
  });

  it('moves the known secret to the file, and out of it again, as the person chooses', async () => {
    keyring.available = false;
    const { host } = await open();
    await host.save({ settings: mine, secret: 'hunter2!' });
    expect((await open()).secrets.hasAny).toBe(false);
    await host.save({ settings: { ...mine, keepSecretUnprotected: true } });
    const later = await open();
    expect(await later.secrets.get(mine.url)).toBe('hunter2!');
    await later.host.save({ settings: { ...mine, keepSecretUnprotected: false } });
    expect(await later.secrets.get(mine.url)).toBe('hunter2!');
    expect((await open()).secrets.hasAny).toBe(false);
    expect(await readdir(folder)).toEqual(['settings.json', 'settings.lastGood.json']);
  });

  it('changes nothing that the administrator locked, whoever asks: not the form, not a connector’s file', async () => {
    const locked = { url: 'pbx.example.org', secondCall: 'hold' } as const;
    const policy = { ok: true, policy: { by: 'IT', preset: {}, locked } } as const;
    const { host } = await open(nodeFiles, nodeFiles, policy);
    expect(host.view()).toMatchObject({
      settings: locked,
      policy: { by: 'IT', locked: ['url', 'secondCall'] },
    });
    expect(
      await host.save({ settings: { ...mine, ...locked, url: 'evil.example' }, secret: 'hunter2!' }),
    ).toEqual({ status: 'invalid', fields: [{ path: 'url', code: 'locked' }] });
    expect((await host.save({ settings: { ...mine, ...locked }, secret: 'hunter2!' })).status).toBe('saved');
    await host.rememberSecondCall('leave');
    expect(host.settings.secondCall).toBe('hold');
    const xml = join(folder, 'connector.xml');
    await writeFile(xml, '<asterisk url="evil.example" userName="other"/>');
    expect(await host.import(xml)).toMatchObject({
      settings: { userName: 'other' },
      attributes: [
        { name: 'url', fate: 'locked' },
        { name: 'userName', fate: 'taken' },
      ],
    });
  });

  it('tells that the administrator’s file cannot be used', async () => {
    const { host } = await open(nodeFiles, nodeFiles, { ok: false, detail: 'locked.x: unknownField' });
    expect(host.view().policyFault).toBe('locked.x: unknownField');
  });

  it('asks for the secret again when the host is another: a page must not get it sent to a host of its choice', async () => {
    const { host, secrets } = await open();
    await host.save({ settings: mine, secret: 'hunter2!' });
    expect(await host.save({ settings: { ...mine, url: 'evil.example' } })).toEqual({
      status: 'invalid',
      fields: [{ path: 'secret', code: 'secretNeededForNewHost' }],
    });
    expect(host.settings.url).toBe('pbx.example.org');
    await expect(secrets.get('evil.example')).rejects.toThrow('no secret for this host');
  });

  it('leaves the line alone when nothing changed', async () => {
    const { host } = await open();
    await host.save({ settings: mine, secret: 'hunter2!' });
    await host.save({ settings: mine });
    expect(saved.map(({ lineChanged }) => lineChanged)).toEqual([true, false]);
  });

  it('leaves the line alone when only the panel looks at what changed', async () => {
    const { host } = await open();
    await host.save({ settings: mine, secret: 'hunter2!' });
    await host.save({ settings: { ...mine, pauseReasons: ['Lunch'], secondCall: 'leave' } });
    await host.save({ settings: { ...mine, queues: ['support'] } });
    expect(saved.map(({ lineChanged }) => lineChanged)).toEqual([true, false, true]);
  });

  it('tells every field that must change, and changes nothing', async () => {
    const { host } = await open();
    expect(await host.save({ settings: { ...mine, port: 0, device: '101' } })).toEqual({
      status: 'invalid',
      fields: [
        { path: 'port', code: 'outOfRange' },
        { path: 'device', code: 'notADevice' },
      ],
    });
    expect(await host.save({ settings: { ...mine, userName: '', extension: '' } })).toEqual({
      status: 'invalid',
      fields: [
        { path: 'userName', code: 'required' },
        { path: 'extension', code: 'required' },
        { path: 'secret', code: 'required' },
      ],
    });
    expect(saved).toEqual([]);
    expect(await readdir(folder)).toEqual([]);
  });

  it('looks at the files that are named', async () => {
    const { host } = await open();
    const pem = join(folder, 'ca.pem');
    const codeOf = async (settings: Settings): Promise<unknown> => {
      const result = await host.save({ settings, secret: 'hunter2!' });
      return result.status === 'invalid' ? result.fields : result.status;
    };
    const withCa = { ...mine, tlsCaFile: pem };
    expect(await codeOf(withCa)).toEqual([{ path: 'tlsCaFile', code: 'fileUnreadable' }]);
    await writeFile(pem, 'no certificate');
    expect(await codeOf(withCa)).toEqual([{ path: 'tlsCaFile', code: 'notACertificate' }]);
    await writeFile(pem, '-----BEGIN CERTIFICATE-----\n');
    expect(await codeOf(withCa)).toBe('saved');
    expect(await codeOf({ ...mine, filePath: join(folder, 'none') })).toEqual([
      { path: 'filePath', code: 'fileUnreadable' },
    ]);
  });

  it.each([
    ['a full disk', fullDisk, 'diskFull'],
    ['a read-only folder', readOnlyFolder, 'notWritable'],
  ] as const)('on %s changes nothing, the secret neither', async (_where, files, code) => {
    await (await open()).host.save({ settings: mine, secret: 'hunter2!' });
    // The secret's file has room: it must not change all the same, for the settings have none.
    const { host, secrets } = await open(files, nodeFiles);
    const draft = { settings: { ...mine, extension: '102' }, secret: 'other secret' };
    expect(await host.save(draft)).toMatchObject({ status: 'failed', code });
    expect(host.settings).toEqual(mine);
    expect(await secrets.get(mine.url)).toBe('hunter2!');
    const later = await open();
    expect(later.host.settings).toEqual(mine);
    expect(await later.secrets.get(mine.url)).toBe('hunter2!');
    expect((await readdir(folder)).sort()).toEqual([
      'secret.json',
      'settings.json',
      'settings.lastGood.json',
    ]);
  });

  it('says when the keyring does not take the secret, and changes nothing', async () => {
    const { host } = await open();
    keyring.broken = true;
    const result = await host.save({ settings: mine, secret: 'hunter2!' });
    expect(result).toMatchObject({ status: 'failed', code: 'secretNotStored' });
    expect(JSON.stringify(result)).not.toContain('hunter2!');
    expect(await readdir(folder)).toEqual([]);
  });

  it('without a keyring says that the secret is kept until the app is closed', async () => {
    keyring.available = false;
    const { host } = await open();
    expect(await host.save({ settings: mine, secret: 'hunter2!' })).toMatchObject({
      status: 'saved',
      view: { hasSecret: true, secretStore: 'memoryOnly' },
    });
    expect((await open()).host.view()).toMatchObject({ hasSecret: false });
  });

  it('takes asyncOriginate: false, tells that it is not obeyed, and keeps it', async () => {
    const { host } = await open();
    const settings = { ...mine, asyncOriginate: false };
    expect(await host.save({ settings, secret: 'hunter2!' })).toMatchObject({
      view: { settings, warnings: ['asyncOriginateNotObeyed'] },
    });
  });

  it('twice at the same time is once after the other', async () => {
    const { host } = await open();
    await Promise.all([
      host.save({ settings: mine, secret: 'hunter2!' }),
      host.save({ settings: { ...mine, extension: '102' } }),
    ]);
    expect((await open()).host.settings.extension).toBe('102');
  });
});

describe('a settings file that could not be used', () => {
  it('is told until something is saved', async () => {
    await writeFile(path, '{"port":0}');
    const { host } = await open();
    const setAside = { file: 'settings.json', detail: 'port: outOfRange' };
    expect(host.view()).toEqual({
      settings: defaultSettings,
      hasSecret: false,
      secretStore: 'keyring',
      warnings: [],
      setUp: { questions: ['pbx', 'account', 'line'], isFirstStart: false },
      setAside,
    });
    expect(host.lost).toBe('port: outOfRange');
    await host.save({ settings: mine, secret: 'hunter2!' });
    expect(host.view().setAside).toBeUndefined();
    expect(host.lost).toBeUndefined();
  });

  it('gives way to the last good settings, which are in force at once; that is said until new ones are saved', async () => {
    await (await open()).host.save({ settings: mine, secret: 'hunter2!' });
    await writeFile(path, '{"url":');
    const { host } = await open();
    saved = [];
    expect(host.lost).toBe('not JSON');
    expect(host.view().setAside).toMatchObject({ goodAtMs: 0 });
    const result = await host.restore();
    const keptAs = 'settings.1970-01-01T00-00-00.000Z.json';
    expect(result).toEqual({ status: 'saved', view: host.view() });
    expect(host.view()).toMatchObject({ settings: mine, hasSecret: true, restored: { atMs: 0, keptAs } });
    expect(host.view().setAside).toBeUndefined();
    expect(host.lost).toBeUndefined();
    expect(saved).toEqual([{ view: host.view(), lineChanged: true }]);
    expect(await readFile(join(folder, keptAs), 'utf8')).toBe('{"url":');
    await host.save({ settings: mine });
    expect(host.view().restored).toBeUndefined();
  });

  it('stays lost where the last good settings cannot be put in its place', async () => {
    await (await open()).host.save({ settings: mine, secret: 'hunter2!' });
    await writeFile(path, '{"url":');
    const { host } = await open(fullDisk);
    saved = [];
    expect(await host.restore()).toMatchObject({ status: 'failed', code: 'diskFull' });
    expect(host.lost).toBe('not JSON');
    expect(saved).toEqual([]);
  });

  it('is no reason to restore anything while there is none', async () => {
    const { host } = await open();
    await host.save({ settings: mine, secret: 'hunter2!' });
    saved = [];
    expect(await host.restore()).toEqual({ status: 'saved', view: host.view() });
    expect(saved).toEqual([]);
  });

  it('is told apart from one with settings that are not known here', async () => {
    await writeFile(path, '{"ringtone":"bell.wav"}');
    expect((await open()).host.view()).toMatchObject({ warnings: ['unknownSettingsKept'] });
  });
});

describe('what becomes of a second call', () => {
  it('is remembered without a word about the rest, which may be incomplete, and without touching the line', async () => {
    await writeFile(path, '{"url":"pbx-1","ringtone":"bell.wav"}');
    const { host } = await open();
    expect(await host.rememberSecondCall('hold')).toMatchObject({ status: 'saved' });
    expect(saved).toMatchObject([
      { lineChanged: false, view: { settings: { url: 'pbx-1', secondCall: 'hold' } } },
    ]);
    const { host: later } = await open();
    expect(later.settings).toMatchObject({ url: 'pbx-1', secondCall: 'hold' });
    expect(await readFile(path, 'utf8')).toContain('bell.wav');
  });

  it('is in force on a full disk too, until the app is closed', async () => {
    const { host } = await open(fullDisk);
    expect(await host.rememberSecondCall('leave')).toMatchObject({ status: 'failed', code: 'diskFull' });
    expect(host.settings.secondCall).toBe('leave');
    const { host: later } = await open();
    expect(later.settings.secondCall).toBe('ask');
  });

  it('waits for a save that is under way, and takes nothing of it back', async () => {
    const { host } = await open();
    const saving = host.save({ settings: mine, secret: 'hunter2!' });
    await Promise.all([saving, host.rememberSecondCall('hold')]);
    expect(host.settings).toEqual({ ...mine, secondCall: 'hold' });
    expect((await open()).host.settings).toEqual(host.settings);
  });
});

describe('the settings of a connector', () => {
  const xml = (attributes: string): Promise<string> => {
    const file = join(folder, 'connector.xml');
    return writeFile(file, `<settings><asterisk ${attributes} /></settings>`).then(() => file);
  };

  it('are for the form: nothing is in force, stored or shown of the secret, before they are saved', async () => {
    const { host, secrets } = await open();
    const result = await host.import(
      await xml('url="pbx.example.org" userName="panel" secret="hunter2!" chat="1"'),
    );
    expect(result).toEqual({
      status: 'read',
      view: { ...host.view(), importedSecretFor: 'pbx.example.org' },
      settings: { url: 'pbx.example.org', userName: 'panel' },
      attributes: [
        { name: 'url', fate: 'taken' },
        { name: 'userName', fate: 'taken' },
        { name: 'secret', fate: 'taken' },
        { name: 'chat', fate: 'unknown' },
      ],
    });
    expect(JSON.stringify(result)).not.toContain('hunter2!');
    expect(host.settings).toEqual(defaultSettings);
    await expect(secrets.get('pbx.example.org')).rejects.toThrow('no secret');

    expect((await host.save({ settings: mine })).status).toBe('saved');
    expect(await secrets.get('pbx.example.org')).toBe('hunter2!');
    expect(host.view().importedSecretFor).toBeUndefined();
  });

  it('give their secret to no other host, and not over one that was typed', async () => {
    const { host } = await open();
    await host.import(await xml('url="pbx.example.org" secret="hunter2!"'));
    const elsewhere = { settings: { ...mine, url: 'evil.example' } };
    expect(host.completed(elsewhere)).toEqual(elsewhere);
    expect(host.completed({ settings: mine, secret: 'typed' })).toEqual({ settings: mine, secret: 'typed' });
    expect(host.completed({ settings: mine })).toEqual({ settings: mine, secret: 'hunter2!' });
    expect(await host.save(elsewhere)).toMatchObject({ status: 'invalid', fields: [{ path: 'secret' }] });
  });

  it('without a host are for the one that is set', async () => {
    const { host } = await open();
    await host.save({ settings: mine, secret: 'old' });
    await host.import(await xml('secret="hunter2!"'));
    expect(host.view().importedSecretFor).toBe('pbx.example.org');
  });

  it('that cannot be read are told, and change nothing', async () => {
    const { host } = await open();
    expect(await host.import(join(folder, 'absent.xml'))).toEqual({
      status: 'failed',
      code: 'fileUnreadable',
    });
    expect(await host.import(await xml('url="a'))).toEqual({ status: 'failed', code: 'notXml' });
    await writeFile(join(folder, 'other.xml'), '<settings />');
    expect(await host.import(join(folder, 'other.xml'))).toEqual({ status: 'failed', code: 'noConnector' });
    expect(host.view().importedSecretFor).toBeUndefined();
  });
});
