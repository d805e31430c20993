import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Files, nodeFiles } from '../world/atomicFile.ts';
import { SettingsFile } from './file.ts';
import { type Settings, defaultSettings } from './schema.ts';
import { fullDisk, readOnlyFolder } from './testing/troubledFiles.ts';

const mine: Settings = { ...defaultSettings, url: 'pbx.example.org', userName: 'panel', extension: '101' };
const savedAtMs = Date.UTC(2026, 10, 23, 9, 5, 7);
const laterMs = savedAtMs + 86_400_000;

let folder: string;
let path: string;
let nowMs: number;
let writes: string[];
/** The real ones, and what is written by them. */
const counted: Files = {
  ...nodeFiles,
  writeNew: (to, content, mode) => {
    writes.push(to);
    return nodeFiles.writeNew(to, content, mode);
  },
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'offhook-good-'));
  path = join(folder, 'settings.json');
  nowMs = savedAtMs;
  writes = [];
});

const open = (files: Files = counted): SettingsFile => new SettingsFile(files, path, () => nowMs);
const save = async (settings: Settings, file = open()): Promise<void> =>
  (await file.stage(settings)).commit();
const good = (): string => join(folder, 'settings.lastGood.json');

describe('the last good settings', () => {
  it.each([
    ['cut short', (text: string) => text.slice(0, text.length / 2)],
    ['empty', () => ''],
    ['of a newer Offhook', () => '{"version":2,"line":{}}'],
    ['with a value that is none', () => '{"port":"many"}'],
  ])('take the place of a file that is %s, which is kept', async (_how, damage) => {
    await save(mine);
    const damaged = damage(await readFile(path, 'utf8'));
    await writeFile(path, damaged);
    nowMs = laterMs;
    const file = open();
    expect((await file.read()).setAside).toMatchObject({ file: 'settings.json', goodAtMs: savedAtMs });
    const restored = await file.restore();
    expect(restored).toEqual({
      stored: { settings: mine, unknown: {} },
      atMs: savedAtMs,
      keptAs: 'settings.2026-11-24T09-05-07.000Z.json',
    });
    expect(await readFile(join(folder, restored?.keptAs ?? ''), 'utf8')).toBe(damaged);
    expect(await open().read()).toEqual({ settings: mine, unknown: {} });
  });

  it('are of the last save, and of what somebody wrote into the file by hand', async () => {
    await save(mine);
    nowMs = laterMs;
    await save({ ...mine, extension: '102' });
    await writeFile(path, '');
    expect((await open().read()).setAside?.goodAtMs).toBe(laterMs);
    await writeFile(path, '\uFEFF{"url":"pbx-2","ringtone":"bell.wav"}');
    await open().read();
    await writeFile(path, '{');
    const file = open();
    await file.read();
    const restored = await file.restore();
    expect(restored?.stored.settings.url).toBe('pbx-2');
    expect(restored?.stored.unknown).toEqual({ ringtone: 'bell.wav' });
  });

  it('are written when something changed, and not at each start', async () => {
    await save(mine);
    expect(writes).toHaveLength(2);
    nowMs = laterMs;
    await open().read();
    await open().read();
    expect(writes).toHaveLength(2);
    await save({ ...mine, extension: '102' });
    expect(writes).toHaveLength(4);
    expect((await readFile(good(), 'utf8')).includes('"102"')).toBe(true);
  });

  it('are for this user alone, without the secret', async () => {
    await save(mine);
    expect((await stat(good())).mode & 0o777).toBe(0o600);
  });

  it('are offered where the file is gone, for somebody had some', async () => {
    await save(mine);
    await rm(path);
    const file = open();
    const read = await file.read();
    expect(read.isNew).toBeUndefined();
    expect(read.setAside).toEqual({ file: 'settings.json', detail: 'ENOENT', goodAtMs: savedAtMs });
    expect(await file.restore()).toEqual({ stored: { settings: mine, unknown: {} }, atMs: savedAtMs });
  });

  it.each(['', '{', '[]', '{"at":"2026-11-23T09:05:07.000Z","settings":{"version":2}}', '{"settings":{}}'])(
    'are not offered where they are damaged themselves: %j',
    async (damaged) => {
      await writeFile(path, '{');
      await writeFile(good(), damaged);
      const file = open();
      expect((await file.read()).setAside).toEqual({ file: 'settings.json', detail: 'not JSON' });
      expect(await file.restore()).toBeUndefined();
      expect(await readFile(path, 'utf8')).toBe('{');
    },
  );

  it('change nothing while the settings are in order, nor once new ones were saved', async () => {
    await save(mine);
    const file = open();
    await file.read();
    expect(await file.restore()).toBeUndefined();
    await writeFile(path, '{');
    const damaged = open();
    await damaged.read();
    await save({ ...mine, extension: '103' }, damaged);
    expect(await damaged.restore()).toBeUndefined();
    expect((await open().read()).settings.extension).toBe('103');
  });

  it.each([
    ['full disk', fullDisk, 'diskFull'],
    ['read-only folder', readOnlyFolder, 'notWritable'],
  ] as const)(
    'on a %s leave the damaged file where it is, and can be restored later',
    async (_where, files, code) => {
      await save(mine);
      await writeFile(path, '{');
      let troubled: Files = files;
      const file = open({
        ...nodeFiles,
        writeNew: (...args) => troubled.writeNew(...args),
        rename: (...args) => troubled.rename(...args),
      });
      await file.read();
      await expect(file.restore()).rejects.toMatchObject({ code });
      expect(await readFile(path, 'utf8')).toBe('{');
      troubled = nodeFiles;
      expect((await file.restore())?.stored.settings).toEqual(mine);
      expect((await readdir(folder)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    },
  );
});

it('a damaged file stays in its place where the new settings cannot be written', async () => {
  await writeFile(path, '{');
  const file = open(fullDisk);
  await file.read();
  await expect(save(mine, file)).rejects.toMatchObject({ code: 'diskFull' });
  expect(await readdir(folder)).toEqual(['settings.json']);
});
