import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Files, nodeFiles } from '../world/atomicFile.ts';
import { SettingsFile, parseSettings } from './file.ts';
import { type Settings, defaultSettings } from './schema.ts';
import { anySettings } from './testing/anySettings.ts';
import { fullDisk, readOnlyFolder, unreadable } from './testing/troubledFiles.ts';

const now = Date.UTC(2026, 10, 23, 9, 5, 7);
const asideName = 'settings.2026-11-23T09-05-07.000Z.json';
const mine: Settings = { ...defaultSettings, url: 'pbx.example.org', userName: 'panel', extension: '101' };

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'offhook-settings-'));
  path = join(folder, 'settings.json');
});

const open = (files: Files = nodeFiles): SettingsFile => new SettingsFile(files, path, () => now);
const save = async (file: SettingsFile, settings: Settings): Promise<void> =>
  (await file.stage(settings)).commit();

describe('the settings file', () => {
  it('is not needed: without it the defaults are in force', async () => {
    expect(await open().read()).toEqual({ settings: defaultSettings, unknown: {}, isNew: true });
    expect(await readdir(folder)).toEqual([]);
  });

  it('gives back what was saved', async () => {
    await save(open(), mine);
    expect((await open().read()).settings).toEqual(mine);
  });

  it('may leave out what is to have its default', async () => {
    await writeFile(path, '{"url":"pbx-1","extension":"101"}');
    expect((await open().read()).settings).toEqual({ ...defaultSettings, url: 'pbx-1', extension: '101' });
  });

  it('has nothing of a policy in it: what is locked, and what is as it is preset, is in force and not written', async () => {
    await writeFile(path, '{"tls":false,"port":5040,"extension":"101"}');
    const policy = { by: 'IT', preset: { port: 5039, agentName: 'Desk' }, locked: { tls: true } };
    const file = new SettingsFile(nodeFiles, path, () => now, policy);
    const { settings } = await file.read();
    expect(settings).toEqual({
      ...defaultSettings,
      extension: '101',
      agentName: 'Desk',
      port: 5040,
      tls: true,
    });
    await save(file, { ...settings, port: 5039, extension: '102' });
    const written = JSON.parse(await readFile(path, 'utf8')) as object;
    // Chosen before it was locked: in force again once it is unlocked.
    expect(written).toMatchObject({ tls: false, extension: '102' });
    expect(written).not.toHaveProperty('port');
    expect(written).not.toHaveProperty('agentName');
    expect((await open().read()).settings).toMatchObject({ tls: false, port: defaultSettings.port });
  });

  it('may be missing or broken under a policy: that is in force all the same', async () => {
    const policy = { by: 'IT', preset: { port: 5039 }, locked: { tls: true } };
    const file = new SettingsFile(nodeFiles, path, () => now, policy);
    expect((await file.read()).settings).toEqual({ ...defaultSettings, port: 5039, tls: true });
    await writeFile(path, '{');
    expect((await file.read()).settings).toEqual({ ...defaultSettings, port: 5039, tls: true });
  });

  it('may begin with the byte order mark of a Windows editor', async () => {
    await writeFile(path, '\uFEFF{"extension":"101"}');
    expect((await open().read()).settings.extension).toBe('101');
  });

  it('may be incomplete while somebody prepares it', async () => {
    await writeFile(path, '{"url":"pbx-1"}');
    const read = await open().read();
    expect(read.settings.url).toBe('pbx-1');
    expect(read.setAside).toBeUndefined();
  });

  it('keeps settings that this version does not know when it is written', async () => {
    await writeFile(path, '{"extension":"101","ringtone":"bell.wav","__proto__":{"x":1}}');
    const file = open();
    const read = await file.read();
    expect(Object.keys(read.unknown)).toEqual(['ringtone', '__proto__']);
    await save(file, mine);
    const written = JSON.parse(await readFile(path, 'utf8')) as object;
    expect(written).toMatchObject({ ringtone: 'bell.wav', url: 'pbx.example.org' });
    expect(Object.keys(written)).toContain('__proto__');
  });

  it.each([
    ['', 'not JSON'],
    ['{"url": "pbx', 'not JSON'],
    ['[]', 'not a JSON object'],
    ['null', 'not a JSON object'],
    ['{"version":2,"url":"pbx-1"}', 'of a newer Offhook (version 2)'],
    ['{"version":"1"}', 'version: badValue'],
    ['{"port":99999,"url":"http://pbx"}', 'url: notAHost, port: outOfRange'],
    ['{"secret":"hunter2","port":"no"}', 'port: outOfRange'],
  ])('%j stays as it is, is reported at each start, and the defaults are in force', async (text, detail) => {
    await writeFile(path, text);
    for (let start = 0; start < 2; start++) {
      expect(await open().read()).toEqual({
        settings: defaultSettings,
        unknown: {},
        setAside: { file: 'settings.json', detail },
      });
    }
    expect(await readFile(path, 'utf8')).toBe(text);
    expect(await readdir(folder)).toEqual(['settings.json']);
  });

  it('is reported when it may not be read, and when it is a folder', async () => {
    await writeFile(path, 'sealed');
    expect((await open(unreadable).read()).setAside).toEqual({ file: 'settings.json', detail: 'EACCES' });
    await rm(path);
    await mkdir(path);
    expect((await open().read()).setAside?.detail).toBe('EISDIR');
  });

  it('is never written over when it could not be set aside', async () => {
    await writeFile(path, 'not JSON');
    const file = open(readOnlyFolder);
    expect((await file.read()).setAside).toEqual({ file: 'settings.json', detail: 'not JSON' });
    await expect(save(file, mine)).rejects.toMatchObject({ code: 'notWritable' });
    expect(await readFile(path, 'utf8')).toBe('not JSON');
  });

  it('is set aside before the first save', async () => {
    await writeFile(path, 'not JSON');
    let writable = false;
    const files: Files = {
      ...nodeFiles,
      rename: (from, to) => (writable ? nodeFiles : readOnlyFolder).rename(from, to),
    };
    const file = open(files);
    await file.read();
    writable = true;
    await save(file, mine);
    expect(await readFile(join(folder, asideName), 'utf8')).toBe('not JSON');
    expect((await open().read()).settings).toEqual(mine);
  });

  it.each([
    ['full disk', fullDisk, 'diskFull'],
    ['read-only folder', readOnlyFolder, 'notWritable'],
  ] as const)('on a %s stays as it was', async (_where, files, code) => {
    await save(open(), mine);
    await expect(save(open(files), { ...mine, extension: '102' })).rejects.toMatchObject({ code });
    expect((await open().read()).settings).toEqual(mine);
    expect(await readdir(folder)).toEqual(['settings.json', 'settings.lastGood.json']);
  });
});

describe('any settings', () => {
  it('survive the way through the file', async () => {
    await fc.assert(
      fc.asyncProperty(anySettings, async (settings) => {
        await save(open(), settings);
        expect((await open().read()).settings).toEqual(settings);
      }),
      { numRuns: 50 },
    );
  });

  it('are read from any text without ever throwing', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        const parsed = parseSettings(text);
        expect(parsed.ok || parsed.detail !== '').toBe(true);
      }),
    );
  });
});
