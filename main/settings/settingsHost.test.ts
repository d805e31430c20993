import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodeFiles } from '../../src/world/atomicFile.ts';
import { type Settings, defaultSettings } from '../../src/settings/schema.ts';
import { fullDisk, readOnlyFolder } from '../../src/settings/testing/troubledFiles.ts';
import { mine, SettingsBench } from './testing/settingsBench.ts';

const bench = new SettingsBench();

describe('saving settings', () => {
  it('puts them in force, and they are there after a restart, with the secret and without showing it', async () => {
    const { host } = await bench.open();
    const result = await host.save({ settings: mine, secret: 'hunter2!' });
    const view = { settings: mine, hasSecret: true, secretStore: 'keyring', warnings: [] };
    expect(result).toEqual({ status: 'saved', view });
    expect(bench.saved).toEqual([{ view, lineChanged: true }]);
    expect(JSON.stringify(result)).not.toContain('hunter2!');
    const { host: later, secrets } = await bench.open();
    expect(later.view()).toEqual(view);
    expect(await secrets.get(mine.url)).toBe('hunter2!');
    expect(await readFile(bench.path, 'utf8')).not.toContain('hunter2!');
  });

  it('keeps the password of the phone in the app for its address alone', async () => {
    const { host, phoneSecrets } = await bench.open();
    const settings = { ...mine, protocol: 'computer' } as const;
    expect(await host.save({ settings, secret: 'hunter2!' })).toEqual({
      status: 'invalid',
      fields: [{ path: 'phonePassword', code: 'required' }],
    });
    const saved = await host.save({ settings, secret: 'hunter2!', phonePassword: 'sip-pass' });
    expect(saved).toMatchObject({ status: 'saved', view: { hasPhonePassword: true } });
    expect(JSON.stringify(saved)).not.toContain('sip-pass');
    expect(await readFile(bench.path, 'utf8')).not.toContain('sip-pass');
    expect(await phoneSecrets.get('pbx.example.org:8089')).toBe('sip-pass');
    const elsewhere = { ...settings, phoneUrl: 'wss://evil.example/ws' };
    expect(await host.save({ settings: elsewhere })).toMatchObject({
      status: 'invalid',
      fields: [{ path: 'phonePassword' }],
    });
    const { host: later } = await bench.open();
    expect(later.view().hasPhonePassword).toBe(true);
  });

  it('ends the first start, which asks what no one has decided', async () => {
    const { host } = await bench.open();
    expect(host.view().setUp).toEqual({ questions: ['pbx', 'account', 'line'], isFirstStart: true });
    await host.save({ settings: defaultSettings });
    expect(host.view().setUp?.isFirstStart).toBe(false);
    const { host: later } = await bench.open();
    expect(later.view().setUp).toEqual({ questions: ['pbx', 'account', 'line'], isFirstStart: false });
    await later.save({ settings: mine, secret: 'hunter2!' });
    expect(later.view().setUp).toBeUndefined();
  });

  it('keeps the stored secret when none is given, for the same host', async () => {
    const { host, secrets } = await bench.open();
    await host.save({ settings: mine, secret: 'hunter2!' });
    expect((await host.save({ settings: { ...mine, extension: '102' } })).status).toBe('saved');
    expect(await secrets.get(mine.url)).toBe('hunter2!');
  });

  it('moves the known secret to the file, and out of it again, as the person chooses', async () => {
    bench.keyring.available = false;
    const { host } = await bench.open();
    await host.save({ settings: mine, secret: 'hunter2!' });
    expect((await bench.open()).secrets.hasAny).toBe(false);
    await host.save({ settings: { ...mine, keepSecretUnprotected: true } });
    const later = await bench.open();
    expect(await later.secrets.get(mine.url)).toBe('hunter2!');
    await later.host.save({ settings: { ...mine, keepSecretUnprotected: false } });
    expect(await later.secrets.get(mine.url)).toBe('hunter2!');
    expect((await bench.open()).secrets.hasAny).toBe(false);
    expect(await readdir(bench.folder)).toEqual(['settings.json', 'settings.lastGood.json']);
  });

  it('changes nothing that the administrator locked, by any way: not the form, not a connector’s file', async () => {
    const locked = { url: 'pbx.example.org', secondCall: 'hold' } as const;
    const policy = { ok: true, policy: { by: 'IT', preset: {}, locked } } as const;
    const { host } = await bench.open(nodeFiles, nodeFiles, policy);
    expect(host.view()).toMatchObject({
      settings: locked,
      policy: { by: 'IT', locked: ['url', 'secondCall'] },
    });
    expect(
      await host.save({ settings: { ...mine, ...locked, url: 'evil.example' }, secret: 'hunter2!' }),
    ).toEqual({ status: 'invalid', fields: [{ path: 'url', code: 'locked' }] });
    expect((await host.save({ settings: { ...mine, ...locked }, secret: 'hunter2!' })).status).toBe('saved');
    await host.remember({ secondCall: 'leave' });
    expect(host.settings.secondCall).toBe('hold');
    const xml = join(bench.folder, 'connector.xml');
    await writeFile(xml, '<asterisk url="evil.example" userName="other"/>');
    expect(await host.import(xml)).toMatchObject({
      settings: { userName: 'other' },
      attributes: [
        { name: 'url', fate: 'locked' },
        { name: 'userName', fate: 'taken' },
      ],
    });
  });

  it('reports that the administrator’s file cannot be used', async () => {
    const { host } = await bench.open(nodeFiles, nodeFiles, { ok: false, detail: 'locked.x: unknownField' });
    expect(host.view().policyFault).toBe('locked.x: unknownField');
  });

  it('asks for the secret again when the host is another: a page must not get it sent to a host of its choice', async () => {
    const { host, secrets } = await bench.open();
    await host.save({ settings: mine, secret: 'hunter2!' });
    expect(await host.save({ settings: { ...mine, url: 'evil.example' } })).toEqual({
      status: 'invalid',
      fields: [{ path: 'secret', code: 'secretNeededForNewHost' }],
    });
    expect(host.settings.url).toBe('pbx.example.org');
    expect(host.view()).not.toHaveProperty('otherSecretFor');
    await expect(secrets.get('evil.example')).rejects.toThrow('no secret for this host');
  });

  it.each([
    ['another host', 'pbx.example.net', 'anotherHost'],
    ['any host', '', 'anyHost'],
  ])(
    'shows that the only secret is for %s, so that the form says what saving would',
    async (_title, host, other) => {
      const { host: settings, secrets } = await bench.open();
      secrets.hold('hunter2!', host);
      expect(settings.view()).toMatchObject({ hasSecret: false, otherSecretFor: other });
      const { status } = await settings.save({ settings: mine });
      expect(status).toBe(other === 'anyHost' ? 'saved' : 'invalid');
    },
  );

  it('leaves the line alone when nothing changed', async () => {
    const { host } = await bench.open();
    await host.save({ settings: mine, secret: 'hunter2!' });
    await host.save({ settings: mine });
    expect(bench.saved.map(({ lineChanged }) => lineChanged)).toEqual([true, false]);
  });

  it('leaves the line alone when only the panel reads what changed', async () => {
    const { host } = await bench.open();
    await host.save({ settings: mine, secret: 'hunter2!' });
    await host.save({ settings: { ...mine, pauseReasons: ['Lunch'], secondCall: 'leave', historyDays: 30 } });
    await host.save({ settings: { ...mine, queues: ['support'] } });
    expect(bench.saved.map(({ lineChanged }) => lineChanged)).toEqual([true, false, true]);
  });

  it('reports every field that must change, and changes nothing', async () => {
    const { host } = await bench.open();
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
    expect(bench.saved).toEqual([]);
    expect(await readdir(bench.folder)).toEqual([]);
  });

  it('looks at the files that are named', async () => {
    const { host } = await bench.open();
    const pem = join(bench.folder, 'ca.pem');
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
    expect(await codeOf({ ...mine, filePath: join(bench.folder, 'none') })).toEqual([
      { path: 'filePath', code: 'fileUnreadable' },
    ]);
  });

  it.each([
    ['a full disk', fullDisk, 'diskFull'],
    ['a read-only folder', readOnlyFolder, 'notWritable'],
  ] as const)('on %s changes nothing, the secret neither', async (_where, files, code) => {
    await (await bench.open()).host.save({ settings: mine, secret: 'hunter2!' });
    // The secret's file has room: it must not change all the same, for the settings have none.
    const { host, secrets } = await bench.open(files, nodeFiles);
    const draft = { settings: { ...mine, extension: '102' }, secret: 'other secret' };
    expect(await host.save(draft)).toMatchObject({ status: 'failed', code });
    expect(host.settings).toEqual(mine);
    expect(await secrets.get(mine.url)).toBe('hunter2!');
    const later = await bench.open();
    expect(later.host.settings).toEqual(mine);
    expect(await later.secrets.get(mine.url)).toBe('hunter2!');
    expect((await readdir(bench.folder)).sort()).toEqual([
      'secret.json',
      'settings.json',
      'settings.lastGood.json',
    ]);
  });

  it('says when the keyring does not take the secret, and changes nothing', async () => {
    const { host } = await bench.open();
    bench.keyring.broken = true;
    const result = await host.save({ settings: mine, secret: 'hunter2!' });
    expect(result).toMatchObject({ status: 'failed', code: 'secretNotStored' });
    expect(JSON.stringify(result)).not.toContain('hunter2!');
    expect(await readdir(bench.folder)).toEqual([]);
  });

  it('without a keyring says that the secret is kept until the app is closed', async () => {
    bench.keyring.available = false;
    const { host } = await bench.open();
    expect(await host.save({ settings: mine, secret: 'hunter2!' })).toMatchObject({
      status: 'saved',
      view: { hasSecret: true, secretStore: 'memoryOnly' },
    });
    expect((await bench.open()).host.view()).toMatchObject({ hasSecret: false });
  });

  it('takes asyncOriginate: false, reports that it is not obeyed, and keeps it', async () => {
    const { host } = await bench.open();
    const settings = { ...mine, asyncOriginate: false };
    expect(await host.save({ settings, secret: 'hunter2!' })).toMatchObject({
      view: { settings, warnings: ['asyncOriginateNotObeyed'] },
    });
  });

  it('twice at the same time is once after the other', async () => {
    const { host } = await bench.open();
    await Promise.all([
      host.save({ settings: mine, secret: 'hunter2!' }),
      host.save({ settings: { ...mine, extension: '102' } }),
    ]);
    expect((await bench.open()).host.settings.extension).toBe('102');
  });
});

describe('what becomes of a second call', () => {
  it('is remembered without a word about the rest, which may be incomplete, and without touching the line', async () => {
    await writeFile(bench.path, '{"url":"pbx-1","ringtone":"bell.wav"}');
    const { host } = await bench.open();
    expect(await host.remember({ secondCall: 'hold' })).toMatchObject({ status: 'saved' });
    expect(bench.saved).toMatchObject([
      { lineChanged: false, view: { settings: { url: 'pbx-1', secondCall: 'hold' } } },
    ]);
    const { host: later } = await bench.open();
    expect(later.settings).toMatchObject({ url: 'pbx-1', secondCall: 'hold' });
    expect(await readFile(bench.path, 'utf8')).toContain('bell.wav');
  });

  it('is in force on a full disk too, until the app is closed', async () => {
    const { host } = await bench.open(fullDisk);
    expect(await host.remember({ secondCall: 'leave' })).toMatchObject({
      status: 'failed',
      code: 'diskFull',
    });
    expect(host.settings.secondCall).toBe('leave');
    const { host: later } = await bench.open();
    expect(later.settings.secondCall).toBe('ask');
  });

  it('waits for a save that is under way, and takes nothing of it back', async () => {
    const { host } = await bench.open();
    const saving = host.save({ settings: mine, secret: 'hunter2!' });
    await Promise.all([saving, host.remember({ secondCall: 'hold' })]);
    expect(host.settings).toEqual({ ...mine, secondCall: 'hold' });
    expect((await bench.open()).host.settings).toEqual(host.settings);
  });
});
