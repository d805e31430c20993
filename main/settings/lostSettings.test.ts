import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../src/settings/schema.ts';
import { fullDisk } from '../../src/settings/testing/troubledFiles.ts';
import { mine, SettingsBench } from './testing/settingsBench.ts';

const bench = new SettingsBench();

describe('a settings file that could not be used', () => {
  it('is reported until something is saved', async () => {
    await writeFile(bench.path, '{"port":0}');
    const { host } = await bench.open();
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
    await (await bench.open()).host.save({ settings: mine, secret: 'hunter2!' });
    await writeFile(bench.path, '{"url":');
    const { host } = await bench.open();
    bench.saved = [];
    expect(host.lost).toBe('not JSON');
    expect(host.view().setAside).toMatchObject({ goodAtMs: 0 });
    const result = await host.restore();
    const keptAs = 'settings.1970-01-01T00-00-00.000Z.json';
    expect(result).toEqual({ status: 'saved', view: host.view() });
    expect(host.view()).toMatchObject({ settings: mine, hasSecret: true, restored: { atMs: 0, keptAs } });
    expect(host.view().setAside).toBeUndefined();
    expect(host.lost).toBeUndefined();
    expect(bench.saved).toEqual([{ view: host.view(), lineChanged: true }]);
    expect(await readFile(join(bench.folder, keptAs), 'utf8')).toBe('{"url":');
    await host.save({ settings: mine });
    expect(host.view().restored).toBeUndefined();
  });

  it('stays lost where the last good settings cannot be put in its place', async () => {
    await (await bench.open()).host.save({ settings: mine, secret: 'hunter2!' });
    await writeFile(bench.path, '{"url":');
    const { host } = await bench.open(fullDisk);
    bench.saved = [];
    expect(await host.restore()).toMatchObject({ status: 'failed', code: 'diskFull' });
    expect(host.lost).toBe('not JSON');
    expect(bench.saved).toEqual([]);
  });

  it('is no reason to restore anything while there is none', async () => {
    const { host } = await bench.open();
    await host.save({ settings: mine, secret: 'hunter2!' });
    bench.saved = [];
    expect(await host.restore()).toEqual({ status: 'saved', view: host.view() });
    expect(bench.saved).toEqual([]);
  });

  it('is told apart from one with settings that are not known here', async () => {
    await writeFile(bench.path, '{"ringtone":"bell.wav"}');
    expect((await bench.open()).host.view()).toMatchObject({ warnings: ['unknownSettingsKept'] });
  });
});
